"""How long a session was away that was cut off.

The clock that sessions live by begins anew when the machine does, and may stop while it sleeps. The wall clock goes
on through both, but can be set: so it is believed only as far as the machine's own clocks allow. After a restart
they allow anything from the time that the machine is up again; where the wall clock was set meanwhile, nobody can
know.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from retrotimer.app.clock import Clock, SystemClock

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Linux has another one after each restart."""


class Boot(NamedTuple):
    """A run of the machine from its start on, and how far its boot clock was ahead of the monotonic one, in ns."""

    id: str
    ahead_ns: int


def this_boot(clock: Clock | None = None) -> Boot | None:
    """Return this run of the machine; None where a system does not tell."""
    clock = clock or SystemClock()
    boot_ns = clock.boot_ns()
    with suppress(OSError, UnicodeDecodeError):
        if boot_ns is not None:
            return Boot(BOOT_ID.read_text(encoding="ascii").strip(), boot_ns - clock.now_ns())
    return None


def boot_of(noted: object) -> Boot | None:
    """Return the run of the machine that a journal's line notes; None where it notes none."""
    if isinstance(noted, list) and len(noted) == 2 and isinstance(noted[0], str) and isinstance(noted[1], int):
        return Boot(*noted)
    return None


def away_ns(last_ns: int, then: Boot | None, wall_ns: int, clock: Clock | None = None) -> int:
    """Return for how many ns a session was away that lived until `last_ns` of its clock, in the boot `then`.

    `wall_ns` have passed since by the wall clock, which may be less than none.
    """
    clock = clock or SystemClock()
    now = this_boot(clock)
    if then is None or now is None:
        return max(0, wall_ns)
    up_ns = clock.now_ns() + now.ahead_ns
    if then.id != now.id:
        return max(wall_ns, up_ns)
    least_ns = max(0, clock.now_ns() - last_ns)  # without any sleep
    most_ns = max(least_ns, up_ns - last_ns - then.ahead_ns)  # with all the sleep that there was
    return min(max(wall_ns, least_ns), most_ns)
