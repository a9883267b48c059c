"""What several groups hear together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.groups.cues import RANKS, GroupCue, called, name_line, whole_session
from retrotimer.training.groups.groups import JOIN_MS, GroupEntry, compile_groups
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.groups.session import GroupSession, of_one, ready
from retrotimer.training.session import MS, Session
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Workout
from tests.helpers import strategies
from tests.helpers.example_counts import at_most
from tests.helpers.examples import GENTLER, PACES, metres, rb, rf, wf, workout

VOICE = CueOptions(words_ms=lambda text: 200 + 40 * len(text))
PAIR = (GroupEntry("Red"), GroupEntry("Blue", partner=Partner.SWAP))


def session_of(entries: tuple[GroupEntry, ...], of: Workout, options: CueOptions = VOICE) -> GroupSession:
    """Return the session of `entries`, with room for their names."""
    return called(ready(compile_groups(entries, of, PACES), options, 3_000))


def told(session: GroupSession, *kinds: CueKind) -> list[tuple[int, str]]:
    """Return when something of `kinds` is told, in ms of the session, and what."""
    found = (cue for cue in whole_session(session) if cue.cue.kind in kinds)
    return [(cue.ns // MS - 3_000, ", ".join(cue.cue.lines)) for cue in found]


CHANGES = (CueKind.START, CueKind.PAIR, CueKind.FINISH)


@given(strategies.timelines, strategies.options, st.integers(0, 12_000))
def test_one_group_hears_what_it_always_did(timeline: Timeline, options: CueOptions, get_ready_ms: int) -> None:
    """If it failed, a session without groups would sound different because there are groups."""
    session = called(of_one(Session(timeline, options, get_ready_ms)))
    merged = [(cue.ns // MS - get_ready_ms, cue.cue) for cue in whole_session(session)]
    assert merged == [(cue.at_ms, cue) for cue in all_cues(timeline, options, get_ready_ms)]


entries_of = st.builds(
    lambda offsets, partner: (
        GroupEntry("Red"),
        *([GroupEntry("Blue", partner=partner)] if partner else []),
        *(GroupEntry(f"W{n}", offset) for n, offset in enumerate(offsets)),
    ),
    st.lists(st.one_of(st.sampled_from((0, 1_000, 1_600, 5_000, 20_000)), st.integers(0, 9_000)), max_size=4),
    st.sampled_from((None, *Partner)),
)
long_workouts = strategies.closed_workouts.filter(
    lambda w: 20_000 <= compile_groups((), w, PACES)[0].timeline.planned_ms <= 1_200_000
)


@at_most(40)
@given(entries_of, long_workouts, strategies.options)
def test_nothing_sounds_over_another_and_no_change_is_lost(
    entries: tuple[GroupEntry, ...], of: Workout, options: CueOptions
) -> None:
    """If it failed, words of two groups would be heard at once, or a group would change unheard or late."""
    session = session_of(entries, of, options)
    cues = tuple(whole_session(session))
    if len(entries) == 1:
        return
    for before, after in pairwise(cues):
        assert before.ns + before.cue.length_ms * MS <= after.ns
    meant = [(meant, cue.ns // MS) for cue in cues if cue.cue.kind in CHANGES for meant in cue.meant]
    for group, one in enumerate(session.sessions):
        for index, interval in enumerate(one.timeline.intervals):
            at_ms = interval.start_ms + one.get_ready_ms
            assert any(whose == (group, index) and 0 <= at_ms - ms <= JOIN_MS for whose, ms in meant)
    for cue in cues:
        assert cue.cue.lines == () or cue.cue.text == " ".join(cue.cue.lines)
        assert cue.cue.kind not in (CueKind.LOOK_BEHIND, CueKind.POSTURE, CueKind.HALFWAY) or cue.group == 0


def test_names_said_together_are_over_before_the_next_cue() -> None:
    """If it failed, "Red and Blue, Easy." would sound into the end: each name alone is over before it."""
    steps = (rf(18), replace(rf(1.74), say="Easy."))
    options = CueOptions(words_ms=lambda _text: 40, off=frozenset({CueKind.DIRECTION}))
    entries = (GroupEntry("Red"), GroupEntry("W0", 1_000), GroupEntry("W1", 1_000))
    for before, after in pairwise(whole_session(session_of(entries, workout(*steps), options))):
        assert before.ns + before.cue.length_ms * MS <= after.ns


@at_most(12)
@given(entries_of, long_workouts)
def test_only_what_ranks_lower_is_left_out(entries: tuple[GroupEntry, ...], of: Workout) -> None:
    """If it failed, a warning would give way to a posture."""
    session = session_of(entries, of)
    cues = tuple(whole_session(session))
    if len(entries) == 1:
        return
    warned = [cue for cue in cues if cue.cue.kind is CueKind.WARNING]
    for group, one in enumerate(session.sessions):
        for own in all_cues(one.timeline, one.options, one.get_ready_ms):
            ns = (one.get_ready_ms + own.at_ms) * MS
            if own.kind is CueKind.WARNING and not any(
                w.ns == ns and (group, own.index) in w.meant for w in warned
            ):
                over = [cue for cue in cues if _overlap(cue, ns, own.length_ms + 4_000)]
                assert any(RANKS.get(cue.cue.kind, 0) <= 1 for cue in over)


def _overlap(cue: GroupCue, ns: int, length_ms: int) -> bool:
    return cue.ns < ns + length_ms * MS and ns < cue.ns + cue.cue.length_ms * MS


def test_a_wave_hears_its_name_before_what_to_do() -> None:
    """If it failed, two groups would not know which of them is meant."""
    session = session_of((GroupEntry("Red"), GroupEntry("One", 20_000)), workout(rf(60), rb(30)))
    assert told(session, *CHANGES) == [
        (0, "Red, Run forward"),
        (20_000, "Group one, Run forward"),
        (60_000, "Red, Run backward"),
        (80_000, "Group one, Run backward"),
        (90_000, "Red, Finished"),
        (110_000, "Group one, Finished"),
    ]
    assert told(session, CueKind.WARNING) == [(55_000, "Red, Back in five"), (75_000, "Group one, Back in five")]
    assert {cue.group for cue in whole_session(session) if cue.cue.kind is CueKind.LOOK_BEHIND} == {0}


def test_a_pair_hears_who_goes_where() -> None:
    """If it failed, both of a pair would run backward, or forward."""
    session = session_of(PAIR, workout(rf(60), rb(30), wf(60), rb(30)))
    cues = [(cue.cue.kind, ", ".join(cue.cue.lines)) for cue in whole_session(session) if cue.cue.kind in CHANGES]
    assert cues == [
        (CueKind.START, "Both forward"),
        (CueKind.PAIR, "Red, back, Blue, forward"),
        (CueKind.START, "Both forward"),
        (CueKind.PAIR, "Red, forward, Blue, back"),
        (CueKind.FINISH, "Finished"),
    ]
    assert [text for _ms, text in told(session, CueKind.WARNING)] == ["Red, Back in five", "Blue, Back in five"]


def test_starts_within_a_moment_are_told_as_one() -> None:
    """If it failed, the second of two groups that start together would hear nothing."""
    alike = session_of((GroupEntry("Red"), GroupEntry("Blue", 1_500)), workout(rf(60)))
    assert told(alike, *CHANGES)[0] == (0, "Red, and, Blue, Run forward")
    all_alike = session_of(tuple(map(GroupEntry, ("Red", "Blue", "Green"))), workout(wf(60)))
    assert told(all_alike, *CHANGES) == [(0, "All, Walk forward"), (60_000, "All, Finished")]
    own = GroupEntry("Blue", workout=workout(rb(60)), preset="own")
    assert told(session_of((GroupEntry("Red"), own), workout(wf(60))), *CHANGES)[0] == (
        0,
        "Red, Walk forward, Blue, Run backward",
    )
    some = (*map(GroupEntry, ("Red", "Blue", "Green")), GroupEntry("Black", 30_000))
    assert told(session_of(some, workout(wf(60))), *CHANGES)[0][1] == "Red, Blue, and, Green, Walk forward"


@pytest.mark.parametrize(("later_ms", "first"), [(1_501, ""), (2_000, "Red"), (2_500, "Red, Run forward")])
def test_words_are_shortened_before_a_start_is_lost(later_ms: int, first: str) -> None:
    """If it failed, the later of two starts would come unheard."""
    session = session_of((GroupEntry("Red"), GroupEntry("Group two", later_ms)), workout(rf(60)))
    words = CueOptions(words_ms=lambda text: 1_000 if text == "Red" else 800)
    session = session_of((GroupEntry("Red"), GroupEntry("Blue", later_ms)), workout(rf(60)), words)
    changes = told(session, *CHANGES)
    assert changes[:2] == [(0, first), (later_ms, "Blue, Run forward")]


def test_who_goes_on_hears_it_before_who_has_finished() -> None:
    """One group's end would take the words from another's direction, where there is no room for both."""
    entries = tuple(GroupEntry(name, 12_000 * n) for n, name in enumerate(("Red", "Blue", "Green")))
    of, slow = workout(wf(11), rf(13), rb(9), wf(14), rf(9)), CueOptions(words_ms=lambda text: 300 + 40 * len(text))
    joined, later = told(session_of(entries, of, slow), *CHANGES)[7:9]
    assert joined == (56_000, "Green, Walk forward")  # Red has finished; 59 s is too near for both
    assert later == (59_000, "Blue, Run forward")
    assert (56_000, "Red, Finished, Green, Walk forward") in told(session_of(entries, of), *CHANGES)


def test_two_pairs_that_part_at_once() -> None:
    """If it failed, four people would hear what two are to do."""
    entries = (*PAIR, GroupEntry("Green"), GroupEntry("White", partner=Partner.EYES))
    session = session_of(entries, workout(rf(60), rb(60)))
    assert [text for _ms, text in told(session, *CHANGES)] == [
        "All, Run forward",
        "Red, back, Blue, forward, Green, back, White, forward",
        "All, Finished",
    ]
    assert told(session, CueKind.WARNING) == [(55_000, "Red, and, Green, Back in five")]


def test_lines_keep_room_for_the_names() -> None:
    """If it failed, what a workout says at the start of a step would be lost as soon as there are groups."""
    session = session_of((GroupEntry("Red"), GroupEntry("Blue", 20_000)), workout(rf(60, say="Easy now."), rf(30)))
    assert [text for _ms, text in told(session, CueKind.SAY)] == ["Red, Easy now.", "Blue, Easy now."]


def test_a_name_that_no_voice_knows_is_a_number() -> None:
    """If it failed, a group would be called by nothing."""
    silent = CueOptions(knows=lambda text: text == "Red")
    assert name_line("Zoé", 1, silent) == "Group two"
    assert (name_line("Red", 1, silent), name_line("six", 0, silent)) == ("Red", "Group six")


def test_four_waves_of_gentler_are_all_told() -> None:
    """If it failed, a coach with four groups 20 s apart would miss a change."""
    entries = tuple(GroupEntry(name, 20_000 * n) for n, name in enumerate(("One", "Two", "Three", "Four")))
    session = session_of(entries, workout(*GENTLER))
    changes = [cue for cue in whole_session(session) if cue.cue.kind in CHANGES]
    assert sum(len(cue.meant) for cue in changes) == 4 * 21
    assert all(cue.cue.lines for cue in changes)


def test_a_mixed_distance_has_one_boundary() -> None:
    """If it failed, the two of a pair would be told to change at different times."""
    session = session_of(PAIR, workout(metres(RUN_FORWARD, 100), metres(RUN_BACKWARD, 100)))
    changes = [cue for cue in whole_session(session) if cue.cue.kind in CHANGES]
    assert [len(cue.meant) for cue in changes] == [2, 2, 2]


def test_without_directions_only_names_are_said() -> None:
    """If it failed, words that were turned off would still be said, or a wave would not know that it is meant."""
    quiet = replace(VOICE, off=frozenset({CueKind.DIRECTION}))
    course = workout(rf(60), rb(30), wf(30))
    pair, wave = (
        session_of(PAIR, course, quiet),
        session_of((GroupEntry("Red"), GroupEntry("Blue", 20_000)), course, quiet),
    )
    assert not any("orward" in text or "ack" in text for _ms, text in told(pair, CueKind.START, CueKind.PAIR))
    assert (0, "Red") in told(wave, CueKind.START)
    assert not any("un " in text for _ms, text in told(wave, CueKind.START))
