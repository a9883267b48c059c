"""Somebody else on this machine, whom no rights of root protect."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

NOBODY = 65_534


@contextmanager
def somebody() -> Iterator[None]:
    """Be nobody in particular meanwhile: no rights hold for root."""
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])  # root is in its own group at most logins, and a folder may be closed for that group alone
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)
