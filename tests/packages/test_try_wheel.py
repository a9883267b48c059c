"""The trial of the wheel: it must be able to fail."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
import try_wheel

PROJECT = """
[project]
license-files = ["LICENSE", "assets/*-OFL.txt"]
[tool.hatch.build.targets.sdist]
include = ["/retrotimer", "/assets"]
"""
SOURCES = ("retrotimer/py.typed", "assets/tone.wav", "assets/font-OFL.txt", "README.md", "LICENSE")
IN_WHEEL = (
    *("retrotimer/py.typed", "retrotimer/assets/tone.wav", "retrotimer/assets/font-OFL.txt"),
    *(f"retrotimer-1.0.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")),
    *(f"retrotimer-1.0.dist-info/licenses/{name}" for name in ("LICENSE", "assets/font-OFL.txt")),
)
IN_SDIST = tuple(f"retrotimer-1.0/{name}" for name in (*SOURCES, "pyproject.toml", ".gitignore", "PKG-INFO"))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout, with byte code that nothing may ship."""
    for name in (*SOURCES, "pyproject.toml", ".gitignore", "retrotimer/x.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.pyc\ndist\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.setattr(try_wheel, "ROOT", tmp_path)
    return tmp_path


def built(folder: Path, in_wheel: tuple[str, ...], in_sdist: tuple[str, ...], page: str = "") -> tuple[Path, Path]:
    """Write a wheel and a source archive that hold these files, with `page` as metadata."""
    (folder / "dist").mkdir()
    made, sdist = folder / "dist/retrotimer-1.0-py3-none-any.whl", folder / "dist/retrotimer-1.0.tar.gz"
    with ZipFile(made, "w") as archive:
        for name in in_wheel:
            archive.writestr(name, page if name.endswith("METADATA") else "")
    with tarfile.open(sdist, "w:gz") as packed:
        for name in in_sdist:
            packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    return made, sdist


def test_whole_files_pass(checkout: Path) -> None:
    """Good files would be refused."""
    page = "[elsewhere](https://example.org) [below](#below)"
    assert try_wheel.faults(*built(checkout, IN_WHEEL, IN_SDIST, page)) == []


@pytest.mark.parametrize("lost", [name for name in IN_WHEEL if not name.endswith("METADATA")])
def test_a_file_lost_from_the_wheel_is_found(lost: str, checkout: Path) -> None:
    """A wheel without its sounds, types or licences would be shipped."""
    kept = tuple(name for name in IN_WHEEL if name != lost)
    assert try_wheel.faults(*built(checkout, kept, IN_SDIST)) == [f"the wheel lacks {lost}"]


@pytest.mark.parametrize("lost", IN_SDIST)
def test_a_file_lost_from_the_source_archive_is_found(lost: str, checkout: Path) -> None:
    """What is built from the source archive would not be what is built here."""
    kept = tuple(name for name in IN_SDIST if name != lost)
    assert try_wheel.faults(*built(checkout, IN_WHEEL, kept)) == [f"the source archive lacks {lost}"]


def test_junk_is_found(checkout: Path) -> None:
    """Byte code, caches or a person's own files would go out to everybody."""
    in_wheel, in_sdist = (*IN_WHEEL, "retrotimer/x.pyc"), (*IN_SDIST, "retrotimer-1.0/.venv/x")
    assert try_wheel.faults(*built(checkout, in_wheel, in_sdist)) == [
        "the wheel should not hold retrotimer/x.pyc",
        "the source archive should not hold retrotimer-1.0/.venv/x",
    ]


@pytest.mark.parametrize("part", ["![a](docs/a.png)", "[b](docs/b.md)", 'src="docs/c.png"', 'href="d.md"'])
def test_what_an_index_cannot_show_is_found(part: str, checkout: Path) -> None:
    """A person who looks at the package index would see broken pictures and dead links."""
    found = try_wheel.faults(*built(checkout, IN_WHEEL, IN_SDIST, f"Text {part} text."))
    assert found == [f"the index's page shows {part}, which is not there"]


def outcome(folder: Path, code: str) -> dict[str, str]:
    """Return what comes out of a stand-in for the installed command: this Python code."""
    return try_wheel.outcome([sys.executable, "-c", f"import os, sys; {code}"], folder / "own")


def test_what_comes_out_is_words_and_a_digest(tmp_path: Path) -> None:
    """An installation that prints or writes something else would pass for ours."""
    found = outcome(tmp_path, "'export' in sys.argv and open('x.wav', 'w').write('sound'); print(*sys.argv[1:])")
    assert found["check own.toml"] == "check own.toml\n"
    assert found["x.wav"] == hashlib.sha256(b"sound").hexdigest()


def test_nothing_of_the_checkout_is_in_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout itself would be tried in place of the wheel."""
    monkeypatch.setenv("PYTHONPATH", str(try_wheel.ROOT))
    found = outcome(
        tmp_path, "open('x.wav', 'w'); print(os.environ.get('PYTHONPATH'), os.environ['RETROTIMER_HOME'])"
    )
    assert found["list"] == f"None {tmp_path / 'own' / 'home'}\n"


def test_a_failing_command_is_shown_with_its_words(tmp_path: Path) -> None:
    """A crash of the installed program would pass, or leave no trace of why."""
    with pytest.raises(SystemExit, match=r"(?s)ended with 4.*no preset of that name"):
        outcome(tmp_path, "print('no preset of that name', file=sys.stderr); sys.exit(4)")


def test_ours_is_among_the_pythons() -> None:
    """The Python that runs the trial would not be tried."""
    assert try_wheel.supported()[f"3.{sys.version_info.minor}"] == sys.executable


def test_the_locked_versions_bind_without_their_hashes(tmp_path: Path) -> None:
    """Another version would be tried than the tests had, or pip would want a hash of our own wheel."""
    lines = Path(try_wheel.constraints(tmp_path)).read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("pyside6-essentials==") for line in lines)
    assert not any("--hash" in line or line.endswith("\\") for line in lines)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_way_to_install_and_every_python_is_tried(count: int) -> None:
    """pipx, the source archive or a Python would be offered to people untried."""
    there = {f"3.1{n}": f"/{n}" for n in range(count)}
    found = try_wheel.trials(there)
    assert {way for _version, way in found} == set(try_wheel.WAYS)
    assert {version for version, _way in found} == set(there)
    assert len(found) == max(3, count)
