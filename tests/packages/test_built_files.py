"""What is in the wheel and the source archive: a file that is lost or too much is found."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from zipfile import ZipFile

import built_files
import pytest

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


@pytest.fixture(params=["git", "no git"])
def checkout(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout, or the same without Git, with byte code that nothing may ship."""
    for name in (*SOURCES, "pyproject.toml", ".gitignore", "retrotimer/x.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.pyc\ndist\n", encoding="utf-8")
    if request.param == "git":
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    else:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setattr(built_files, "ROOT", tmp_path)
    return tmp_path


def built(folder: Path, in_wheel: tuple[str, ...], in_sdist: tuple[str, ...], page: str = "") -> tuple[Path, Path]:
    """Write a wheel and a source archive that hold these files, with `page` as metadata."""
    (folder / "dist").mkdir()
    wheel, sdist = folder / "dist/retrotimer-1.0-py3-none-any.whl", folder / "dist/retrotimer-1.0.tar.gz"
    with ZipFile(wheel, "w") as archive:
        for name in in_wheel:
            archive.writestr(name, page if name.endswith("METADATA") else "")
    with tarfile.open(sdist, "w:gz") as packed:
        for name in in_sdist:
            packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    return wheel, sdist


def test_whole_files_pass(checkout: Path) -> None:
    """Good files would be refused."""
    page = "[elsewhere](https://example.org) [below](#below)"
    assert built_files.faults(*built(checkout, IN_WHEEL, IN_SDIST, page)) == []


@pytest.mark.parametrize("lost", [name for name in IN_WHEEL if not name.endswith("METADATA")])
def test_a_file_lost_from_the_wheel_is_found(lost: str, checkout: Path) -> None:
    """A wheel without its sounds, types or licences would be shipped."""
    kept = tuple(name for name in IN_WHEEL if name != lost)
    assert built_files.faults(*built(checkout, kept, IN_SDIST)) == [f"the wheel lacks {lost}"]


@pytest.mark.parametrize("lost", IN_SDIST)
def test_a_file_lost_from_the_source_archive_is_found(lost: str, checkout: Path) -> None:
    """What is built from the source archive would not be what is built here."""
    kept = tuple(name for name in IN_SDIST if name != lost)
    assert built_files.faults(*built(checkout, IN_WHEEL, kept)) == [f"the source archive lacks {lost}"]


def test_junk_is_found(checkout: Path) -> None:
    """Byte code, caches or a person's own files would go out to everybody."""
    wheel, sdist = (*IN_WHEEL, "retrotimer/x.pyc"), (*IN_SDIST, "retrotimer-1.0/.venv/x")
    assert built_files.faults(*built(checkout, wheel, sdist)) == [
        "the wheel should not hold retrotimer/x.pyc",
        "the source archive should not hold retrotimer-1.0/.venv/x",
    ]


@pytest.mark.parametrize("part", ["![a](docs/a.png)", "[b](docs/b.md)", 'src="docs/c.png"', 'href="d.md"'])
def test_what_an_index_cannot_show_is_found(part: str, checkout: Path) -> None:
    """A person who looks at the package index would see broken pictures and dead links."""
    found = built_files.faults(*built(checkout, IN_WHEEL, IN_SDIST, f"Text {part} text."))
    assert found == [f"the index's page shows {part}, which is not there"]
