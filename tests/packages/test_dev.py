"""dev.py: what a person or a CI gets from `run` and `test`, on each kind of machine."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from system_parts import QT, Stop

import dev


class Started:
    """Stands in for subprocess.run: notes each command, makes the venv's python, and fails where told."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.failing = ""

    def __call__(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        """Note a command and return its made-up end."""
        self.commands.append(command)
        if "venv" in command:
            dev.BIN.mkdir(parents=True, exist_ok=True)
            (dev.BIN / "python").touch()
        return subprocess.CompletedProcess(command, int(bool(self.failing) and self.failing in command))

    def forget(self) -> None:
        """Begin a new list."""
        self.commands.clear()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Let no program be started, but note which would be."""
    started = Started()
    monkeypatch.setattr(subprocess, "run", started)
    return started


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with locks and a pyproject.toml, which dev.py takes for its own."""
    locks = {kind: tmp_path / f"requirements-{kind}.txt" for kind in ("run", "test")}
    for path in (*locks.values(), tmp_path / "pyproject.toml"):
        path.write_text(path.name, encoding="utf-8")
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "LOCKS": locks}.items():
        monkeypatch.setattr(dev, name, value)
    monkeypatch.setattr(dev, "BIN", dev.VENV / "bin")
    monkeypatch.setattr(dev, "PYTHON", dev.BIN / "python")
    monkeypatch.setattr(dev, "STAMP", dev.VENV / "stamp")
    return tmp_path


@pytest.fixture
def replaced_by(monkeypatch: pytest.MonkeyPatch, checkout: Path) -> list[list[str]]:
    """Note what dev.py would become, on a machine that has all it needs and a finished .venv."""
    became: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, command: became.append(command))
    monkeypatch.setattr(dev, "make_venv", lambda _: None)
    monkeypatch.setattr(dev, "missing", lambda _: [])
    (checkout / ".venv/bin").mkdir(parents=True)
    program = checkout / ".venv/bin/retrotimer"
    program.write_text("#!/bin/sh\n", encoding="utf-8")  # subprocess.run would come after os.execv
    program.chmod(0o755)
    return became


def test_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Someone with Python 3.10 would get a stack of errors instead of one sentence."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    assert dev.main(["run"]) == 3
    assert capsys.readouterr().err.startswith("RetroTimer needs Python 3.11 or newer")


