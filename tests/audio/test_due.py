"""What a session brings to the queue."""

from __future__ import annotations

from retrotimer.audio.due import due_cues
from retrotimer.audio.sounds import Sounds
from retrotimer.training.session import Session
from retrotimer.training.states import Command
from retrotimer.training.transitions import do
from tests.audio.fakes import kinds
from tests.training.examples import plan, rb, rf


def test_what_fell_due_by_the_command_comes_first() -> None:
    """The first interval of a session without a get-ready would begin unheard."""
    session, events = do(Session(plan(rf(5), rb(5)), get_ready_ms=0), Command.START, 1_000)
    dues = list(due_cues(session, events, lambda ns: 2 * ns, Sounds()))
    assert kinds(dues) == ["start", *["countdown"] * 3, "start", *["countdown"] * 3, "finish"]
    assert [due.ns for due in dues[:2]] == [2_000, 2 * (1_000 + 2_000_000_000)]
    assert [due.visit for due in dues] == [1, 1, 1, 1, 2, 2, 2, 2, 2]


def test_a_paused_session_brings_nothing() -> None:
    """Cues would sound in a pause."""
    session, _events = do(Session(plan(rf(5)), get_ready_ms=0), Command.START, 0)
    session, _events = do(session, Command.PAUSE, 1)
    session, events = do(session, Command.RESTART, 2)
    assert list(due_cues(session, events, lambda ns: ns, Sounds())) == []
