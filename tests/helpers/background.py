"""What tests put in the place of work beside the window."""

from __future__ import annotations

from collections.abc import Callable

from retrotimer.app.background import Background


class AtOnce(Background):
    """Does each job where it is asked to."""

    def do(self, job: Callable[[], None]) -> None:
        job()


class Later(Background):
    """Keeps what it is asked to do, so that a test may look at the page meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def do(self, job: Callable[[], None]) -> None:
        self.waiting.append(job)

    def go_on(self) -> None:
        """Do it."""
        self.waiting.pop()()
