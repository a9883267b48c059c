"""The screen of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.xvfb import Screen, xvfb


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen of a small laptop."""
    with xvfb(tmp_path_factory.mktemp("screen")) as screen:
        yield screen
