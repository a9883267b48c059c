"""Tokenize a line of a workout, so that each number has a known kind or is reported.

The parser sets `used` of each token that it takes; `report_unused` reports the other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import cast

from retrotimer.exchange.import_result import Findings
from retrotimer.exchange.intervals_text.grammar import (
    AND_A_HALF,
    DIGIT,
    FRACTION,
    HALF_A,
    HALVES,
    IN_QUOTES,
    LETTER,
    NAMED_NUMBER,
    NUMBER_WORDS,
    OTHER,
    PLAIN_SIGNS,
    RACED,
    SPACE,
    TOKENS,
)
from retrotimer.exchange.intervals_text.lengths import MANY_M, Measured, Reading, bare_metres, measured, measured_as
from retrotimer.exchange.words import is_cue
from retrotimer.files.wording import printable
from retrotimer.texts import _


class Kind(StrEnum):
    """What a token is. Of a `NUMBER` nothing is known; a `TARGET` says how hard, and stays in the name."""

    LENGTH = "length"
    TOTAL = "total"
    COUNT = "count"
    TARGET = "target"
    LABEL = "label"
    LIST = "list"
    SERIES = "series"
    NUMBER = "number"
    TAP = "tap"
    NAME = "name"
    SAY = "say"
    ROLE = "role"
    WORD = "word"
    HARD = "hard separator"
    STOP = "full stop"
    SOFT = "soft separator"
    OPEN = "open"
    CLOSE = "close"
    SIGN = "sign"


@dataclass(eq=False, slots=True)
class Token:
    """A token of a line, behind a `gap`; if `is_secondary`, part of a step's name and not of how it is done."""

    kind: Kind
    text: str
    gap: bool = False
    measured: Measured | None = None
    rounds: int = 0
    is_range: bool = False
    share: Fraction | None = None
    is_secondary: bool = False
    used: bool = False

    @property
    def is_behind(self) -> bool:
        """Whether it is a count of what stands before it: `x 6`."""
        return self.kind is Kind.COUNT and self.text[:1] in "x×✕*"


KINDS = {
    "role": Kind.ROLE, "percent": Kind.TARGET, "count": Kind.COUNT, "behind": Kind.COUNT, "twice": Kind.COUNT,
    "list": Kind.LIST, "tap": Kind.TAP, "keyed": Kind.TARGET, "pace": Kind.TARGET, "race": Kind.TARGET,
    "aim": Kind.TARGET, "target": Kind.TARGET, "daytime": Kind.LABEL, "ordinal": Kind.LABEL,
    "label": Kind.LABEL, "series": Kind.SERIES, "hard": Kind.HARD, "stop": Kind.STOP, "soft": Kind.SOFT,
    "open": Kind.OPEN, "close": Kind.CLOSE, "sign": Kind.SIGN,
}  # fmt: skip
UNKNOWN = re.compile(r"\d+(?:[.,:/]\d+)*[^\W_]*")
HAS_DIGIT = re.compile(r"\d")
REST_WORDS = {"tp": "jog", "gp": "walk"}
NOT_A_LENGTH = {
    "per", "every", "each", "last", "final", "until", "within", "under", "than", "or", "oder", "by", "pro",
    "alle",
}  # fmt: skip
"""What stands before a time or distance that is none of a step, where the line has one before it."""
FASTER = {"slower", "faster", "quicker", "schneller", "langsamer"}
TOTALS = {"total", "insgesamt"}
FEW_S = 120  # so many seconds, at most, are `30/30`
PLACES = {Kind.HARD, Kind.STOP, Kind.SOFT}
LENGTHS = {Kind.LENGTH, Kind.TAP}


def plain(text: str) -> str:
    """Return `text` with plain signs for no-break ones, and with digits for "two" and halves; not within quotes."""
    made, at = "", 0
    for quoted in IN_QUOTES.finditer(text):
        made += _plain(text[at : quoted.start()]) + quoted[0]
        at = quoted.end()
    return made + _plain(text[at:])


