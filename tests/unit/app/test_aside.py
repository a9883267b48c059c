"""Working beside a window without being in the way of keys."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

import pytest

from retrotimer.app.aside import USUAL_S, aside, look_again, set_apart


def test_other_threads_come_soon_and_all_is_as_before_afterwards() -> None:
    """A key would wait for what is worked out, or no garbage ever be collected again."""
    with suppress(ValueError), aside():
        assert not gc.isenabled()
        assert sys.getswitchinterval() < USUAL_S / 5
        raise ValueError
    assert gc.isenabled()
    assert sys.getswitchinterval() == pytest.approx(USUAL_S)


def test_what_is_set_apart_is_looked_through_again() -> None:
    """Garbage of the editor would stay until the program ends."""
    set_apart()
    assert gc.get_freeze_count() > 0
    look_again()
    assert gc.get_freeze_count() == 0
