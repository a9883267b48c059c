"""Drive real browsers by their own protocols: WebDriver for Chromium and WebKit, WebDriver BiDi for Firefox."""

# ruff: noqa: ANN401 - what a page returns may be anything
from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Protocol

from tests.helpers.two_hosts import entered, on

WAIT_S = 30.0
DRIVERS = {"chromium": "chromedriver", "firefox": "firefox-esr", "webkit": "WebKitWebDriver"}
"""The programs that a browser of each kind is driven by; on Debian their packages are in `PACKAGES`."""
PACKAGES = {"chromium": "chromium-driver", "firefox": "firefox-esr", "webkit": "webkit2gtk-driver"}
MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"


class Browser(Protocol):
    """A browser with one page. `run` gives what a function body returns."""

    def open(self, url: str) -> None:
        """Load a page."""

    def run(self, script: str) -> Any:
        """Return what `script`, the body of a function, returns."""

    def click(self, selector: str) -> None:
        """Click the element as a person would."""

    def screenshot(self) -> bytes:
        """Return a PNG of what is seen."""

    def kill(self) -> None:
        """End it without a word, as a phone does whose battery is empty."""

    def close(self) -> None:
        """End it."""


def is_there(kind: str) -> bool:
    """Return whether a browser of `kind` can be driven here."""
    return shutil.which(DRIVERS[kind]) is not None


def free_port() -> int:
    """Return a port that is free just now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def start(
    kind: str, folder: Path, host: str = "", size: tuple[int, int] = (500, 844), options: Sequence[str] = ()
) -> Browser:
    """Start a browser that keeps its things in `folder`, on `host` (see `two_hosts`), or here.

    WebKit needs a screen; `options` are for Chromium alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "firefox":
        return Firefox(folder, host, size)
    return Driven(kind, folder, host, size, options)


def kill_all(folder: Path) -> None:
    """Kill every process whose home is `folder`: a browser is not in the process group of its driver."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile, or is another person's
            if f"HOME={folder}".encode() in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)


class Driven:
    """A browser behind a WebDriver."""

    def __init__(self, kind: str, folder: Path, host: str, size: tuple[int, int], options: Sequence[str]) -> None:
        self._folder, self._host, self._port = folder, host, free_port()
        environment = {**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"  # root has no sandbox, and the page is ours
        command = [*on(host), DRIVERS[kind], f"--port={self._port}"]
        with (folder / "driver.log").open("wb") as log:
            self._driver = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        wanted = chromium_options(folder, size, options) if kind == "chromium" else webkit_options()
        capabilities: dict[str, object] = {"alwaysMatch": wanted}
        made = self._try("POST", "/session", {"capabilities": capabilities})
        self._session = f"/session/{made['sessionId']}"
        self._ask("POST", f"{self._session}/timeouts", {"script": 60_000})
        if kind == "webkit":
            self._ask("POST", f"{self._session}/window/rect", {"width": size[0], "height": size[1]})

    def open(self, url: str) -> None:
        self._ask("POST", f"{self._session}/url", {"url": url})

    def run(self, script: str) -> Any:
        return self._ask("POST", f"{self._session}/execute/sync", {"script": script, "args": []})

    def screenshot(self) -> bytes:
        return base64.b64decode(self._ask("GET", f"{self._session}/screenshot"))

    def click(self, selector: str) -> None:
        """Click the element as a person would."""
        found = self._ask("POST", f"{self._session}/element", {"using": "css selector", "value": selector})
        self._ask("POST", f"{self._session}/element/{next(iter(found.values()))}/click", {})

    def emulate(self, command: str, parameters: dict[str, object]) -> None:
        """Send Chromium a command of its own developer tools."""
        body: dict[str, object] = {"cmd": command, "params": parameters}
        self._ask("POST", f"{self._session}/goog/cdp/execute", body)

    def kill(self) -> None:
        """End it without a word, as a phone does whose battery is empty."""
        kill_all(self._folder)
        self._driver.wait()

    def close(self) -> None:
        try:
            self._ask("DELETE", self._session)
        except OSError:
            pass
        finally:
            self._driver.terminate()
            self._driver.wait(WAIT_S)

    def _try(self, method: str, path: str, body: dict[str, object]) -> Any:
        end = time.monotonic() + WAIT_S
        while True:
            try:
                return self._ask(method, path, body)
            except OSError:
                if time.monotonic() > end or self._driver.poll() is not None:
                    raise
                time.sleep(0.1)

    def _ask(self, method: str, path: str, body: dict[str, object] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with entered(self._host), urllib.request.urlopen(request, timeout=90) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as error:
            raise DriverError(error.read().decode(errors="replace")) from error


class DriverError(Exception):
    """A browser's driver refused something."""


