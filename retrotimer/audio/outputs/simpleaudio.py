"""Play live sound with simpleaudio, which plays finished buffers; `segments` makes a stream of them.

As read in simpleaudio 1.0.4 and measured: it opens a device per play, the default, with a buffer of 100 ms, and
reads the sound as it falls due, without a copy. A stop takes up to 100 ms. A lost device only ends the play.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import simpleaudio
from simpleaudio._simpleaudio import SimpleaudioError

from retrotimer.audio.clips import RATE
from retrotimer.audio.outputs.alsa import quiet_alsa
from retrotimer.audio.segments import LEAD_MS, Play, Segments
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

START_MS = 10
"""What passes from a play's beginning to its first sample's sounding; 9 ms on PulseAudio's virtual sink."""
FADE_OUT_S = 0.05  # how long what was read before a fade takes to be taken over by the device
PATIENCE_S = 1.0


class SimpleaudioOutput:
    """The system's own sound device through simpleaudio; where another `device` is asked for, `reason` tells."""

    name = "simpleaudio"
    buffer_ms = LEAD_MS
    latency_ms = LEAD_MS + START_MS
    is_slow = False

    def __init__(self, clock_ns: Callable[[], int], device: str = "") -> None:
        sentence = _(
            "simpleaudio cannot choose a device: the sound comes from the system's own, not from '{name}'."
        )
        self.reason = sentence.format(name=device) if device else None
        self.failure: Exception | None = None
        self._clock_ns = clock_ns
        self._done: Event | None = None
        self._feeder: Thread | None = None

    def open(self, pull: Callable[[int, int], bytes]) -> None:
        """Open the device and play what `pull` gives. Raises MissingPart."""
        self.close()
        quiet_alsa()
        segments = Segments(_play, self._guarded(pull), self._clock_ns)
        self._done = Event()
        self._feeder = Thread(target=self._feed, args=(segments, self._done), name="simpleaudio", daemon=True)
        self._feeder.start()

    def close(self) -> None:
        """Fade out, stop, and let go of the device, which the library gives back a moment later."""
        if self._done and self._feeder:
            self._done.set()
            self._feeder.join(PATIENCE_S)
            self._done = self._feeder = None

    def is_back(self) -> bool:
        """Return that no other device can be gone back to."""
        return False

    def _feed(self, segments: Segments, done: Event) -> None:
        """Keep the stream going until it is done, or the device is gone: then nothing is pulled any more."""
        while not segments.is_lost:
            if done.wait(max(0, segments.next_ns - self._clock_ns()) / 1e9):
                segments.hush()
                Event().wait(FADE_OUT_S)
                break
            segments.step()
        segments.stop()

    def _guarded(self, pull: Callable[[int, int], bytes]) -> Callable[[int, int], bytes]:
        """Return `pull` giving silence where it raises, which must not end the thread it is called in."""

        def pulled(frames: int, now_ns: int) -> bytes:
            try:
                return pull(frames, now_ns)
            except Exception as error:  # noqa: BLE001 - nobody above us; LiveSound.tick tells of `failure`
                self.failure = error
                return bytes(2 * frames)

        return pulled


def _play(sound: bytearray) -> Play:
    try:
        play: Play = simpleaudio.play_buffer(sound, 1, 2, RATE)
    except SimpleaudioError as error:
        sentence = _("No sound: no sound device can be opened ({error}).")
        raise MissingPart(sentence.format(error=str(error).rpartition("MSG: ")[2])) from error
    return play
