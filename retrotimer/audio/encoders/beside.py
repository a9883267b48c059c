"""Encoding beside rendering: two cores share the work, and Ctrl-C never falls into a C library's call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Done = TypeVar("Done")


def beside(pool: Executor, act: Callable[[bytes], Done], blocks: Iterable[bytes]) -> Iterator[Done]:
    """Give what `act` makes of each block, in order; `pool`, of one thread, works while the next ones are made."""
    before: Future[Done] | None = None
    for block in blocks:
        now = pool.submit(act, block)
        if before is not None:
            yield before.result()
        before = now
    if before is not None:
        yield before.result()
