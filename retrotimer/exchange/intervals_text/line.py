"""Parse one step from the tokens of a line: `Run backward "Straight" 30s`, `90" F`, `Recovery 2m Z2`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrotimer.exchange.import_result import Findings
from retrotimer.exchange.intensity import WALK_BELOW, movement_for
from retrotimer.exchange.intervals_text.lengths import (
    DOUBTFUL_M,
    DOUBTFUL_ROUND_M,
    MANY_M,
    MINUTE_MS,
    Measured,
    Reading,
    measured,
)
from retrotimer.exchange.intervals_text.tokens import Kind, Token, joined, use
from retrotimer.exchange.words import EASY, movement_in, rests, role_in, without_role
from retrotimer.files.wording import printable, shown
from retrotimer.texts import _
from retrotimer.training.workout.workout import (
    RUN_FORWARD,
    STAND,
    WALK_FORWARD,
    Distance,
    Length,
    Movement,
    Role,
    Step,
    Tap,
)

TIMED = re.compile(r"\b\d{1,6}\^(?:\d{1,6}\b)?")
STARTS = re.compile(r"(?<![\w.,:/%^–-])(?=\d)")
A_MINUTE = re.compile(r"1 ?m", re.IGNORECASE)
"""How long a step that waits for a tap is said to be where it has to be some length: as `text_write` writes it."""
EDGES = " \t,;:.-–@~"
FILLERS = {"of", "for", "a", "an", "the", "with", "and", "to", "do", "je", "mit", "von", "á", "à"} | {
    "repeat", "wiederholen", "alternate", "alternating", "total", "w"
}  # fmt: skip
PAIRS = {"(": ")", "[": "]", "{": "}"}
NO_WORDS = (Kind.LENGTH, Kind.TAP, Kind.NAME, Kind.SAY, Kind.ROLE, Kind.LIST, Kind.COUNT, Kind.TOTAL)
NO_POWER = re.compile(r"0\s?(?:w|watts?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """The text of a line without its marker, and its place for error messages.

    `free` lines are not in the notation of intervals.icu. From `metres_from` on, an `m` is metres. `is_counted`
    lines have rounds.
    """

    text: str
    place: str
    free: bool = False
    metres_from: int = MANY_M
    is_counted: bool = False


def read_step(tokens: Sequence[Token], line: Line, role: Role | None, findings: Findings) -> Step | None:
    """Return the step that `tokens` of `line` say, of `role` unless they name one; None without a length."""
    found = next((token for token in tokens if token.kind is Kind.LENGTH), None)
    tap = next((token for token in tokens if token.kind is Kind.TAP), None)
    if found is None and tap is None:
        return None
    length = _length(found, line, findings, until_tap=tap is not None)
    if length is None:
        use(tokens)  # the mistake refuses the whole text
        return None
    _report_others(tokens, found, line, findings)
    words = [token for token in tokens if token.kind not in NO_WORDS]
    nothing = [token for token in words if NO_POWER.fullmatch(token.text)]
    use(nothing)
    words = [token for token in words if token.text != "0"]
    text = joined(words)
    own_role = next((Role(token.text) for token in tokens if token.kind is Kind.ROLE), None)
    role = own_role or role_in(text) or role
    movement, rest = movement_in(joined(token for token in words if not token.is_secondary))
    secondary = joined(token for token in words if token.is_secondary)
    rest = f"{rest}{secondary}" if secondary.startswith((",", ".")) else f"{rest} {secondary}"
    if nothing:
        movement = movement or _slow(findings)
    movement = movement or _guessed(words, text, role, length, findings)
    if movement == STAND and isinstance(length, Distance):
        findings.wrong(_("standing covers no distance: give a time"), line.place)
        use(tokens)
        return None
    name = next((token.text for token in tokens if token.kind is Kind.NAME), "")
    say = next((token.text for token in tokens if token.kind is Kind.SAY), "")
    name = step_name(words, name, rest, line.place, findings)
    return Step(movement, length, name, say, role)


def rounds_of(count: Token, line: Line, findings: Findings) -> int:
    """Return how many rounds `count` says; 0, with a mistake, where no repeat has so many."""
    count.used = True
    if count.is_range:
        sentence = _("{place}: of {text} the first number was taken.")
        findings.note(sentence.format(place=line.place, text=whole(count.text)))
    return findings.rounds(count.rounds, line.place)


def note_left_out(words: str, line: Line, findings: Findings) -> None:
    """Note that `words` were ignored."""
    findings.note(_("{place}: {words} was left out.").format(place=line.place, words=whole(words)))


def note_no_length(text: str, line: Line, findings: Findings) -> None:
    """Note that `text` was ignored because it says no length."""
    sentence = _("{place}: {text} has no time or distance and was left out.")
    findings.note(sentence.format(place=line.place, text=whole(text)))


def step_name(words: Sequence[Token], quoted: str, rest: str, place: str, findings: Findings) -> str:
    """Return the name of a step: `quoted`, else the `rest` of its `words`; targets that it shows are used."""
    name = "" if quoted else findings.name(trimmed(rest))
    if quoted and trimmed(rest):
        findings.note(_("{place}: {words} was left out.").format(place=place, words=whole(trimmed(rest))))
        use(words)
    flat = "".join(name.split())
    for token in words:
        is_known = token.kind in (Kind.TARGET, Kind.LABEL, Kind.WORD)
        if is_known and "".join(token.text.split()) in flat:
            token.used = True
    return quoted or name


def trimmed(text: str) -> str:
    """Return `text` without signs and small words at its ends that say nothing, and without empty brackets."""
    if not any(sign in text for sign in PAIRS.values()):
        text = text.strip("".join(PAIRS))
    before = ""
    while text != before:
        before = text
        text = re.sub(r"[(\[{]\s*[)\]}]", " ", text).strip(EDGES)
        text = re.sub(r"(?<=[(\[{])[\s,;]+|[\s,;]+(?=[)\]}])", "", text)
        first, _gap, others = text.partition(" ")
        if _is_filler(first):
            text = others
        others, _gap, last = text.rpartition(" ")
        if _is_filler(last):
            text = others
        if text and text[0] in PAIRS and _closes_at(text) in (None, len(text) - 1):
            text = text[1:].removesuffix(PAIRS[text[0]])
        if (
            text
            and text[-1] in PAIRS.values()
            and text.count(text[-1]) > sum(text.count(one) for one in _opening(text[-1]))
        ):
            text = text[:-1]
    return " ".join(text.split())


def _is_filler(word: str) -> bool:
    """Return whether a word at the end of a name says nothing; the letter of "Set A" does."""
    return word.casefold() in FILLERS and word != "A"


def whole(text: str) -> str:
    """Return `text` as sentences show it, with each number in it, however long it is."""
    short = shown(text)
    numbers = [found for found in re.findall(r"\d[\w.,:/%]*", text) if found not in short]
    return f"{short} ({', '.join(map(printable, numbers))})" if numbers else short


def without_prompts(line: Line, findings: Findings) -> str:
    """Return the text of `line` without messages for a moment within the step, such as `30^ Go`."""
    text = line.text
    prompts, mark, rest = text.rpartition("<!>")
    timed = TIMED.search(text)
    if not mark and not timed:
        return text
    if mark:
        first = TIMED.split(prompts)[0]
        kept, cut = f"{first} {rest}", prompts[len(first) :]
    else:
        first = text[: timed.start()] if timed else ""
        others = TIMED.sub(lambda found: " " * len(found[0]), text)[len(first) :]
        starts = (found.start() for found in STARTS.finditer(others))
        has_length = any(measured(first, found.start()) for found in STARTS.finditer(first))
        at = None if has_length else next((at for at in starts if measured(others, at)), None)
        kept = first if at is None else f"{first} {others[at:]}"
        cut = text[len(first) :] if at is None else text[len(first) : len(first) + at]
    sentence = _("{place}: messages for a moment within a step were left out ({words}): it speaks when it begins.")
    findings.note(sentence.format(place=line.place, words=whole(cut.strip())))
    return kept


def _length(found: Token | None, line: Line, findings: Findings, *, until_tap: bool) -> Length | None:
    if found is None or found.measured is None:
        return Tap()
    size = found.measured
    found.used = True
    _notify(found.text, size, line, findings)
    if size.mm:
        return findings.distance(size.mm, line.place, until_tap=until_tap)
    if until_tap:
        if not A_MINUTE.fullmatch(found.text):
            sentence = _("{place}: the step waits for your tap; its {text} was left out.")
            findings.note(sentence.format(place=line.place, text=shown(found.text)))
        return Tap()
    return findings.duration(size.ms, line.place)


def _report_others(tokens: Sequence[Token], found: Token | None, line: Line, findings: Findings) -> None:
    others = [token for token in tokens if token.kind is Kind.LENGTH and token is not found]
    if not others:
        return
    text = joined(tokens)
    sentence = _("{place}: only the first length of {text} counts: give each step a line of its own.")
    findings.note(sentence.format(place=line.place, text=whole(text)))
    use(others)


def _notify(text: str, size: Measured, line: Line, findings: Findings) -> None:
    """Note how a length was read, where that was a guess."""
    findings.has_metres |= size.reading is Reading.METRES
    if size.is_range:
        sentence = _("{place}: of {text} the first number was taken.")
        findings.note(sentence.format(place=line.place, text=shown(text)))
    if size.reading in (Reading.METRES, Reading.BARE):
        sentence = _("{place}: {text} was read as metres. Write 'mtr' for metres, 'min' for minutes.")
    elif size.reading is Reading.SECONDS:
        sentence = _("{place}: {text} was read as seconds. Write 's' for seconds, 'min' for minutes.")
    elif size.reading is Reading.MINUTES and size.ms >= _doubtful_m(line) * MINUTE_MS:
        sentence = _("{place}: {text} was read as minutes. Write 'mtr' for metres, 'min' for minutes.")
    else:
        return
    findings.note(sentence.format(place=line.place, text=shown(text)))


def _doubtful_m(line: Line) -> int:
    """Return how many `m` may be metres in `line`, so that a note says they were read as minutes."""
    if not line.free:
        return MANY_M
    return DOUBTFUL_ROUND_M if line.is_counted else DOUBTFUL_M


def _guessed(words: Sequence[Token], text: str, role: Role | None, length: Length, findings: Findings) -> Movement:
    share = next((token.share for token in words if token.share is not None), None)
    if share is not None:
        movement = movement_for(float(share))
        return _slow(findings) if movement == WALK_FORWARD else movement
    if rests(joined(token for token in words if not token.is_secondary)):
        findings.note(_("Steps called rest or recovery walk forward where they say nothing else."))
        return WALK_FORWARD
    says_more = trimmed(without_role(text)) or EASY.search(text) or isinstance(length, Distance)
    if role in (Role.WARM_UP, Role.COOL_DOWN) and not says_more:
        findings.note(_("Warm-up and cool-down walk forward where they say nothing else: write 'jog' to run them."))
        return WALK_FORWARD
    return RUN_FORWARD


def _slow(findings: Findings) -> Movement:
    sentence = _("Steps below {share} % walk forward where they say nothing else: a rule of thumb of ours.")
    findings.note(sentence.format(share=round(100 * WALK_BELOW)))
    return WALK_FORWARD


def _closes_at(text: str) -> int | None:
    """Return where the bracket closes that `text` begins with; None where it does not."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in PAIRS) - (sign in PAIRS.values())
        if depth == 0:
            return at
    return None


def _opening(sign: str) -> list[str]:
    return [begin for begin, end in PAIRS.items() if end == sign]
