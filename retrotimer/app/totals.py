"""Say how long a session goes forward and backward, and how much of each is run and walked."""

from __future__ import annotations

from collections.abc import Mapping

from retrotimer.texts import N_, _
from retrotimer.training.formatting import length_text
from retrotimer.training.workout.workout import Direction, Gait, Movement

FORWARD, BACKWARD = Direction
BOTH = {
    Gait.RUN: N_("running {forward} forward, {backward} backward"),
    Gait.WALK: N_("walking {forward} forward, {backward} backward"),
}
ONE = {
    Movement(Gait.RUN, FORWARD): N_("running {time} forward"),
    Movement(Gait.RUN, BACKWARD): N_("running {time} backward"),
    Movement(Gait.WALK, FORWARD): N_("walking {time} forward"),
    Movement(Gait.WALK, BACKWARD): N_("walking {time} backward"),
}


def ways_text(times: Mapping[Movement, int], *, is_estimate: bool = False) -> str:
    """Return "running 9:00 forward, 3:00 backward; walking 14:00 forward"; what is not done is not named.

    Args:
        times: how many ms each movement takes.
        is_estimate: whether these follow from paces.
    """
    parts = []
    for gait, both in BOTH.items():
        shown = {
            way: length_text(ms, is_estimate=is_estimate)
            for way in Direction
            if (ms := times.get(Movement(gait, way), 0))
        }
        if len(shown) == len(Direction):
            parts.append(_(both).format(forward=shown[FORWARD], backward=shown[BACKWARD]))
        else:
            parts += [_(ONE[Movement(gait, way)]).format(time=text) for way, text in shown.items()]
    return "; ".join(parts) or _("standing only")


def way_text(times: Mapping[Movement, int], way: Direction) -> str:
    """Return how long one goes one way, and how: "23:00: 9:00 running, 14:00 walking"."""
    run_ms, walk_ms = (times.get(Movement(gait, way), 0) for gait in (Gait.RUN, Gait.WALK))
    total = length_text(run_ms + walk_ms)
    if not run_ms or not walk_ms:
        words = _("{total} running") if run_ms else _("{total} walking") if walk_ms else "{total}"
        return words.format(total=total)
    sentence = _("{total}: {run} running, {walk} walking")
    return sentence.format(total=total, run=length_text(run_ms), walk=length_text(walk_ms))
