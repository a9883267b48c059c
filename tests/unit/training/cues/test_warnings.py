"""What is told along the way: warnings, halfway, minutes left, look-behind and posture."""

from __future__ import annotations

from itertools import cycle

import pytest

from retrotimer.training.cues.cue_times import interval_cues
from retrotimer.training.cues.cue_types import POSTURES, CueKind, CueOptions
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Step
from tests.helpers.cue_reading import USUAL, message, of
from tests.helpers.examples import metres, plan, rb, rf, stand, tap, times, wb, wf


class TestWarning:
    """Five seconds before a backward part."""

    @pytest.mark.parametrize("backward", [rb(30), wb(30)])
    def test_it_comes_before_a_backward_part(self, backward: Step) -> None:
        """If it failed, an athlete would turn their back without having been warned."""
        assert message(of(plan(rf(60), backward)), CueKind.WARNING) == [(55_000, "Backward in five")]

    def test_it_comes_from_standing_too(self) -> None:
        """If it failed, a rest before a backward part would hide it."""
        assert message(of(plan(stand(60), rb(30))), CueKind.WARNING) == [(55_000, "Backward in five")]

    @pytest.mark.parametrize("steps", [(rf(60), wf(60)), (rb(60), wb(60)), (rb(60), rb(60)), (rf(60),)])
    def test_it_does_not_come_otherwise(self, steps: tuple[Step, ...]) -> None:
        """If it failed, warnings would be given for nothing, and soon not be heeded."""
        assert message(of(plan(*steps)), CueKind.WARNING) == []

    @pytest.mark.parametrize("turn_s", [1, 3, 8])
    def test_a_turn_is_part_of_the_change(self, turn_s: int) -> None:
        """If it failed, a turn of 3 s would put the warning under a pip, and it would never be heard."""
        timeline = plan(rf(60), rb(30), turn_s=turn_s)
        warned = [message(of(timeline, n), CueKind.WARNING) for n in range(3)]
        assert warned == [[(55_000, "Backward in five")], [], []]

    def test_it_can_be_set(self) -> None:
        """If it failed, a person who needs more time would not get it."""
        cues = of(plan(rf(60), rb(30)), 0, CueOptions(warning_ms=8_000))
        assert message(cues, CueKind.WARNING) == [(52_000, "Backward in 8 seconds")]

    def test_it_is_dropped_where_the_part_before_is_too_short(self) -> None:
        """If it failed, it would be due before its interval starts, or talk over the direction word."""
        assert message(of(plan(rf(4), rb(30))), CueKind.WARNING) == []
        assert message(of(plan(rf(6), rb(30))), CueKind.WARNING) == []

    def test_nobody_is_warned_of_what_only_a_tap_brings(self) -> None:
        """If it failed, a warning would come at a time that the pace only guesses."""
        assert message(of(plan(tap(), rb(30))), CueKind.WARNING) == []
        assert message(of(plan(metres(RUN_FORWARD, 100, until_tap=True), rb(30))), CueKind.WARNING) == []


class TestAlongTheWay:
    """Halfway, minutes left."""

    @pytest.mark.parametrize(
        ("seconds", "cues"), [(60, [(30_000, "Halfway")]), (61, [(30_500, "Halfway")]), (59, [])]
    )
    def test_halfway_is_told_from_60_s_on(self, seconds: int, cues: list[tuple[int, str]]) -> None:
        """If it failed, halfway would be missing, early, or fill short intervals."""
        assert message(of(plan(rf(seconds))), CueKind.HALFWAY) == cues

    def test_an_open_interval_has_no_half(self) -> None:
        """If it failed, half of an estimate would be told as if it were known."""
        assert message(of(plan(metres(WALK_FORWARD, 500, until_tap=True))), CueKind.HALFWAY) == []

    def test_minutes_left_are_told_every_five(self) -> None:
        """If it failed, an athlete would not know how far they are."""
        timeline = plan(wf(390), rf(600), wf(110))
        every = [cue for n in range(3) for cue in of(timeline, n)]
        assert message(tuple(every), CueKind.MINUTES_LEFT) == [
            (200_000, "15 minutes left"),
            (500_000, "10 minutes left"),
            (800_000, "5 minutes left"),
        ]

    def test_one_minute_is_told_in_the_singular(self) -> None:
        """If it failed, "1 minutes left" would be said."""
        cues = of(plan(rf(90)), 0, CueOptions(minutes_left_every_ms=60_000))
        assert message(cues, CueKind.MINUTES_LEFT) == [(30_000, "1 minute left")]

    def test_no_minutes_are_told_before_an_open_interval(self) -> None:
        """If it failed, minutes would be promised that hang on a tap."""
        timeline = plan(wf(200), rf(700), tap(), wf(700))
        told_in = [n for n in range(4) if message(of(timeline, n), CueKind.MINUTES_LEFT)]
        assert told_in == [3]

    def test_minutes_left_give_way_to_halfway(self) -> None:
        """If it failed, both would be said at once where they meet, as in ten minutes."""
        cues = of(plan(rf(600)))
        assert message(cues, CueKind.HALFWAY, CueKind.MINUTES_LEFT) == [(300_000, "Halfway")]


