"""Keep measured paces in the settings."""

from __future__ import annotations

from retrotimer.files.settings import read_settings, write_settings


def keep_paces(*, forward: float, backward: float) -> None:
    """Write both running speeds, in m/s, into the settings. Raises NotSaved, WrongFile."""
    settings, _mistakes = read_settings()
    write_settings(settings, settings._replace(run_forward=forward, run_backward=backward))
