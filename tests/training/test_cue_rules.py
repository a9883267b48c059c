"""When the cues of a timeline fall, and which gives way to which."""

from __future__ import annotations

from itertools import cycle, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrotimer.training.cue_rules import all_cues, finish_cue, get_ready_cues, interval_cues
from retrotimer.training.cues import POSTURES, Cue, CueKind, CueOptions
from retrotimer.training.paces import Paces
from retrotimer.training.timeline import Timeline
from retrotimer.training.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Role, Step
from tests.training import strategies
from tests.training.examples import COOL_DOWN, WARM_UP, metres, plan, rb, rf, stand, tap, times, wb, wf

USUAL = CueOptions()


def only(*kinds: CueKind) -> CueOptions:
    """Return options with nothing but `kinds`, and the start tones, which cannot be switched off."""
    return CueOptions(off=frozenset(CueKind) - set(kinds))


def told(cues: tuple[Cue, ...], *kinds: CueKind) -> list[tuple[int, str]]:
    """Return when and what, of `kinds` or of all."""
    return [(cue.at_ms, cue.text) for cue in cues if cue.kind in (kinds or CueKind)]


def of(timeline: Timeline, index: int = 0, options: CueOptions = USUAL) -> tuple[Cue, ...]:
    """Return the cues of one interval."""
    return interval_cues(timeline, index, options)


def lengths(cues: tuple[Cue, ...], kind: CueKind) -> list[int]:
    """Return how long the cues of `kind` sound."""
    return [cue.length_ms for cue in cues if cue.kind is kind]


class TestGetReady:
    """The countdown before the first interval."""

    def test_it_counts_three_two_one(self) -> None:
        """If it failed, an athlete would be set off without a countdown, or off it."""
        assert told(get_ready_cues(10_000, USUAL)) == [(-3_000, "3"), (-2_000, "2"), (-1_000, "1")]

    @pytest.mark.parametrize(("ms", "count"), [(3_000, 3), (2_999, 2), (1_000, 1), (999, 0), (0, 0)])
    def test_a_short_one_counts_what_fits(self, ms: int, count: int) -> None:
        """If it failed, a cue would be due before the session starts."""
        assert len(get_ready_cues(ms, USUAL)) == count

    def test_it_can_be_switched_off(self) -> None:
        """If it failed, a person who wants silence would hear pips."""
        assert get_ready_cues(10_000, CueOptions(off=frozenset({CueKind.GET_READY}))) == ()

    @pytest.mark.parametrize(
        ("first", "is_warned"), [(rb(60), True), (wb(60), True), (rf(60), False), (stand(60), False)]
    )
    def test_it_warns_where_the_workout_begins_backward(self, first: Step, is_warned: bool) -> None:
        """If it failed, the first backward part would be the only one to come without a warning."""
        cues = get_ready_cues(10_000, USUAL, plan(first).intervals[0])
        assert told(cues, CueKind.WARNING) == [(-5_000, "Backward in five")] * is_warned

    def test_its_warning_gives_way_to_the_countdown(self) -> None:
        """If it failed, a warning set to 3 s would talk over the pips."""
        cues = get_ready_cues(10_000, CueOptions(warning_ms=3_000), plan(rb(60)).intervals[0])
        assert [cue.text for cue in cues] == ["3", "2", "1"]


