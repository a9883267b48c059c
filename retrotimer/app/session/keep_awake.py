"""Keep the computer and its screen awake during a session, in a worker thread, as a bus may hang.

If the program dies, the system releases the lock: the bus connection or the process is gone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from threading import Event as Flag
from typing import TYPE_CHECKING

from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.texts import _
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Event, State

if TYPE_CHECKING:
    from retrotimer.app.session.awake_bus import BusAdapter

DELAY_S = 0.5
"""The first half second belongs to the window and the first tone: no computer falls asleep in it."""
PATIENCE_NS = 6 * NS_PER_S
"""Timeout of a request to the bus."""
GOODBYE_S = 0.3
"""Letting go takes a few ms; the end of the program waits no longer than this for it."""
PROBE_S = 0.3
"""Asking a bus takes a few ms; a page that is about to be shown waits no longer than this for the answer."""

Hold = Callable[[], AbstractContextManager[bool]]
"""Makes what keeps the computer awake while it is open; it gives whether it does. Used on one thread."""


@contextmanager
def hold() -> Iterator[bool]:
    """Keep screen and computer awake; yield False where that is impossible."""
    from wakepy import keep  # heavy, and only for a session

    mode = keep.presenting(on_fail="pass", dbus_adapter=_bus_adapter())
    with suppress(RuntimeError), mode:  # at the end a service may be gone, and what it did for us with it
        yield mode.result.real_success


def _bus_adapter() -> type[BusAdapter] | None:
    if sys.platform in {"win32", "darwin"}:
        return None
    from retrotimer.app.session.awake_bus import BusAdapter  # its library is not there on those

    return BusAdapter


class KeepAwake:
    """Keep the computer awake from the start to the end of a player's session, pauses included."""

    def __init__(
        self, hold: Hold = hold, now_ns: Callable[[], int] = time.monotonic_ns, delay_s: float = DELAY_S
    ) -> None:
        self._hold, self._now_ns, self._delay_s = hold, now_ns, delay_s
        self._over = Flag()
        self._queue = TaskQueue()
        self._began_ns: int | None = None
        self._is_kept: bool | None = None

    def __call__(self, session: GroupSession, _events: tuple[Event, ...]) -> None:
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
    """Return whether the computer can be kept awake, waiting at most `patience_s` for a bus."""
    if sys.platform in {"win32", "darwin"}:
        return True
    from retrotimer.app.session.awake_bus import is_service_there  # its library is not there on those

    answers: list[bool] = []
    run_task(is_service_there, answers.append).wait(patience_s)
    return any(answers)


def awake_words() -> str:
    """Return what to tell an athlete before the start: that the computer will stay awake, or what to do."""
    if can_keep_awake():
        return _("The computer will be kept awake while you train.")
    return _("The computer cannot be kept awake here: turn off sleep in the system's settings.")


LOW_PERCENT = 20


@dataclass(frozen=True, slots=True)
class Battery:
    """A battery, `percent` full; `is_plugged` is None where the system does not know."""

    percent: int
    is_plugged: bool | None

    @property
    def is_low(self) -> bool:
        """Whether it should be plugged in before a session."""
        return self.percent < LOW_PERCENT and not self.is_plugged

    def sentence(self) -> str:
        """Return what it says to a person."""
        if self.is_low:
            text = _("Battery {percent} % and not plugged in: plug the laptop in before you start.")
        elif self.is_plugged is None:
            text = _("Battery {percent} %.")
        elif self.is_plugged:
            text = _("Battery {percent} %, plugged in.")
        else:
            text = _("Battery {percent} %, not plugged in.")
        return text.format(percent=self.percent)


def battery() -> Battery | None:
    """Return this machine's battery; None where there is none, or the system does not tell of it."""
    try:
        import psutil  # type: ignore[import-untyped]  # 20 ms, and for the panel alone

        found = psutil.sensors_battery()
    except Exception:  # noqa: BLE001 - systems fail here in their own ways, and a session does not hang on it
        return None
    if found is None:
        return None
    return Battery(max(0, min(100, round(found.percent))), found.power_plugged)
