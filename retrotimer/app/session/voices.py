"""Provide the voices of a session: recordings, the shipped voice, and synthesized files of the system's voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from retrotimer.app.tasks import run_task
from retrotimer.audio.tts import Speaker, find_speaker
from retrotimer.audio.voice import Voice
from retrotimer.files import paths
from retrotimer.files.voice_packs import PACKS, find_voice, pack_name
from retrotimer.texts import LANGUAGES, _, spoken, voice_language
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import GET_READY_MS, CueOptions
from retrotimer.training.cues.phrases import PAUSED, RESUMED, line_name
from retrotimer.training.errors import WrongFile
from retrotimer.training.groups.groups import NAMES
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.workout.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Prepared:
    """Which lines the system's voice says, and whose voice that is; the others are only shown."""

    speaker: str | None
    by_speaker: tuple[str, ...] = ()
    shown_only: tuple[str, ...] = ()


def make_voice(folder: str = "") -> Voice:
    """Return the voice for the reader's language; `folder` holds a person's own recordings, empty for none."""
    voice, problem = _shipped()
    made = Voice(voice, paths.expanded(folder) if folder else None, _made())
    made.problems += [problem] if problem else []
    return made


def pack_words(language: str, *, is_found: bool) -> str:
    """Return a sentence about who speaks `language`, and which file is to be had where its pack is not found."""
    if is_found:
        sentence = _("RetroTimer's own voice speaks {language}.")
    elif language in PACKS:
        sentence = _(
            "RetroTimer has a voice for {language}: get the file {file} where you got RetroTimer, and put it into "
            "the folder for voices. Until then your system's voice speaks."
        )
    else:
        sentence = _("RetroTimer has no voice for {language}: your system's voice speaks.")
    return sentence.format(language=LANGUAGES[language], file=pack_name(language))


def voiced(options: CueOptions, voice: Voice) -> CueOptions:
    """Return `options` with room for each text as `voice` says it."""
    return replace(options, words_ms=voice.words_ms, knows=voice.knows)


def session_texts(timeline: Timeline, options: CueOptions, get_ready_ms: int = GET_READY_MS) -> tuple[str, ...]:
    """Return all that a session says, each line once, in order."""
    texts = (cue.text for cue in all_cues(timeline, options, get_ready_ms) if cue.is_spoken)
    return tuple(dict.fromkeys((*texts, spoken(PAUSED), spoken(RESUMED))))


def group_texts(session: GroupSession) -> tuple[str, ...]:
    """Return all that `session`, not started, says to its groups, and their names, each once."""
    of_groups = (session_texts(one.timeline, one.options, one.get_ready_ms) for one in session.sessions)
    return tuple(
        dict.fromkeys(
            (*own_names(group.name for group in session.groups), *(line for lines in of_groups for line in lines))
        )
    )


def own_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the `names` of groups that are said as they are, and not by a number."""
    numbers = {spoken(name).casefold() for name in NAMES}
    return tuple(name for name in names if name and name.casefold() not in numbers)


def foreseen(voice: Voice, texts: tuple[str, ...], speaker: Speaker | None = None) -> Prepared:
    """Return who says those of `texts` that `voice` does not know, without having them said."""
    missing = voice.missing(texts)
    speaker = speaker or (find_speaker() if missing else None)
    if speaker is None:
        return Prepared(None, (), missing)
    sayable = tuple(text for text in missing if line_name(text))
    return Prepared(speaker.name, sayable, tuple(text for text in missing if text not in sayable))


def prepare(voice: Voice, texts: tuple[str, ...]) -> Prepared:
    """Synthesize the `texts` that `voice` lacks with the system's voice, and add them; slow the first time."""
    missing = voice.missing(texts)
    speaker = find_speaker() if missing else None
    if speaker is None:
        return Prepared(None, (), missing)
    files = {_made() / f"{line_name(text)}.wav": text for text in missing if line_name(text)}
    speaker.say(files, voice_language())
    voice.renew()
    shown_only = voice.missing(missing)
    return Prepared(speaker.name, tuple(text for text in missing if text not in shown_only), shown_only)


def prepare_beside(voice: Voice, session: GroupSession) -> None:
    """Do so in a worker thread for the lines of `session` that are missing."""
    own = (interval.say for group in session.groups for interval in group.timeline.intervals if interval.say)
    if voice.missing((spoken(PAUSED), *own_names(group.name for group in session.groups), *own)):
        run_task(lambda: prepare(voice, group_texts(session)))


def _shipped() -> tuple[Path | None, str]:
    """Return the folder of the voice, None where there is none; and why a pack is of no use."""
    try:
        return find_voice(voice_language()), ""
    except WrongFile as error:
        return None, str(error)


def _made() -> Path:
    return paths.spoken() / voice_language()