class TestStart:
    """The start tone and the countdown to the next change."""

    def test_an_interval_starts_with_its_tone_and_then_its_word(self) -> None:
        """If it failed, an athlete would not hear what to do, or hear the word before the tone."""
        tone, word, *_others = of(plan(rb(60)))
        assert (tone.at_ms, tone.kind, tone.length_ms) == (0, CueKind.START, 500)
        assert (word.at_ms, word.kind, word.text) == (600, CueKind.DIRECTION, "Run backward")

    def test_the_tone_knows_what_it_stands_for(self) -> None:
        """If it failed, the sound could not tell a rising tone from a falling one."""
        timeline = plan(rf(6), rb(6), turn_s=3)
        assert [of(timeline, n)[0].text for n in range(3)] == ["Run forward", "Turn", "Run backward"]

    def test_three_pips_lead_to_the_change(self) -> None:
        """If it failed, the change would come unannounced."""
        assert told(of(plan(wf(10), rf(20)), 1), CueKind.COUNTDOWN) == [(27_000, "3"), (28_000, "2"), (29_000, "1")]

    def test_the_end_is_counted_down_too(self) -> None:
        """If it failed, a session would stop without warning."""
        assert len(told(of(plan(wf(10))), CueKind.COUNTDOWN)) == 3

    def test_an_open_interval_has_no_countdown(self) -> None:
        """If it failed, pips would lead to a change that only a tap brings."""
        assert told(of(plan(metres(RUN_FORWARD, 100, until_tap=True))), CueKind.COUNTDOWN) == []

    def test_the_countdown_can_be_switched_off(self) -> None:
        """If it failed, a person who wants no pips would hear them."""
        assert told(of(plan(rf(10)), 0, only()), CueKind.COUNTDOWN) == []

    def test_the_start_tone_cannot_be_switched_off(self) -> None:
        """If it failed, an interval could begin in silence."""
        assert [cue.kind for cue in of(plan(rf(10)), 0, only())] == [CueKind.START]

    @pytest.mark.parametrize(
        ("seconds", "tone_ms", "pips"),
        [
            (1, 500, []),
            (1.119, 500, []),
            (1.12, 120, [120]),
            (1.3, 120, [300]),
            (1.5, 500, [500]),
            (2, 500, [1_000]),
            (3, 500, [1_000, 2_000]),
            (3.2, 120, [200, 1_200, 2_200]),
            (4, 500, [1_000, 2_000, 3_000]),
        ],
    )
    def test_the_tone_is_short_where_a_pip_needs_the_room(
        self, seconds: float, tone_ms: int, pips: list[int]
    ) -> None:
        """If it failed, a pip would be lost to a long tone, or sound over it."""
        cues = of(plan(rf(seconds)))
        assert lengths(cues, CueKind.START) == [tone_ms]
        assert [at_ms for at_ms, _text in told(cues, CueKind.COUNTDOWN)] == pips

    def test_an_interval_of_a_blink_still_has_its_tone(self) -> None:
        """If it failed, a metre at speed would pass without a sound, or its tone reach into the next."""
        timeline = plan(metres(RUN_FORWARD, 1), turn_s=0, paces=Paces(run_forward=12.5))
        (tone,) = of(timeline)
        assert (tone.kind, tone.length_ms) == (CueKind.START, 80)


class TestHead:
    """What is said at the start of an interval."""

    def test_word_line_and_last_round_follow_each_other(self) -> None:
        """If it failed, they would be said over each other or in another order."""
        timeline = plan(times(2, rf(60, say="Easy.")))
        head = [cue for cue in of(timeline, 1) if cue.at_ms < 70_000]
        assert [cue.text for cue in head] == ["Run forward", "Run forward", "Easy.", "Last round"]
        assert all(after.at_ms - before.end_ms == 100 for before, after in pairwise(head))

    def test_the_last_round_is_announced_only_then(self) -> None:
        """If it failed, it would be said in each round."""
        timeline = plan(times(3, rf(30), wf(30)))
        assert [n for n in range(6) if told(of(timeline, n), CueKind.LAST_ROUND)] == [4]

    def test_a_word_waits_for_a_pip_that_is_in_its_way(self) -> None:
        """If it failed, word and pip would sound together."""
        cues = of(plan(stand(3)), 0, only(CueKind.COUNTDOWN, CueKind.DIRECTION))
        assert told(cues, CueKind.DIRECTION, CueKind.COUNTDOWN) == [(1_000, "2"), (1_250, "Stand"), (2_000, "1")]

    def test_what_does_not_fit_is_dropped_and_not_cut(self) -> None:
        """If it failed, a line would be cut off by the next interval's tone."""
        cues = of(plan(rf(3, say="Easy now, and keep looking ahead.")))
        assert {cue.kind for cue in cues} == {CueKind.START, CueKind.COUNTDOWN}


