"""Find typical mistakes in TOML and say what to type: missing quotes, curly quotes, a missing comma.

A tolerant parser of a source that `tomllib` refused: it reports all known mistakes and stops at an unknown one.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from retrotimer.files.presets.toml_spans import DEEPEST, GAP, STRING, Scan, UnsupportedForm
from retrotimer.files.presets.writer import quoted
from retrotimer.files.wording import LONGEST, printable
from retrotimer.texts import _

MOST = 20  # mistakes reported of one file, at most
BLANKS = re.compile(r"[ \t]*+")
ODD_BLANKS = re.compile(
    "[\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{ZERO WIDTH SPACE}]++"
)
"""What comes along when a text is copied from a page: TOML does not take it for a blank."""


class SyntaxMistake(NamedTuple):
    """A slip on a line, counted from 1, as a sentence that says what to type."""

    line: int
    sentence: str


class MistakeScan(Scan):
    """A place in a source, with the slips in `found` so far, the last of them at the place `last`."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.found: list[SyntaxMistake] = []
        self.last = -1

    def slip(self, at: int, sentence: str) -> None:
        """Keep a slip at the place `at`. Raises NotFollowed once there are very many."""
        self.last = at
        self.found.append(SyntaxMistake(self.source.count("\n", 0, at) + 1, sentence))
        if len(self.found) >= MOST:
            raise UnsupportedForm

    def sees(self, signs: str) -> bool:
        """Return whether one of `signs` comes next; at the end of the source nothing does."""
        return self.source[self.at : self.at + 1] in signs and self.at < len(self.source)

    def skip(self) -> int:
        """Pass over blanks, ends of lines and comments, odd blanks among them; return where that leads."""
        super().skip()
        while self.odd_blanks():
            super().skip()
        return self.at

    def blanks(self) -> None:
        """Pass over the blanks of this line."""
        self.match(BLANKS)
        while self.odd_blanks():
            self.match(BLANKS)

    def odd_blanks(self) -> bool:
        """Pass over odd blanks, and return whether there were any."""
        start = self.at
        found = bool(self.match(ODD_BLANKS))
        if found:
            self.slip(start, _("a blank here is none that TOML knows: type an ordinary one in its place"))
        return found


DAY, HOUR = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2}):(\d\d)")
TIME_KEY = "time"  # what stands in our files as a time of day, without quotes


