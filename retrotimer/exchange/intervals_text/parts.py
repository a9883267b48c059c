"""Cut the tokens of a line into parts: what stands between two separators, and what a part says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from retrotimer.exchange.intervals_text.tokens import (
    LENGTHS,
    PLACES,
    Kind,
    Token,
    folded,
    has_digit,
    has_length,
    joined,
)
from retrotimer.exchange.words import REST, is_cue, is_gait, rests

LONGEST_LABEL = 6  # tokens before a colon that are a label: `Main set:`
BETWEEN = {"between", "zwischen", "dazwischen", "inbetween"}
AFTER = {"after", "nach"}
RESTS_BEHIND = {"r", "p"}


@dataclass(slots=True)
class Part:
    """What stands between two separators: `before` is the kind of the first, and `sign` its text."""

    before: Kind | None = None
    sign: str = ""
    tokens: list[Token] = field(default_factory=list)
    group: list[Token] | None = None

    @property
    def says(self) -> bool:
        """Whether it says anything to do."""
        counts = any(token.kind in (Kind.COUNT, Kind.TOTAL) for token in self.tokens)
        return self.group is not None or counts or has_length(self.tokens)

    @property
    def does(self) -> bool:
        """Whether there is something to do in it, and not only a count."""
        return self.group is not None or has_length(self.tokens)

    @property
    def text(self) -> str:
        """Its words."""
        return joined(self.tokens)

    def counts(self) -> tuple[list[Token], list[Token]]:
        """Return the counts before what it does, and those behind."""
        lead, trail, is_behind = list[Token](), list[Token](), False
        for token in self.tokens:
            if token.kind in LENGTHS or token is self._bracket:
                is_behind = True
            elif token.kind is Kind.COUNT:
                (trail if is_behind else lead).append(token)
        return lead, trail

    @property
    def _bracket(self) -> Token | None:
        return next((token for token in self.tokens if token.kind is Kind.OPEN and self.group is not None), None)


def split_parts(found: Sequence[Token]) -> list[Part]:
    """Return the parts between separators that stand in no brackets; lengths in brackets are parts of their own."""
    parts, at = [Part()], 0
    while at < len(found):
        token, part = found[at], parts[-1]
        if token.kind is Kind.OPEN:
            end = _closing(found, at)
            inside = found[at + 1 : end]
            if not (has_length(inside) or (part.counts()[0] and any(one.kind is Kind.COUNT for one in inside))):
                mark_secondary(part, found[at : end + 1])
                part.tokens += found[at : end + 1]
            elif part.does:
                behind = split_parts(inside)
                behind[0].before, behind[0].sign = Kind.SOFT, token.text
                parts += [*behind, Part(Kind.SOFT, ")")]
            else:
                part.tokens.append(token)
                part.group = list(inside)
                while end + 1 < len(found) and found[end + 1].kind is Kind.COUNT and found[end + 1].is_behind:
                    end += 1
                    part.tokens.append(found[end])
                if has_length(_until_separator(found, end + 1)):  # `6 x (…) rest 1 min`
                    _mark_rest(found[end + 1])
                    parts.append(Part(Kind.SOFT, ""))
            at = end
        elif token.kind in PLACES:
            parts.append(Part(token.kind, folded(token)))
        elif token.kind is not Kind.CLOSE:
            part.tokens.append(token)
        at += 1
    return parts


def _until_separator(found: Sequence[Token], at: int) -> list[Token]:
    """Return the tokens from `at` on to the next separator or bracket."""
    ends = (*PLACES, Kind.OPEN, Kind.CLOSE)
    end = next((n for n in range(at, len(found)) if found[n].kind in ends), len(found))
    return list(found[at:end])


def _mark_rest(token: Token) -> None:
    """Read an `r` behind the bracket of a repeat as its rest, and not as a run."""
    if token.kind is Kind.WORD and token.text in RESTS_BEHIND:
        token.text = "rest"


def _closing(found: Sequence[Token], at: int) -> int:
    """Return where the bracket closes that opens at `at`: at the end where it does not."""
    depth = 0
    for n in range(at, len(found)):
        depth += (found[n].kind is Kind.OPEN) - (found[n].kind is Kind.CLOSE)
        if depth == 0:
            return n
    return len(found)


def cut(part: Part) -> list[Part]:
    """Return the steps of a part that has several lengths, where each says how it is done: `400m 90s rest`."""
    lengths = [n for n, token in enumerate(part.tokens) if token.kind is Kind.LENGTH]
    if part.group is not None or len(lengths) < 2:
        return [part]
    is_before = any(token.kind not in (Kind.COUNT, Kind.LENGTH, Kind.SIGN) for token in part.tokens[: lengths[0]])
    cuts = [0]
    for one, other in zip(lengths, [*lengths[1:], len(part.tokens)], strict=True):
        if other == len(part.tokens):
            break
        later = next((n for n in lengths if n > other), len(part.tokens))
        has_words = any(is_cue(folded(token)) for token in part.tokens[other + 1 : later])
        cues = [n for n in range(one + 1, other) if is_cue(folded(part.tokens[n]))]
        # `30s retro r30s`: what stands before the rest belongs to the step before it
        cue = next((n for n in cues if folded(part.tokens[n]) in REST), cues[0] if cues else None)
        if has_words and not is_before:
            cuts.append(other)
        elif cue is not None:
            cuts.append(cue)
        elif has_words:
            cuts.append(other)
        else:
            return [part]
    pieces = [part.tokens[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(part.tokens)], strict=True)]
    return [Part(part.before, part.sign, pieces[0]), *(Part(Kind.SOFT, "", piece) for piece in pieces[1:])]


def split_label(found: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return the tokens before a colon near the front, and those behind it."""
    for n, token in enumerate(found[: LONGEST_LABEL + 1]):
        if token.text == ":":
            return list(found[:n]), list(found[n + 1 :])
        # a colon behind a length: "45 min progression: 15 min easy, 30 min steady"
        colon = next((at for at in range(n, len(found)) if found[at].text == ":"), len(found))
        is_name_of_more = token.kind is Kind.LENGTH and has_length(found[colon + 1 :])
        is_word = is_name_of_more or token.kind in (Kind.WORD, Kind.LABEL, Kind.SIGN, Kind.SOFT)
        if not is_word or token.text in (",", "/"):
            break
    return [], list(found)


