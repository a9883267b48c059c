"""Test how a player is made."""

from __future__ import annotations

import wave
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from retrotimer.app.overview import Overview
from retrotimer.app.session import voices
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.audio.clips import RATE
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.files.presets.library import Preset
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_FORWARD, Duration, Step, Workout
from tests.helpers.fakes import ManualClock

LINE = "Mind the bend."
PRESET = Preset("mine", Path("mine.toml"), Workout("Mine", (Step(RUN_FORWARD, Duration(60_000), say=LINE),)))


class TwoSeconds:
    """A system's voice that says each line in two seconds."""

    name = "two seconds"

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        for path in lines:
            path.parent.mkdir(parents=True, exist_ok=True)
            with wave.open(str(path), "wb") as file:
                file.setparams((1, 2, RATE, 0, "NONE", ""))
                file.writeframes(b"\x00\x20\x00\xe0" * RATE)
        assert language == "en"


@pytest.mark.parametrize("waits", [True, False])
def test_own_lines_are_said_before_the_session_or_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    """A line would be missing in the terminal, or each start of the window would wait for the system's voice."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(voices, "find_speaker", TwoSeconds)
    beside: list[Callable[[], object]] = []
    monkeypatch.setattr(voices, "run_task", beside.append)
    options = PlaybackOptions(output="silent", voice=str(tmp_path / "none"))
    player = make_player(Overview(PRESET, Paces()), options, ManualClock(0), waits_for_voice=waits)
    words_ms = player.session.options.words_ms
    assert (len(beside), bool(list(tmp_path.rglob("mind-the-bend.wav")))) == ((0, True) if waits else (1, False))
    for work in beside:
        work()
    assert abs(words_ms(LINE) - 2_000) < 20
    player.close()
