"""Create small Git checkouts for tests of the release command."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

CHANGELOG = """# Changelog

## [Unreleased]

## [1.2.0] - 2026-03-01

### Added

- Hills.

## [1.1.0] - 2026-01-01

- Older.
"""
TODAY = date(2026, 3, 1)
FILES = {
    "CHANGELOG.md": CHANGELOG,
    "retrotimer/__init__.py": '__version__ = "1.2.0"\n',
    ".gitignore": "dist/\n",
}
PERSON = {
    **{f"GIT_{role}_{what}": "a@b" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
"""Environment with a Git identity and without global or system configuration."""


def git(root: Path, *words: str) -> str:
    """Run Git as `PERSON` and return its output."""
    env = {**os.environ, **PERSON}
    done = subprocess.run(["git", *words], cwd=root, env=env, check=True, capture_output=True, text=True)
    return done.stdout


def make(root: Path) -> Path:
    """Create a checkout that is ready to release 1.2.0, with 1.1.0 tagged."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "-q")
    commit(root)
    git(root, "tag", "v1.1.0")
    return root


def commit(root: Path) -> None:
    """Commit all changes."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "A commit")


def change(root: Path, name: str, old: str, new: str) -> None:
    """Change a file and commit it."""
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
    commit(root)