def chromium_options(folder: Path, size: tuple[int, int], options: Sequence[str]) -> dict[str, object]:
    """Return what a Chromium without a screen, a network of its own or a sandbox needs."""
    arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--hide-scrollbars",
        "--autoplay-policy=user-gesture-required",
        f"--window-size={size[0]},{size[1]}",
        f"--user-data-dir={folder / 'profile'}",
        *options,
    ]
    return {"browserName": "chrome", "goog:chromeOptions": {"args": arguments, "binary": "/usr/bin/chromium"}}


def webkit_options() -> dict[str, object]:
    """Return what starts WebKit's own small browser."""
    return {"webkitgtk:browserOptions": {"binary": MINI_BROWSER, "args": ["--automation"]}}


class Firefox:
    """Firefox, by WebDriver BiDi: it needs no other program."""

    def __init__(self, folder: Path, host: str, size: tuple[int, int]) -> None:
        from websockets.sync.client import connect

        port = free_port()
        profile = folder / "profile"
        profile.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "HOME": str(folder), "MOZ_HEADLESS_WIDTH": str(size[0])}
        environment["MOZ_HEADLESS_HEIGHT"] = str(size[1])
        command = [*on(host), "firefox-esr", "--headless", "--no-remote", "--profile", str(profile)]
        command += ["--remote-debugging-port", str(port), "about:blank"]
        with (folder / "firefox.log").open("wb") as log:
            self._firefox = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        self._open = ExitStack()
        end = time.monotonic() + WAIT_S
        while True:
            try:
                with entered(host):
                    opened = connect(f"ws://127.0.0.1:{port}/session", max_size=None, compression=None)
                    self._socket = self._open.enter_context(opened)
                break
            except OSError:
                if time.monotonic() > end or self._firefox.poll() is not None:
                    raise
                time.sleep(0.2)
        self._id = 0
        self._ask("session.new", {"capabilities": {}})
        self._context = self._ask("browsingContext.getTree", {})["contexts"][0]["context"]
        viewport = {"width": size[0], "height": size[1]}
        self._ask("browsingContext.setViewport", {"context": self._context, "viewport": viewport})

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", {"context": self._context, "url": url, "wait": "complete"})

    def run(self, script: str) -> Any:
        function = f"async () => JSON.stringify(await (async () => {{ {script} }})() ?? null)"
        parameters = {
            "functionDeclaration": function,
            "awaitPromise": True,
            "target": {"context": self._context},
            "userActivation": True,
        }
        answer = self._ask("script.callFunction", parameters)
        if answer["type"] != "success":
            raise DriverError(str(answer))
        return json.loads(answer["result"]["value"])

    def screenshot(self) -> bytes:
        answer = self._ask("browsingContext.captureScreenshot", {"context": self._context})
        return base64.b64decode(answer["data"])

    def click(self, selector: str) -> None:
        """Click the middle of the element."""
        box = self.run(
            f"const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            "return [b.x + b.width / 2, b.y + b.height / 2]"
        )
        at = {"x": round(box[0]), "y": round(box[1])}
        actions = [
            {"type": "pointerMove", **at},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {"type": "pointer", "id": "mouse", "actions": actions}
        self._ask("input.performActions", {"context": self._context, "actions": [pointer]})

    def kill(self) -> None:
        """End it without a word."""
        self._firefox.kill()
        self._firefox.wait()

    def close(self) -> None:
        self._open.close()
        self._firefox.terminate()
        self._firefox.wait(WAIT_S)

    def _ask(self, method: str, parameters: dict[str, object]) -> Any:
        self._id += 1
        self._socket.send(json.dumps({"id": self._id, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=90))
            if message.get("id") == self._id:
                if message["type"] == "error":
                    raise DriverError(str(message))
                return message["result"]
