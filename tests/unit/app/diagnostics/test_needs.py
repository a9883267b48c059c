"""Test the check of system libraries for a window."""

from __future__ import annotations

import pytest

from retrotimer.app.diagnostics import doctor


@pytest.fixture(autouse=True)
def on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program think that it is on Linux with an X screen."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)


def test_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without the libraries would read the loader's words, and not which packages to install."""
    monkeypatch.setattr(doctor, "loads", lambda library: library not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    said = doctor.lack()
    assert said
    assert "lacks libEGL.so.1, libxcb-cursor.so.0." in said
    assert said.endswith("Install it with: sudo apt-get install libegl1 libxcb-cursor0")


def test_says_nothing_where_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sound system would be told that it lacks something."""
    monkeypatch.setattr(doctor, "loads", lambda _library: True)
    assert doctor.lack() is None


def test_x_is_not_wanted_under_wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop without X would be asked for libraries of X."""
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(doctor, "loads", lambda library: library not in doctor.X11.values())
    assert doctor.lack() is None
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(doctor, "loads", lambda library: library != "libwayland-client.so.0")
    assert "libwayland-client0" in (doctor.lack() or "")


def test_a_library_that_is_nowhere_does_not_load() -> None:
    """A missing library would count as there."""
    assert not doctor.loads("libretrotimer-has-no-such.so.9")
