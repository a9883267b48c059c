"""Which groups fit together, and what a person is told of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrotimer.training.errors import WrongRequest
from retrotimer.training.groups.groups import Group, GroupEntry, compile_groups, notes, pair_of, units
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.workout.workout import WALK_BACKWARD, Duration, Level, Step
from tests.helpers.examples import GENTLER, PACES, rb, rf, tap, wf, workout

GENTLE = workout(*GENTLER)
OPEN = workout(tap(), rf(60))
A = GroupEntry("A")
WRONG = {
    "two of a name": ((A, GroupEntry("a")), "called 'a'"),
    "the same name in other signs": ((GroupEntry("\u00c9"), GroupEntry("E\u0301")), "called"),
    "seven": (tuple(GroupEntry(str(n)) for n in range(7)), "at most 6"),
    "too late": ((A, GroupEntry("B", 1_560_001)), "26:00"),
    "a partner of a partner": (
        (A, GroupEntry("B", partner=Partner.SWAP), GroupEntry("C", partner=Partner.EYES)),
        "'C' cannot be the partner of 'B'",
    ),
    "a partner who waits": ((A, GroupEntry("B", 5_000, Partner.SWAP)), "'B' is a partner"),
    "a partner with a preset": ((A, GroupEntry("B", 0, Partner.SWAP, "x", OPEN)), "'B' is a partner"),
    "a first one who waits": ((GroupEntry("A", 5_000), GroupEntry("B")), "'A' is the first"),
    "a partner of nobody": ((GroupEntry("A", partner=Partner.SWAP),), "'A' is the first"),
    "no name": ((GroupEntry(" "),), "is not a name"),
    "a long name": ((GroupEntry("x" * 41),), "is not a name"),
    "two lines": ((GroupEntry("a\nb"),), "is not a name"),
}


@pytest.mark.parametrize(("entries", "told"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_refused_in_a_sentence(entries: tuple[GroupEntry, ...], told: str) -> None:
    """If it failed, groups would run in a way that nobody asked for."""
    with pytest.raises(WrongRequest, match=told):
        compile_groups(entries, GENTLE, PACES)


def test_names_may_be_of_any_script() -> None:
    """If it failed, a coach could not call a group by its name."""
    names = ("红", "अ" * 40, "Łódź", "O'Neill & co.", "🐢")
    groups = compile_groups(tuple(map(GroupEntry, names)), GENTLE, PACES)
    assert tuple(group.name for group in groups) == names


def test_an_open_session_waits_up_to_an_hour_for_a_group() -> None:
    """If it failed, an offset could be any, or none could be behind a session without a length."""
    assert compile_groups((A, GroupEntry("B", 3_600_000)), OPEN, PACES)[1].offset_ms == 3_600_000
    with pytest.raises(WrongRequest, match="1:00:00 is the latest"):
        compile_groups((A, GroupEntry("B", 3_600_001)), OPEN, PACES)


def test_a_partner_goes_with_its_lead() -> None:
    """If it failed, a partner in a later wave would start with the first."""
    entries = (A, GroupEntry("B", 20_000, workout=OPEN, preset="open"), GroupEntry("C", partner=Partner.EYES))
    groups = compile_groups(entries, GENTLE, PACES, "gentle")
    assert [(g.offset_ms, g.preset, g.partner) for g in groups[1:]] == [
        (20_000, "open", None),
        (20_000, "open", Partner.EYES),
    ]
    assert [pair_of(groups, n) for n in range(3)] == [(0,), (1, 2), (1, 2)]
    assert units(groups) == ((0,), (1, 2))


def message(*entries: GroupEntry, of: object = GENTLE) -> tuple[str, ...]:
    """Return what is told of `entries`."""
    groups: tuple[Group, ...] = compile_groups(entries, of, PACES)  # type: ignore[arg-type]  # a workout
    return notes(groups, PACES)


@pytest.mark.parametrize(
    ("entries", "of", "told"),
    [
        ((A, GroupEntry("B", partner=Partner.SWAP)), workout(rf(60), wf(60)), ["no backward parts"]),
        ((A, GroupEntry("B", partner=Partner.SWAP)), workout(rf(60), rb(30)), ["one backward part more"]),
        ((A, GroupEntry("B", partner=Partner.SWAP)), GENTLE, []),
        (
            (A, GroupEntry("B", partner=Partner.MIRROR)),
            GENTLE,
            ["B goes backward for up to 1:30", "B goes over the caps of the workout's level: 75 % of the running"],
        ),
        ((A, GroupEntry("B", 20_000)), GENTLE, []),
        ((A, GroupEntry("B", 4_000)), GENTLE, ["less than 5 s apart"]),
        ((A, GroupEntry("B", 60_000)), GENTLE, ["fall together"]),
        ((A, GroupEntry("B", 62_000)), GENTLE, ["close together"]),
        ((A, GroupEntry("B")), GENTLE, []),
    ],
)
def test_what_is_worth_knowing_is_told(entries: tuple[GroupEntry, ...], of: object, told: list[str]) -> None:
    """If it failed, a coach would be surprised on the track, or warned of nothing."""
    found = message(*entries, of=of)
    assert len(found) == len(told)
    assert all(part in sentence for part, sentence in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (
            Level.NOVICE,
            ["A backward run lasts 90 s; our line is 30 s. 75 % of the running is backward; our line is 25 %."],
        ),
        (
            Level.INTERMEDIATE,
            ["A backward run lasts 90 s; our line is 60 s. 75 % of the running is backward; our line is 40 %."],
        ),
        (Level.EXPERIENCED, ["75 % of the running is backward; our line is 55 %."]),
    ],
)
def test_a_mirror_that_goes_over_its_levels_caps_is_told_which(level: Level, told: list[str]) -> None:
    """If it failed, a novice's partner would run backward for far longer than novices should, and nobody know."""
    entries = (A, GroupEntry("B", partner=Partner.MIRROR))
    found = message(*entries, of=replace(GENTLE, level=level))
    assert [sentence.partition("level: ")[2] for sentence in found[1:]] == told
    assert not any("caps" in one for one in message(A, GroupEntry("B", partner=Partner.SWAP), of=GENTLE))


def test_a_mirror_of_walks_backward_goes_forward_and_is_no_error() -> None:
    """If it failed, a pair that walks could not be set up: the partner has no backward part at all."""
    walk = workout(wf(60), Step(WALK_BACKWARD, Duration(30_000)))
    assert message(A, GroupEntry("B", partner=Partner.MIRROR), of=walk) == ()


def test_a_mirror_that_is_no_harder_than_its_lead_is_not_told() -> None:
    """If it failed, a coach would be warned of what the lead does anyway."""
    entries = (GroupEntry("Red"), GroupEntry("Blue", partner=Partner.MIRROR))
    assert message(*entries, of=workout(rf(30), rb(60))) == ()
