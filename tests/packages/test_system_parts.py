"""What dev.py asks of the system: seen, got where that needs no question, and else told."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
import system_parts
from system_parts import Stop

APT = """#!/bin/sh
echo "$@" >> "{log}"
case "$*" in *install*) {install} ;; esac
"""


class Machine:
    """A machine whose programs are scripts in one folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self._log = folder / "apt.log"
        self._patch = monkeypatch
        monkeypatch.setenv("PATH", str(self.folder))
        monkeypatch.delenv("CI", raising=False)
        for name in ("env", "touch", "sh"):
            (self.folder / name).symlink_to(f"/usr/bin/{name}")

    def add(self, name: str, script: str = "#!/bin/sh\n") -> None:
        """Put a program there."""
        (self.folder / name).write_text(script, encoding="utf-8")
        (self.folder / name).chmod(0o755)

    def add_apt(self, install: str = "exit 0") -> None:
        """Put an apt-get there that does this on `install`."""
        self.add("apt-get", APT.format(log=self._log, install=install))

    def user(self, uid: int) -> None:
        """Be this user."""
        self._patch.setattr(os, "geteuid", lambda: uid)

    @property
    def asked(self) -> list[str]:
        """What apt-get was asked to do: the first word that is not an option, and the packages."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        return [" ".join(word for word in line.split() if not word.startswith("-")) for line in lines]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with nothing on it, for an ordinary user."""
    machine = Machine(tmp_path, monkeypatch)
    machine.user(1000)
    return machine


def test_libraries_and_programs_are_seen(machine: Machine) -> None:
    """What is there would be installed again, or what is missing would be found out by a crash."""
    machine.add("Xvfb")
    parts = {"libc6": "libc.so.6", "liblost1": "liblost.so.1", "xvfb": "Xvfb", "openbox": "openbox"}
    assert system_parts.missing(parts) == ["liblost1", "openbox"]


def test_files_are_seen_wherever_this_kind_of_machine_keeps_them(tmp_path: Path) -> None:
    """What a screen reader's test needs would be installed at each start, or never."""
    (tmp_path / "x86").mkdir()
    (tmp_path / "x86" / "here").touch()
    parts = {"one": f"{tmp_path}/*/here", "two": f"{tmp_path}/*/gone"}
    assert system_parts.missing(parts) == ["two"]


def test_one_of_several_libraries_will_do() -> None:
    """Someone whose sound goes through ALSA would be told to install PulseAudio's library."""
    assert system_parts.missing({"one": "liblost.so.1 libc.so.6"}) == []
    assert system_parts.missing({"one": "liblost.so.1 libgone.so.2"}) == ["one"]


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        (["DISPLAY"], system_parts.WINDOW),
        (["WAYLAND_DISPLAY"], system_parts.WAYLAND),
        (["DISPLAY", "WAYLAND_DISPLAY"], {**system_parts.WINDOW, **system_parts.WAYLAND}),
    ],
)
def test_a_window_wants_what_its_screen_does(
    kinds: list[str], wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt would find no way to the screen, or a person would install what another kind of screen needs."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name in kinds:
        monkeypatch.setenv(name, "0")
    assert system_parts.screen_parts() == {**system_parts.QT, **wanted}


def test_a_python_without_venv_names_debians_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without venv would fail with a hint about ensurepip."""
    assert system_parts.missing_venv() == []
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    [package] = system_parts.missing_venv()
    assert package.startswith("python3.")
    assert package.endswith("-venv")


def test_root_installs_and_says_so_first(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """The two commands would not be enough on a fresh machine, or would change it without a word."""
    machine.add_apt()
    machine.user(0)
    system_parts.demand({"to make .venv": [], "to open the window": ["libegl1", "libgl1"]})
    assert machine.asked == ["update", "install libegl1 libgl1"]
    assert "Installing libegl1 libgl1 (to open the window" in capsys.readouterr().out


def test_nobody_else_installs_not_even_with_sudo(machine: Machine) -> None:
    """A person's system would be changed by a command that tests."""
    machine.add_apt()
    machine.add("sudo", '#!/bin/sh\nshift\nexec "$@"\n')
    with pytest.raises(Stop, match="This machine lacks libegl1"):
        system_parts.demand({"to start Qt": ["libegl1"]})
    assert machine.asked == []


def test_old_lists_that_cannot_be_renewed_will_do(machine: Machine) -> None:
    """A machine whose index is away for a moment would be given up, though it has the packages."""
    machine.user(0)
    machine.add("apt-get", '#!/bin/sh\ncase "$*" in *update*) exit 100;; esac\n')
    system_parts.demand({"to open the window": ["libegl1"]})


@pytest.mark.parametrize(
    ("sudo", "command"),
    [
        ("", "su -c 'apt-get update && apt-get install --no-install-recommends libegl1'"),
        ("exit 1", "sudo sh -c 'apt-get update && apt-get install --no-install-recommends libegl1'"),
    ],
)
def test_who_may_not_install_gets_the_command(sudo: str, command: str, machine: Machine) -> None:
    """A person would have to find out the packages and the command, or be asked for a password in mid-run."""
    machine.add_apt()
    if sudo:
        machine.add("sudo", f"#!/bin/sh\n{sudo}\n")
    with pytest.raises(Stop, match="This machine lacks libegl1") as stopped:
        system_parts.demand({"to open the window": ["libegl1"]})
    assert stopped.value.status == 3
    assert str(stopped.value).endswith(f"Install it with: {command}")
    assert machine.asked == []


def test_another_linux_is_told_debians_names(machine: Machine) -> None:
    """Someone on Fedora would be told to run a command that is not there."""
    assert machine.asked == []
    with pytest.raises(Stop, match="On Debian or Ubuntu"):
        system_parts.demand({"to open the window": ["libegl1"]})


def test_a_failing_apt_ends_in_the_command(machine: Machine) -> None:
    """Root without a network would go on to a crash in Qt."""
    machine.user(0)
    machine.add_apt(install="exit 100")
    with pytest.raises(Stop, match="Install it with: apt-get update"):
        system_parts.demand({"to open the window": ["libegl1"]})


def test_all_needs_are_named_at_once(machine: Machine) -> None:
    """A person would install one package, only to be told of the next."""
    machine.add_apt()
    with pytest.raises(Stop, match=r"lacks python3-venv libegl1 \(to make \.venv and to open the window\)"):
        system_parts.demand({"to make .venv": ["python3-venv"], "to open the window": ["libegl1"]})


def test_a_wish_stops_nothing(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """For want of a sound library, a session would not start."""
    machine.add_apt()
    system_parts.wish(["libpulse0"], "sound")
    assert "There will be no sound, because this machine lacks libpulse0." in capsys.readouterr().out
    machine.user(0)
    system_parts.wish(["libpulse0"], "sound")
    assert machine.asked == ["update", "install libpulse0"]
