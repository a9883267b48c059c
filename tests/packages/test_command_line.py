"""Completion, as bash offers it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import command_line
import pytest

COMPLETE = """
source {file}
COMP_WORDS=({words} '{last}') COMP_CWORD={at}
compopt() {{ :; }}
retrotimer() {{ echo 'id name'; echo 'first-steps First steps'; echo 'track-laps Track laps'; }}
_shtab_retrotimer
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def offered(tmp_path: Path, line: str) -> list[str]:
    """Return what bash offers at the end of `line`, in a folder with one file, `mine.toml`, and one folder."""
    (tmp_path / "mine.toml").touch()
    (tmp_path / "folder").mkdir(exist_ok=True)
    *words, last = line.split(" ")
    file = command_line.DESKTOP / "retrotimer.bash"
    script = COMPLETE.format(file=file, words=" ".join(words), last=last, at=len(words))
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "those"),
    [
        ("retrotimer hi", ["history"]),
        ("retrotimer track", ["track-laps"]),
        ("retrotimer run fir", ["first-steps"]),
        ("retrotimer run mi", ["mine.toml"]),
        ("retrotimer run first-steps --sp", ["--speed"]),
        ("retrotimer run first-steps --output s", ["simpleaudio", "silent"]),
        ("retrotimer run first-steps --speed ", []),
        ("retrotimer history ex", ["export"]),
        ("retrotimer history export --o", ["--out"]),
        ("retrotimer history export -o mi", ["mine.toml"]),
        ("retrotimer data move ", ["folder"]),
        ("retrotimer list --", ["--help", "--tag", "--json"]),
    ],
)
def test_bash_offers_what_fits(tmp_path: Path, line: str, those: list[str]) -> None:
    """Tab would offer nothing, or what the program refuses."""
    found = offered(tmp_path, line)
    assert (set(those) <= set(found)) if line.endswith("move ") else (found == those)
