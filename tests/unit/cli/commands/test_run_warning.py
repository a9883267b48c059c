"""What `retrotimer run` says before a first session, and before one that leaps beyond the last ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.app.plan import local_now
from retrotimer.app.session.safety_checklist import checklist, stop_rule
from retrotimer.training.readiness import Heat, heat_means, run_means, run_question
from tests.helpers.started_sessions import run_thrice

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody run: a session is over as soon as it begins."""
    monkeypatch.setattr("retrotimer.terminal.run.run", lambda _player, _overview, **_phones: 0)


def test_a_leap_is_told_before_the_session(retrotimer: Run) -> None:
    """If it failed, the one measured rule there is would hold in the window alone."""
    run_thrice(5, local_now().date())
    status, _out, err = retrotimer("run", "gentler-3-1", "--output", "silent")
    assert status == 0
    assert "140 % more than in your longest of the last 30 days (5:00)" in err
    assert "You have trained today already" in err


def test_a_trial_at_another_speed_is_no_session(retrotimer: Run) -> None:
    """If it failed, looking at a preset would be warned of."""
    run_thrice(5, local_now().date())
    assert retrotimer("run", "gentler-3-1", "--output", "silent", "--speed", "60") == (0, "", "")


def test_without_a_past_nothing_is_said(retrotimer: Run) -> None:
    """If it failed, a first session would be warned of."""
    assert retrotimer("run", "gentler-3-1", "--output", "silent") == (0, "", "")


CHECKS = (*checklist(), stop_rule(), *map(heat_means, Heat), run_question(), run_means(can=False))


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch, retrotimer: Run) -> Run:
    """Return a run of which a person reads the standard error in a terminal."""
    monkeypatch.setattr("retrotimer.terminal.signals.is_terminal", lambda _stream: True)
    monkeypatch.setattr("builtins.input", lambda: "")
    return retrotimer


def test_the_first_session_begins_with_the_checks(first: Run) -> None:
    """If it failed, who runs in the terminal would never hear of heat, of 25 minutes, or of lane 1."""
    status, out, err = first("run", "gentler-3-1", "--output", "silent")
    assert (status, out) == (0, "")
    assert [check for check in CHECKS if check not in err] == []


def test_they_can_be_read_before_the_session_covers_them(first: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the screen of the session would hide them before anybody had read a line."""
    waited: list[str] = []
    monkeypatch.setattr("builtins.input", lambda: waited.append("Enter"))
    _status, _out, err = first("run", "gentler-3-1", "--output", "silent")
    assert err.endswith("Press Enter to begin, or Ctrl+C to leave.\n")
    assert len(waited) == 1


def test_nobody_waits_where_nothing_is_said(first: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, each session would take a key more."""
    monkeypatch.setattr("builtins.input", lambda: pytest.fail("waited"))
    assert first("run", "gentler-3-1", "--output", "silent", "--speed", "60")[0] == 0


def test_the_checks_are_told_once(first: Run) -> None:
    """If it failed, each session would begin with twenty lines that nobody reads any more."""
    run_thrice(5, local_now().date())
    _status, _out, err = first("run", "gentler-3-1", "--output", "silent")
    assert [check for check in CHECKS if check in err] == []


def test_who_has_read_the_checks_is_not_told_again(first: Run, home: Path) -> None:
    """If it failed, a tick in the window would count for the window alone."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text("[start]\nchecklist_read = true\n", encoding="utf-8")
    assert first("run", "gentler-3-1", "--output", "silent") == (0, "", "")


def test_a_look_at_another_speed_needs_no_checks(first: Run) -> None:
    """If it failed, a demonstration would ask whether anything hurts."""
    assert first("run", "gentler-3-1", "--output", "silent", "--speed", "60") == (0, "", "")
