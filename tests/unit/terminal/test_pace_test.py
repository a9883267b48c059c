"""Test what the terminal asks after the two-minute test."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from retrotimer.app.overview import Overview
from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.files.presets.reader import Preset
from retrotimer.files.settings import read_settings
from retrotimer.terminal import run as running
from retrotimer.terminal.run import run
from retrotimer.training.errors import MissingPart, WrongFile
from retrotimer.training.pace_test import PRESET
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Step
from tests.helpers.examples import rb, rf, workout
from tests.helpers.fakes import SessionHarness
from tests.helpers.full_disk import FullDisk
from tests.helpers.terminal_robot import Hands

ASKED = "How far did you get?"
Person = Callable[..., list[str]]


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Person:
    """Give a function that puts somebody with these answers at the keyboard, and returns the questions they got."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(running, "is_terminal", lambda _stream: True)

    def sit_down(answers: Iterable[str | type[BaseException]]) -> list[str]:
        coming, questions = iter(answers), list[str]()

        def answer(question: str) -> str:
            questions.append(question)
            found = next(coming)
            if isinstance(found, str):
                return found
            raise found

        monkeypatch.setattr(builtins, "input", answer)
        return questions

    return sit_down


def do_test(
    monkeypatch: pytest.MonkeyPatch, *steps: Step, preset: str = PRESET, has_keys: bool = True, speed: float = 1.0
) -> int:
    """Run `steps` to the end as the workout `preset`; return the exit status."""
    overview = Overview(Preset(preset, Path("test.toml"), workout(*(steps or (rb(20), rf(10))))), Paces())
    stage = SessionHarness(overview.timeline, speed=speed)
    hands = Hands(stage)
    monkeypatch.setattr(running, "keyboard", lambda: hands if has_keys else None)
    monkeypatch.setattr(running, "_wait", hands.wait)
    return run(stage.player, overview)


def kept() -> tuple[float, float]:
    """Return the running speeds in the settings, forward and backward."""
    settings, mistakes = read_settings()
    assert mistakes == ()
    return settings.run_forward, settings.run_backward


def test_metres_and_laps_become_the_persons_paces(
    person: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, who does the test in the terminal would never get the paces that it is for."""
    person(["36", "0,15 x 200"])
    assert do_test(monkeypatch) == 0
    out = capsys.readouterr().out
    told = ["Test finished", ASKED, "Enter alone", "Backward in two minutes (m)", "Forward in two minutes (m)"]
    assert sorted(told, key=out.index) == told
    assert out.splitlines()[-1] == "Your paces are now 3.00 m/s forward and 1.80 m/s backward."
    assert kept() == (3.0, 1.8)


def test_other_settings_and_comments_stay(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, new paces would cost a person the rest of the settings."""
    paths.settings().parent.mkdir(parents=True)
    paths.settings().write_text("format = 1\n[paces]\nrun_forward = 2.8 # in May\nbody_kg = 64\n", encoding="utf-8")
    person(["36", "30"])
    assert do_test(monkeypatch) == 0
    text = paths.settings().read_text(encoding="utf-8")
    assert "run_forward = 3.0 # in May\nbody_kg = 64\n" in text
    assert kept() == (3.0, 1.8)


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("far", "Write metres, as 430"),
        ("0", "Write metres, as 430"),
        ("-36", "Write metres, as 430"),
        ("3600", "3600 m in 20 s would be 180.00 m/s, and a pace is from 0.1 to 7.6 m/s. Check the metres."),
        ("1", "1 m in 20 s would be 0.05 m/s, and a pace is from 0.1 to 7.6 m/s. Check the metres."),
    ],
)
def test_a_slip_is_told_and_asked_again(
    person: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], slip: str, told: str
) -> None:
    """If it failed, a slip of the finger would become a pace, or cost the test."""
    questions = person([slip, slip, "36", "far", "30"])
    assert do_test(monkeypatch) == 0
    assert len(questions) == 5
    backward, forward = capsys.readouterr().out.split("Forward in two minutes")
    assert backward.count(told) == 2
    assert forward.count("Write metres, as 430") == 1
    assert kept() == (3.0, 1.8)


@pytest.mark.parametrize("answers", [[""], ["  "], ["36", ""], [EOFError], [KeyboardInterrupt], ["36", EOFError]])
def test_who_does_not_answer_keeps_the_paces(
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: list[str | type[BaseException]],
) -> None:
    """If it failed, who did not count would be held up, or get half a pace."""
    person(answers)
    assert do_test(monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing was changed."
    assert kept() == (2.5, 1.75)
    (path,) = paths.history().iterdir()
    assert store.read(path).done_ms == 30_000


@pytest.mark.parametrize(
    ("steps", "more"),
    [
        ((rb(20), rf(10)), {"preset": "beginner"}),
        ((rb(20),), {}),
        ((rb(20), rf(10)), {"speed": 60.0}),
        ((rb(20), rf(10)), {"has_keys": False}),
    ],
    ids=["another workout", "one way alone", "at another speed", "no keyboard"],
)
def test_nobody_else_is_asked(
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    steps: tuple[Step, ...],
    more: dict[str, object],
) -> None:
    """If it failed, every session would ask for metres, and one in the background would never end."""
    questions = person([])
    assert do_test(monkeypatch, *steps, **more) == 0  # type: ignore[arg-type]  # each of its kind
    assert questions == []
    assert ASKED not in capsys.readouterr().out


def test_what_goes_into_a_file_asks_nobody(
    person: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, the program would wait for an answer to a question that nobody sees."""
    questions = person([])
    monkeypatch.setattr(running, "is_terminal", lambda _stream: False)
    assert do_test(monkeypatch) == 0
    assert questions == []
    assert ASKED not in capsys.readouterr().out


def test_a_settings_file_that_cannot_be_changed_is_told(
    person: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a person would believe in paces that are nowhere, or their file would be overwritten."""
    paths.settings().parent.mkdir(parents=True)
    paths.settings().write_text("[paces\n", encoding="utf-8")
    person(["36", "30"])
    assert do_test(monkeypatch) == WrongFile.status
    out = capsys.readouterr().out
    assert str(paths.settings()) in out
    assert "Your paces are now" not in out
    assert paths.settings().read_text(encoding="utf-8") == "[paces\n"


def test_a_disk_that_fills_while_the_answer_is_typed_is_told(
    person: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """If it failed, a person would believe in paces that are nowhere."""
    person([])
    answers = iter(["36", "30"])

    def answer(_question: str) -> str:
        found = next(answers)
        if found == "30":
            FullDisk(tmp_path / "home", monkeypatch)
        return found

    monkeypatch.setattr(builtins, "input", answer)
    assert do_test(monkeypatch) == MissingPart.status
    out = capsys.readouterr().out
    assert "No space left on device" in out
    assert "Your paces are now" not in out
