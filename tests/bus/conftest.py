"""A bus for each test that talks over one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.bus.bus import PrivateBus

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A bus of the test's own, which this process and those that it starts talk over."""
    with PrivateBus() as bus:
        for name, value in bus.environment.items():
            monkeypatch.setenv(name, value)
        yield bus
