"""Plan the sound of the phones: which clip is due when, and the clips as files that every browser decodes."""

from __future__ import annotations

import secrets
import wave
from collections.abc import Callable, Iterator
from io import BytesIO

from retrotimer.app.remote.access import View
from retrotimer.app.session.voices import make_voice
from retrotimer.audio.clips import RATE, Clip
from retrotimer.audio.live import Due, due_cues, finished_by_itself
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.session import MS, Session

AHEAD_NS = 120_000 * MS
"""So far ahead phones know what sounds: longer than a gap of the network that anybody waits out."""
RENEW_NS = 60_000 * MS
TOKEN_BYTES = 16
"""A clip's name cannot be guessed: a person's own recording is for those alone who were told its name."""


class PhoneSounds:
    """The cues to come and their clips. Nothing is made before somebody asks for sound."""

    def __init__(self, now_ns: Callable[[], int], voice_folder: Callable[[], str]) -> None:
        self._now_ns, self._voice_folder = now_ns, voice_folder
        self._sounds: Sounds | None = None
        self._names: dict[int, str] = {}
        self._clips: dict[str, Clip] = {}
        self._coming: Iterator[Due] = iter(())
        self._held: Due | None = None
        self._cues: list[tuple[float, str]] = []
        self._until_ns = 0
        self._planned: tuple[tuple[object, ...], ...] | None = None

    def follow(self, view: View) -> dict[str, object] | None:
        """Plan again where `view` is not what time alone made of the last one; return what phones get to know."""
        if self._sounds is None:
            self._sounds = Sounds(make_voice(self._voice_folder()))
        before = self._planned or (None,) * len(view.whole.sessions)
        # one that time has brought to its end is heard to its end
        planned = tuple(
            was if was and finished_by_itself(session) else _plan_of(session)
            for session, was in zip(view.whole.sessions, before, strict=True)
        )
        if planned == self._planned:
            return None
        self._planned = planned
        self._coming = due_cues(view.whole, view.events, view.to_mono, self._sounds)
        self._held, self._cues = None, []
        self._until_ns = self._now_ns()
        self._plan_on()
        return self.whole()

    def whole(self) -> dict[str, object]:
        """Return all that is planned, for somebody who knows nothing yet."""
        return {"cues": self._cues, "fresh": True}

    def renew(self) -> dict[str, object] | None:
        """Return what has come within reach since the last time; None where it is too early to ask, or nothing."""
        now_ns = self._now_ns()
        if self._until_ns - now_ns > AHEAD_NS - RENEW_NS:
            return None
        self._cues = [cue for cue in self._cues if cue[0] * MS > now_ns]
        more = self._plan_on()
        return {"cues": more, "fresh": False} if more else None

    def _plan_on(self) -> list[tuple[float, str]]:
        self._until_ns = self._now_ns() + AHEAD_NS
        more: list[tuple[float, str]] = []
        while (due := self._held or next(self._coming, None)) is not None:
            self._held = due if due.ns > self._until_ns else None
            if self._held:
                break
            more.append((due.ns / MS, self._name(due.clip)))
        self._cues += more
        return more

    def _name(self, clip: Clip) -> str:
        name = self._names.get(id(clip))
        if name is None:
            name = self._names[id(clip)] = secrets.token_urlsafe(TOKEN_BYTES)
            self._clips[name] = clip  # keeps it, and so its id
        return name

    def wave(self, name: str) -> bytes | None:
        """Return the clip of that name as a WAV file; None where there is none."""
        clip = self._clips.get(name)
        return wave_file(clip) if clip else None


def _plan_of(session: Session) -> tuple[object, ...]:
    """Return what stays the same as long as time alone moves `session`."""
    origin_ns = session.now_ns - session.offset_ns - session.start_ms * MS if session.is_moving else None
    return origin_ns, session.is_moving, id(session.timeline)


def wave_file(clip: Clip) -> bytes:
    """Return `clip` as a WAV file."""
    file = BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(clip.samples.tobytes())
    return file.getvalue()
