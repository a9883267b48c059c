"""The trial of the wheel: it must be able to fail."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
import try_wheel
from built_files import ROOT


def stand_in(folder: Path, retrotimer: str, python: str = "pass") -> try_wheel.Installation:
    """An installation whose commands are these lines of Python; the second one is told the photograph's name."""
    return try_wheel.Installation(
        [sys.executable, "-c", f"import sys; {retrotimer}"],
        [sys.executable, "-c", f"import sys; from pathlib import Path; {python}"],
        PLACE=str(folder),
    )


def test_what_comes_out_is_words_and_digests(tmp_path: Path) -> None:
    """An installation that prints or writes something else would pass for ours."""
    export = "'export' in sys.argv and open('x.wav', 'w').write('sound'); print(*sys.argv[1:])"
    found = stand_in(tmp_path, export, "Path(sys.argv[-1]).write_text('picture')")(tmp_path / "own")
    assert found["list"] == "list\n"
    assert found["check own.toml"] == "check own.toml\n"
    assert found["x.wav"] == hashlib.sha256(b"sound").hexdigest()
    assert found["window.png"] == hashlib.sha256(b"picture").hexdigest()


def test_nothing_of_the_checkout_is_in_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout itself would be tried in place of the wheel."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    export = "import os; open('x.wav', 'w'); print(os.environ.get('PYTHONPATH'), os.environ['RETROTIMER_HOME'])"
    found = stand_in(tmp_path, export, "Path(sys.argv[-1]).touch()")(tmp_path / "own")
    assert found["list"] == f"None {tmp_path / 'own' / 'home'}\n"


def test_a_failing_command_is_shown_with_its_words(tmp_path: Path) -> None:
    """A crash of the installed program would pass, or leave no trace of why."""
    with pytest.raises(SystemExit, match=r"(?s)ended with 4.*no preset of that name"):
        stand_in(tmp_path, "print('no preset of that name', file=sys.stderr); sys.exit(4)")(tmp_path / "own")


def test_each_claimed_python_is_tried_once_and_ours_is_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that we support would not be tried though it is here, or one that nobody claims would be."""
    there = {"3.11.2": "/a", "3.11.9": "/b", "3.12.0": "/c", "3.13.1": "/d", "3.14.0": "/e"}
    monkeypatch.setattr(try_wheel, "pythons", lambda: there)
    found = try_wheel.supported()
    assert list(found) == ["3.11", "3.12", "3.13"]
    assert found.pop(f"3.{sys.version_info.minor}") == sys.executable
    assert set(found.values()) < {"/a", "/c", "/d"}


def test_the_locked_versions_bind_without_their_hashes(tmp_path: Path) -> None:
    """Another version would be tried than the tests had, or pip would want a hash of our own wheel."""
    lines = Path(try_wheel.constraints(tmp_path)).read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("pyside6-essentials==") for line in lines)
    assert not any("--hash" in line or line.endswith("\\") for line in lines)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_way_to_install_and_every_python_is_tried(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """pipx, the source archive or a Python would be offered to people untried."""
    there = {f"3.1{n}": f"/{n}" for n in range(count)}
    monkeypatch.setattr(try_wheel, "supported", lambda: there)
    found = try_wheel.trials(Path("x.whl"), Path("x.tar.gz"))
    assert {name.partition(", ")[2] for name in found} == {"pip", "pipx", "pip from the source archive"}
    assert {program for program, _ in found.values()} == set(there.values())
    assert len(found) == max(3, count)
