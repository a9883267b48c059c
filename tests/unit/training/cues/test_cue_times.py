"""When the cues of an interval fall, from its start tone on, and those of a whole timeline."""

from __future__ import annotations

from itertools import pairwise

import pytest

from retrotimer.training.cues.cue_times import all_cues, finish_cue, get_ready_cues, interval_cues
from retrotimer.training.cues.cue_types import Cue, CueKind, CueOptions
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Step
from tests.helpers.cue_reading import USUAL, lengths, message, of, only
from tests.helpers.examples import COOL_DOWN, WARM_UP, metres, plan, rb, rf, stand, tap, times, wb, wf


class TestGetReady:
    """The countdown before the first interval."""

    def test_it_counts_three_two_one(self) -> None:
        """If it failed, an athlete would be set off without a countdown, or off it."""
        assert message(get_ready_cues(10_000, USUAL)) == [(-3_000, "3"), (-2_000, "2"), (-1_000, "1")]

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
        assert message(cues, CueKind.WARNING) == [(-5_000, "Backward in five")] * is_warned

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
        assert message(of(plan(wf(10), rf(20)), 1), CueKind.COUNTDOWN) == [
            (27_000, "3"),
            (28_000, "2"),
            (29_000, "1"),
        ]

    def test_the_end_is_counted_down_too(self) -> None:
        """If it failed, a session would stop without warning."""
        assert len(message(of(plan(wf(10))), CueKind.COUNTDOWN)) == 3

    def test_an_open_interval_has_no_countdown(self) -> None:
        """If it failed, pips would lead to a change that only a tap brings."""
        assert message(of(plan(metres(RUN_FORWARD, 100, until_tap=True))), CueKind.COUNTDOWN) == []

    def test_the_countdown_can_be_switched_off(self) -> None:
        """If it failed, a person who wants no pips would hear them."""
        assert message(of(plan(rf(10)), 0, only()), CueKind.COUNTDOWN) == []

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
        assert [at_ms for at_ms, _text in message(cues, CueKind.COUNTDOWN)] == pips

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
        assert [n for n in range(6) if message(of(timeline, n), CueKind.LAST_ROUND)] == [4]

    def test_each_round_is_told_by_its_number_until_the_last(self) -> None:
        """If it failed, an athlete who cannot look would lose count."""
        timeline = plan(times(3, rf(30), rb(30)), turn_s=3)
        every = [
            message(of(timeline, n), CueKind.ROUND, CueKind.LAST_ROUND) for n in range(len(timeline.intervals))
        ]
        assert [text for cues in every for _at, text in cues] == ["Round 1", "Round 2", "Last round"]

    def test_the_round_told_is_that_of_the_innermost_repeat(self) -> None:
        """If it failed, going back to an outer step would be told as a new round."""
        timeline = plan(times(2, times(2, rf(30), wf(30)), stand(30)))
        every = [
            message(of(timeline, n), CueKind.ROUND, CueKind.LAST_ROUND) for n in range(len(timeline.intervals))
        ]
        assert [text for cues in every for _at, text in cues] == ["Round 1", "Round 2", "Round 1", "Last round"]

    def test_a_repeat_of_one_round_is_not_counted(self) -> None:
        """If it failed, a workout that is done once would begin with "Round 1"."""
        assert message(of(plan(times(1, rf(30)))), CueKind.ROUND) == []

    def test_warm_up_and_cool_down_are_told_once(self) -> None:
        """If it failed, an athlete would not know why they walk, or be told at every step of it."""
        timeline = plan(WARM_UP, WARM_UP, rf(60), COOL_DOWN)
        every = [message(of(timeline, n), CueKind.ROLE) for n in range(4)]
        assert [[text for _at, text in cues] for cues in every] == [["Warm up"], [], [], ["Cool down"]]

    def test_a_word_waits_for_a_pip_that_is_in_its_way(self) -> None:
        """If it failed, word and pip would sound together."""
        cues = of(plan(stand(3)), 0, only(CueKind.COUNTDOWN, CueKind.DIRECTION))
        assert message(cues, CueKind.DIRECTION, CueKind.COUNTDOWN) == [(1_000, "2"), (1_250, "Stand"), (2_000, "1")]

    def test_what_does_not_fit_is_dropped_and_not_cut(self) -> None:
        """If it failed, a line would be cut off by the next interval's tone."""
        cues = of(plan(rf(3, say="Easy now, and keep looking ahead.")))
        assert {cue.kind for cue in cues} == {CueKind.START, CueKind.COUNTDOWN}

    def test_a_long_line_does_not_cost_the_warning(self) -> None:
        """If it failed, somebody chatty would turn round without having been warned."""
        cues = of(plan(rf(9, say="Easy now, and keep looking ahead of you to the bend."), rb(20)))
        assert [at_ms for at_ms, _text in message(cues, CueKind.WARNING)] == [4_000]


class TestWhole:
    """All cues of a timeline."""

    TIMELINE = plan(WARM_UP, times(2, rf(60), rb(20)), COOL_DOWN)

    def test_it_goes_from_the_countdown_to_the_finish(self) -> None:
        """If it failed, what is shown and rendered would lack its beginning or its end."""
        cues = tuple(all_cues(self.TIMELINE, USUAL, 10_000))
        assert message(cues[:1]) == [(-3_000, "3")]
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
        glances = message(
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
        cue = finish_cue(5_000, 3, CueOptions(words_ms=lambda _text: 600))
        assert (cue.text, cue.index, cue.tone_ms, cue.length_ms) == ("Finished", 3, 1_200, 1_860)


class TestHeard:
    """Planning the rest of an interval of which some was heard."""

    def test_only_what_comes_later_is_given(self) -> None:
        """If it failed, going on would repeat what was heard."""
        cues = interval_cues(plan(rf(60)), 0, USUAL, after_ms=30_000)
        assert message(cues) == [(57_000, "3"), (58_000, "2"), (59_000, "1")]

    def test_what_is_said_once_is_not_said_again(self) -> None:
        """If it failed, adding 30 s would make the session repeat itself."""
        short = plan(stand(3.2))
        heard = tuple(cue for cue in of(short) if cue.at_ms <= 450)
        assert [cue.kind for cue in heard] == [CueKind.START, CueKind.COUNTDOWN, CueKind.DIRECTION]
        rest = interval_cues(short.lengthened(0, 30_000), 0, USUAL, after_ms=460, heard=heard)
        assert message(rest) == [(30_200, "3"), (31_200, "2"), (32_200, "1")]

    def test_what_still_sounds_is_not_talked_over(self) -> None:
        """If it failed, a line of the longer plan would begin over one of the shorter."""
        line = Cue(1_250, CueKind.DIRECTION, "Run forward", 1_500, 0)
        rest = interval_cues(plan(rf(60, say="Easy.")), 0, USUAL, after_ms=1_300, heard=(line,))
        assert next(cue for cue in rest if cue.kind is CueKind.SAY).at_ms == line.end_ms + 100
