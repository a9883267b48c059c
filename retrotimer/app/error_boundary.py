"""What a session can do without may fail beside it: the rest goes on, where somebody is there to be told."""

from __future__ import annotations

from collections.abc import Callable

Charge = Callable[[Exception], None]
_charge: list[Charge] = []


def set_error_handler(charge: Charge | None) -> None:
    """Let `charge` be told of what fails from now on; with None, errors go on to their caller again."""
    _charge[:] = [charge] if charge else []


def run_guarded(do: Callable[[], object]) -> None:
    """Do something; where it raises and somebody took charge, they are told, and nothing else happens."""
    try:
        do()
    except Exception as error:
        if not _charge:
            raise
        _charge[0](error)