def end_of_label(parts: Sequence[Part]) -> int:
    """Return how many of `parts` a label at the front of the line speaks of: `Warm up: 10 min; 4 x 3 min`."""
    for n, part in enumerate(parts):
        is_apart = part.before is Kind.STOP or part.sign == ";" or any(token.text == ":" for token in part.tokens)
        is_bare = all(token.kind in (Kind.LENGTH, Kind.SIGN) for token in part.tokens)
        if n and (is_apart or is_bare or part.group is not None or part.counts()[0]):
            return n
    return len(parts)


def sign_of(part: Part) -> Token:
    """Return the separator before `part` as a sign between words."""
    sign = "with" if part.sign == "w/" else part.sign  # its "w" is no walk
    return Token(Kind.SIGN, sign, gap=part.sign not in (",", ".", "/"))


def mark_secondary(part: Part, found: Sequence[Token]) -> None:
    """Mark words on a rest without a length, or on the way back, as secondary: `6 x 30s uphill, walk back down`."""
    words = [folded(token) for token in found if token.kind is Kind.WORD]
    has_own = bool(part.counts()[0]) or any(one.kind is Kind.WORD and one not in found for one in part.tokens)
    is_way_back = any(is_gait(word) for word in words) and bool({"back", "down"} & set(words[1:]))
    is_apart = is_way_back or (has_own and rests(" ".join(words)))
    for token in found:
        token.is_secondary = token.is_secondary or is_apart


def has_colon(part: Part) -> bool:
    """Return whether a colon stands behind the count of `part`: `10 x: 1 min run, then 2 min walk`."""
    pairs = zip(part.tokens, part.tokens[1:], strict=False)
    return any(one.kind is Kind.COUNT and other.text == ":" for one, other in pairs)


def is_rest(part: Part) -> bool:
    """Return whether `part` is a rest with a length."""
    words = [token for token in part.tokens if token.kind not in (Kind.LENGTH, Kind.COUNT)]
    return part.does and (rests(joined(words)) or is_within(part.tokens))


def is_within(found: Sequence[Token]) -> bool:
    """Return whether a rest says that it stands between or after the rounds."""
    return any(folded(token) in BETWEEN | AFTER | {"each"} for token in found)


def is_bare_rest(part: Part) -> bool:
    """Return whether a part is nothing but a length where a rest is meant: `400m (90s)`, `400m w/ 90s`."""
    is_set_apart = part.sign in ("(", "[", "{", "-", "–", "—", "w/", "with", "mit", "and", "und")
    words = [token for token in part.tokens if token.kind not in (Kind.LENGTH, Kind.SIGN)]
    return is_set_apart and not words and not has_digit(words)
