"""Define the safety checklist and the stop rule, and the sound test before a session."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from retrotimer.app.session.controls import KEYS, Control
from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.texts import _
from retrotimer.training.cues.cue_types import GAP_MS, TONE_MS, CueKind, spoken_movement
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.readiness import Heat, heat_means, heat_question, heat_word, run_means, run_question
from retrotimer.training.workout.workout import Movement

if TYPE_CHECKING:
    from retrotimer.audio.device import DeviceStream
    from retrotimer.audio.voice import Voice


def checklist() -> tuple[str, ...]:
    """Return what should be so before a session."""
    return (
        _("You have walked the route."),
        _("The surface is dry and free of holes."),
        _("You are in an outer lane, never in lane 1."),
        _("A partner runs forward facing you; else someone watches, or you make a habit of looking behind."),
        _("Your laces are tied."),
        _("You wear no headphones."),
        _("Nothing hurts, and you are fresh."),
    )


def stop_rule() -> str:
    """Return when to stop, and the key for it."""
    sentence = _("Stop before you are tired: that is when falls happen. The key {key} goes to the cool-down.")
    return sentence.format(key=KEYS[Control.COOL_DOWN].keys)


def checks_in_lines() -> tuple[str, ...]:
    """Return the checklist, the stop rule, and what follows from the heat and from running 25 minutes, as lines."""
    heat = (f"{heat_word(heat)} – {heat_means(heat)}" for heat in Heat)
    runs = (f"{word} – {run_means(can=can)}" for word, can in ((_("Yes"), True), (_("No"), False)))
    parts = ((_("Safety checklist"), checklist()), (heat_question(), heat), (run_question(), runs))
    return (*(line for head, lines in parts for line in (head, *(f"- {one}" for one in lines))), stop_rule())


def unheard() -> tuple[str, ...]:
    """Return what helps where a test tone was not heard."""
    return (
        _("Turn up the volume here and on the computer, and look whether it is muted."),
        _("Choose another output device."),
        _("Check the cable, or whether the Bluetooth speaker is on and connected."),
        _("Sound fades quickly with distance: across a track, use an external speaker."),
    )


class SoundTest:
    """Play start tones and words on request, with slow work in `queue`, in order.

    `output` is one of `OUTPUTS`, an empty `device` the default, volumes are 0 to 1, `voice` is a folder of
    recordings, empty for none and None for tones alone.
    """

    def __init__(
        self,
        output: str,
        device: str,
        *,
        volume: float,
        tone_volume: float,
        voice_volume: float = 1.0,
        voice: str | None = None,
        queue: TaskQueue,
    ) -> None:
        from retrotimer.app.session.clock import SystemClock  # nothing of sound before the panel opens
        from retrotimer.audio.mixer import Mixer

        self._output, self._device, self._queue = output, device, queue
        self._clock_ns = SystemClock().now_ns
        self._tone_gain, self._voice_gain = tone_volume**2, voice_volume**2
        self._folder = voice
        self._voice: Voice | None = None
        self._lock = Lock()
        self._mixer = Mixer(volume**2)
        self._stream: DeviceStream | None = None
        self._problem: str | None = None
        run_task(self._open, queue=queue)

    @property
    def is_open(self) -> bool:
        """Whether there is a device that plays."""
        return self._stream is not None and self._stream.is_open

    @property
    def notice(self) -> str | None:
        """A sentence about what is wrong with the sound; None where all is well, or nothing known yet."""
        return self._stream.notice if self._stream else self._problem

    def set_volume(self, volume: float) -> None:
        """Play at `volume`, 0 to 1, from now on."""
        with self._lock:
            self._mixer.set_volume(volume**2)

    def play(self, movement: Movement) -> None:
        """Play the tone that starts `movement`, in place of any that still sounds."""
        run_task(lambda: self._place(movement), queue=self._queue)

    def say(self, names: tuple[str, ...]) -> None:
        """Say the `names` of groups as a session will, in place of what still sounds."""
        run_task(lambda: self._say(names), queue=self._queue)

    def tick(self) -> None:
        """Look after the device; to be called a few times a second."""
        run_task(self._watch, queue=self._queue)

    def close(self) -> None:
        """Give the device back."""
        run_task(self._close, queue=self._queue)

    def _open(self) -> None:
        from retrotimer.audio.device import DeviceStream
        from retrotimer.audio.outputs import choose  # loads a C library

        if self._folder is not None:
            from retrotimer.app.session.voices import make_voice

            self._voice = make_voice(self._folder)
        try:
            output = choose(self._output, self._clock_ns, self._device)
        except RetroTimerError as error:
            self._problem = str(error)
            return
        if not output.buffer_ms and output.reason is None:
            self._problem = _("RetroTimer is set to play no sound.")
            return
        stream = DeviceStream(output, self._pull, self._fresh)
        stream.open(self._clock_ns())
        self._stream = stream

    def _place(self, movement: Movement) -> None:
        from retrotimer.audio.clips import FRAMES_PER_MS
        from retrotimer.audio.tones import start_tone

        tone = start_tone(movement, None, TONE_MS[CueKind.START])
        word = self._voice.clip(spoken_movement(movement)) if self._voice else None
        with self._lock:
            self._mixer.clear()
            begin = self._mixer.position
            self._mixer.place(begin, tone, self._tone_gain)
            if word:
                self._mixer.place(begin + tone.frames + GAP_MS * FRAMES_PER_MS, word, self._voice_gain)

    def _say(self, names: tuple[str, ...]) -> None:
        from retrotimer.app.session.voices import own_names, prepare, voiced
        from retrotimer.audio.clips import FRAMES_PER_MS
        from retrotimer.training.cues.cue_types import LINE_GAP_MS, CueOptions
        from retrotimer.training.groups.cues import name_line

        if self._voice is None:
            return
        prepare(self._voice, own_names(names))
        options = voiced(CueOptions(), self._voice)
        clips = [self._voice.clip(name_line(name, nth, options)) for nth, name in enumerate(names)]
        with self._lock:
            self._mixer.clear()
            begin = self._mixer.position
            for clip in filter(None, clips):
                self._mixer.place(begin, clip, self._voice_gain)
                begin += clip.frames + 5 * LINE_GAP_MS * FRAMES_PER_MS

    def _watch(self) -> None:
        if self._stream:
            self._stream.watch(self._clock_ns())

    def _close(self) -> None:
        if self._stream:
            self._stream.close()

    def _fresh(self) -> None:
        with self._lock:
            self._mixer.drop()

    def _pull(self, count: int, _now_ns: int) -> bytes:
        with self._lock:
            return self._mixer.mix(count)
