"""What `retrotimer run` says before a session that leaps beyond the last ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrotimer.app.plan import local_now
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