def is_value(text: str) -> bool:
    """Return whether `text` is a value as TOML has it."""
    try:
        return list(tomllib.loads(f"x = {text}")) == ["x"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return False


def bare_advice(key: str, words: str) -> str:
    """Return what to type for `words` that stand behind `key` without quotes, and are no value."""
    day, hour = DAY.fullmatch(words), HOUR.fullmatch(words)
    if words.casefold() in {"true", "false"}:
        right, sentence = words.casefold(), _("this word is written small: type {right}")
    elif day and (made := _day(day)):
        right, sentence = made, _("a day has four, two and two digits: type {right}")
    elif hour and key == f"{TIME_KEY} = ":
        right, sentence = f"{int(hour[1]):02}:{hour[2]}:00", _("a time of day has its seconds: type {right}")
    elif words.isdecimal() and words.isascii():
        right, sentence = str(int(words[:LONGEST])), _("a number does not begin with 0: type {right}")
    else:
        right, sentence = quoted(words), _("a text stands in quotes: type {right}")
    return sentence.format(right=cut(f"{key}{right}"))


def _day(found: re.Match[str]) -> str:
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def curly_advice(found: str, right: str) -> str:
    """Return that `right` is to be typed for `found`, which has curly quotes."""
    sentence = _("{found} has curly quotes: type {right} with straight ones")
    return sentence.format(found=cut(found), right=cut(right))


def cut(text: str) -> str:
    """Return `text` safe for a terminal, and not so long that nobody reads on."""
    return printable(text if len(text) <= 2 * LONGEST else text[: 2 * LONGEST - 1] + "…")


LINE = re.compile(r"[^\n]*+")
BARE_VALUE = re.compile(r"[^,\]}\n#]++")
LINE_VALUE = re.compile(r"[^\n#]++")
CURLY = "“”„‟«»″‘’‚‹›′"
IN_CURLY = re.compile(rf"""[{CURLY}]([^{CURLY}"'\n]*+)[{CURLY}"']""")
HALF_CURLY = re.compile(rf"""["']([^{CURLY}"'\n]*+)[{CURLY}]""")
SWALLOWED = re.compile(r"""["']([^"'\n,=]*?),?\s*[\w-]+\s*=\s*["']""")
"""A text whose last quote is missing, up to the first quote of the next one."""
OPEN_QUOTE = re.compile(r"""["']([^\n,}\]]*+)""")
OPEN_LINE = re.compile(r"""["']([^\n]*+)""")
NEXT_KEY = re.compile(r"\s+(?=[\w-]+\s*=)")
BRACE = re.compile(r"[{}]")
ENDS = ("", "{", "[", "]")
"""What never stands within braces where a key may stand: they should have been closed before."""


def syntax_mistakes(source: str) -> tuple[SyntaxMistake, ...]:
    """Return the slips of `source` that are known here, in order."""
    reader = _Reader(source)
    with suppress(UnsupportedForm, tomllib.TOMLDecodeError, RecursionError, ValueError):
        reader.document()
    return tuple(reader.found)


class _Reader(MistakeScan):
    # what a source is made of

    def document(self) -> None:
        while self.skip() < len(self.source):
            if self.sees("["):
                self.header()
            else:
                self.pair(0)
                self.end_of_line()

    def header(self) -> None:
        start = self.at
        mark = "[[" if self.source.startswith("[[", start) else "["
        written = self.match(LINE).partition("#")[0].strip()
        close = mark.replace("[", "]")
        if not written.endswith(close):
            right = f"{mark}{written.strip('[] ')}{close}"
            self.slip(start, _("a bracket is missing: type {right}").format(right=cut(right)))

    def end_of_line(self) -> None:
        end = self.at
        self.blanks()
        if self.sees(","):
            self.slip(self.at, _("no comma stands at the end of a line outside brackets: take it away"))
            self.at += 1
            self.blanks()
        if self.at < len(self.source) and not self.sees("\r\n#"):
            rest = LINE.match(self.source, self.at)
            sentence = _("a new line begins before the next key: type {right} on a line of its own")
            self.slip(end, sentence.format(right=cut(rest[0] if rest else "")))

    def pair(self, depth: int) -> None:
        start = self.at
        curly = IN_CURLY.match(self.source, start)
        if curly:
            self.at = curly.end()
            self.slip(start, curly_advice(curly[0], curly[1].strip()))
            key = curly[1].strip()
        else:
            key = ".".join(self.key())
        self.blanks()
        if self.sees(":"):
            self.slip(start, _("after a key stands '=', not ':': type {right}").format(right=cut(f"{key} =")))
            self.at += 1
        elif self.sees("="):
            self.at += 1
        elif self.sees("\"'{[0123456789" + CURLY):
            self.slip(start, _("a '=' is missing after the key: type {right}").format(right=cut(f"{key} =")))
        else:
            raise UnsupportedForm
        self.blanks()
        if self.at >= len(self.source) or self.sees("\r\n#,}]"):
            sentence = _("{key} has no value: type one after the '=', or take the key away")
            self.slip(start, sentence.format(key=cut(key)))
            return
        self.value(f"{key} = ", depth)

    def value(self, key: str, depth: int) -> None:
        """Pass over a value; `key` is what stands before it."""
        if depth > DEEPEST:
            raise UnsupportedForm
        if self.sees("["):
            self.array(depth)
        elif self.sees("{"):
            self.table(depth)
        elif self.sees("\"'"):
            self.text(key, depth)
        elif self.sees(CURLY):
            self.curly(key)
        else:
            self.bare(key, depth)

    def array(self, depth: int) -> None:
        start = self.at
        self.at += 1
        while not self.take("]"):
            if self.at >= len(self.source):
                self.slip(start, _("the '[' here is never closed: type ']' where the list ends"))
                return
            if self.sees(",}"):
                raise UnsupportedForm
            begin = self.at
            self.value("", depth + 1)
            end = self.at
            if not self.take(",") and self.at < len(self.source) and not self.sees("]"):
                self.missing_comma(begin, end)

    def table(self, depth: int) -> None:
        start = self.at
        self.at += 1
        self.blanks()
        if self.sees("}"):
            self.at += 1
            return
        while True:
            begin = self.at
            self.pair(depth + 1)
            end = self.at
            self.blanks()
            if self.sees("}"):
                self.at += 1
                return
            if self.at >= len(self.source) or self.sees("\r\n#{"):
                if self.stays_open(depth):
                    self.missing_brace(start, begin, end)
                    return
                raise UnsupportedForm  # a break within braces, which has a sentence of its own
            if self.sees("]"):
                self.slip(start, _("the '{' here is never closed: type '}' where the step ends"))
                return
            if self.sees(","):
                self.at += 1
                self.blanks()
                if self.sees("}"):
                    self.slip(end, _("no comma stands before '}': take it away"))
                    self.at += 1
                    return
                if self.next_mark() in ENDS:
                    self.at = end  # the comma is what follows the table
                    self.missing_brace(start, begin, end)
                    return
            else:
                self.missing_comma(begin, end)

    def stays_open(self, depth: int) -> bool:
        """Return whether a table that goes no further on its line is closed nowhere, rather than on a later one."""
        if depth or self.next_mark() in ENDS:
            return self.next_mark() in ENDS
        brace = BRACE.search(self.source, self.at)  # a key that follows may be the next one of the file
        return not brace or brace[0] == "{"

    def next_mark(self) -> str:
        """Return the first sign after blanks, ends of lines and comments; "" at the end of the source."""
        gap = GAP.match(self.source, self.at)
        at = gap.end() if gap else self.at
        return self.source[at : at + 1]

    # values

    def text(self, key: str, depth: int) -> None:
        start = self.at
        found = self.match(STRING)
        after = BLANKS.match(self.source, self.at)
        at = after.end() if after else self.at
        is_whole = at >= len(self.source) or self.source[at] in ",]}\r\n#" or not depth
        if found and (is_whole or not (SWALLOWED.fullmatch(found) or any(sign in found for sign in CURLY))):
            return
        if self.source.startswith(('"""', "'''"), start):
            raise UnsupportedForm
        half = HALF_CURLY.match(self.source, start)
        if half:
            self.at = half.end()
            self.slip(start, curly_advice(half[0], f"{key}{quoted(half[1])}"))
            return
        swallowed = SWALLOWED.fullmatch(found) if found else None
        open_quote = swallowed or (OPEN_QUOTE if depth else OPEN_LINE).match(self.source, start)
        words = open_quote[1].rstrip() if open_quote else ""
        self.at = start + 1 + len(words)
        right = cut(f"{key}{quoted(words)}")
        self.slip(start, _("a quote is not closed: type {right}").format(right=right))

    def curly(self, key: str) -> None:
        start = self.at
        found = IN_CURLY.match(self.source, start)
        if not found:
            raise UnsupportedForm
        self.at = found.end()
        self.slip(start, curly_advice(found[0], f"{key}{quoted(found[1])}"))

    def bare(self, key: str, depth: int) -> None:
        start = self.at
        found = self.match(BARE_VALUE if depth else LINE_VALUE)
        words = NEXT_KEY.split(found, maxsplit=1)[0].strip()
        if not depth:
            words = words.rstrip(",").rstrip()
        if not words:
            raise UnsupportedForm
        first = words.split(maxsplit=1)[0]
        if depth and not key and first != words and all(is_value(word) for word in words.split()):
            words = first  # numbers of a list without commas
        self.at = start + len(words)
        if not is_value(words):
            self.slip(start, bare_advice(key, words))

    def missing_brace(self, start: int, begin: int, end: int) -> None:
        """Note that the table at `start` is not closed after its last pair, from `begin` to `end`."""
        if self.last >= begin:  # that part has to be typed again itself
            self.slip(start, _("the '{' here is never closed: type '}' where the step ends"))
            return
        right = f"{self.tail(begin, end)} }}"
        self.slip(end, _("a brace is not closed: type {right}").format(right=printable(right)))

    def missing_comma(self, begin: int, end: int) -> None:
        """Note that a comma is missing after what stands from `begin` to `end`."""
        if self.last >= begin:  # that part has to be typed again itself
            following = (LINE.match(self.source, self.at) or [""])[0].split(maxsplit=1)
            sentence = _("a comma is missing: type ',' before {found}")
            self.slip(end, sentence.format(found=cut(following[0] if following else "")))
            return
        right = f"{self.tail(begin, end)},"
        self.slip(end, _("a comma is missing: type {right}").format(right=printable(right)))

    def tail(self, begin: int, end: int) -> str:
        line = self.source[begin:end].rpartition("\n")[2].strip()
        return line if len(line) <= LONGEST else "…" + line[-LONGEST:]
