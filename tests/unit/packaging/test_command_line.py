"""Manual page and completion: they are what the parser makes them, and shells and man understand them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import command_line
import pytest
from commands import Kind, spoken

from retrotimer.cli.arguments import COMMANDS

COMPLETE = """
source {file}
COMP_WORDS=({words} '{last}') COMP_CWORD={at}
compopt() {{ :; }}
retrotimer() {{ echo 'id name'; echo 'first-steps First steps'; echo 'track-laps Track laps'; }}
_retrotimer
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


def test_the_files_are_what_the_parser_knows() -> None:
    """Somebody would not find an option, or be offered one that there is not: run packaging/command_line.py."""
    for name, text in command_line.texts().items():
        assert (command_line.DESKTOP / name).read_text(encoding="utf-8") == text, name


def test_every_command_is_read_with_its_deeds_and_options() -> None:
    """What is missing here is missing in the manual and in each shell."""
    read = {each.path: each for each in spoken()}
    assert {path.strip("/") for path in read if path.count("/") < 2} == set(COMMANDS)
    rate = read["/history/rate"]
    assert [option.flags for option in rate.options] == [("-h", "--help"), ("--effort",), ("--note",)]
    speed = next(option for option in read["/run"].options if "--speed" in option.flags)
    assert (speed.about, speed.value and speed.value.name) == ("play X times as fast", "X")
    assert read["/data/move"].places[0][0].kind is Kind.FOLDER
    assert next(option for option in read["/export"].options if "-o" in option.flags).is_needed


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
        ("retrotimer list --", ["--help", "--json"]),
    ],
)
def test_bash_offers_what_fits(tmp_path: Path, line: str, those: list[str]) -> None:
    """Tab would offer nothing, or what the program refuses."""
    found = offered(tmp_path, line)
    assert (set(those) <= set(found)) if line.endswith("move ") else (found == those)
