"""Use a private runtime folder in a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.app import single_instance


def use_runtime_folder(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Put sockets and data into `folder`, shorten the timeouts for other processes, and return `folder`."""
    folder.chmod(0o700)
    patch.setenv("XDG_RUNTIME_DIR", str(folder))
    patch.setenv("RETROTIMER_HOME", str(folder / "home"))
    patch.setattr(single_instance, "ANSWER_S", 0.2)
    patch.setattr(single_instance, "OPENING_S", 0.0)
    return folder
