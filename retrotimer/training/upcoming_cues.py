"""Iterate over the cues still to come in a session, as far as they are certain."""

from __future__ import annotations

from collections.abc import Iterator

from retrotimer.training.cues.cue_times import finish_cue, interval_cues
from retrotimer.training.cues.cue_types import Cue, CueKind
from retrotimer.training.session import MS, Session


def upcoming(session: Session) -> Iterator[tuple[int, Cue]]:
    """Give each cue to come with the ns of the session's clock it is due at, up to the end of an open interval.

    Made lazily, an interval at a time, so that the first ones cost nothing of a long session. A session that is
    not moving has none.
    """
    if not session.is_moving:
        return
    origin_ns = session.now_ns - session.offset_ns - session.start_ms * MS
    yield from ((origin_ns + cue.at_ms * MS, cue) for cue in session.pending)
    glances = session.glances + _glances(session.pending)
    is_open = session.duration_ms is None
    for index in range(session.index + 1, len(session.timeline.intervals)):
        if is_open:
            return
        cues = interval_cues(session.timeline, index, session.options, glances=glances)
        yield from ((origin_ns + cue.at_ms * MS, cue) for cue in cues)
        glances += _glances(cues)
        is_open = session.timeline.intervals[index].is_open
    if not is_open and CueKind.FINISH not in session.options.off:
        end_ms = session.timeline.planned_ms
        yield origin_ns + end_ms * MS, finish_cue(end_ms, len(session.timeline.intervals) - 1, session.options)


def _glances(cues: tuple[Cue, ...]) -> int:
    return sum(cue.kind is CueKind.LOOK_BEHIND for cue in cues)