class TestBackwardParts:
    """Look-behind and posture."""

    def test_look_behind_comes_every_8_s_on_alternate_shoulders(self) -> None:
        """If it failed, an athlete would run blind for longer, or turn their neck to one side only."""
        assert message(of(plan(rb(40))), CueKind.LOOK_BEHIND) == [
            (8_000, "Glance left."),
            (16_000, "Glance right."),
            (24_000, "Glance left."),
            (32_000, "Glance right."),
        ]

    def test_shoulders_go_on_from_what_was_heard_before(self) -> None:
        """If it failed, each backward part would begin on the same side."""
        cues = interval_cues(plan(rb(30)), 0, USUAL, glances=3)
        assert [text for _at, text in message(cues, CueKind.LOOK_BEHIND)] == [
            "Glance right.",
            "Glance left.",
            "Glance right.",
        ]

    def test_walking_backward_is_looked_behind_too(self) -> None:
        """If it failed, the knee-aware walk would go blind."""
        assert len(message(of(plan(wb(40))), CueKind.LOOK_BEHIND)) == 4

    @pytest.mark.parametrize("step", [rf(40), wf(40), stand(40)])
    def test_nothing_of_the_kind_comes_going_forward(self, step: Step) -> None:
        """If it failed, those who see where they go would be told to look behind."""
        assert message(of(plan(step)), CueKind.LOOK_BEHIND, CueKind.POSTURE) == []

    def test_an_open_backward_part_is_looked_behind_for_as_long_as_it_lasts(self) -> None:
        """If it failed, a long open backward run would end up blind."""
        cues = message(of(plan(tap(RUN_BACKWARD))), CueKind.LOOK_BEHIND)
        assert [at_ms for at_ms, _text in cues] == list(range(8_000, 6 * 3_600_000, 8_000))

    def test_one_posture_cue_comes_in_each_backward_part_in_turn(self) -> None:
        """If it failed, an athlete would hear the same line again and again."""
        timeline = plan(times(7, rb(20), wf(20)))
        lines = [message(of(timeline, n), CueKind.POSTURE) for n in range(0, 14, 2)]
        assert [[text for _at, text in cues] for cues in lines] == [
            [line] for line, _n in zip(cycle(POSTURES), range(7), strict=False)
        ]

    def test_a_posture_that_is_said_anyway_is_not_said_twice(self) -> None:
        """If it failed, Gentler would say "Tall chest." twice in a row."""
        cues = of(plan(rb(30, say="Tall chest.")))
        assert [cue.text for cue in cues].count("Tall chest.") == 1
        assert message(cues, CueKind.POSTURE) != []

    def test_posture_gives_way_to_look_behind(self) -> None:
        """If it failed, a reminder would push away a cue that keeps one safe."""
        options = CueOptions(look_behind_every_ms=1_500)
        cues = of(plan(rb(10)), 0, options)
        assert len(message(cues, CueKind.LOOK_BEHIND)) == 4
        assert message(cues, CueKind.POSTURE) == []

    def test_look_behind_gives_way_to_pips(self) -> None:
        """If it failed, the countdown out of a backward part would be talked over."""
        cues = of(plan(rb(10.5)))
        assert message(cues, CueKind.COUNTDOWN, CueKind.LOOK_BEHIND) == [(7_500, "3"), (8_500, "2"), (9_500, "1")]
