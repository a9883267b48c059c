"""Play live sound with miniaudio: a wheel that brings its C library, on every system's own sound server.

Buffer settings were read in miniaudio 0.11.25 and measured. A callback takes one period; ALSA, WASAPI and Core
Audio hold `PERIODS` of them. On PulseAudio and PipeWire miniaudio asks for one period alone, so a stall of 40 ms
would be heard: `PULSE_LATENCY_MSEC` asks for the whole buffer. `PULSEAUDIO`, 120 ms in periods of 40, lets a sink
work in pieces of (buffer - 40 ms) / 2, just one period: cues came within 0.15 ms. With 160 or 200 ms cues came up
to 17 ms off. `PIPEWIRE` works in 256 to 2,048 frames; 64 ms are 3 x 1,024, where 40 ms gave cues up to 8 ms late.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from typing import NamedTuple

import miniaudio  # type: ignore[import-untyped]

from retrotimer.audio.clips import RATE
from retrotimer.audio.outputs.alsa import quiet_alsa
from retrotimer.audio.outputs.pulse import guard, is_pipewire
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

PERIODS = 3


class Pace(NamedTuple):
    """How a sound server is asked for samples: in periods, with a buffer, heard so long after a callback; in ms."""

    period_ms: int
    buffer_ms: int
    latency_ms: int


PULSEAUDIO = Pace(40, 120, 80)  # and all other systems
PIPEWIRE = Pace(64, 168, 94)
_PULSE_LATENCY = "PULSE_LATENCY_MSEC"
_asked = ""  # what we have set it to; a person's own setting is not ours to change


class _Device(miniaudio.PlaybackDevice):  # type: ignore[misc]  # untyped
    """A playback device that gives its context back too: else the 64th one cannot be opened."""

    def __init__(self, period_ms: int, device_id: object = None) -> None:
        self._context = None
        try:
            super().__init__(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=period_ms,
                device_id=device_id,
                callback_periods=PERIODS,
                app_name="RetroTimer",
            )
        except miniaudio.MiniaudioError:
            self.close()
            raise

    def _make_context(self, *arguments: object) -> object:
        context = super()._make_context(*arguments)
        guard(_memory(context))
        return context

    def close(self) -> None:
        super().close()
        if self._context is not None:
            miniaudio.lib.ma_context_uninit(self._context)
            self._context = None


class _Devices(miniaudio.Devices):  # type: ignore[misc]  # untyped
    def __init__(self) -> None:
        super().__init__()
        guard(_memory(self._context))


class MiniaudioOutput:
    """Play on the device called `device`, or on the default, with a `reason`, while that is empty or gone."""

    name = "miniaudio"
    is_slow = True

    def __init__(self, clock_ns: Callable[[], int], device: str = "") -> None:
        self._take(PULSEAUDIO)
        _ask_pulse_for(self.buffer_ms)  # here no thread of ours runs yet
        self.reason: str | None = None
        self.failure: Exception | None = None
        self._clock_ns = clock_ns
        self._name = device
        self._device: _Device | None = None

    def open(self, pull: Callable[[int, int], bytes]) -> None:
        """Open the device and play what `pull` gives. Raises MissingPart."""
        self.close()
        feed = self._feed(pull)
        next(feed)
        try:
            quiet_alsa()
            self._take(PIPEWIRE if is_pipewire() else PULSEAUDIO)
            _ask_pulse_for(self.buffer_ms)
            self._device = self._opened()
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            self.close()
            sentence = _("No sound: no sound device can be opened ({error}).")
            raise MissingPart(sentence.format(error=", ".join(map(str, error.args)))) from error
        if self._device.backend == "Null":  # what miniaudio falls back on where a machine has no sound system
            self.close()
            raise MissingPart(_("No sound: this machine has no sound system."))

    def close(self) -> None:
        """Stop, let go of the device and of its connection to the sound server."""
        if self._device is not None:
            self._device.close()
            self._device = None

    def _take(self, pace: Pace) -> None:
        self.period_ms, self.buffer_ms, self.latency_ms = pace

    def is_back(self) -> bool:
        """Return whether the device that was asked for is there; it takes a connection to the sound server."""
        return any(name == self._name for name, _id in _playbacks())

    def _opened(self) -> _Device:
        self.reason = None
        if self._name:
            try:
                return _Device(self.period_ms, _device_id(self._name))
            except LookupError:
                sentence = _("'{name}' is not there; the sound comes from the system's own device.")
            except miniaudio.MiniaudioError:
                sentence = _("'{name}' cannot be opened; the sound comes from the system's own device.")
            self.reason = sentence.format(name=self._name)
        return _Device(self.period_ms)

    def _feed(self, pull: Callable[[int, int], bytes]) -> Generator[bytes, int, None]:
        """Give miniaudio its blocks. It calls this in its own thread, and drops for good a feed that raises."""
        frames = yield b""
        while True:
            now_ns = self._clock_ns()
            try:
                block = pull(frames, now_ns)
            except Exception as error:  # noqa: BLE001 - nobody above us but C; LiveSound.tick tells of `failure`
                self.failure = error
                block = bytes(2 * frames)
            frames = yield block


def _ask_pulse_for(buffer_ms: int) -> None:
    """Set PulseAudio's latency variable unless it is set; it stays, as other threads read the environment."""
    global _asked  # noqa: PLW0603 - as much the whole process's as the variable
    if os.environ.get(_PULSE_LATENCY, "") in {"", _asked}:
        os.environ[_PULSE_LATENCY] = _asked = str(buffer_ms)


def device_names() -> tuple[str, ...]:
    """Return the names of the devices there are to play on; none where the system has no sound."""
    return tuple(name for name, _id in _playbacks())


def _device_id(name: str) -> object:
    """Return miniaudio's id of the first device called `name`. Raises LookupError."""
    found = next((device_id for known, device_id in _playbacks() if known == name), None)
    if found is None:
        raise LookupError(name)
    return found


def _playbacks() -> tuple[tuple[str, object], ...]:
    """Return name and id of each device. The list's own connection to the sound server ends with this call."""
    quiet_alsa()
    try:
        devices = _Devices()
        found = tuple((device["name"], device["id"]) for device in devices.get_playbacks())
    except miniaudio.MiniaudioError:
        return ()
    return () if devices.backend == "Null" else found


def _memory(context: object) -> memoryview:
    return memoryview(miniaudio.ffi.buffer(context)).cast("B")
