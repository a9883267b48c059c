"""A sound server of one's own: PulseAudio with virtual sinks.

`tests/system/sound/pipewire.py` has the same on PipeWire.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from retrotimer.audio.clips import RATE
from tests.helpers.sound_recording import Recording, ahead

SINK = "ear"
"""The sink that is the default; a device's name is its sink's in capitals."""
OTHER = "other"
MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of its own there
"""Where Linux keeps files in memory: a recorder that waits for a busy disk loses what it should record."""
PATIENCE_S = 30.0


class SoundServer:
    """A private PulseAudio: no hardware, no other user's, nothing left behind. A context manager.

    Its clients find it by `address`, to be put into `PULSE_SERVER`. It has the sink `SINK`, and with `two_sinks`
    `OTHER` as well; `add` and `remove` plug others in and out.
    """

    name = "pulseaudio"

    def __init__(self, *, two_sinks: bool = False) -> None:
        self._sinks = (SINK, OTHER) if two_sinks else (SINK,)
        # short: a socket's path holds 107 characters
        self._folder = Path(tempfile.mkdtemp(prefix="rt-ear-", dir=MEMORY if MEMORY.is_dir() else None))
        self._socket = self._folder / "native"
        self._daemons: list[subprocess.Popen[bytes]] = []
        self.address = f"unix:{self._socket}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    @property
    def environment(self) -> dict[str, str]:
        """What a client's process needs to find this server and no other."""
        own = {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "PIPEWIRE_RUNTIME_DIR"}
        own |= {"PULSE_RUNTIME_PATH", "PULSE_STATE_PATH"}
        foreign = {"DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PULSE_LATENCY_MSEC"}
        kept = {name: value for name, value in os.environ.items() if name not in foreign}
        return kept | dict.fromkeys(own, str(self._folder)) | {"PULSE_SERVER": self.address, "LC_ALL": "C"}

    def start(self, *, with_sinks: bool = True) -> None:
        """Start the server and wait until it answers; without sinks it has no device to play on.

        Raises:
            RuntimeError: where it does not; the message holds its log.
        """
        self._socket.unlink(missing_ok=True)
        self._launch()
        self._await(self._answers, "does not start")
        for sink in self._sinks if with_sinks else ():
            self.add(sink)
        if with_sinks:
            self.make_default(SINK)

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        for daemon in reversed(self._daemons):
            daemon.kill()
            daemon.wait()
        self._daemons.clear()

    def record(self, sink: str = SINK, rate: int = RATE, channels: int = 1) -> Recording:
        """Return a recording of all that `sink` plays from now on, already running."""
        return Recording(self._folder, self.environment, sink, rate, channels)

    def add(self, sink: str, rate: int = RATE, channels: int = 1) -> None:
        """Plug `sink` in, as a device of `rate` frames a second."""
        shape = [f"rate={rate}", f"channels={channels}", "format=s16le"]
        self.control("load-module", "module-null-sink", f"sink_name={sink}", *shape, _description(sink))
        self._await(lambda: sink in self.sinks(), f"does not add {sink}")

    def remove(self, sink: str) -> None:
        """Take `sink` away, as unplugging a device does."""
        listed = self.control("list", "short", "modules").splitlines()
        module = next(row.split()[0] for row in listed if f"sink_name={sink} " in row)
        self.control("unload-module", module)

    def make_default(self, sink: str) -> None:
        """Let `sink` be what plays for those who choose none."""
        self.control("set-default-sink", sink)
        self._await(lambda: self.control("get-default-sink").strip() == sink, f"does not make {sink} the default")

    def sinks(self) -> tuple[str, ...]:
        """Return the names of the sinks there are."""
        return tuple(row.split("\t")[1] for row in self.control("list", "short", "sinks").splitlines())

    def clients(self) -> int:
        """Return how many connections the server holds, the one that asks among them."""
        return len(self.control("list", "short", "clients").splitlines())

    def control(self, *command: str) -> str:
        """Return what `pactl` says to `command`."""
        ran = subprocess.run(
            ["pactl", *command],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE_S,
        )
        return ran.stdout

    def _launch(self) -> None:
        door = f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
        self._run("pulseaudio", *options, "--log-target=stderr", "-L", door)

    def _run(self, *command: str) -> None:
        with (self._folder / "log").open("ab") as log:
            daemon = subprocess.Popen([*ahead(), *command], env=self.environment, stdout=log, stderr=log)
            self._daemons.append(daemon)

    def _await(self, is_so: Callable[[], bool], problem: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not is_so():
            if any(daemon.poll() is not None for daemon in self._daemons) or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} {problem}:\n" + (self._folder / "log").read_text())
            time.sleep(0.05)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self._socket)) == 0


def _description(sink: str) -> str:
    return f"sink_properties=device.description={sink.upper()}"
