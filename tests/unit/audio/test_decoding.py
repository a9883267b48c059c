"""A blind check of one session; test_decoding_presets.py has all of them, in all conditions."""

from __future__ import annotations

import pytest

from tests.helpers.blind_listening import check


@pytest.mark.parametrize("condition", ["clean", "noisy"])
def test_a_drill_can_be_followed_with_closed_eyes(condition: str) -> None:
    """An athlete would go the wrong way, in wind or beside traffic."""
    check("warm-up-drill", condition)
