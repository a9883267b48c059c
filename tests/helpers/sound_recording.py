"""What a virtual sink plays, recorded sample for sample, and when each sample was played."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import inf
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retrotimer.audio.clips import RATE

PATIENCE_S = 30.0
SLIP_MS = 4.0
"""A step of at least this size in the pieces' times is a virtual sink whose own timer lost a beat: less than the
shortest beat of PipeWire's under test, 5.3 ms, and more than a busy machine is late in all of a window."""
WINDOW_MS = 1_500
HOLE, FADED = RATE // 1_000, 2_000
"""Frames of zeros that may be a hole, which is longer than a tone's period; how loud a faded tone is at most."""
NEAR_MS = 4_000
"""Pieces this near to a frame tell when it was played: a sink that lost less than `SLIP_MS` goes on later."""


class Recording:
    """A recording that runs. A context manager.

    Args:
        folder: where its files go.
        environment: what finds the server.
        sink: whose monitor is listened to.
        rate: frames a second: the sink's, so that nobody resamples.
        channels: the sink's too; `samples` gives them interleaved.
    """

    def __init__(
        self, folder: Path, environment: dict[str, str], sink: str, rate: int = RATE, channels: int = 1
    ) -> None:
        self._rate = rate
        self._width = 2 * channels
        self._samples = folder / f"recording-{sink}"
        self._times = folder / f"times-{sink}"
        shape = ["--raw", "--format=s16le", f"--rate={rate}", f"--channels={channels}", "--latency-msec=20"]
        self._source = subprocess.Popen(
            [*ahead(), "parec", f"--device={sink}.monitor", *shape], env=environment, stdout=subprocess.PIPE
        )
        writer = [
            *ahead(),
            sys.executable,
            str(Path(__file__).with_name("sound_recorder.py")),
            str(self._samples),
            str(self._times),
        ]
        self._samples.write_bytes(b"")
        self._writer = subprocess.Popen(writer, stdin=self._source.stdout)
        deadline = time.monotonic() + PATIENCE_S
        while not self.frames:
            if self._source.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError("parec does not record")
            time.sleep(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._source.kill()
        self._source.wait()
        if self._source.stdout:
            self._source.stdout.close()
        self._writer.wait()

    @property
    def frames(self) -> int:
        """How many frames it holds so far."""
        return self._samples.stat().st_size // self._width

    def samples(self) -> array[int]:
        """Return all that it holds so far."""
        content = self._samples.read_bytes()
        samples = array("h", content[: len(content) // self._width * self._width])
        if sys.byteorder == "big":
            samples.byteswap()
        return samples

    def beginnings(self) -> list[tuple[int, float]]:
        """Return the frames from which on the sink's clock ran evenly, with what to add to a frame's ms there.

        The sum is the monotonic clock's time, in ms, at which the frame reached the recorder at the earliest.
        """
        return _even_parts(self._origins(), WINDOW_MS * self._rate // 1_000)

    def slips_ms(self) -> list[float]:
        """Return when the sink lost its beat, on the monotonic clock, in ms."""
        return [frame * 1_000 / self._rate + origin for frame, origin in self.beginnings()[1:]]

    def ms_of(self, frames: list[int]) -> list[float]:
        """Return when each of `frames` was played, on the monotonic clock, in ms, but for a constant delay."""
        origins = self._origins()
        parts = _even_parts(origins, WINDOW_MS * self._rate // 1_000)
        firsts = [first for first, _origin in parts]
        near = NEAR_MS * self._rate // 1_000
        times = []
        for frame in frames:
            part = max(0, bisect_right(firsts, frame) - 1)
            first = max(firsts[part], frame - near)
            last = min(frame + near, firsts[part + 1] - 1 if part + 1 < len(firsts) else frame + near)
            of_part = origins[bisect_left(origins, (first, 0.0)) : bisect_right(origins, (last, inf))]
            origin = min((origin for _frame, origin in of_part), default=parts[part][1])
            times.append(frame * 1_000 / self._rate + origin)
        return times

    def _origins(self) -> list[tuple[int, float]]:
        """Return up to which frame each piece came, and what its time tells of when frame 0 was played, in ms."""
        rows = [line.split() for line in self._times.read_text().splitlines() if line.count(" ") == 1]
        seen = [(int(size) // self._width, int(ns) / 1e6) for size, ns in rows]
        return [(frame, ms - frame * 1_000 / self._rate) for frame, ms in seen]


def without_holes(samples: array[int]) -> tuple[NDArray[np.int16], NDArray[np.intp]]:
    """Return `samples` without what a sink put in where a halted machine kept it waiting, and where each was.

    A virtual machine that uses more than its share of its host's processors is halted for up to 40 ms, time and
    again; a sink then plays zeros and goes on. A tone fades out before the silence within it, a hole cuts it off.
    """
    sound = np.array(samples, dtype=np.int16)
    kept = np.ones(len(sound), dtype=bool)
    zeros = np.flatnonzero(np.diff(np.pad(sound == 0, 1).astype(np.int8))).reshape(-1, 2)
    for begin, end in zeros[zeros[:, 1] - zeros[:, 0] >= HOLE]:
        if np.max(np.abs(sound[max(0, begin - HOLE) : begin].astype(np.int32)), initial=0) > FADED:
            kept[begin:end] = False
    return sound[kept], np.flatnonzero(kept)


@cache
def ahead() -> tuple[str, ...]:
    """Return what lets a command run before others, as desktops let their sound servers; nothing without leave."""
    command = ("chrt", "--fifo", "20")
    ran = subprocess.run([*command, "true"], capture_output=True, check=False)
    return () if ran.returncode else command


@contextmanager
def running_ahead() -> Iterator[None]:
    """Let this thread, and those that it starts meanwhile, run before other programs, where that is allowed.

    What is listened for is which sounds come, not whether a busy machine has time for them.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
    except OSError:
        yield
        return
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def _even_parts(origins: list[tuple[int, float]], window: int) -> list[tuple[int, float]]:
    """Return where even parts begin and their earliest origin, ms; pieces come late, never early.

    A piece begins a part if none of the `window` frames from it on came as early, by `SLIP_MS`, as the part did.
    """
    parts: list[tuple[int, float]] = []
    for n, (frame, origin) in enumerate(origins):
        if parts and origin - parts[-1][1] < SLIP_MS:
            parts[-1] = (parts[-1][0], min(parts[-1][1], origin))
            continue
        near = [later for at, later in origins[n : n + 400] if at < frame + window]
        if not parts or min(near) - parts[-1][1] >= SLIP_MS:
            parts.append((frame, origin))
    return parts