def _plain(text: str) -> str:
    text = text.translate(PLAIN_SIGNS)
    text = NAMED_NUMBER.sub(lambda found: NUMBER_WORDS[found[1].casefold()], text)
    text = AND_A_HALF.sub(r"\1.5", text)
    text = FRACTION.sub(_fraction, text)
    return HALF_A.sub("0.5 ", text)


def _fraction(found: re.Match[str]) -> str:
    part = HALVES[found["part"]] if found["part"] else Fraction(found["slash"])
    if part >= 1:  # "5/2 km" is two steps
        return found[0]
    return f"{float(int(found['whole'] or found['before'] or 0) + part):.4g}"


def tokens(text: str, metres_from: int = MANY_M, *, bare: bool = True) -> list[Token]:
    """Return the tokens of `text`; an `m` is minutes below `metres_from`; with `bare`, `8 x 400` is metres."""
    found = _without_series(list(_scanned(plain(text), metres_from)), metres_from)
    _find_marks(found)
    _find_bare(found, everywhere=bare)
    _find_counts(found)
    _find_aims(found)
    return found


def report_unused(some: Iterable[Token], place: str, findings: Findings) -> None:
    """Note each of `some` that has a digit and that nothing was made of, and count it as used."""
    unused = [token for token in some if not token.used and HAS_DIGIT.search(token.text)]
    if not unused:
        return
    sentence = _("{place}: nothing was done with {numbers}: write it in another way if it matters.")
    numbers = ", ".join(f"'{printable(token.text.strip())}'" for token in unused)
    findings.note(sentence.format(place=place, numbers=numbers))
    use(unused)


def use(some: Iterable[Token]) -> None:
    """Count `some` as used."""
    for token in some:
        token.used = True


def joined(some: Iterable[Token]) -> str:
    """Return the text of `some` with its spaces."""
    made = ""
    for token in some:
        touches = made[-1:].isalnum() and token.text[:1].isalnum()
        made += f" {token.text}" if token.gap or touches else token.text
    return made.strip()


def has_length(some: Iterable[Token]) -> bool:
    """Return whether there is the length of a step among `some`."""
    return any(token.kind in LENGTHS for token in some)


def has_digit(some: Iterable[Token]) -> bool:
    """Return whether there is a number among `some`."""
    return any(HAS_DIGIT.search(token.text) for token in some)


def folded(token: Token) -> str:
    """Return the text of `token` as words are compared."""
    return token.text.strip().casefold()


def _scanned(text: str, metres_from: int) -> Iterator[Token]:
    end = len(text.rstrip())
    at = 0
    while at < end:
        begin = at
        at = cast("re.Match[str]", SPACE.match(text, at)).end()
        first = DIGIT if text[at].isdecimal() else LETTER if text[at].isalpha() else OTHER
        found = cast("re.Match[str]", TOKENS[first].match(text, at))  # its last pattern takes any sign
        token, at = _token(found, text, metres_from)
        token.gap = begin < found.start()
        yield token


def _token(found: re.Match[str], text: str, metres_from: int) -> tuple[Token, int]:
    if found.lastgroup != "digit":
        return _known(str(found.lastgroup), found), found.end()
    length = measured(text, found.start(), metres_from)
    if length:
        return Token(Kind.LENGTH, text[found.start() : length.end], measured=length), length.end
    unknown = cast("re.Match[str]", UNKNOWN.match(text, found.start()))
    return Token(Kind.NUMBER, unknown[0]), unknown.end()


