"""`retrotimer recover`: what becomes of a session that was cut off."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from tests.helpers.crashes import AT, cut_off_after

Run = Callable[..., tuple[int, str, str]]


def done() -> list[int]:
    """Return how many ms were done in each session of the history."""
    folder = paths.history()
    return [store.read(path).done_ms for path in sorted(folder.iterdir())] if folder.exists() else []


def test_nothing_was_cut_off(retrotimer: Run) -> None:
    """If it failed, looking would be an error, or an order for nothing pass for done."""
    assert retrotimer("recover") == (0, "No session was cut off.\n", "")
    for way in ("--keep", "--discard", "--go-on"):
        assert retrotimer("recover", way) == (2, "", "No session was cut off.\n")


def test_each_is_listed_with_how_much_is_done(retrotimer: Run) -> None:
    """If it failed, a person would not know which of them is worth keeping."""
    cut_off_after(90)
    cut_off_after(5, "beginner", AT + timedelta(days=1))
    status, out, err = retrotimer("recover")
    assert (status, err) == (0, "")
    first, second, ways = out.splitlines()
    assert first.startswith("1  “Gentler 3:1”, begun on 2026-05-01")
    assert first.endswith("1:30 of it are done.")
    assert second.startswith("2  “Beginner”")
    assert "--go-on" in ways
    assert len(journals()) == 2


def test_one_that_nobody_had_begun_is_not_offered(retrotimer: Run) -> None:
    """If it failed, a start that was closed at once would be asked about for ever."""
    cut_off_after(-5)
    assert retrotimer("recover") == (0, "No session was cut off.\n", "")
    assert journals() == ()


def test_what_was_done_is_kept(retrotimer: Run) -> None:
    """If it failed, a session without a window would be lost to a crash."""
    cut_off_after(90)
    status, out, err = retrotimer("recover", "--keep")
    assert (status, err) == (0, "")
    assert out.startswith("Saved as ")
    assert (done(), journals()) == ([90_000], ())


def test_what_cannot_be_kept_stays(retrotimer: Run, home: Path) -> None:
    """If it failed, a full disk would cost the session for good."""
    cut_off_after(90)
    (home / "data").touch()
    status, out, err = retrotimer("recover", "--keep")
    assert (status, out) == (3, "")
    assert "could not be saved" in err
    assert len(journals()) == 1


def test_it_is_thrown_away(retrotimer: Run) -> None:
    """If it failed, it would be offered for ever."""
    cut_off_after(90)
    status, out, _err = retrotimer("recover", "--discard")
    assert status == 0
    assert out.startswith("Thrown away: “Gentler 3:1”")
    assert (done(), journals()) == ([], ())


def test_of_several_one_must_be_named(retrotimer: Run) -> None:
    """If it failed, the wrong one would be thrown away."""
    cut_off_after(90)
    cut_off_after(30, at=AT + timedelta(days=1))
    status, out, err = retrotimer("recover", "--discard")
    assert (status, out) == (2, "")
    assert "say which" in err
    assert retrotimer("recover", "3", "--discard")[0] == 2
    assert len(journals()) == 2
    assert retrotimer("recover", "1", "--keep")[0] == 0
    assert retrotimer("recover", "--keep")[0] == 0
    assert done() == [90_000, 30_000]


def test_it_does_not_go_on_without_a_keyboard(retrotimer: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, it would wait for ever for somebody to go on."""
    cut_off_after(90)
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        status, _out, err = retrotimer("recover", "--go-on")
    assert status == 2
    assert "run it in a terminal, with a keyboard" in err
    assert len(journals()) == 1


@pytest.mark.thorough
def test_a_run_tells_of_it_and_goes_on(retrotimer: Run) -> None:
    """If it failed, nobody without a window would know what a crash left."""
    cut_off_after(90)
    status, out, err = retrotimer("run", "warm-up-drill", "--speed", "9999", "--output", "silent")
    assert status == 0
    assert "1:30 of it are done. `retrotimer recover` goes on with it" in err
    assert "Warm-up drill finished" in out
    assert len(journals()) == 1
