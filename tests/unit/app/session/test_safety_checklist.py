"""Test the safety checklist."""

from __future__ import annotations

from retrotimer.app.session.safety_checklist import checklist, stop_rule, unheard


def test_every_point_of_the_evidence_is_asked() -> None:
    """A hazard that is known would go unmentioned."""
    words = " ".join(checklist())
    for point in ("route", "dry", "holes", "outer lane", "lane 1", "watches", "behind", "laces", "headphones"):
        assert point in words
    assert "hurts" in words
    assert "fresh" in words


def test_the_rule_to_stop_names_the_key() -> None:
    """A tired athlete would not know the quick way to the cool-down."""
    assert "before you are tired" in stop_rule()
    assert "The key C " in stop_rule()


def test_who_hears_nothing_is_told_what_helps() -> None:
    """Somebody without sound would be left with a "no"."""
    words = " ".join(unheard())
    for help_ in ("volume", "muted", "device", "cable", "Bluetooth", "external speaker"):
        assert help_ in words
