"""Locks are installed the same on any day and by any pip that a supported system brings."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from system_parts import install_lock

OLDEST_PIPS = {
    "22.3": "1daab4b8d3b97d1d763caeb01a4640a2250a0ea899e257b1e44b9eded91e15ab",  # comes with Python 3.11.0
    "23.0.1": "236bcb61156d76c4b8a05821b988c7b8c35bf0da28a4b614e8d6ab5212c25c6f",  # comes with Debian 12
}
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
NEEDS = {"plugin": ["engine[fast]>=1"], "engine": ["reader>=1 ; extra == 'fast'"], "reader": []}
"""The packages of the index: one asks for another with an extra, as pytest-cov asks for coverage[toml]."""


class Index:
    """A package index in a folder, with wheels made for the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def address(self) -> str:
        return f"{self._folder.as_uri()}/simple"

    def add(self, name: str, version: str) -> str:
        """Add a wheel and return its hash."""
        stem, page = f"{name}-{version}", self._folder / "simple" / name / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        wheel = page.with_name(f"{stem}-py3-none-any.whl")
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: fast\n"
        about += "".join(f"Requires-Dist: {need}\n" for need in NEEDS[name])
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"{name}.py", f"version = {version!r}\n")
            archive.writestr(f"{stem}.dist-info/METADATA", about)
            archive.writestr(
                f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            files = (f"{name}.py", *(f"{stem}.dist-info/{part}" for part in ("METADATA", "WHEEL", "RECORD")))
            archive.writestr(f"{stem}.dist-info/RECORD", "".join(f"{file},,\n" for file in files))
        with page.open("a", encoding="utf-8") as links:
            links.write(f'<!DOCTYPE html><a href="{wheel.name}">{wheel.name}</a>\n')
        return hashlib.sha256(wheel.read_bytes()).hexdigest()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An index that pip asks in place of a person's own."""
    index = Index(tmp_path / "index")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", index.address)
    return index


@pytest.fixture(scope="session")
def old_pips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheels of the oldest pips, which the package index brings."""
    folder = tmp_path_factory.mktemp("pips")
    for version, checksum in OLDEST_PIPS.items():
        lock = folder / f"{version}.txt"
        lock.write_text(f"pip=={version} --hash=sha256:{checksum}\n", encoding="utf-8")
        download = ["download", "--quiet", "--no-deps", "--require-hashes", "-r", str(lock), "--dest", str(folder)]
        subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *download], check=True)
    return {version: folder / f"pip-{version}-py3-none-any.whl" for version in OLDEST_PIPS}


@pytest.mark.parametrize("pip", ["this", *OLDEST_PIPS])
def test_a_lock_is_installed_whatever_else_the_index_has(
    pip: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first command of a fresh clone would fail as soon as a newer release of anything comes out."""
    old_pips = {} if pip == "this" else request.getfixturevalue("old_pips")  # before the index is replaced
    index: Index = request.getfixturevalue("index")
    hashes = {name: index.add(name, "1.0") for name in NEEDS}
    for name in NEEDS:
        index.add(name, "1.1")
    lock = tmp_path / "lock.txt"
    pins = [f"{name}==1.0 --hash=sha256:{checksum}\n" for name, checksum in hashes.items()]
    lock.write_text("".join(pins), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "venv", *(["--without-pip"] * bool(old_pips)), str(tmp_path / "venv")], check=True
    )
    python = str(tmp_path / "venv/bin/python")
    if old_pips:
        monkeypatch.setenv("PYTHONPATH", str(old_pips[pip]))
    assert install_lock(python, str(lock))
    asked = "import plugin, engine, reader; print(plugin.version, engine.version, reader.version)"
    said = subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert said.split() == ["1.0"] * 3


def test_a_lock_that_forgets_something_is_refused(
    index: Index, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is resolved, so a lock with a hole would be taken for a whole one."""
    checksum = index.add("plugin", "1.0")
    lock = tmp_path / "lock.txt"
    lock.write_text(f"plugin==1.0 --hash=sha256:{checksum}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    assert not install_lock(str(tmp_path / "venv/bin/python"), str(lock))
    assert "plugin 1.0 requires engine, which is not installed" in capfd.readouterr().out