def _known(name: str, found: re.Match[str]) -> Token:
    text, rounds = found[0], 0
    share: Fraction | None = None
    length: Measured | None = None
    match name:
        case "quoted":
            return Token(Kind.SAY if found["say"] else Kind.NAME, found["quote"], used=True)
        case "role":
            text = found["role_name"].casefold()
        case "percent":
            share = (Fraction(found["low"]) + Fraction(found["high"] or found["low"])) / 200
        case "count":
            rounds = int(found["before"] or found["worded"]) + (1 if found["more"] else 0)
        case "behind":
            rounds = int(found["after"])
        case "twice":
            rounds = 2
        case "abbreviated":
            text = text.replace("/", "").upper()
        case "rest":
            text = REST_WORDS.get(text.casefold().strip(" :="), "rest") + " "
        case "race":
            length = measured(text, 0)
            is_far = length is not None and length.mm and not length.is_range and not RACED.match(text)
            length = length if is_far else None
    is_range = name == "count" and len(re.findall(r"\d+", text)) > 1
    return Token(KINDS.get(name, Kind.WORD), text, False, length, rounds, is_range, share)


def _without_series(found: list[Token], metres_from: int) -> list[Token]:
    """Return the tokens with `1-2-3 min`, `400/300/200`, `1/1 min` and the `30/30` of a repeat as lengths."""
    is_counted = any(token.kind is Kind.COUNT for token in found)
    made: list[Token] = []
    for token in found:
        lengths = _series(token, metres_from, is_counted=is_counted) if token.kind is Kind.SERIES else [token]
        for n, length in enumerate(lengths):
            length.gap = token.gap or n > 0
            if n:
                made.append(Token(Kind.SOFT, ","))
            made.append(length)
    return made


def _series(token: Token, metres_from: int, *, is_counted: bool) -> list[Token]:
    numbers = re.findall(r"\d+", token.text)
    unit = token.text.lstrip("0123456789/,–— -").casefold().strip()
    metres = [found for found in map(bare_metres, numbers) if found]
    if unit:
        read = [measured_as(number, unit, metres_from) for number in numbers]
    elif len(metres) == len(numbers):
        read = metres
    elif is_counted and len(numbers) == 2 and all(0 < int(number) <= FEW_S for number in numbers):
        read = [Measured(int(number) * 1_000, 0, 0, Reading.SECONDS) for number in numbers]
    else:
        return [Token(Kind.NUMBER, token.text)]
    texts = [f"{number} {unit}".strip() for number in numbers]
    return [Token(Kind.LENGTH, text, measured=length) for text, length in zip(texts, read, strict=True)]


def _find_marks(found: list[Token]) -> None:
    """Read a letter or a number before a lone `)` as the mark of a list: `a) 10 min easy, b) 4 x 2 min`."""
    depth = 0
    for n, token in enumerate(found[:-1]):
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE and depth > 0)
        starts = n == 0 or found[n - 1].kind in PLACES
        is_short = token.kind in (Kind.WORD, Kind.NUMBER) and len(token.text) == 1
        closes = found[n + 1].kind is Kind.CLOSE and not found[n + 1].gap
        if depth == 0 and starts and is_short and closes and n + 2 < len(found):
            token.kind, token.text, token.used = Kind.LIST, f"{token.text}{found[n + 1].text}", True
            found[n + 1].text = ""


def _find_bare(found: list[Token], *, everywhere: bool) -> None:
    """Read a number without a unit as metres behind a count, and in a line that says how to move."""
    is_said = everywhere and any(token.kind is Kind.COUNT or is_cue(folded(token)) for token in found)
    numbers = [token for token in found if token.kind not in (Kind.SOFT, Kind.STOP)]
    is_said = is_said or (everywhere and all(token.kind in (Kind.NUMBER, Kind.LENGTH) for token in numbers))
    for n, token in enumerate(found):
        before = found[n - 1] if n else None
        after = found[n + 1] if n + 1 < len(found) else None
        is_first = token.kind is Kind.COUNT and token.text[-1:] in "x×✕*" and bare_metres(str(token.rounds))
        if is_first and after is not None and after.kind is Kind.NUMBER and after.text.isdecimal():
            if bare_metres(after.text):
                found[n + 1 : n + 1] = [Token(Kind.SOFT, "×")]
            else:
                after.kind, after.rounds = Kind.COUNT, int(after.text)
            token.text = str(token.rounds)
            token.kind, token.measured = Kind.LENGTH, bare_metres(token.text)
        elif token.kind is Kind.NUMBER and (is_said or (before is not None and before.kind is Kind.COUNT)):
            metres = bare_metres(token.text)
            if metres:
                token.kind, token.measured = Kind.LENGTH, metres