class TestWarning:
    """Five seconds before a backward part."""

    @pytest.mark.parametrize("backward", [rb(30), wb(30)])
    def test_it_comes_before_a_backward_part(self, backward: Step) -> None:
        """If it failed, an athlete would turn their back without having been warned."""
        assert told(of(plan(rf(60), backward)), CueKind.WARNING) == [(55_000, "Backward in five")]

    def test_it_comes_from_standing_too(self) -> None:
        """If it failed, a rest before a backward part would hide it."""
        assert told(of(plan(stand(60), rb(30))), CueKind.WARNING) == [(55_000, "Backward in five")]

    @pytest.mark.parametrize("steps", [(rf(60), wf(60)), (rb(60), wb(60)), (rb(60), rb(60)), (rf(60),)])
    def test_it_does_not_come_otherwise(self, steps: tuple[Step, ...]) -> None:
        """If it failed, warnings would be given for nothing, and soon not be heeded."""
        assert told(of(plan(*steps)), CueKind.WARNING) == []

    @pytest.mark.parametrize("turn_s", [1, 3, 8])
    def test_a_turn_is_part_of_the_change(self, turn_s: int) -> None:
        """If it failed, a turn of 3 s would put the warning under a pip, and it would never be heard."""
        timeline = plan(rf(60), rb(30), turn_s=turn_s)
        warned = [told(of(timeline, n), CueKind.WARNING) for n in range(3)]
        assert warned == [[(55_000, "Backward in five")], [], []]

    def test_it_can_be_set(self) -> None:
        """If it failed, a person who needs more time would not get it."""
        cues = of(plan(rf(60), rb(30)), 0, CueOptions(warning_ms=8_000))
        assert told(cues, CueKind.WARNING) == [(52_000, "Backward in 8 seconds")]

    def test_it_is_dropped_where_the_part_before_is_too_short(self) -> None:
        """If it failed, it would be due before its interval starts, or talk over the direction word."""
        assert told(of(plan(rf(4), rb(30))), CueKind.WARNING) == []
        assert told(of(plan(rf(6), rb(30))), CueKind.WARNING) == []

    def test_nobody_is_warned_of_what_only_a_tap_brings(self) -> None:
        """If it failed, a warning would come at a time that the pace only guesses."""
        assert told(of(plan(tap(), rb(30))), CueKind.WARNING) == []
        assert told(of(plan(metres(RUN_FORWARD, 100, until_tap=True), rb(30))), CueKind.WARNING) == []


class TestAlongTheWay:
    """Halfway, minutes left."""

    @pytest.mark.parametrize(
        ("seconds", "cues"), [(60, [(30_000, "Halfway")]), (61, [(30_500, "Halfway")]), (59, [])]
    )
    def test_halfway_is_told_from_60_s_on(self, seconds: int, cues: list[tuple[int, str]]) -> None:
        """If it failed, halfway would be missing, early, or fill short intervals."""
        assert told(of(plan(rf(seconds))), CueKind.HALFWAY) == cues

    def test_an_open_interval_has_no_half(self) -> None:
        """If it failed, half of an estimate would be told as if it were known."""
        assert told(of(plan(metres(WALK_FORWARD, 500, until_tap=True))), CueKind.HALFWAY) == []

    def test_minutes_left_are_told_every_five(self) -> None:
        """If it failed, an athlete would not know how far they are."""
        timeline = plan(wf(390), rf(600), wf(110))
        every = [cue for n in range(3) for cue in of(timeline, n)]
        assert told(tuple(every), CueKind.MINUTES_LEFT) == [
            (200_000, "15 minutes left"),
            (500_000, "10 minutes left"),
            (800_000, "5 minutes left"),
        ]

    def test_one_minute_is_told_in_the_singular(self) -> None:
        """If it failed, "1 minutes left" would be said."""
        cues = of(plan(rf(90)), 0, CueOptions(minutes_left_every_ms=60_000))
        assert told(cues, CueKind.MINUTES_LEFT) == [(30_000, "1 minute left")]

    def test_no_minutes_are_told_before_an_open_interval(self) -> None:
        """If it failed, minutes would be promised that hang on a tap."""
        timeline = plan(wf(200), rf(700), tap(), wf(700))
        told_in = [n for n in range(4) if told(of(timeline, n), CueKind.MINUTES_LEFT)]
        assert told_in == [3]

    def test_minutes_left_give_way_to_halfway(self) -> None:
        """If it failed, both would be said at once where they meet, as in ten minutes."""
        cues = of(plan(rf(600)))
        assert told(cues, CueKind.HALFWAY, CueKind.MINUTES_LEFT) == [(300_000, "Halfway")]


