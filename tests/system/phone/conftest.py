"""The program on a laptop and a browser on a phone, two hosts with a cable between them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import browsers
from tests.helpers.browsers import Browser
from tests.helpers.sound_server import SoundServer
from tests.helpers.two_hosts import LAPTOP_ADDRESS, TwoHosts, on, two_hosts
from tests.helpers.xvfb import xvfb

ROOT = Path(__file__).parents[3]
PATIENCE_S = 30.0
WORKOUT = """format = 1
name = "Phone"
steps = [
  { do = "run forward", for = "0:40" },
  { do = "run backward", for = "0:30" },
  { do = "walk forward", for = "tap" },
  { do = "run forward", for = "5:00" },
]
"""


class Laptop:
    """The program with a session in a terminal without a keyboard, and phones on."""

    def __init__(self, folder: Path, host: str, address: str, *options: str) -> None:
        preset, self._events = folder / "phone.toml", folder / "events.jsonl"
        preset.write_text(WORKOUT)
        environment = {**os.environ, "RETROTIMER_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        command = [*on(host), sys.executable, "-m", "retrotimer", "run", str(preset), "--remote", address]
        command += ["--mute", "--get-ready", "1", "--events", str(self._events), *options]
        self.program = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
            text=True, cwd=folder,
        )  # fmt: skip
        self._said: str | None = None
        assert self.program.stderr
        lines = [self.program.stderr.readline() for _line in range(2)]
        assert [line.partition(" ")[0] for line in lines] == ["look:", "control:"], lines
        self.look, self.control = (line.partition(" ")[2].strip() for line in lines)

    def events(self) -> list[dict[str, Any]]:
        """Return what has happened so far."""
        text = self._events.read_text() if self._events.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    def kinds(self) -> list[str]:
        """Return the kinds of events, cues left out."""
        return [event["event"] for event in self.events() if event["event"] != "cue"]

    def stop(self) -> str:
        """End it as a person would; return what it said last on standard error."""
        if self._said is None:
            if self.program.poll() is None:
                self.program.terminate()
            self._said = self.program.communicate(timeout=PATIENCE_S)[1]
        return self._said


def until(is_so: Callable[[], object], why: str = "") -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, why
        time.sleep(0.05)


@pytest.fixture
def hosts() -> Iterator[TwoHosts]:
    """A laptop and a phone."""
    with two_hosts() as hosts:
        yield hosts


@pytest.fixture
def laptop(tmp_path: Path, hosts: TwoHosts) -> Iterator[Laptop]:
    """The program, running."""
    laptop = Laptop(tmp_path, hosts.laptop, LAPTOP_ADDRESS)
    yield laptop
    laptop.stop()


@pytest.fixture(scope="session")
def devices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A screen for the browser that needs one, and a sound device: without it only Chromium's audio clock runs."""
    with xvfb(tmp_path_factory.mktemp("screen")) as screen, SoundServer() as sound:
        yield {"DISPLAY": screen.env["DISPLAY"], "PULSE_SERVER": sound.address}


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def phone(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    hosts: TwoHosts,
    devices: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Browser]:
    """A browser on the phone."""
    for name, value in devices.items():
        monkeypatch.setenv(name, value)
    browser = browsers.start(request.param, tmp_path / request.param, hosts.phone)
    yield browser
    browser.close()
