"""The voices that are made: every line, on time, and as loud as every other."""

from __future__ import annotations

import tomllib
from array import array
from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from retrotimer import texts
from retrotimer.audio.clips import FRAMES_PER_MS, LOUDNESS_LUFS, decoded
from retrotimer.files.assets import asset, use_language
from retrotimer.files.voice_packs import PACKS
from retrotimer.texts import ENGLISH, spoken
from retrotimer.training.cues.cue_types import MOVEMENT_WORDS, CueKind, CueOptions, warning_words
from retrotimer.training.cues.phrases import MOST_WARNING_S, all_lines, line_name
from tests.helpers.loudness import momentary_lufs, true_peak_dbfs

AUDIBLE = 0.01 * 32_768
"""40 dB below full scale: some 25 dB below the words."""
FIRST_SOUND_MS = 5
SHORT_MS = {ENGLISH: 1_000}
LESS_SHORT_MS = 1_600
"""What it takes in languages whose words are longer."""
BEFORE_COUNTDOWN_MS = 2_000
"""From the warning, five seconds before a change, to the three of the countdown."""
ALLOWED_LU = 0.5
HIGHEST_DBFS = -1.0
LARGEST_PACK = 6_000_000


@pytest.fixture(
    scope="module", params=[ENGLISH, *(pytest.param(code, marks=pytest.mark.thorough) for code in PACKS)]
)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the voice speak the language of a voice that was made."""
    use_language(ENGLISH, request.param, {})
    yield request.param
    texts.use_for_voice(None, same_as_reader=True)


@pytest.fixture(scope="module")
def folder(language: str) -> Path:
    """Return where its clips are."""
    return asset("voice", language)


@pytest.fixture(scope="module")
def clips(folder: Path) -> Mapping[str, array[int]]:
    """Return every shipped clip by name, as the program reads it."""
    return {path.stem: decoded(path) for path in sorted(folder.glob("*.ogg"))}


@pytest.fixture(scope="module")
def about(folder: Path) -> Mapping[str, Any]:
    """Return what the voice tells of itself."""
    return tomllib.loads((folder / "voice.toml").read_text(encoding="utf-8"))


def test_every_line_is_spoken_and_nothing_else(
    clips: Mapping[str, array[int]], folder: Path, about: Mapping[str, Any]
) -> None:
    """A cue would stay silent, or a clip be shipped that nothing plays."""
    assert set(clips) == {line_name(text) for text in all_lines()} - set(about.get("left_out", ()))
    assert {path.name for path in folder.iterdir()} == {"voice.toml", *(f"{name}.ogg" for name in clips)}


def test_table_tells_the_true_lengths(clips: Mapping[str, array[int]], about: Mapping[str, Any]) -> None:
    """Words would be planned into a gap that is too short for them."""
    assert about["lengths"] == {name: ceil(len(clip) / FRAMES_PER_MS) for name, clip in clips.items()}


def test_only_rare_warnings_are_left_to_the_systems_voice(about: Mapping[str, Any]) -> None:
    """A person without a system's voice would lose words that most sessions say."""
    rare = {line_name(warning_words(1_000 * seconds)) for seconds in range(2, MOST_WARNING_S + 1) if seconds != 5}
    assert set(about.get("left_out", ())) <= rare


def test_voice_says_whose_it_is(about: Mapping[str, Any], language: str) -> None:
    """Somebody who passes the voice on could not tell on what terms."""
    assert (about["format"], about["language"]) == (1, language)
    credits_ = asset("CREDITS.md").read_text(encoding="utf-8")
    assert about["licence"] in credits_
    assert about["name"] in credits_


def test_words_begin_at_once_and_from_silence(clips: Mapping[str, array[int]]) -> None:
    """Three, two, one would not fall on their seconds, or each word would begin with a click."""
    late = {name: onset_ms(clip) for name, clip in clips.items() if onset_ms(clip) > FIRST_SOUND_MS}
    assert not late
    clicks = [name for name, clip in clips.items() if max(abs(clip[0]), abs(clip[-1])) > AUDIBLE / 2]
    assert not clicks


def test_directions_are_short(clips: Mapping[str, array[int]], language: str) -> None:
    """An athlete would be two strides on before the word is over."""
    for text in MOVEMENT_WORDS.values():
        short_ms = SHORT_MS.get(language, LESS_SHORT_MS)
        assert len(clips[line_name(spoken(text))]) < short_ms * FRAMES_PER_MS, text


def test_warning_has_room_before_the_countdown(about: Mapping[str, Any]) -> None:
    """It would be dropped: no athlete would hear that a backward part comes."""
    options = CueOptions(words_ms=lambda text: int(about["lengths"][line_name(text)]))
    _tone_ms, length_ms = options.lengths(CueKind.WARNING, warning_words(options.warning_ms))
    assert length_ms <= BEFORE_COUNTDOWN_MS


@pytest.mark.thorough
def test_all_are_equally_loud(clips: Mapping[str, array[int]]) -> None:
    """One word would be shouted and another lost in the wind."""
    off = {name: momentary_lufs(clip) - LOUDNESS_LUFS for name, clip in clips.items()}
    assert not {name: lu for name, lu in off.items() if abs(lu) > ALLOWED_LU}


@pytest.mark.thorough
def test_none_swings_beyond_what_converters_take(clips: Mapping[str, array[int]]) -> None:
    """A word would crackle on a device that clips between its samples."""
    peaks = {name: true_peak_dbfs(clip) for name, clip in clips.items()}
    assert not {name: peak for name, peak in peaks.items() if peak >= HIGHEST_DBFS}


def test_voice_is_small(folder: Path) -> None:
    """The program would take much longer to fetch."""
    assert sum(path.stat().st_size for path in folder.iterdir()) < LARGEST_PACK


def onset_ms(clip: array[int]) -> float:
    """Return when `clip` is first audible."""
    return next(i for i, sample in enumerate(clip) if abs(sample) > AUDIBLE) / FRAMES_PER_MS
