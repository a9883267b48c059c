"""What the command line writes with."""

from __future__ import annotations

import io
import sys

import pytest

from retrotimer.cli.streams import configure_streams


@pytest.mark.parametrize(
    ("platform", "wanted", "written"),
    [("win32", "", "Läufe · पीछे"), ("win32", "cp1252", "Läufe · ????"), ("linux", "", "Läufe · ????")],
)
def test_on_windows_a_file_gets_every_sign(
    platform: str, wanted: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--lang hi list > file` would be question marks, and `show --json > file` no JSON."""
    file = io.BytesIO()
    stream = io.TextIOWrapper(file, encoding="cp1252")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    if wanted:
        monkeypatch.setenv("PYTHONIOENCODING", wanted)
    configure_streams()
    print("Läufe · पीछे", flush=True)
    assert file.getvalue().decode(stream.encoding).strip() == written
