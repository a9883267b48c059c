"""Test the log: small, and without personal data."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import log
from retrotimer.app.diagnostics.log import MAX_BYTES, NAME, described, note, read, short_path, watch, without_home
from retrotimer.files import paths
from retrotimer.training.session import Command
from tests.helpers.examples import plan, rb, rf
from tests.helpers.fakes import SessionHarness


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, in which the log is written at once."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.setattr(log, "note_beside", note)
    return tmp_path


def caught(do: object) -> BaseException:
    """Return what calling `do` raises."""
    with pytest.raises(BaseException) as found:  # noqa: PT011 - any of them
        do()  # type: ignore[operator]
    return found.value


def test_what_is_noted_is_read() -> None:
    """If it failed, there would be nothing to send with a bug report."""
    assert read() == ""
    note("one")
    note("two")
    first, second = read().splitlines()
    assert first.endswith(" one")
    assert second.endswith(" two")


def test_it_stays_small() -> None:
    """If it failed, the log would fill the disk in a year of training."""
    for _n in range(30):
        note("x" * 60_000)
    files = list(paths.log().iterdir())
    assert {file.name for file in files} == {NAME, f"{NAME}.1"}
    assert all(file.stat().st_size <= MAX_BYTES for file in files)


def test_a_log_that_cannot_be_written_disturbs_nobody(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If it failed, a full or locked folder would end the program that only wanted to note something."""
    (home / "state").touch()
    note("one")
    assert (read(), capsys.readouterr()) == ("", ("", ""))


def test_a_session_is_noted_without_its_name() -> None:
    """If it failed, a report would not tell when the sound was lost, or tell what a person trains."""
    stage = SessionHarness(plan(rf(60), rb(60)))
    watch(stage.player)
    stage.started().after(30)
    stage.sound.notice = "'Anna' is not there"
    stage.after(35)
    stage.sound.notice = None
    stage.after(20)
    stage.player.do(Command.STOP)
    lines = [line.split(" ", 3)[3] for line in read().splitlines()]
    assert lines[0].startswith("a session of 2 intervals; RetroTimer")
    assert lines[1:] == ["the sound is lost", "the sound is back", "stopped at 82000 ms, in interval 1"]


def test_an_error_is_told_without_what_a_person_wrote() -> None:
    """If it failed, a bug report would publish a note or a preset's name."""
    message = described(caught(lambda: int("my knee hurts")))
    assert "knee" not in message
    assert message.endswith("ValueError (its text is left out)")
    assert "tests/unit/app/diagnostics/test_log.py:" in message
    assert described(caught(partial(getattr, 5, "start"))).endswith(": 'int' object has no attribute 'start'")
    gone = described(caught(lambda: Path("/anna/knee.toml").read_text()))
    assert gone.endswith("FileNotFoundError: No such file or directory (2)")
    assert "knee" not in gone


def test_what_led_to_an_error_is_told_too() -> None:
    """If it failed, the cause of an error would be lost."""

    def fail() -> None:
        try:
            [].pop()
        except IndexError as error:
            raise KeyError("Anna") from error

    message = described(caught(fail))
    assert "IndexError: pop from empty list\nand then:" in message
    assert "Anna" not in message


def test_paths_begin_where_they_say_nothing_of_the_person(home: Path) -> None:
    """If it failed, a log would carry the person's name, as their home does."""
    assert short_path(f"{Path.home()}/mine/x.py") == "~/mine/x.py"
    assert short_path("/home/anna/lib/site-packages/rich/x.py") == "rich/x.py"
    assert short_path(r"C:\Users\anna\Lib\site-packages\rich\x.py") == "rich/x.py"
    assert short_path(log.__file__) == "retrotimer/app/diagnostics/log.py"
    assert without_home(f"in {home}/presets") == "in $RETROTIMER_HOME/presets"
