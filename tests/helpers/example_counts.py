"""How many examples hypothesis tries in a test that needs more or fewer than the profile says."""

from __future__ import annotations

from hypothesis import settings


def times(factor: int) -> settings:
    """Return settings for a test that is quick, and needs `factor` times as many examples to find anything."""
    return settings(max_examples=factor * settings().max_examples)


def at_most(count: int) -> settings:
    """Return settings for a test whose examples take long: as many as the profile says, but not above `count`."""
    return settings(max_examples=min(count, settings().max_examples))
