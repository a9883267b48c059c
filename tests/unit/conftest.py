"""What holds for the quick suite as a whole."""

from __future__ import annotations

import platform
import subprocess

import pytest

platform.processor()  # a library asks for it, which starts a program once, whichever test comes first


@pytest.fixture(autouse=True)
def _starts_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test that starts another program fail: its place is tests/process, tests/system or tests/packages."""

    class Refused(subprocess.Popen[bytes]):
        def __init__(self, *command: object, **_options: object) -> None:
            self.returncode = 0  # its destructor asks for it
            pytest.fail(f"a test of the quick suite starts a program: {command}")

    monkeypatch.setattr(subprocess, "Popen", Refused)
