"""packaging/checks/check.py: which checks run, which are left out, and what the summary and the exit status say."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from threading import Barrier, Event, current_thread, main_thread
from typing import IO

import check
import pytest
from check import Check

ROOT = Path(__file__).resolve().parents[2]
LACKING = {"no-such-package": "no-such-program"}


@pytest.fixture(autouse=True)
def _nowhere_special(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither CI nor root, and apt is not there."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Note each command in place of running it; one with the word `bad` fails."""
    noted: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        noted.append(command)
        return subprocess.CompletedProcess(command, int("bad" in command))

    monkeypatch.setattr(subprocess, "run", run)
    return noted


def test_all_checks_run_also_after_one_has_failed(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A failed check would hide the ones after it, or be forgotten in the exit status."""
    assert check.run([Check("one", ["bad"]), Check("two", ["good"])]) == 1
    assert commands == [["bad"], ["good"]]
    summary = capsys.readouterr().out.partition("== summary\n")[2]
    assert summary.splitlines() == ["one: FAILED (exit 1), 0 s", "two: ok, 0 s", "all together: 0 s"]
    assert check.run([Check("two", ["good"])]) == 0


def test_ctrl_c_ends_the_quick_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody would have to interrupt each check that is left."""
    begun: list[list[str]] = []

    def interrupted(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        begun.append(command)
        assert current_thread() is main_thread()  # the one that is interrupted
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check.run([Check("one", ["one"]), Check("two", ["two"])])
    assert begun == [["one"]]


def test_ctrl_c_ends_all_lanes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each lane would go on with its next check, and a person press Ctrl-C twelve times."""
    begun, ended = [], Event()

    def interrupted(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        begun.append(command[-1])
        if command[-1] == "one":
            os.kill(os.getpid(), signal.SIGINT)
        assert ended.wait(10)
        return subprocess.CompletedProcess(command, 130)

    monkeypatch.setattr(subprocess, "run", interrupted)
    monkeypatch.setattr(check, "Event", lambda: ended)
    with pytest.raises(KeyboardInterrupt):
        check.run([Check("one", ["one"]), Check("next", ["next"]), Check("two", ["two"], lane=check.WAITING)])
    assert set(begun) <= {"one", "two"}


def test_lanes_run_beside_each_other_and_are_printed_one_by_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CI would wait for each clock in turn, or work beside it would disturb the sound."""
    both = Barrier(2, timeout=10)

    def run(command: list[str], *, stdout: IO[bytes], **_: object) -> subprocess.CompletedProcess[bytes]:
        stdout.write(f"{' '.join(command)} begins\n".encode())
        both.wait()  # breaks if the other lane does not run
        stdout.write(f"{' '.join(command)} ends\n".encode())
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert check.run([Check("one", ["one"]), Check("two", ["two"], lane=check.WAITING)]) == 0
    said = capsys.readouterr().out
    assert "== one: one\nnice one begins\nnice one ends\n" in said
    assert "== two: two\ntwo begins\ntwo ends\n" in said


def test_what_cannot_run_is_left_out_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A person would see tests fail for want of a screen, or believe that they had passed."""
    checks = [Check("possible", []), Check("sound", [], LACKING), Check("disks", [], by_root=True)]
    assert check.possible(checks, may_change=False) == checks[:1]
    said = capsys.readouterr().out
    assert "Left out: sound. This machine lacks no-such-package. " in said
    assert "Left out: disks. It mounts disks" in said


def test_root_may_mount(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks of full disks would never run."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("sys.platform", "linux")
    checks = [Check("disks", [], by_root=True)]
    assert check.possible(checks, may_change=False) == checks


def test_ci_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """CI would be green without having seen a window."""
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(check, "everything", lambda: [Check("screens", [], LACKING)])
    assert check.main(["--all"]) == 3
    assert "CI must run every check, but screens cannot run: This machine lacks" in capsys.readouterr().err


@pytest.mark.parametrize("may_change", [False, True])
def test_the_system_is_changed_only_when_asked(may_change: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's system would be changed by tests, or a fresh CI machine would lack what they need."""
    asked: list[list[str]] = []
    monkeypatch.setattr(check, "install", lambda packages, _: asked.append(packages))
    check.possible([Check("a", [], LACKING), Check("b", [], LACKING)], may_change=may_change)
    assert asked == [["no-such-package"]] * may_change


def test_install_alone_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody would think that the quick checks install something."""
    with pytest.raises(SystemExit) as ended:
        check.main(["--install"])
    assert ended.value.code == 2
    assert "--install goes with --all" in capsys.readouterr().err


def test_the_thorough_examples_are_not_for_the_quick_checks() -> None:
    """The quick tests would take minutes more, or nobody would ever run the thorough ones."""
    assert {each.profile for each in check.quick()} == {"fast"}
    profiles = {each.name: each.profile for each in check.everything()}
    assert (profiles["more examples and cases"], profiles["sound"]) == ("thorough", "thorough")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Give the names of the checks that each call ran, in a folder of its own; all pass but `bad`."""
    noted: list[list[str]] = []

    def run(checks: list[Check]) -> int:
        noted.append([each.name for each in checks])
        return int("bad" in noted[-1])

    monkeypatch.setattr(check, "run", run)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    monkeypatch.setattr(check, "PASSED", tmp_path / ".venv" / "passed")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(check, "quick", lambda: [Check("quick", [])])
    monkeypatch.setattr(check, "everything", lambda: [Check("quick", []), Check("more", [])])
    (tmp_path / "source.py").touch()
    return noted


def test_quick_checks_that_passed_on_the_same_files_are_not_repeated(ran: list[list[str]]) -> None:
    """CI would take minutes more for the same answer."""
    assert [check.main(arguments) for arguments in ([], ["--all"])] == [0, 0]
    assert ran == [["quick"], ["more"]]


@pytest.mark.parametrize("change", ["edited", "new", "removed"])
def test_quick_checks_are_repeated_on_other_files(change: str, ran: list[list[str]], tmp_path: Path) -> None:
    """A fault made after the quick checks would be called tested."""
    check.main([])
    if change == "edited":
        os.utime(tmp_path / "source.py", ns=(1, 1))
    elif change == "new":
        (tmp_path / "new.toml").touch()
    else:
        (tmp_path / "source.py").unlink()
    check.main(["--all"])
    assert ran[1] == ["quick", "more"]


def test_quick_checks_that_failed_are_repeated(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure would be forgotten."""
    check.main([])
    monkeypatch.setattr(check, "quick", lambda: [Check("bad", [])])
    assert check.main([]) == 1
    check.main(["--all"])
    assert ran[2] == ["quick", "more"]


def test_no_folder_of_tests_is_forgotten() -> None:
    """Tests would be written and never run."""
    named = {word for each in check.everything() for word in each.command if word.startswith("tests/")}
    folders = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert {
        folder for folder in folders if not any((folder + "/").startswith(name + "/") for name in named)
    } == set()
    assert {name for name in named if not (ROOT / name).is_dir()} == set()


def test_quick_checks_need_nothing_more_of_the_system() -> None:
    """A stranger's first command would fail for want of something that dev.py did not bring."""
    assert [each.name for each in check.quick() if each.needs or each.by_root] == []
