"""The Pythons that simpleaudio is tried with."""

from __future__ import annotations

import sys

import try_simpleaudio


def test_this_python_is_at_hand() -> None:
    """The one that runs it would not be tried, or one twice."""
    version = ".".join(map(str, sys.version_info[:3]))
    assert try_simpleaudio.pythons()[version] == sys.executable
