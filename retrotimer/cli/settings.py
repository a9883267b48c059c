"""The person's settings on the command line: read when a command needs them, their mistakes told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrotimer.cli.exit_status import notify

if TYPE_CHECKING:
    from retrotimer.files.settings import Settings


def own_settings() -> Settings:
    """Return the person's settings; each mistake in their file is told on standard error, and has its default."""
    from retrotimer.files.settings import read_settings  # a list from its note needs none

    settings, mistakes = read_settings()
    notify(*mistakes)
    return settings
