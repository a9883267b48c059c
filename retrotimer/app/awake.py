"""Keeps the computer and its screen awake while a session goes on, and only then.

A desktop may take its time to agree, and a bus that hangs never answers: all this happens on a thread of its own,
and no session waits for it. Where the program dies, the system lets go by itself: a desktop's service because our
connection is gone, macOS and Windows because our process is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Event as Flag
from typing import TYPE_CHECKING

from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.texts import _
from retrotimer.training.figures import NS_PER_S
from retrotimer.training.session import Session
from retrotimer.training.states import Event, State

if TYPE_CHECKING:
    from retrotimer.app.awake_bus import BusAdapter

DELAY_S = 0.5
"""The first half second belongs to the window and the first tone: no computer falls asleep in it."""
PATIENCE_NS = 6 * NS_PER_S
"""Whoever has not agreed after this long is taken for one who never will."""
GOODBYE_S = 0.3
"""Letting go takes a few ms; the end of the program waits no longer than this for it."""
PROBE_S = 0.3
"""Asking a bus takes a few ms; a page that is about to be shown waits no longer than this for the answer."""

Hold = Callable[[], AbstractContextManager[bool]]
"""Makes what keeps the computer awake while it is open; it gives whether it does. Used on one thread."""


@contextmanager
def hold() -> Iterator[bool]:
    """Keep screen and computer awake; give False where nothing here can.

    Keeping the screen on keeps the computer running too, on each of the systems that wakepy knows.
    """
    from wakepy import keep  # heavy, and only for a session

    mode = keep.presenting(on_fail="pass", dbus_adapter=_bus_adapter())
    with suppress(RuntimeError), mode:  # at the end a service may be gone, and what it did for us with it
        yield mode.result.real_success


def _bus_adapter() -> type[BusAdapter] | None:
    if sys.platform in {"win32", "darwin"}:
        return None
    from retrotimer.app.awake_bus import BusAdapter  # wakepy again

    return BusAdapter


class KeepAwake:
    """Listens to a player, and keeps the computer awake from its session's start to its end, pauses included.

    A pause on the track is often a rest: somebody who comes back must find the screen as it was.
    """

    def __init__(
        self, hold: Hold = hold, now_ns: Callable[[], int] = time.monotonic_ns, delay_s: float = DELAY_S
    ) -> None:
        self._hold, self._now_ns, self._delay_s = hold, now_ns, delay_s
        self._over = Flag()
        self._queue = TaskQueue()
        self._began_ns: int | None = None
        self._is_kept: bool | None = None

    def __call__(self, session: Session, _events: tuple[Event, ...]) -> None:
        """Begin or end with `session`; returns at once."""
        if session.state is State.FINISHED:
            self._over.set()
        elif session.state is not State.READY and self._began_ns is None:
            self._began_ns = self._now_ns()
            run_task(self._keep, queue=self._queue)

    @property
    def notice(self) -> str | None:
        """A sentence for the athlete where the computer may fall asleep during this session."""
        if self._began_ns is None or self._over.is_set() or self._is_kept:
            return None
        if self._is_kept is None and self._now_ns() - self._began_ns < PATIENCE_NS:
            return None
        return _("The computer may fall asleep: turn off sleep in the system's settings.")

    def close(self) -> None:
        """Let the computer sleep again, before the program ends; waits for it a moment at most."""
        self._over.set()
        self._queue.close(GOODBYE_S)

    def _keep(self) -> None:
        if self._over.wait(self._delay_s):
            return
        with self._hold() as is_kept:
            self._is_kept = is_kept
            self._over.wait()


def can_keep_awake(patience_s: float = PROBE_S) -> bool:
    """Return whether the computer can be kept awake, as far as that is known before it is tried.

    Args:
        patience_s: how long to wait for a bus that does not answer, at most.
    """
    if sys.platform in {"win32", "darwin"}:
        return True
    from retrotimer.app.awake_bus import is_service_there  # it loads wakepy

    answers: list[bool] = []
    run_task(is_service_there, answers.append).wait(patience_s)
    return any(answers)


def awake_words() -> str:
    """Return what to tell an athlete before the start: that the computer will stay awake, or what to do."""
    if can_keep_awake():
        return _("The computer will be kept awake while you train.")
    return _("The computer cannot be kept awake here: turn off sleep in the system's settings.")
