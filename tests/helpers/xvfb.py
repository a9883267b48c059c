"""Run a virtual X server with a window manager, for tests and benchmarks."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

HEADER = "25I"
"""The fixed part of an XWD file: 25 big-endian words."""
COLOUR_BYTES = 12


class Screen:
    """A running X server whose contents can be read."""

    def __init__(self, display: str, frame_buffer: Path) -> None:
        self._frame_buffer = frame_buffer
        self.env = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
        self.env |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def pixels(self, points: list[tuple[int, int]]) -> list[int]:
        """Return the colours at `points` as 0xRRGGBB, cheaply enough for timing."""
        with self._frame_buffer.open("rb", buffering=0) as file:
            words = struct.unpack(f">{HEADER}", file.read(struct.calcsize(HEADER)))
            start, row = words[0] + words[19] * COLOUR_BYTES, words[12]
            found = [os.pread(file.fileno(), 4, start + y * row + 4 * x) for x, y in points]
        return [int.from_bytes(pixel[:3], "little") for pixel in found]

    def photo(self) -> QImage:
        """Return a screenshot, read from the server's XWD file."""
        data = self._frame_buffer.read_bytes()
        words = struct.unpack(f">{HEADER}", data[: struct.calcsize(HEADER)])
        header_size, width, height, bytes_per_line, colours = words[0], words[4], words[5], words[12], words[19]
        pixels = data[header_size + colours * COLOUR_BYTES :]
        return QImage(pixels, width, height, bytes_per_line, QImage.Format.Format_RGB32).copy()


FULL_SCREEN = """<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application type="normal"><fullscreen>yes</fullscreen></application></applications></openbox_config>
"""
"""Configuration of openbox that makes every window full screen."""


@contextmanager
def xvfb(folder: Path, *, full_screen: bool = False, size: str = "1366x768") -> Iterator[Screen]:
    """Run Xvfb of `size` with openbox; its frame buffer is a file in `folder`."""
    rules = folder / "openbox.xml"
    rules.write_text(FULL_SCREEN)
    is_up = folder / "openbox.up"
    command = ["openbox", "--startup", f"touch {is_up}", *(["--config-file", str(rules)] if full_screen else [])]
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            f"{size}x24",
            "-fbdir",
            str(folder),
            "-nolisten",
            "tcp",
        ],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        display = f":{answer.readline().strip()}"
    screen = Screen(display, folder / "Xvfb_screen0")
    manager = subprocess.Popen(command, env=screen.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(is_up)
        yield screen
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


def _wait_for(file: Path) -> None:
    """Wait for `file`: windows opened before the window manager runs do not get the focus."""
    until = time.monotonic() + 30
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.01)
    file.unlink()
