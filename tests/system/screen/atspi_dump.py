"""What a screen reader is told of a program, as JSON; a program of its own, for the system's Python, which has gi.

`python3 atspi_dump.py tree PID` prints what is shown now, `python3 atspi_dump.py listen PID SECONDS` what is
announced or renamed meanwhile. It writes `ready` to its standard error when it listens.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found] # noqa: E402 - gi wants the version first

PATIENCE_S = 30
HEARD = ("object:announcement", "object:property-change:accessible-name")
STATES = {
    "focusable": Atspi.StateType.FOCUSABLE,
    "focused": Atspi.StateType.FOCUSED,
    "showing": Atspi.StateType.SHOWING,
}


def find_program(pid: int) -> Atspi.Accessible:
    """Return the program with that process id, as soon as it has a window."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        desktop = Atspi.get_desktop(0)
        for program in children(desktop):
            if program.get_process_id() == pid and program.get_child_count():
                return program
        desktop.clear_cache()
        time.sleep(0.1)
    sys.exit(f"process {pid} tells a screen reader nothing")


def children(accessible: Atspi.Accessible) -> list[Atspi.Accessible]:
    """Return what lies directly in an accessible."""
    found = [accessible.get_child_at_index(nth) for nth in range(accessible.get_child_count())]
    return [child for child in found if child]


def describe(accessible: Atspi.Accessible) -> dict[str, Any]:
    """Return an accessible and all that lies in it."""
    states, action = accessible.get_state_set(), accessible.get_action_iface()
    return {
        "role": accessible.get_role_name(),
        "name": accessible.get_name(),
        "description": accessible.get_description(),
        "actions": [action.get_action_name(nth) for nth in range(action.get_n_actions())] if action else [],
        "children": [describe(child) for child in children(accessible)],
        **{name: states.contains(state) for name, state in STATES.items()},
    }


def listen(pid: int, seconds: float) -> list[dict[str, str]]:
    """Return what is announced or renamed in so many seconds."""
    heard = []

    def note(event: Atspi.Event) -> None:
        if event.source.get_process_id() == pid:
            heard.append({"event": event.type, "name": event.source.get_name(), "said": str(event.any_data)})

    listener = Atspi.EventListener.new(note)
    for kind in HEARD:
        listener.register(kind)
    loop = GLib.MainLoop()
    GLib.timeout_add(round(1000 * seconds), loop.quit)
    print("ready", file=sys.stderr, flush=True)
    loop.run()
    return heard


def main(what: str, pid: str, seconds: str = "0") -> None:
    """Print what was asked for."""
    program = find_program(int(pid))
    print(json.dumps(describe(program) if what == "tree" else listen(int(pid), float(seconds))))


if __name__ == "__main__":
    main(*sys.argv[1:])
