"""Test the battery line."""

from __future__ import annotations

from types import SimpleNamespace

import psutil  # type: ignore[import-untyped]
import pytest

from retrotimer.app.session.keep_awake import Battery, battery


def given(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    """Let the system answer with `found`, or raise it."""

    def answer() -> object:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(psutil, "sensors_battery", answer, raising=False)


@pytest.mark.parametrize(
    ("percent", "plugged", "expected"),
    [(34.4, False, Battery(34, False)), (100.6, True, Battery(100, True)), (-1, None, Battery(0, None))],
)
def test_level_and_plug_are_read(
    monkeypatch: pytest.MonkeyPatch, percent: float, plugged: bool | None, expected: Battery
) -> None:
    """An athlete would be told of another battery, or of 101 %."""
    given(monkeypatch, SimpleNamespace(percent=percent, secsleft=1, power_plugged=plugged))
    assert battery() == expected


@pytest.mark.parametrize("found", [None, OSError("no power supply"), AttributeError("not on this system")])
def test_no_battery_is_none(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    """The panel would not open on a machine without a battery, or tell of one it has not."""
    given(monkeypatch, found)
    assert battery() is None


@pytest.mark.parametrize(
    ("percent", "plugged", "is_low"),
    [
        (19, False, True),
        (20, False, False),
        (19, True, False),
        (5, None, True),
        (60, None, False),
        (0, False, True),
    ],
)
def test_a_low_battery_is_told_in_words(percent: int, plugged: bool | None, is_low: bool) -> None:
    """The screen would go dark in the middle of a session without a warning, or the warning cry wolf."""
    found = Battery(percent, plugged)
    assert found.is_low == is_low
    assert ("plug the laptop in" in found.sentence()) == is_low
    assert f"{percent} %" in found.sentence()
