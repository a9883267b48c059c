"""Parse lines as a coach types them: `6 x (90" F / 30" B / 60" walk)`, `4x400m F, 100m B walk`, `10' warm up walk`.

A line is cut into parts at `,` `/` `+` `;` full stops and words such as "then", "and", "with"; each part with a
length is a step, others belong to the part before. A count in front of a part repeats the brackets behind it, or
all parts down to the next `+` `;` "then", full stop, count, warm-up or cool-down; a count behind parts repeats
them. A rest behind a repeat is part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrotimer.exchange.import_result import Findings
from retrotimer.exchange.intervals_text.line import (
    FILLERS,
    Line,
    note_left_out,
    note_no_length,
    read_step,
    rounds_of,
    trimmed,
    whole,
    without_prompts,
)
from retrotimer.exchange.intervals_text.parts import (
    AFTER,
    BETWEEN,
    Part,
    cut,
    end_of_label,
    has_colon,
    is_bare_rest,
    is_rest,
    is_within,
    mark_secondary,
    sign_of,
    split_label,
    split_parts,
)
from retrotimer.exchange.intervals_text.tokens import Kind, Token, folded, joined, report_unused, tokens, use
from retrotimer.exchange.words import is_gait, rests, role_in
from retrotimer.texts import _
from retrotimer.training.workout.workout import (
    MAX_NESTING,
    STAND,
    STEP_MS,
    WALK_FORWARD,
    Duration,
    Repeat,
    Role,
    Step,
)

Steps = tuple[Step | Repeat, ...]
Sentence = tuple[int, int]
"""The number of a sentence of the line, and that of its part between words such as "then"."""

DEEPEST = 2 * MAX_NESTING  # brackets and counts within each other: each repeat may have both
SETS = {"set", "sets", "serien", "serie", "sätzen", "blocks"}
HERE = {Kind.SOFT, Kind.STOP}
INCLUDING = {"including", "inclusive", "incl", "incl."}
WITH = {"with", "w/", "mit"}
PAUSES = (WALK_FORWARD, STAND)


@dataclass(frozen=True, slots=True)
class Read:
    """The steps of a line; `label` stands before a colon, and is not yet the name of anything."""

    steps: Steps
    label: str = ""


@dataclass(slots=True, eq=False)
class _Done:
    """Steps that were read, in which sentence of the line, and whether they are a repeat."""

    steps: Steps
    sentence: Sentence
    is_counted: bool = False
    role: Role | None = None

    @property
    def is_main(self) -> bool:
        return self.role not in (Role.WARM_UP, Role.COOL_DOWN)


def line_tokens(line: Line, findings: Findings) -> list[Token]:
    """Return the tokens of `line`; in a line with a count, an `m` is read as in a repeat."""
    text = without_prompts(line, findings)
    found = tokens(text, line.metres_from, bare=line.free)
    if not line.free and any(token.kind is Kind.COUNT for token in found):
        found = tokens(text, bare=True)
    return found


def read_line(found: Sequence[Token], line: Line, role: Role | None, findings: Findings) -> Read:
    """Return what the tokens of `line` say; what cannot be understood in it is noted as a mistake."""
    if found and found[0].kind is Kind.LIST:
        found[0].used = True
        found = found[1:]
    line = replace(line, is_counted=any(token.kind is Kind.COUNT for token in found))
    label, body = split_label(found)
    name = trimmed(joined(label))
    steps = _LineReader(line, findings).read(body, role, role_in(name))
    known = role_in(name) is not None
    only = steps[0] if len(steps) == 1 else None
    if only is not None and name and not known and not only.name:
        steps = (replace(only, name=findings.name(name)),)
        known = True
        use(label)
    if known:
        report_unused(label, line.place, findings)
    use(label)
    report_unused(found, line.place, findings)
    return Read(steps, "" if known else name)


def steps_of_dash(found: Sequence[Token], line: Line, role: Role | None, findings: Findings) -> Steps:
    """Return the steps of a line that begins with `-`: one, if it is not plainly more."""
    parts = [part for part in split_parts(found) if part.does]
    if len(parts) > 1 or any(token.kind in (Kind.COUNT, Kind.TOTAL) for token in found):
        read = read_line(found, line, role, findings)
        if read.label:
            note_left_out(read.label, line, findings)
        return read.steps
    parts = cut(Part(None, "", list(found)))
    steps = (read_step(part.tokens, line, role, findings) for part in parts)
    made = tuple(step for step in steps if step)
    if made:
        report_unused(found, line.place, findings)
    return made


def is_rest_between(found: Sequence[Token]) -> bool:
    """Return whether a line is a rest within the repeat above it: `Rest 3:00 between`."""
    return is_rest(Part(None, "", list(found))) and is_within(found)


def with_rest(repeat: Repeat, rest: Step | Repeat, found: Sequence[Token]) -> Repeat:
    """Return `repeat` with `rest` in its rounds: between sets in the outermost, else in the innermost."""
    use(token for token in found if token.kind is Kind.NUMBER and token.measured)  # "after each 400m"
    words = {folded(token) for token in found}
    inner = repeat.steps[-1]
    if isinstance(inner, Repeat) and not words & SETS:
        return replace(repeat, steps=(*repeat.steps[:-1], with_rest(inner, rest, found)))
    return replace(repeat, steps=(*repeat.steps, replace(rest, between=_is_between(words))))


def _is_between(words: set[str]) -> bool:
    return bool(words & BETWEEN) and not words & AFTER


class _LineReader:
    """Parser of a line, or of a bracket in it, within `depth` brackets and counts."""

    def __init__(self, line: Line, findings: Findings, depth: int = 0) -> None:
        self.line, self.findings, self.depth = line, findings, depth
        self.done = list[_Done]()

    def read(self, found: Sequence[Token], role: Role | None, first: Role | None = None) -> Steps:
        """Return the steps of `found`, behind a label of the role `first`."""
        self._check_depth(0)
        parts = [piece for part in self._merged(split_parts(found)) for piece in cut(part)]
        sentence, at = (0, 0), 0
        outer, end_of_first = role, end_of_label(parts) if first else 0
        while at < len(parts):
            part = parts[at]
            role = first if at < end_of_first else outer
            if part.before is Kind.STOP or part.sign == ";":
                sentence = (sentence[0] + 1, 0)
            elif part.before is Kind.HARD:
                sentence = (sentence[0], sentence[1] + 1)
            lead, trail = part.counts()
            if not part.does:
                at = self._count_alone(parts, at, sentence, role)
                continue
            known = len(self.done)
            if lead:
                end = self._end_of_round(parts, at)
                self.done.append(_Done(self._repeat(parts[at:end], lead, role), sentence, is_counted=True))
                at, trail = end, parts[end - 1].counts()[1]
            else:
                is_last = at + 1 == len(parts) or not parts[at + 1].counts()[0]
                self._plain(part, sentence, role, is_last=is_last)
                at += 1
            self._behind(parts[at - 1], trail, sentence)
            if part.sign in INCLUDING and 0 < known < len(self.done):
                self._inside(part, known)
        return _steps_of(self.done)

    def _note(self, template: str, words: str, n: int = 0) -> None:
        self.findings.note(template.format(place=self.line.place, words=words, n=n))

    def _check_depth(self, more: int) -> None:
        if self.depth + more > DEEPEST:
            raise self.findings.too_deep(self.line.place)

    def _inside(self, part: Part, at: int) -> None:
        """Subtract the steps from `at` on from the time before: `45 min easy including 6 x 20 s strides`."""
        ms = _total_ms(_steps_of(self.done[at:]))
        before = self.done[at - 1].steps
        step = before[-1] if before else None
        if isinstance(step, Step) and isinstance(step.length, Duration) and 0 < ms <= step.length.ms - STEP_MS[0]:
            self.done[at - 1].steps = (*before[:-1], replace(step, length=Duration(step.length.ms - ms)))
            message = _("{place}: {words} is part of the time before it, and stands at its end.")
        else:
            message = _("{place}: {words} was put behind the step before it, and makes it no shorter.")
        self._note(message, whole(trimmed(part.text)))

    def _merged(self, parts: list[Part]) -> list[Part]:
        """Return the parts that say something to do; words alone belong to the part beside them."""
        made, waiting = list[Part](), list[Part]()
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            leads = following is not None and following.says and following.sign in WITH
            if part.says:
                for words in reversed(waiting):
                    part.tokens[:0] = [*words.tokens, sign_of(part)]
                    part.before, part.sign = words.before, words.sign
                waiting = []
                made.append(part)
            elif all(token.kind in (Kind.SIGN, Kind.OPEN, Kind.CLOSE) for token in part.tokens):
                continue
            elif made and part.before is Kind.STOP and leads:  # "4 x 1k. Finish with 10 min easy"
                waiting.append(part)
            elif made and part.before in HERE and part.sign != "/" and made[-1].group is None:
                is_soft = following is not None and following.before is Kind.SOFT
                if following and part.before is Kind.STOP and is_soft and not rests(part.text):
                    following.before = Kind.STOP  # the words end no sentence
                behind = [sign_of(part), *part.tokens]
                mark_secondary(made[-1], behind)
                made[-1].tokens += behind
            elif following is not None and following.before is Kind.SOFT and not (made and part.sign == "/"):
                waiting.append(part)
            else:
                self._without_length(part)
        for part in waiting:
            self._without_length(part)
        return made

    def _without_length(self, part: Part) -> None:
        text = trimmed(part.text)
        if not text:
            return
        use(part.tokens)
        if role_in(text) or part.before is Kind.STOP:
            note_no_length(text, self.line, self.findings)
            return
        sentence = _("{text} has no time or distance: write one like 90s, 1:30, 10 min or 400mtr")
        self.findings.wrong(sentence.format(text=whole(text)), self.line.place)

    def _is_time_of(self, part: Part, rounds: Sequence[Part]) -> bool:
        """Return whether a length in brackets is the time of all `rounds`: `5 x 1 min, 1 min easy (10 min)`."""
        if part.sign not in ("(", "[") or part.before is not Kind.SOFT or part.group is not None:
            return False
        if [token.kind for token in part.tokens] != [Kind.LENGTH] or any(one.group is not None for one in rounds):
            return False
        lengths = [token.measured for one in rounds for token in one.tokens if token.kind is Kind.LENGTH]
        total = sum(one.ms for one in lengths if one) if all(one and one.ms for one in lengths) else 0
        for count in rounds[0].counts()[0]:
            total *= count.rounds
        said = part.tokens[0].measured
        if said is None or not total or said.ms != total:
            return False
        use(part.tokens)
        self._note(_("{place}: {words} was read as the time of all rounds."), whole(part.text))
        return True

    def _end_of_round(self, parts: list[Part], at: int) -> int:
        """Return where the round ends that begins with the part at `at`."""
        end = at + 1
        if parts[at].group is not None or parts[at].counts()[1]:
            return end
        is_listed = has_colon(parts[at])
        while end < len(parts):
            part = parts[end]
            if self._is_time_of(part, parts[at:end]):
                del parts[end]
                continue
            lead, trail = part.counts()
            is_behind_halves = part.sign == "," and parts[end - 1].sign == "/"  # 8 x 1 min hard / 1 min easy, …
            is_cut = part.before is Kind.STOP or (part.before is Kind.HARD and not (is_listed and part.sign != ";"))
            is_apart = is_cut or is_behind_halves or role_in(part.text) is not None
            is_apart = is_apart or any(token.kind is Kind.LIST for token in part.tokens)
            is_behind_rest = end > at + 1 and is_within(parts[end - 1].tokens)
            is_apart = is_apart or (is_behind_rest and not is_rest(part) and not is_bare_rest(part))
            if is_apart or (lead and part.sign != "/") or not part.does:
                break
            end += 1
            if trail:
                break
        return end

    def _repeat(self, parts: Sequence[Part], lead: Sequence[Token], role: Role | None) -> Steps:
        """Return the repeat of `parts`, the first of which has the counts `lead` at its front."""
        self._check_depth(len(lead))
        inner, outer = list[Step | Repeat](), list[Step | Repeat]()
        for n, part in enumerate(parts):
            is_bare = n > 0 and is_bare_rest(part)
            steps = self._steps(part, Role.REST if is_bare else role, len(lead), nested=n > 0)
            if is_bare:
                steps = tuple(self._as_rest(step, role) for step in steps)
            words = {folded(token) for token in part.tokens}
            is_pause = n > 0 and (is_bare or is_rest(part))
            steps = tuple(replace(step, between=is_pause and _is_between(words)) for step in steps)
            is_outer = len(lead) > 1 and ((bool(words & SETS) and is_pause) or (is_bare and n > 1))
            (outer if is_outer else inner).extend(steps)
        made: Steps = tuple(inner)
        for n, count in enumerate(reversed(lead)):
            made = self._times(count, made)
            if n == 0 and outer and made and isinstance(made[0], Repeat):
                made = (*made, *outer)
        return made

    def _as_rest(self, step: Step | Repeat, role: Role | None) -> Step | Repeat:
        if not isinstance(step, Step):
            return step
        self.findings.note(_("Steps called rest or recovery walk forward where they say nothing else."))
        return replace(step, movement=WALK_FORWARD, role=role)

    def _times(self, count: Token, steps: Steps) -> Steps:
        rounds = rounds_of(count, self.line, self.findings)
        return (Repeat(rounds, steps),) if steps and rounds else ()

    def _steps(self, part: Part, role: Role | None, counts: int = 0, *, nested: bool = False) -> Steps:
        """Return the steps of one part without its counts, or with those of a part `nested` in a round."""
        if part.group is not None:
            reader = _LineReader(self.line, self.findings, self.depth + counts + 1)
            steps = reader.read(part.group, role_in(part.text) or role)
            words = [token for token in part.tokens if token.kind is not Kind.COUNT]
            text = trimmed(" ".join(token.text for token in words if folded(token) not in FILLERS))
            if text and role_in(text) is None:
                note_left_out(text, self.line, self.findings)
                use(words)
        else:
            step = read_step(part.tokens, self.line, role, self.findings)
            steps = (step,) if step else ()
        if nested:
            for count in reversed(part.counts()[0]):
                steps = self._times(count, steps)
        return steps

    def _plain(self, part: Part, sentence: Sentence, role: Role | None, *, is_last: bool) -> None:
        """Read a part without a leading count; a rest may belong to the repeat before it."""
        steps = self._steps(part, role)
        last = self.done[-1] if self.done else None
        repeat = last.steps[-1] if last and last.is_counted and last.steps else None
        is_lone = isinstance(repeat, Repeat) and len(repeat.steps) == 1 and isinstance(repeat.steps[0], Step)
        belongs = part.before is not Kind.HARD or is_within(part.tokens) or (is_lone and is_last)
        is_beside = part.sign in WITH and all(isinstance(one, Step) and one.movement in PAUSES for one in steps)
        is_of_round = is_rest(part) or (is_beside and isinstance(repeat, Repeat) and not is_lone)
        if last and isinstance(repeat, Repeat) and belongs and is_of_round and steps:
            last.steps = (*last.steps[:-1], with_rest(repeat, steps[0], part.tokens))
            return
        is_pause = rests(part.text) or any(is_gait(folded(token)) for token in part.tokens)
        single = [one for one in self.done if not one.is_counted and one.is_main]
        if len(single) > 1 and len(steps) == 1 and is_pause and (is_within(part.tokens) or part.sign in WITH):
            # `400, 800, 400 with 200 jog between`
            message = _("{place}: {words} was put between the {n} steps before it.")
            self._note(message, whole(part.text), len(single))
            for one in single[: None if "after" in part.text.casefold() else -1]:
                one.steps += steps
            return
        role = role_in(part.text) or role
        if is_lone and is_pause and role is None and part.before is not Kind.SOFT:
            message = _(
                "{place}: {words} is done once, behind the rounds. Put brackets around what each round has."
            )
            self._note(message, whole(trimmed(part.text)))
        self.done.append(_Done(steps, sentence, role=role))

    def _behind(self, part: Part, trail: Sequence[Token], sentence: Sentence) -> None:
        """Apply counts and totals behind `part` to the steps of its sentence."""
        for count in trail:
            is_apart = any(token.kind is Kind.OPEN for token in part.tokens[: part.tokens.index(count)])
            self._wrap(count, self._before(count, sentence, is_apart=is_apart and part.group is None))
        for total in part.tokens:
            if total.kind is Kind.TOTAL and not total.used:
                self._fill(total, [one for one in self.done if one.sentence == sentence])

    def _before(self, count: Token, sentence: Sentence, *, is_apart: bool) -> list[_Done]:
        """Return what of its sentence a `count` repeats; if `is_apart`, also what stands before "then"."""
        half = [one for one in self.done if one.sentence == sentence]
        more = [one for one in self.done if one.sentence[0] == sentence[0] and one.is_main]
        if len(_steps_of(half)) != 1 or len(more) < 2:
            return half
        if is_apart:
            message = _("{place}: {count} repeats the {n} steps before it.")
        else:
            message = _("{place}: {count} repeats only the step before it: put brackets around more.")
        values = {"count": whole(count.text.strip()), "n": len(_steps_of(more))}
        self.findings.note(message.format(place=self.line.place, **values))
        return more if is_apart else half

    def _wrap(self, count: Token, chosen: Iterable[_Done]) -> None:
        chosen = [one for one in chosen if one.is_main and one.steps]
        if not chosen:
            return
        steps = self._times(count, _steps_of(chosen))
        at = self.done.index(chosen[0])
        self.done = [one for one in self.done if one not in chosen]
        self.done.insert(at, _Done(steps, chosen[-1].sentence, is_counted=True))

    def _fill(self, total: Token, chosen: Iterable[_Done]) -> None:
        """Repeat the steps `chosen` until they last as long as `total` says, where whole rounds do."""
        chosen = [one for one in chosen if one.is_main]
        everything, ms = (_total_ms(_steps_of(some)) for some in (self.done, chosen))
        if total.measured is None or not total.measured.ms or not ms or not everything:
            return
        if total.measured.ms in (everything, ms):
            total.used = True
        elif total.measured.ms % ms == 0 and not any(one.is_counted for one in chosen):
            self._wrap(Token(Kind.COUNT, "", rounds=total.measured.ms // ms), chosen)
            total.used = True

    def _count_alone(self, parts: Sequence[Part], at: int, sentence: Sentence, role: Role | None) -> int:
        """Read the part at `at` that is only a count: it repeats what follows, or what stands before it."""
        part = parts[at]
        lead, _trail = part.counts()
        leads = not self.done or part.text.rstrip().endswith((":", "following", "of"))
        end = at + 1
        while end < len(parts) and parts[end].does and parts[end].before is not Kind.STOP:
            if parts[end].counts()[0] or role_in(parts[end].text):
                break
            end += 1
        if lead and leads and end > at + 1:
            self.done.append(_Done(self._repeat(parts[at + 1 : end], lead, role), sentence, is_counted=True))
            return end
        if lead and self.done:
            same = self._before(lead[0], sentence, is_apart=True)
            if not same:
                same = self._before(lead[0], self.done[-1].sentence, is_apart=True)
                same = self.done if len(_steps_of(same)) < 2 else same
            self._wrap(lead[0], same)
        self._behind(part, (), self.done[-1].sentence if self.done else sentence)
        return at + 1


def _steps_of(some: Iterable[_Done]) -> Steps:
    return tuple(step for one in some for step in one.steps)


def _total_ms(steps: Sequence[Step | Repeat]) -> int:
    """Return how long `steps` take; 0 where not all of them have a time."""
    total = 0
    for step in steps:
        if isinstance(step, Repeat):
            ms = step.rounds * _total_ms(step.steps)
        else:
            ms = step.length.ms if isinstance(step.length, Duration) else 0
        if not ms:
            return 0
        total += ms
    return total