@pytest.mark.parametrize("name", ["dev.py", "packaging/system_parts.py"])
def test_old_python_can_read_it(name: str) -> None:
    """A newer syntax would be a SyntaxError on the Python that the sentence is for."""
    ast.parse((dev.ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong word would be taken for a success, or help for a failure."""
    assert dev.main([]) == 2
    assert dev.main(["walk"]) == 2
    assert dev.main(["--help"]) == 0
    assert capsys.readouterr().out.count("dev.py run [ARGS...]") == 3


def test_ctrl_c_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while pip downloads would end in a traceback."""

    def interrupted(*_: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "missing_venv", interrupted)
    assert dev.main(["run", "list"]) == 130


def test_first_start_makes_and_fills_the_venv(checkout: Path, started: Started) -> None:
    """A fresh clone would not start, or would install what the lock does not vouch for."""
    dev.make_venv("run")
    make, lock, checked, ourselves, compiled = started.commands
    assert make[1:] == ["-m", "venv", "--clear", str(checkout / ".venv")]
    assert lock[-4:] == ["--no-deps", "--require-hashes", "-r", str(checkout / "requirements-run.txt")]
    assert ourselves[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(checkout)]
    assert checked[-1] == "check"
    assert compiled[1:] == ["-m", "compileall", "-q", str(checkout / "retrotimer")]


@pytest.mark.parametrize(("made_for", "wanted"), [("run", "run"), ("test", "test"), ("test", "run")])
def test_second_start_starts_nothing(made_for: str, wanted: str, checkout: Path, started: Started) -> None:
    """Each start would wait for pip, or `run` would throw away what `test` installed."""
    assert checkout.exists()
    dev.make_venv(made_for)
    started.forget()
    dev.make_venv(wanted)
    assert started.commands == []


def test_a_venv_to_run_lacks_what_tests_need(checkout: Path, started: Started) -> None:
    """`test` after `run` would find no pytest."""
    dev.make_venv("run")
    started.forget()
    dev.make_venv("test")
    installed = [command[-1] for command in started.commands if "install" in command]
    assert installed == [str(checkout / "requirements-test.txt"), str(checkout)]


@pytest.mark.parametrize("name", ["requirements-run.txt", "pyproject.toml"])
def test_changed_needs_renew_the_venv(name: str, checkout: Path, started: Started) -> None:
    """After a pull, the old libraries would stay; or a new venv would be made where pip alone will do."""
    dev.make_venv("run")
    started.forget()
    (checkout / name).write_text("changed", encoding="utf-8")
    dev.make_venv("run")
    assert ["pip" in command for command in started.commands] == [True, True, True, False]


@pytest.mark.parametrize("damage", ["no stamp", "no python", "other python", "moved"])
def test_a_broken_venv_is_made_anew(
    damage: str, checkout: Path, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person would have to know that deleting .venv helps."""
    dev.make_venv("run")
    started.forget()
    if damage == "other python":
        monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    elif damage == "moved":
        dev.STAMP.write_text(dev.STAMP.read_text().replace(str(checkout), "/elsewhere"))
    else:
        (dev.STAMP if damage == "no stamp" else dev.BIN / "python").unlink()
    dev.make_venv("run")
    assert "venv" in started.commands[0]
    assert len(started.commands) == 5


def test_a_linked_venv_is_not_emptied(checkout: Path, started: Started) -> None:
    """`--clear` would empty the environment that the link leads to, while others work in it."""
    shared = checkout / "shared"
    shared.mkdir()
    (shared / "stamp").write_text("of another folder", encoding="utf-8")
    dev.VENV.symlink_to(shared, target_is_directory=True)
    with pytest.raises(Stop, match="take the link away"):
        dev.make_venv("run")
    assert not started.commands
    assert (shared / "stamp").exists()


@pytest.mark.parametrize(("failing", "status"), [("venv", 3), ("--require-hashes", 1), ("-e", 1), ("check", 1)])
def test_a_failed_installation_is_no_venv(failing: str, status: int, checkout: Path, started: Started) -> None:
    """A half-filled .venv would be taken for a whole one at the next start."""
    assert checkout.exists()
    started.failing = failing
    with pytest.raises(Stop) as stopped:
        dev.make_venv("run")
    assert stopped.value.status == status
    assert not dev.STAMP.exists()


def test_run_opens_the_window(replaced_by: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A person with a screen would get no window."""
    monkeypatch.setenv("DISPLAY", ":0")
    dev.main(["run"])
    assert replaced_by == [[str(dev.BIN / "retrotimer")]]


def test_run_without_libraries_for_a_window_stops(
    replaced_by: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Qt would abort with a core dump instead of naming the package."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(dev, "missing", lambda parts: [name for name in parts if name == "libxcb-cursor0"])
    monkeypatch.setattr("system_parts.may_install", lambda: False)
    assert dev.main(["run"]) == 3
    assert "libxcb-cursor0" in capsys.readouterr().err
    assert replaced_by == []


@pytest.mark.parametrize(
    ("arguments", "given"),
    [([], ["run", "gentler-3-1"]), (["show", "tempo", "--json"], ["show", "tempo", "--json"])],
)
def test_run_without_a_screen_needs_nothing_of_qt(
    arguments: list[str],
    given: list[str],
    replaced_by: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On a server, the default preset would not run, or would ask for libraries that no terminal needs."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(dev, "missing", list)
    monkeypatch.setattr("system_parts.may_install", lambda: False)
    assert dev.main(["run", *arguments]) == 0
    assert replaced_by == [[str(dev.BIN / "retrotimer"), *given]]
    assert ("no screen" in capsys.readouterr().out) is (not arguments)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], ["packaging/checks/check.py"]),
        (["--all"], ["packaging/checks/check.py", "--all"]),
        (["--all", "--install"], ["packaging/checks/check.py", "--all", "--install"]),
        (["tests/x.py", "-k", "y"], ["-m", "pytest", "tests/x.py", "-k", "y"]),
    ],
)
def test_arguments_choose_the_checks(
    arguments: list[str], asked: list[str], started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One quick test would cost the whole run, or a change would pass half of its checks."""
    for name in ("demand", "make_venv", "missing_venv", "missing"):
        monkeypatch.setattr(dev, name, lambda *_: [])
    started.failing = "packaging/checks/check.py"
    assert dev.main(["test", *arguments]) == int("packaging/checks/check.py" in asked)
    assert [command[1:] for command in started.commands] == [asked]


def test_tests_ask_for_no_more_than_qt_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick tests would bring sound servers and screens to a stranger's system."""
    asked: list[dict[str, list[str]]] = []
    monkeypatch.setattr(dev, "missing", list)
    monkeypatch.setattr(dev, "demand", asked.append)
    monkeypatch.setattr(dev, "make_venv", lambda _: None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    dev.main(["test", "--all", "--install"])
    assert asked == [{"to make .venv": [], "to start Qt": list(QT)}]