def _find_counts(found: Sequence[Token]) -> None:
    """Read a small number at the beginning of a part, right before a length, as a count: `8 400m repeats`."""
    for n, token in enumerate(found[:-1]):
        starts = n == 0 or found[n - 1].kind in (*PLACES, Kind.LIST, Kind.OPEN) or found[n - 1].text == ":"
        is_small = token.kind is Kind.NUMBER and token.text.isdecimal() and 0 < int(token.text) < MANY_M
        if starts and is_small and found[n + 1].kind is Kind.LENGTH and found[n + 1].gap:
            token.kind, token.rounds = Kind.COUNT, int(token.text)


def _find_aims(found: Sequence[Token]) -> None:
    """Tell lengths of steps from what only looks like one: aims, totals, "per 400", "last 5 min"."""
    is_later = False
    in_part: list[Token] = []
    races = [token for token in found if token.kind is Kind.TARGET and token.measured]
    for n, token in enumerate(found):
        if token.kind in PLACES:
            in_part = []
        if token.kind is Kind.NUMBER and in_part and folded(found[n - 1]) == "@":
            token.kind = Kind.TARGET
        if token.kind is not Kind.LENGTH:
            continue
        token.kind = _kind(found, n, in_part, is_later=is_later)
        if token.kind is Kind.LENGTH:
            is_later = True
            in_part.append(token)
        elif token.kind is Kind.TOTAL:
            for near in found[max(0, n - 3) : n + 3]:  # the word that made it the total of others
                near.text = "" if folded(near) in TOTALS else near.text
    for token in races:  # "7 miles race pace"
        token.kind = Kind.LENGTH


def _kind(found: Sequence[Token], n: int, in_part: Sequence[Token], *, is_later: bool) -> Kind:
    token = found[n]
    words = [folded(one) for one in found[max(0, n - 3) : n] if one.kind is not Kind.SOFT]
    after = [folded(one) for one in found[n + 1 : n + 6]]
    last = next((word for word in reversed(words) if word not in ("about", "approx", "~", "the")), "")
    if is_later and (TOTALS & set(words) or TOTALS & set(after[:2])):
        return Kind.TOTAL
    times = [one.measured.ms for one in in_part if one.measured is not None]
    is_longer = token.measured is not None and bool(times) and 0 < max(times) < token.measured.ms
    if is_later and last == "for" and is_longer:  # "run 3 min, walk 2 min for 30 min"
        return Kind.TOTAL
    is_distance = any(one.measured is not None and one.measured.mm for one in in_part)
    is_time_of = last in ("at", "in") and is_distance and token.measured is not None and token.measured.ms > 0
    is_name = token.text.casefold().endswith("k") and not _is_run(found, n)
    if is_time_of or is_name or (is_later and (last == "@" or FASTER & set(after))):
        return Kind.TARGET
    is_new_part = n > 0 and found[n - 1].text == ","  # "90 sec after each, 10 min easy"
    return Kind.NUMBER if is_later and last in NOT_A_LENGTH and not is_new_part else Kind.LENGTH


def _is_run(found: Sequence[Token], n: int) -> bool:
    """Return whether the `5k` at `n` is one to run, not the name of a race: "Couch to 5k"."""
    near = [found[at] for at in (n - 1, n + 1) if 0 <= at < len(found)]
    is_alone = all(token.kind in (*PLACES, Kind.OPEN, Kind.CLOSE) for token in near)
    return is_alone or any(token.kind is Kind.COUNT or is_cue(folded(token)) or token.text == "@" for token in near)
