"""Test blindly what one session sounds like; test_decoding_presets.py tests all."""

from __future__ import annotations

import pytest

from tests.helpers.blind_listening import check


@pytest.mark.parametrize("condition", ["clean", "noisy"])
def test_a_drill_can_be_followed_with_closed_eyes(condition: str) -> None:
    """An athlete would go the wrong way, in wind or beside traffic."""
    check("warm-up-drill", condition)
