"""Play nothing: for `--output silent`, and for machines without sound."""

from __future__ import annotations

from collections.abc import Callable


class SilentOutput:
    """An output that asks for nothing."""

    name = "silent"
    buffer_ms = 0
    latency_ms = 0
    is_slow = False
    failure: Exception | None = None

    def __init__(self, reason: str | None = None) -> None:
        self.reason = reason

    def open(self, pull: Callable[[int, int], bytes]) -> None:
        """Do nothing: `pull` is never called."""

    def close(self) -> None:
        """Do nothing."""

    def is_back(self) -> bool:
        """Return that nothing has come back."""
        return False
