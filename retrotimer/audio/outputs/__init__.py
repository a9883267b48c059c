"""Define the sound outputs: one module for each library, behind one protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from retrotimer.output_names import OUTPUTS
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongRequest

Pull = Callable[[int, int], bytes]
"""Asked by an output for its next frames: how many, and the monotonic ns at which the device asked."""


class Output(Protocol):
    """A device that pulls mono int16 samples at `RATE`.

    `buffer_ms` is what it holds at most; `latency_ms` passes between pulling a frame and its sounding. Both are
    valid after the first `pull`. `reason` is a sentence if it replaces the output asked for; `failure` is the last
    error of a `pull`. If `is_slow`, opening, closing and looking for the device may take seconds.
    """

    name: str
    is_slow: bool
    buffer_ms: int
    latency_ms: int
    reason: str | None
    failure: Exception | None

    def open(self, pull: Pull) -> None:
        """Pull samples in a thread of the output's own. Raises MissingPart where the device cannot be opened."""

    def close(self) -> None:
        """Stop and release the device, so that it can be opened again; do nothing where it is not open."""

    def is_back(self) -> bool:
        """Return whether the device that was asked for is back."""


class SilentOutput:
    """An output that asks for nothing."""

    name = "silent"
    buffer_ms = 0
    latency_ms = 0
    is_slow = False
    failure: Exception | None = None

    def __init__(self, reason: str | None = None) -> None:
        self.reason = reason

    def open(self, pull: Pull) -> None:
        """Do nothing: `pull` is never called."""

    def close(self) -> None:
        """Do nothing."""

    def is_back(self) -> bool:
        """Return that nothing has come back."""
        return False


def choose(name: str, clock_ns: Callable[[], int], device: str = "") -> Output:
    """Return the unopened output `name`, one of `OUTPUTS`.

    `auto` is miniaudio, else simpleaudio, else silence with a `reason`. `device` is one of `device_names`, or empty
    for the default. Raises WrongRequest for an unknown name, MissingPart for a missing library.
    """
    if name not in OUTPUTS:
        raise WrongRequest(
            _("'{name}' is not a sound output: choose one of {names}.").format(name=name, names=", ".join(OUTPUTS))
        )
    if name == "silent":
        return SilentOutput()
    if name == "simpleaudio":
        return _simpleaudio(clock_ns, device)
    try:
        from retrotimer.audio.outputs.miniaudio import MiniaudioOutput  # loads a C library
    except ImportError as error:
        sentence = _("No sound: miniaudio cannot be loaded ({error}). Install it with: pip install miniaudio")
        reason = sentence.format(error=error)
        if name == "miniaudio":
            raise MissingPart(reason) from error
        try:
            return _simpleaudio(clock_ns, device)
        except MissingPart:
            return SilentOutput(reason)
    return MiniaudioOutput(clock_ns, device)


def _simpleaudio(clock_ns: Callable[[], int], device: str) -> Output:
    from retrotimer.audio.outputs.simpleaudio_probe import probe  # few want it

    tried = probe()
    if not tried.is_usable:
        raise MissingPart(tried.sentence or "")
    from retrotimer.audio.outputs.simpleaudio import SimpleaudioOutput  # loads a C library

    return SimpleaudioOutput(clock_ns, device)


def device_names() -> tuple[str, ...]:
    """Return the names of the devices there are to play on; none where there is no sound, or nothing to play it."""
    try:
        from retrotimer.audio.outputs.miniaudio import device_names as names  # loads a C library
    except ImportError:
        return ()
    return names()
