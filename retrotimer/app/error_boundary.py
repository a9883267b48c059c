"""Run optional work so that its exceptions are reported and never interrupt a session."""

from __future__ import annotations

from collections.abc import Callable

Charge = Callable[[Exception], None]
_charge: list[Charge] = []


def set_error_handler(charge: Charge | None) -> None:
    """Report errors of guarded work to `charge`; with None, raise them again."""
    _charge[:] = [charge] if charge else []


def run_guarded(do: Callable[[], object]) -> None:
    """Call `do`, and give an exception to the error handler, if there is one."""
    try:
        do()
    except Exception as error:
        if not _charge:
            raise
        _charge[0](error)
