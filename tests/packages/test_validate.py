"""The command that runs the validators: what counts as a complaint."""

from __future__ import annotations

import pytest
import validate


@pytest.mark.parametrize(("script", "fine"), [("exit 0", True), ("exit 1", False), ("echo said", False)])
def test_a_complaint_is_one_by_status_or_by_words(script: str, fine: bool) -> None:
    """The manual could be wrong: man complains with a status of 0."""
    assert validate.is_fine(validate.Check("a check", ["sh", "-c", script], must_be_silent=True)) is fine