class TestBackwardParts:
    """Look-behind and posture."""

    def test_look_behind_comes_every_8_s_on_alternate_shoulders(self) -> None:
        """If it failed, an athlete would run blind for longer, or turn their neck to one side only."""
        assert told(of(plan(rb(40))), CueKind.LOOK_BEHIND) == [
            (8_000, "Glance left."),
            (16_000, "Glance right."),
            (24_000, "Glance left."),
            (32_000, "Glance right."),
        ]

    def test_shoulders_go_on_from_what_was_heard_before(self) -> None:
        """If it failed, each backward part would begin on the same side."""
        cues = interval_cues(plan(rb(30)), 0, USUAL, glances=3)
        assert [text for _at, text in told(cues, CueKind.LOOK_BEHIND)] == [
            "Glance right.",
            "Glance left.",
            "Glance right.",
        ]

    def test_walking_backward_is_looked_behind_too(self) -> None:
        """If it failed, the knee-aware walk would go blind."""
        assert len(told(of(plan(wb(40))), CueKind.LOOK_BEHIND)) == 4

    @pytest.mark.parametrize("step", [rf(40), wf(40), stand(40)])
    def test_nothing_of_the_kind_comes_going_forward(self, step: Step) -> None:
        """If it failed, those who see where they go would be told to look behind."""
        assert told(of(plan(step)), CueKind.LOOK_BEHIND, CueKind.POSTURE) == []

    def test_an_open_backward_part_is_looked_behind_for_as_long_as_it_lasts(self) -> None:
        """If it failed, a long open backward run would end up blind."""
        cues = told(of(plan(tap(RUN_BACKWARD))), CueKind.LOOK_BEHIND)
        assert [at_ms for at_ms, _text in cues] == list(range(8_000, 6 * 3_600_000, 8_000))

    def test_one_posture_cue_comes_in_each_backward_part_in_turn(self) -> None:
        """If it failed, an athlete would hear the same line again and again."""
        timeline = plan(times(7, rb(20), wf(20)))
        lines = [told(of(timeline, n), CueKind.POSTURE) for n in range(0, 14, 2)]
        assert [[text for _at, text in cues] for cues in lines] == [
            [line] for line, _n in zip(cycle(POSTURES), range(7), strict=False)
        ]

    def test_a_posture_that_is_said_anyway_is_not_said_twice(self) -> None:
        """If it failed, Gentler would say "Tall chest." twice in a row."""
        cues = of(plan(rb(30, say="Tall chest.")))
        assert [cue.text for cue in cues].count("Tall chest.") == 1
        assert told(cues, CueKind.POSTURE) != []

    def test_posture_gives_way_to_look_behind(self) -> None:
        """If it failed, a reminder would push away a cue that keeps one safe."""
        options = CueOptions(look_behind_every_ms=1_500)
        cues = of(plan(rb(10)), 0, options)
        assert len(told(cues, CueKind.LOOK_BEHIND)) == 4
        assert told(cues, CueKind.POSTURE) == []

    def test_look_behind_gives_way_to_pips(self) -> None:
        """If it failed, the countdown out of a backward part would be talked over."""
        cues = of(plan(rb(10.5)))
        assert told(cues, CueKind.COUNTDOWN, CueKind.LOOK_BEHIND) == [(7_500, "3"), (8_500, "2"), (9_500, "1")]


class TestWhole:
    """All cues of a timeline."""

    TIMELINE = plan(WARM_UP, times(2, rf(60), rb(20)), COOL_DOWN)

    def test_it_goes_from_the_countdown_to_the_finish(self) -> None:
        """If it failed, what is shown and rendered would lack its beginning or its end."""
        cues = tuple(all_cues(self.TIMELINE, USUAL, 10_000))
        assert told(cues[:1]) == [(-3_000, "3")]
        assert (cues[-1].at_ms, cues[-1].kind, cues[-1].index) == (640_000, CueKind.FINISH, 5)

    def test_it_holds_the_cues_of_each_interval(self) -> None:
        """If it failed, the list would differ from what a session plays."""
        cues = tuple(all_cues(self.TIMELINE, USUAL))
        assert [cue for cue in cues if cue.index == 1 and cue.kind is not CueKind.FINISH] == list(
            of(self.TIMELINE, 1)
        )

    def test_shoulders_alternate_through_all_of_it(self) -> None:
        """If it failed, each backward part would begin on the same side."""
        timeline = plan(times(3, rb(10), rf(10)))
        glances = told(
            tuple(all_cues(timeline, CueOptions(off=frozenset({CueKind.COUNTDOWN})))), CueKind.LOOK_BEHIND
        )
        assert [text for _at, text in glances] == ["Glance left.", "Glance right.", "Glance left."]

    def test_the_finish_can_be_switched_off(self) -> None:
        """If it failed, a person who wants silence at the end would not have it."""
        cues = all_cues(self.TIMELINE, CueOptions(off=frozenset({CueKind.FINISH})))
        assert CueKind.FINISH not in {cue.kind for cue in cues}

    def test_an_open_interval_is_taken_as_long_as_its_pace_says(self) -> None:
        """If it failed, `show` would list six hours of look-behind for a tap."""
        timeline = plan(metres(RUN_BACKWARD, 50, until_tap=True), tap(RUN_BACKWARD), rf(10))
        cues = tuple(all_cues(timeline, USUAL))
        assert [cue.at_ms for cue in cues if cue.kind is CueKind.LOOK_BEHIND] == [8_000, 16_000, 24_000]
        assert [cue.at_ms for cue in cues if cue.kind is CueKind.START] == [0, 28_571, 28_571]

    def test_a_finish_cue_says_so(self) -> None:
        """If it failed, the end would be shown as something else."""
        assert (finish_cue(5_000, 3).text, finish_cue(5_000, 3).index) == ("Finished", 3)


