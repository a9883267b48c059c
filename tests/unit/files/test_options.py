"""Test the values of each setting, and that they are kept."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import retrotimer
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.files.settings import (
    BY_KEY,
    DEFAULTS,
    LANGUAGE_CHOICES,
    OPTIONS,
    PACE_UNITS,
    SWITCHABLE,
    THEMES,
    Settings,
    read_settings,
    write_settings,
)
from retrotimer.output_names import OUTPUTS
from retrotimer.training.cues.cue_types import GET_READY_MS, CueOptions
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.paces import Paces

NUMBERS = {
    "run_forward": (0.1, 12.0),
    "run_backward": (0.1, 7.6),
    "walk_forward": (0.1, 12.0),
    "walk_backward": (0.1, 12.0),
    "body_kg": (20.0, 300.0),
    "volume": (0.0, 1.0),
    "tone_volume": (0.0, 1.0),
    "voice_volume": (0.0, 1.0),
    "music_volume": (0.0, 1.0),
    "walking_volume": (0.0, 1.0),
    "duck_db": (0.0, 40.0),
    "text_scale": (0.8, 2.0),
    "distance_m": (1.0, 200.0),
    "screen_width_cm": (0.0, 1_000.0),
}
WHOLES = {
    "get_ready_s": (0, 3_600),
    "warning_s": (2, 60),
    "halfway_from_s": (10, 3_600),
    "look_behind_every_s": (3, 600),
    "minutes_left_every": (1, 60),
    "latency_ms": (-500, 2_000),
}
FLAGS = ("count_aloud", "reduced_motion", "flash", "shuffle", "ask_before", "checklist_read")
SETTINGS = st.builds(
    Settings,
    **{key: st.floats(*bounds) for key, bounds in NUMBERS.items()},
    **{key: st.integers(*bounds) for key, bounds in WHOLES.items()},
    **{key: st.booleans() for key in FLAGS},
    off=st.sets(st.sampled_from(SWITCHABLE)).map(lambda kinds: tuple(kind for kind in SWITCHABLE if kind in kinds)),
    output=st.sampled_from(OUTPUTS),
    theme=st.sampled_from(THEMES),
    language=st.sampled_from(LANGUAGE_CHOICES),
    voice_language=st.sampled_from(LANGUAGE_CHOICES),
    device=st.text().filter(str.isprintable),
    voice=st.text().filter(str.isprintable),
    music=st.text().filter(str.isprintable),
    pace_unit=st.sampled_from(PACE_UNITS),
)


def test_every_setting_has_one_option_with_its_default() -> None:
    """If it failed, a setting could not be written into the file, or would change by being written."""
    defaults = DEFAULTS._asdict()
    assert [option.key for option in OPTIONS] == list(defaults)
    assert all(option.check(defaults[option.key]) == defaults[option.key] for option in OPTIONS)


def test_a_default_is_the_same_wherever_it_is_asked_for() -> None:
    """If it failed, a session would be another without settings than with settings in which nothing is set."""
    assert DEFAULTS.paces == Paces()
    assert DEFAULTS.cues == CueOptions()
    assert DEFAULTS.get_ready_ms == GET_READY_MS
    assert PlaybackOptions.from_settings(DEFAULTS) == PlaybackOptions()


def test_a_list_of_outputs_stands_once_in_the_source() -> None:
    """If it failed, an output could be set and not be asked for on the command line, or not be had."""
    lists = [
        (path.name, node.lineno)
        for path in Path(retrotimer.__file__).parent.rglob("*.py")
        if '"silent"' in (source := path.read_text(encoding="utf-8"))  # to parse each module takes seconds
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and {"miniaudio", "silent"} <= {item.value for item in node.elts if isinstance(item, ast.Constant)}
    ]
    assert [name for name, _line in lists] == ["output_names.py"], lists


def test_every_option_is_tried_here() -> None:
    """If it failed, an option's bounds would stand untested."""
    assert {
        *NUMBERS,
        *WHOLES,
        *FLAGS,
        "off",
        "output",
        "theme",
        "device",
        "voice",
        "music",
        "pace_unit",
        "language",
        "voice_language",
    } == set(BY_KEY)


@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_is_taken_within_its_bounds_alone(key: str) -> None:
    """If it failed, an absurd number would reach a session."""
    check, (least, most) = BY_KEY[key].check, NUMBERS[key]
    assert (check(least), check(most)) == (least, most)
    for wrong in (least - 0.01, most + 0.01, float("nan"), float("inf"), "2", True, None, [1.0]):
        with pytest.raises(WrongRequest, match="must be a number from"):
            check(wrong)


@pytest.mark.parametrize("key", WHOLES)
def test_a_whole_number_is_taken_within_its_bounds_alone(key: str) -> None:
    """If it failed, an absurd time would reach a session."""
    check, (least, most) = BY_KEY[key].check, WHOLES[key]
    assert (check(least), check(most)) == (least, most)
    for wrong in (least - 1, most + 1, least + 0.5, "5", False, None):
        with pytest.raises(WrongRequest, match="must be a whole number from"):
            check(wrong)


@pytest.mark.parametrize("key", FLAGS)
def test_a_switch_is_on_or_off(key: str) -> None:
    """If it failed, `flash = "no"` would flash."""
    assert BY_KEY[key].check(False) is False
    for wrong in (0, 1, "false", None):
        with pytest.raises(WrongRequest, match="true or false"):
            BY_KEY[key].check(wrong)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        *(
            ("output", "loud"),
            ("output", 1),
            ("output", ["auto"]),
            ("theme", "Dark"),
            ("theme", {}),
            ("language", "xx"),
        ),
        *(("device", 3), ("device", "two\nlines"), ("off", "finish"), ("off", 3)),
        *(("off", ["start"]), ("off", ["halfways"]), ("off", [1]), ("off", [["finish"]])),
    ],
)
def test_a_wrong_word_is_refused(key: str, wrong: object) -> None:
    """If it failed, a mistyped word would be taken for something."""
    with pytest.raises(WrongRequest):
        BY_KEY[key].check(wrong)


def test_cues_left_out_are_kept_in_one_order_and_once() -> None:
    """If it failed, the file would be written again though nothing had changed."""
    assert BY_KEY["off"].check(["finish", "halfway", "finish"]) == ("halfway", "finish")


@given(before=SETTINGS, after=SETTINGS)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, before: Settings, after: Settings
) -> None:
    """If it failed, some value would not outlive the program."""
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    write_settings(Settings(), before, path)
    assert read_settings(path) == (before, ())
    write_settings(before, after, path)
    assert read_settings(path) == (after, ())


@given(settings=SETTINGS)
def test_all_that_can_be_set_can_be_used(settings: Settings) -> None:
    """If it failed, a value that the settings take would crash a session."""
    assert settings.paces.run_backward <= 7.6
    assert settings.cues.minutes_left_every_ms >= 60_000
