"""Test the cues that a session queues."""

from __future__ import annotations

import pytest

from retrotimer.audio.live import due_cues
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import MS, Command, Session
from retrotimer.training.transitions import do, update
from tests.helpers.audio_fakes import kinds
from tests.helpers.examples import plan, rb, rf
from tests.helpers.talker import Talker


def test_what_fell_due_by_the_command_comes_first() -> None:
    """The first interval of a session without a get-ready would begin unheard."""
    session, events = do(Session(plan(rf(5), rb(5)), get_ready_ms=0), Command.START, 1_000)
    dues = list(due_cues(of_one(session), events, lambda ns: 2 * ns, Sounds()))
    assert kinds(dues) == ["start", *["countdown"] * 3, "start", *["countdown"] * 3, "finish"]
    assert [due.ns for due in dues[:2]] == [2_000, 2 * (1_000 + 2_000_000_000)]
    assert [due.visits for due in dues] == [((0, 1),)] * 4 + [((0, 2),)] * 5


def test_a_paused_session_brings_nothing() -> None:
    """Cues would sound in a pause."""
    session, _events = do(Session(plan(rf(5)), get_ready_ms=0), Command.START, 0)
    session, _events = do(session, Command.PAUSE, 1)
    session, events = do(session, Command.RESTART, 2)
    assert list(due_cues(of_one(session), events, lambda ns: ns, Sounds())) == []


VOICE = Talker(600)


def running(after_ms: int, **options: object) -> Session:
    """Return a session of two intervals of 20 s, `after_ms` after its start."""
    playback_options = CueOptions(words_ms=VOICE.words_ms, **options)  # type: ignore[arg-type]  # options of the cues, by name
    session, _events = do(Session(plan(rf(20), rb(20)), playback_options, get_ready_ms=0), Command.START, 0)
    return update(session, after_ms * MS)[0]


def test_a_word_follows_its_tone() -> None:
    """Tone and word would sound at once, or the word be left out."""
    session, events = do(Session(plan(rf(20), rb(20)), get_ready_ms=0), Command.START, 0)
    warning = [
        due
        for due in due_cues(of_one(session), events, lambda ns: ns, Sounds(VOICE))
        if due.kind is CueKind.WARNING
    ]
    assert [(due.ns, due.clip.is_voice) for due in warning] == [(15_000 * MS, False), (15_310 * MS, True)]


def test_a_pause_is_answered_at_once() -> None:
    """A person who paused without looking would not know whether it was taken."""
    session, events = do(running(10_000), Command.PAUSE, 10_000 * MS)
    (answer,) = due_cues(of_one(session), events, lambda ns: ns + 5, Sounds(VOICE))
    assert (answer.kind, answer.ns, answer.takes_over, answer.leads) == (
        CueKind.ANSWER,
        10_000 * MS + 5,
        True,
        False,
    )


@pytest.mark.parametrize(("at_ms", "is_answered"), [(10_000, True), (14_390, True), (14_401, False)])
def test_going_on_is_answered_unless_a_cue_is_about_to_come(at_ms: int, is_answered: bool) -> None:
    """A warning would be lost to "Resumed", or going on would be met with silence."""
    paused, _events = do(running(at_ms), Command.PAUSE, at_ms * MS)
    session, events = do(paused, Command.RESUME, 60_000 * MS)
    first = next(due_cues(of_one(session), events, lambda ns: ns, Sounds(VOICE)))
    assert (first.kind is CueKind.ANSWER) is is_answered


def test_answers_can_be_switched_off() -> None:
    """A person who wants fewer words would not get rid of these."""
    session, events = do(running(10_000, off=frozenset({CueKind.ANSWER})), Command.PAUSE, 10_000 * MS)
    assert list(due_cues(of_one(session), events, lambda ns: ns, Sounds(VOICE))) == []