class TestHeard:
    """Planning the rest of an interval of which some was heard."""

    def test_only_what_comes_later_is_given(self) -> None:
        """If it failed, going on would repeat what was heard."""
        cues = interval_cues(plan(rf(60)), 0, USUAL, after_ms=30_000)
        assert told(cues) == [(57_000, "3"), (58_000, "2"), (59_000, "1")]

    def test_what_is_said_once_is_not_said_again(self) -> None:
        """If it failed, adding 30 s would make the session repeat itself."""
        short = plan(stand(3.2))
        heard = tuple(cue for cue in of(short) if cue.at_ms <= 450)
        assert [cue.kind for cue in heard] == [CueKind.START, CueKind.COUNTDOWN, CueKind.DIRECTION]
        rest = interval_cues(short.lengthened(0, 30_000), 0, USUAL, after_ms=460, heard=heard)
        assert told(rest) == [(30_200, "3"), (31_200, "2"), (32_200, "1")]

    def test_what_still_sounds_is_not_talked_over(self) -> None:
        """If it failed, a line of the longer plan would begin over one of the shorter."""
        line = Cue(1_250, CueKind.DIRECTION, "Run forward", 1_500, 0)
        rest = interval_cues(plan(rf(60, say="Easy.")), 0, USUAL, after_ms=1_300, heard=(line,))
        assert next(cue for cue in rest if cue.kind is CueKind.SAY).at_ms == line.end_ms + 100


@settings(max_examples=60)
@given(strategies.timelines, strategies.options, st.integers(0, 12_000))
def test_no_two_cues_sound_at_once(timeline: Timeline, options: CueOptions, get_ready_ms: int) -> None:
    """If it failed, two cues, spoken or not, would be heard over each other."""
    cues = tuple(all_cues(timeline, options, get_ready_ms))
    assert [(a, b) for a, b in pairwise(cues) if a.end_ms > b.at_ms] == []
    assert all(cue.length_ms >= 0 for cue in cues)


@settings(max_examples=60)
@given(strategies.timelines, strategies.options)
def test_every_interval_has_its_start_tone_and_its_cues_to_itself(timeline: Timeline, options: CueOptions) -> None:
    """If it failed, an interval could begin in silence, or a cue sound in another interval than its own."""
    for index, interval in enumerate(timeline.intervals):
        first, *others = interval_cues(timeline, index, options, open_for_ms=600_000)
        assert (first.at_ms, first.kind, first.index) == (interval.start_ms, CueKind.START, index)
        assert CueKind.START not in {cue.kind for cue in others}
        assert interval.is_open or max(cue.end_ms for cue in (first, *others)) <= interval.end_ms
        assert {cue.kind for cue in others}.isdisjoint(options.off)


@settings(max_examples=60)
@given(strategies.timelines, strategies.options)
def test_shoulders_alternate_through_any_timeline(timeline: Timeline, options: CueOptions) -> None:
    """If it failed, one side of the neck would do more of the work."""
    glances = [cue.text for cue in all_cues(timeline, options) if cue.kind is CueKind.LOOK_BEHIND]
    assert glances == [
        text for text, _glance in zip(cycle(("Glance left.", "Glance right.")), glances, strict=False)
    ]


@settings(max_examples=60)
@given(strategies.closed_timelines)
def test_every_change_is_counted_down(timeline: Timeline) -> None:
    """If it failed, some change would come without its pips although there was room."""
    for index, interval in enumerate(timeline.intervals):
        pips = [cue.at_ms - interval.end_ms for cue in of(timeline, index) if cue.kind is CueKind.COUNTDOWN]
        assert pips == [-s * 1_000 for s in (3, 2, 1) if interval.length_ms - s * 1_000 >= 120]


@settings(max_examples=60)
@given(strategies.closed_timelines)
def test_every_backward_part_with_room_before_it_is_warned_of(timeline: Timeline) -> None:
    """If it failed, an athlete would be sent backward unwarned in some arrangement of steps."""
    for before, after in pairwise(i for i in timeline.intervals if i.role is not Role.TURN):
        if after.is_backward and not before.is_backward and before.length_ms > 20_000 and not before.say:
            warned = told(of(timeline, timeline.intervals.index(before)), CueKind.WARNING)
            assert warned == [(before.end_ms - 5_000, "Backward in five")]
