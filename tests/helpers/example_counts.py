"""Settings for hypothesis tests that need more or fewer examples than the profile says."""

from __future__ import annotations

from hypothesis import settings


def times(factor: int) -> settings:
    """Return settings with `factor` times as many examples, for a quick test."""
    return settings(max_examples=factor * settings().max_examples)


def at_most(count: int) -> settings:
    """Return settings with at most `count` examples, for a slow test."""
    return settings(max_examples=min(count, settings().max_examples))
