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
case "$*" in *update*) touch "{fresh}";; *install*) {install} ;; esac
"""


class Machine:
    """A machine whose programs are scripts in one folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self._log = folder / "apt.log"
        self._fresh = folder / "fresh"
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
        """Put an apt-get there that does this on `install`; {fresh} is a file that `update` makes."""
        self.add("apt-get", APT.format(log=self._log, fresh=self._fresh, install=install.format(fresh=self._fresh)))

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


@pytest.mark.parametrize("uid", [0, 1000])
def test_root_and_free_sudo_install(uid: int, machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """The two commands would not be enough on a fresh machine, or would change it without a word."""
    machine.add_apt()
    machine.add("sudo", '#!/bin/sh\nshift\nexec "$@"\n')
    machine.add("true")
    machine.user(uid)
    system_parts.demand({"to make .venv": [], "to open the window": ["libegl1", "libgl1"]})
    assert machine.asked == ["install libegl1 libgl1"]
    assert "Installing libegl1 libgl1 (to open the window" in capsys.readouterr().out


def test_lists_are_fetched_when_a_package_is_not_found(machine: Machine) -> None:
    """A container image without package lists would be given up."""
    machine.user(0)
    machine.add_apt(install='test -e "{fresh}" || exit 100')
    system_parts.demand({"to open the window": ["libegl1"]})
    assert machine.asked == ["install libegl1", "update", "install libegl1"]


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
    assert machine.asked == ["install libpulse0"]


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests marked screen want a program of this table, those marked sound another."""
    monkeypatch.setattr(system_parts, "MARKED", {"screen": {"xvfb": "Xvfb"}, "sound": {"pulseaudio": "pulseaudio"}})


@pytest.mark.usefixtures("marked")
def test_only_tests_whose_parts_are_missing_are_left_out(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too much would be left out, or left out without a word."""
    machine.add("pulseaudio")
    assert system_parts.settle_marked() == ["screen"]
    assert "Left out: the tests marked screen, because this machine lacks xvfb." in capsys.readouterr().out
    machine.add("Xvfb")
    assert system_parts.settle_marked() == []


def test_tests_for_root_are_left_out_for_others(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is not root would see tests fail that cannot mount a disk, or CI leave them out as root."""
    monkeypatch.setattr(system_parts, "MARKED", {"root": {"mount": "mount"}, "packages": {"xz-utils": "xz"}})
    machine.add("mount")
    machine.add("xz")
    assert system_parts.settle_marked() == ["root", "packages"]
    told = capsys.readouterr().out
    assert "Left out: the tests marked root" in told
    assert "Left out: the packages, which only root can try" in told
    machine.user(0)
    assert system_parts.settle_marked() == []


def test_packages_are_left_out_with_a_word(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Root without a network would see the proof of the packages fail, or not learn that there was none."""
    monkeypatch.setattr(system_parts, "MARKED", {"packages": {"debootstrap": "debootstrap"}})
    machine.user(0)
    machine.add_apt(install="exit 100")
    assert system_parts.settle_marked() == ["packages"]
    assert (
        "Left out: the packages on bare systems, because this machine lacks debootstrap." in capsys.readouterr().out
    )


@pytest.mark.usefixtures("marked")
def test_ci_leaves_nothing_out(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """CI would be green without having seen a window."""
    assert machine.asked == []
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Stop, match="this machine lacks xvfb pulseaudio") as stopped:
        system_parts.settle_marked()
    assert stopped.value.status == 3


@pytest.mark.usefixtures("marked")
def test_root_gets_what_marked_tests_need(machine: Machine) -> None:
    """CI on a fresh machine would fail for want of a virtual screen."""
    machine.user(0)
    machine.add_apt()
    assert system_parts.settle_marked() == []
    assert machine.asked == ["install xvfb pulseaudio"]


def test_what_two_kinds_of_tests_need_is_asked_for_once(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person would read the same package twice in the command to type."""
    both = {"screen": {"dbus": "dbus-daemon"}, "bus": {"dbus": "dbus-daemon"}}
    monkeypatch.setattr(system_parts, "MARKED", both)
    machine.user(0)
    machine.add_apt()
    assert system_parts.settle_marked() == []
    assert machine.asked == ["install dbus"]
