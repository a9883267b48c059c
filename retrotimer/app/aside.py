"""Working something out beside a window in which a person types, without being in the way of their keys.

A thread keeps the interpreter for five milliseconds before it lets another one have it, and painting a page asks
for it many times; and what collects garbage stops everybody for as long as it takes to look at all there is.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SHORT_S, USUAL_S = 0.000_3, 0.005
"""After how long a thread lets another one have the interpreter."""


@contextmanager
def aside() -> Iterator[None]:
    """Give way to other threads soon, and collect no garbage, in the `with` block."""
    sys.setswitchinterval(SHORT_S)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        sys.setswitchinterval(USUAL_S)


def set_apart() -> None:
    """Look through what there is now no more when garbage is collected, until `look_again`: it stays for long."""
    gc.freeze()


def look_again() -> None:
    """Let what was set apart be collected as all else."""
    gc.unfreeze()
