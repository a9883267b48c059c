"""Format a session's record as text, for window and terminal."""

from __future__ import annotations

from collections.abc import Sequence

from retrotimer.texts import _, ngettext
from retrotimer.training.cues.cue_types import movement_words
from retrotimer.training.formatting import kcal_text, length_text, marked
from retrotimer.training.history.record import Bar, SessionRecord
from retrotimer.training.workout.workout import MOVEMENTS, STAND, Direction

WHOLE_MS = 500  # so little less than planned still counts as done whole
LEAST_KCAL = 5  # less than this is the rounding of the figures


def outcome(record: SessionRecord) -> str:
    """Return how it ended, without its name: "Done: 20:00, of it 4:00 backward"."""
    done, backward = length_text(record.done_ms), record.time_ms(Direction.BACKWARD)
    if record.is_finished:
        words = _("Done: {done}, of it {backward} backward") if backward else _("Done: {done}")
    else:
        words = _("Stopped after {done}, of it {backward} backward") if backward else _("Stopped after {done}")
    return words.format(done=done, backward=length_text(backward))


def sentence(record: SessionRecord) -> str:
    """Return one sentence of what was done."""
    if record.is_finished:
        words = _("{name} finished: {done}, of it {backward} backward.")
    else:
        words = _("{name} stopped after {done}, of it {backward} backward.")
    return words.format(
        name=record.name, done=length_text(record.done_ms), backward=length_text(record.time_ms(Direction.BACKWARD))
    )


def nothing(name: str) -> str:
    """Return what there is to say of a session that was stopped before it began."""
    return _("{name} stopped after 0:00, before it began: there is nothing to keep.").format(name=name)


def distances(record: SessionRecord) -> list[tuple[str, str]]:
    """Return each movement that was done, with its distance: "Run backward", "≈ 350 m"."""
    done = {visit.what.movement for visit in record.visits}
    return [
        (movement_words(movement), metres_text(record.metres(movement)))
        for movement in MOVEMENTS.values()
        if movement in done and movement != STAND
    ]


def metres_text(metres: float) -> str:
    """Return an estimated distance: to 10 m, in km from 1 km on."""
    tens = 10 * round(metres / 10)
    if tens >= 1_000:
        return marked(_("{km:.2f} km").format(km=tens / 1_000), is_estimate=True)
    return marked(_("{m} m").format(m=tens or round(metres)), is_estimate=True)


def energy_text(record: SessionRecord) -> str:
    """Return the energy with its range; of a few steps it is too little to tell."""
    energy = record.energy
    if energy.kcal < LEAST_KCAL:
        return _("less than {n} kcal").format(n=LEAST_KCAL)
    low, high = (5 * round(bound / 5) for bound in (energy.low, energy.high))
    return _("{kcal} kcal, between {low} and {high}").format(kcal=kcal_text(energy.kcal), low=low, high=high)


def energy_sense(record: SessionRecord) -> str:
    """Return what the figure of the energy is worth."""
    return _(
        "An estimate, gross, for {kg:g} kg, from ACSM's equations and a laboratory factor from small samples; the "
        "range is a rule of thumb. It assumes steady pace; short intervals are less certain."
    ).format(kg=record.paces.body_kg)


def bars_text(bars: Sequence[Bar]) -> str:
    """Return how many of `bars` were done whole."""
    sentence = ngettext("{whole} of {n} interval done whole.", "{whole} of {n} intervals done whole.", len(bars))
    return sentence.format(whole=sum(map(_is_whole, bars)), n=len(bars))


def bar_text(bar: Bar, nth: int, count: int) -> str:
    """Return what was done of interval `nth` of `count`."""
    planned_ms = bar.what.planned_ms
    if bar.is_extra:
        words = _("{nth} of {count}: {movement}, {done}, not planned")
    elif planned_ms is None:
        words = _("{nth} of {count}: {movement}, {done}, until a tap")
    elif not bar.done_ms:
        words = _("{nth} of {count}: {movement}, skipped, {planned} planned")
    else:
        words = _("{nth} of {count}: {movement}, {done} of {planned}")
    return words.format(
        nth=nth,
        count=count,
        movement=movement_words(bar.what.movement, bar.what.role),
        done=length_text(bar.done_ms),
        planned=length_text(planned_ms or 0),
    )


def _is_whole(bar: Bar) -> bool:
    planned_ms = bar.what.planned_ms
    return bar.done_ms > 0 if planned_ms is None else bar.done_ms >= planned_ms - WHOLE_MS
