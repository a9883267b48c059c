"""Read a TOML file safely; what is wrong with it becomes a message."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path

from retrotimer.files.atomic import read_regular
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile

MAX_BYTES = 1 << 20

MANY_DOTS = 1_000
ENDLESS_KEY = r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){64}"""
"""A key of so many parts that tomllib, whose time grows with their square, might never come back."""


def read_toml(path: Path) -> tuple[str, dict[str, object]]:
    """Return the source, with line feeds, of the TOML file at `path` and its contents. Raises WrongFile."""
    source = read_text(path)
    if source.count(".") > MANY_DOTS and re.search(ENDLESS_KEY, source):
        raise wrong(path, _("a key in it has too many parts"))
    try:
        return source, tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise WrongFile(*(wrong_text(path, sentence) for sentence in _not_toml(source, str(error)))) from error
    except RecursionError as error:
        raise wrong(path, _("its brackets nest too deep")) from error
    except ValueError as error:  # Python's limit of 4,300 digits
        raise wrong(path, _("a number in it has too many digits")) from error


def _not_toml(source: str, why: str) -> tuple[str, ...]:
    """Return what is wrong with a source: what to type, where it is one of the slips that people make."""
    from retrotimer.files.presets.toml_errors import syntax_mistakes  # a sound file needs no advice

    slips = syntax_mistakes(source)
    line = _line_of(why)
    if slips and (line is None or slips[0].line <= line):
        sentence = _("this is not TOML: {slip} (line {line})")
        return tuple(sentence.format(slip=slip.sentence, line=slip.line) for slip in slips)
    if _breaks_in_braces(source, why):
        sentence = _("this is not TOML: {why}; what is in braces must stand on one line, with no break but in [ ]")
    else:
        sentence = _("this is not TOML: {why}")
    return (sentence.format(why=printable(why)),)


def _line_of(why: str) -> int | None:
    """Return the line on which tomllib stumbled; None where that is the end of the file."""
    place = re.search(r"at line (\d+), column \d+", why)
    return int(place[1]) if place else None


def _breaks_in_braces(source: str, why: str) -> bool:
    """Whether tomllib stumbled over the end of a line that opened braces, all its quotes closed."""
    place = re.search(r"at line (\d+), column (\d+)", why)
    if not place:
        return False
    line = source.split("\n")[int(place[1]) - 1].rstrip()
    return "{" in line and line.count('"') % 2 == 0 and int(place[2]) > len(line)


def read_text(path: Path) -> str:
    """Return the UTF-8 text of the file at `path`, without a BOM and with line feeds. Raises WrongFile."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise wrong(path, _("it is not UTF-8 text: save it as UTF-8 (line {line})").format(line=line)) from error


def read_bytes(path: Path) -> bytes:
    """Return the bytes of the regular file at `path`, 1 MiB at most. Raises WrongFile."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise wrong(path, _("this is a folder, not a file"))
        if not stat.S_ISREG(mode):
            raise wrong(path, _("this is a device, not a file"))
        data = read_regular(path, MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise wrong(path, _("there is no such file")) from error
    except OSError as error:
        raise wrong(path, _("it cannot be read: {why}").format(why=error.strerror or error)) from error
    if len(data) > MAX_BYTES:
        raise wrong(path, _("it is larger than 1 MiB"))
    return data


def wrong(path: Path, sentence: str) -> WrongFile:
    """Return the error that says `sentence` of the file as a whole."""
    return WrongFile(wrong_text(path, sentence))


def wrong_text(path: Path, sentence: str) -> str:
    """Return `sentence` as one about the file as a whole."""
    return f"{printable(str(path))}: {sentence}"
