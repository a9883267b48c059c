"""Parse lines as a coach types them: `6 x (90" F / 30" B / 60" walk)`, `4x400m F, 100m B walk`, `10' warm up walk`.

A line is cut into parts at `,` `/` `+` `;` full stops and words such as "then", "and", "with"; each part with a
length is a step, others belong to the part before. A count in front of a part repeats the brackets behind it, or
all parts down to the next `+` `;` "then", full stop, count, warm-up or cool-down; a count behind parts repeats
them. A rest behind a repeat is part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

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
from retrotimer.exchange.intervals_text.tokens import (
    LENGTHS,
    PLACES,
    Kind,
    Token,
    folded,
    has_digit,
    has_length,
    joined,
    report_unused,
    tokens,
    use,
)
from retrotimer.exchange.words import is_cue, is_gait, rests, role_in
from retrotimer.texts import _
from retrotimer.training.workout.workout import (
    MAX_NESTING,
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

DEEPEST = 2 * MAX_NESTING
"""Brackets and counts within each other: each repeat may have both."""
LONGEST_LABEL = 6
"""Tokens before a colon that are a label: `Main set:`."""
BETWEEN = {"between", "zwischen", "dazwischen", "inbetween"}
AFTER = {*BETWEEN, "after", "each", "nach", "every", "per"}
SETS = {"set", "sets", "serien", "serie", "sätzen", "blocks"}
HERE = {Kind.SOFT, Kind.STOP}
INCLUDING = {"including", "inclusive", "incl", "incl."}
WITH = {"with", "w/", "mit"}


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
        return (
            next((token for token in self.tokens if token.kind is Kind.OPEN), None)
            if self.group is not None
            else None
        )


@dataclass(frozen=True, slots=True)
class Read:
    """What a line says. `label` stands before a colon, and is not yet the name of anything."""

    steps: Steps
    label: str = ""


@dataclass(slots=True)
class _Done:
    """Steps that were read, in which sentence of the line, and whether they are a repeat."""

    steps: Steps
    sentence: Sentence
    is_counted: bool = False
    role: Role | None = None


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
    label, body = _label(found)
    name = trimmed(joined(label))
    steps = _LineReader(line, findings).read(body, role, 0, role_in(name))
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
    parts = [part for part in _parts(found) if part.does]
    if len(parts) > 1 or any(token.kind in (Kind.COUNT, Kind.TOTAL) for token in found):
        read = read_line(found, line, role, findings)
        if read.label:
            note_left_out(read.label, line, findings)
        return read.steps
    parts = _cut(Part(None, "", list(found)))
    steps = (read_step(part.tokens, line, role, findings) for part in parts)
    made = tuple(step for step in steps if step)
    if made:
        report_unused(found, line.place, findings)
    return made


def is_rest_between(found: Sequence[Token]) -> bool:
    """Return whether a line is a rest within the repeat above it: `Rest 3:00 between`."""
    return _is_rest(Part(None, "", list(found))) and _is_within(found)


def with_rest(repeat: Repeat, rest: Step | Repeat, found: Sequence[Token]) -> Repeat:
    """Return `repeat` with `rest` in its rounds: between sets in the outermost, else in the innermost."""
    use(token for token in found if token.kind is Kind.NUMBER and token.measured)  # "after each 400m"
    words = {folded(token) for token in found}
    inner = repeat.steps[-1]
    if isinstance(inner, Repeat) and not words & SETS:
        return replace(repeat, steps=(*repeat.steps[:-1], with_rest(inner, rest, found)))
    is_between = bool(words & BETWEEN) and not words & {"after", "nach"}
    return replace(repeat, steps=(*repeat.steps, replace(rest, between=is_between)))


class _LineReader:
    """Parser of the parts of one line."""

    def __init__(self, line: Line, findings: Findings) -> None:
        self.line = line
        self.findings = findings

    def read(self, found: Sequence[Token], role: Role | None, depth: int, first: Role | None = None) -> Steps:
        """Return the steps of `found` within `depth` brackets and counts, behind a label of the role `first`."""
        if depth > DEEPEST:
            raise self.findings.too_deep(self.line.place)
        parts = self._merged(_parts(found))
        parts = [piece for part in parts for piece in _cut(part)]
        done = list[_Done]()
        sentence, at = (0, 0), 0
        outer, end_of_first = role, _end_of_label(parts) if first else 0
        while at < len(parts):
            part = parts[at]
            role = first if at < end_of_first else outer
            if part.before is Kind.STOP or part.sign == ";":
                sentence = (sentence[0] + 1, 0)
            elif part.before is Kind.HARD:
                sentence = (sentence[0], sentence[1] + 1)
            lead, trail = part.counts()
            if not part.does:
                at = self._count_alone(parts, at, done, (sentence, role, depth))
                continue
            known = len(done)
            if lead:
                end = self._end_of_round(parts, at)
                steps = self._repeat(parts[at:end], lead, role, depth)
                done.append(_Done(steps, sentence, is_counted=True))
                at, trail = end, parts[end - 1].counts()[1]
            else:
                is_last = at + 1 == len(parts) or not parts[at + 1].counts()[0]
                self._plain(part, done, sentence, role, depth, is_last=is_last)
                at += 1
            self._behind(parts[at - 1], trail, done, sentence)
            if part.sign in INCLUDING and 0 < known < len(done):
                self._inside(part, done, known)
        return tuple(step for one in done for step in one.steps)

    def _inside(self, part: Part, done: list[_Done], at: int) -> None:
        """Take the steps from `at` on out of the time before them: `45 min easy including 6 x 20 s strides`."""
        ms = _total_ms([step for one in done[at:] for step in one.steps])
        before = done[at - 1].steps
        step = before[-1] if before else None
        words = whole(trimmed(part.text))
        if isinstance(step, Step) and isinstance(step.length, Duration) and 0 < ms <= step.length.ms - STEP_MS[0]:
            done[at - 1].steps = (*before[:-1], replace(step, length=Duration(step.length.ms - ms)))
            message = _("{place}: {words} is part of the time before it, and stands at its end.")
        else:
            message = _("{place}: {words} was put behind the step before it, and makes it no shorter.")
        self.findings.note(message.format(place=self.line.place, words=words))

    def _merged(self, parts: list[Part]) -> list[Part]:
        """Return the parts that say something to do; words alone belong to the part beside them."""
        made, waiting = list[Part](), list[Part]()
        for n, part in enumerate(parts):
            following = parts[n + 1] if n + 1 < len(parts) else None
            leads = following is not None and following.says and following.sign in WITH
            if part.says:
                for words in reversed(waiting):
                    part.tokens[:0] = [*words.tokens, _sign(part)]
                    part.before, part.sign = words.before, words.sign
                waiting = []
                made.append(part)
            elif not any(token.kind not in (Kind.SIGN, Kind.OPEN, Kind.CLOSE) for token in part.tokens):
                continue
            elif made and part.before is Kind.STOP and leads:  # "4 x 1k. Finish with 10 min easy"
                waiting.append(part)
            elif made and part.before in HERE and part.sign != "/" and made[-1].group is None:
                if (
                    part.before is Kind.STOP
                    and following
                    and following.before is Kind.SOFT
                    and not rests(part.text)
                ):
                    following.before = Kind.STOP  # the words end no sentence
                behind = [_sign(part), *part.tokens]
                _aside(made[-1], behind)
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
        ms = [
            token.measured.ms if token.measured else 0
            for one in rounds
            for token in one.tokens
            if token.kind is Kind.LENGTH
        ]
        total = sum(ms) if all(ms) else 0
        for count in rounds[0].counts()[0]:
            total *= count.rounds
        said = part.tokens[0].measured
        if said is None or not total or said.ms != total:
            return False
        use(part.tokens)
        words = whole(part.text)
        message = _("{place}: {words} was read as the time of all rounds.").format(
            place=self.line.place, words=words
        )
        self.findings.note(message)
        return True

    def _end_of_round(self, parts: list[Part], at: int) -> int:
        """Return where the round ends that begins with the part at `at`."""
        end = at + 1
        if parts[at].group is not None or parts[at].counts()[1]:
            return end
        is_listed = _has_colon(parts[at])
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
            is_behind_rest = end > at + 1 and _is_within(parts[end - 1].tokens)
            is_apart = is_apart or (is_behind_rest and not _is_rest(part) and not _is_bare_rest(part))
            if is_apart or (lead and part.sign != "/") or not part.does:
                break
            end += 1
            if trail:
                break
        return end

    def _repeat(self, parts: Sequence[Part], lead: Sequence[Token], role: Role | None, depth: int) -> Steps:
        """Return the repeat of `parts`, the first of which has the counts `lead` at its front."""
        if depth + len(lead) > DEEPEST:
            raise self.findings.too_deep(self.line.place)
        inner, outer = list[Step | Repeat](), list[Step | Repeat]()
        for n, part in enumerate(parts):
            is_bare = n > 0 and _is_bare_rest(part)
            steps = self._steps(part, Role.REST if is_bare else role, depth + len(lead), nested=n > 0)
            if is_bare:
                steps = tuple(self._as_rest(step, role) for step in steps)
            words = {folded(token) for token in part.tokens}
            is_rest = n > 0 and (is_bare or _is_rest(part))
            is_between = is_rest and bool(words & BETWEEN) and not words & {"after", "nach"}
            steps = tuple(replace(step, between=is_between) for step in steps)
            is_outer = len(lead) > 1 and ((bool(words & SETS) and is_rest) or (is_bare and n > 1))
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
        """Return `steps` as often as `count` says."""
        rounds = rounds_of(count, self.line, self.findings)
        return (Repeat(rounds, steps),) if steps and rounds else ()

    def _steps(self, part: Part, role: Role | None, depth: int, *, nested: bool = False) -> Steps:
        """Return the steps of one part without its counts, or with those of a part `nested` in a round."""
        if part.group is not None:
            steps = self.read(part.group, role_in(part.text) or role, depth + 1)
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

    def _plain(
        self, part: Part, done: list[_Done], sentence: Sentence, role: Role | None, depth: int, *, is_last: bool
    ) -> None:
        """Read a part without a leading count; a rest may belong to the repeat before it."""
        steps = self._steps(part, role, depth)
        last = done[-1] if done else None
        is_lone = last is not None and last.is_counted and _is_of_one(last.steps)
        belongs = part.before is not Kind.HARD or _is_within(part.tokens) or (is_lone and is_last)
        if (
            last
            and last.steps
            and last.is_counted
            and belongs
            and _is_rest(part)
            and steps
            and isinstance(last.steps[-1], Repeat)
        ):
            last.steps = (*last.steps[:-1], with_rest(last.steps[-1], steps[0], part.tokens))
            return
        single = [one for one in done if not one.is_counted and one.role not in (Role.WARM_UP, Role.COOL_DOWN)]
        if len(single) > 1 and len(steps) == 1 and self._is_for_each(part):
            sentence_of = _("{place}: {words} was put between the {n} steps before it.")
            words = whole(joined(part.tokens))
            self.findings.note(sentence_of.format(place=self.line.place, words=words, n=len(single)))
            for one in single[: None if "after" in part.text.casefold() else -1]:
                one.steps += steps
            return
        role = role_in(part.text) or role
        is_rest = rests(part.text) or any(is_gait(folded(token)) for token in part.tokens)
        if is_lone and is_rest and role is None and part.before is not Kind.SOFT:
            message = _(
                "{place}: {words} is done once, behind the rounds. Put brackets around what each round has."
            )
            self.findings.note(message.format(place=self.line.place, words=whole(trimmed(part.text))))
        done.append(_Done(steps, sentence, role=role))

    def _is_for_each(self, part: Part) -> bool:
        """Return whether a part is a rest between all steps before it: `400, 800, 400 with 200 jog between`."""
        says_how = rests(part.text) or any(is_gait(folded(token)) for token in part.tokens)
        return says_how and (_is_within(part.tokens) or part.sign in ("w/", "with", "mit"))

    def _behind(self, part: Part, trail: Sequence[Token], done: list[_Done], sentence: Sentence) -> None:
        """Do what counts and totals behind `part` say with the steps of its sentence."""
        for count in trail:
            is_apart = any(token.kind is Kind.OPEN for token in part.tokens[: part.tokens.index(count)])
            self._wrap(count, done, self._before(count, done, sentence, is_apart=is_apart and part.group is None))
        for total in part.tokens:
            if total.kind is Kind.TOTAL and not total.used:
                self._fill(total, done, [one for one in done if one.sentence == sentence])

    def _before(self, count: Token, done: list[_Done], sentence: Sentence, *, is_apart: bool) -> list[_Done]:
        """Return what of its sentence a `count` repeats; if `is_apart`, also what stands before "then"."""
        half = [one for one in done if one.sentence == sentence]
        whole_sentence = [one for one in done if one.sentence[0] == sentence[0]]
        more = [one for one in whole_sentence if one.role not in (Role.WARM_UP, Role.COOL_DOWN)]
        if sum(len(one.steps) for one in half) != 1 or len(more) < 2:
            return half
        message = whole(count.text.strip())
        if is_apart:
            n = sum(len(one.steps) for one in more)
            message = _("{place}: {count} repeats the {n} steps before it.").format(
                place=self.line.place, count=message, n=n
            )
        else:
            message = _("{place}: {count} repeats only the step before it: put brackets around more.").format(
                place=self.line.place, count=message
            )
        self.findings.note(message)
        return more if is_apart else half

    def _wrap(self, count: Token, done: list[_Done], chosen: list[_Done]) -> None:
        chosen = [one for one in chosen if one.role not in (Role.WARM_UP, Role.COOL_DOWN) and one.steps]
        if not chosen:
            return
        steps = self._times(count, tuple(step for one in chosen for step in one.steps))
        at = done.index(chosen[0])
        done[:] = [one for one in done if not any(one is other for other in chosen)]
        done.insert(at, _Done(steps, chosen[-1].sentence, is_counted=True))

    def _fill(self, total: Token, done: list[_Done], chosen: list[_Done]) -> None:
        """Repeat the steps `chosen` until they last as long as `total` says, where whole rounds do."""
        chosen = [one for one in chosen if one.role not in (Role.WARM_UP, Role.COOL_DOWN)]
        everything, ms = (_total_ms([step for one in some for step in one.steps]) for some in (done, chosen))
        if total.measured is None or not total.measured.ms or not ms or not everything:
            return
        if total.measured.ms in (everything, ms):
            total.used = True
        elif total.measured.ms % ms == 0 and not any(one.is_counted for one in chosen):
            self._wrap(Token(Kind.COUNT, "", rounds=total.measured.ms // ms), done, chosen)
            total.used = True

    def _count_alone(
        self, parts: Sequence[Part], at: int, done: list[_Done], within: tuple[Sentence, Role | None, int]
    ) -> int:
        """Read the part at `at` that is only a count: it repeats what follows, or what stands before it."""
        part = parts[at]
        sentence, role, depth = within
        lead, _trail = part.counts()
        leads = not done or part.text.rstrip().endswith((":", "following", "of"))
        end = at + 1
        while end < len(parts) and parts[end].does and parts[end].before is not Kind.STOP:
            if parts[end].counts()[0] or role_in(parts[end].text):
                break
            end += 1
        if lead and leads and end > at + 1:
            steps = self._repeat(parts[at + 1 : end], lead, role, depth)
            done.append(_Done(steps, sentence, is_counted=True))
            return end
        if lead and done:
            same = self._before(lead[0], done, sentence, is_apart=True)
            if not same:
                same = self._before(lead[0], done, done[-1].sentence, is_apart=True)
                if sum(len(one.steps) for one in same) < 2:
                    same = done
            self._wrap(lead[0], done, list(same))
        self._behind(part, (), done, sentence if not done else done[-1].sentence)
        return at + 1


def _is_of_one(steps: Steps) -> bool:
    """Return whether the last of `steps` repeats a single step, and has no rest."""
    step = steps[-1] if steps else None
    return isinstance(step, Repeat) and len(step.steps) == 1 and isinstance(step.steps[0], Step)


def _has_colon(part: Part) -> bool:
    """Return whether a colon stands behind the count of `part`: `10 x: 1 min run, then 2 min walk`."""
    pairs = zip(part.tokens, part.tokens[1:], strict=False)
    return any(one.kind is Kind.COUNT and other.text == ":" for one, other in pairs)


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


def _parts(found: Sequence[Token]) -> list[Part]:
    """Return the parts between separators that stand in no brackets; lengths in brackets are parts of their own."""
    parts, at = [Part()], 0
    while at < len(found):
        token, part = found[at], parts[-1]
        if token.kind is Kind.OPEN:
            end = _closing(found, at)
            inside = found[at + 1 : end]
            if not (has_length(inside) or (part.counts()[0] and any(one.kind is Kind.COUNT for one in inside))):
                _aside(part, found[at : end + 1])
                part.tokens += found[at : end + 1]
            elif part.does:
                behind = _parts(inside)
                behind[0].before, behind[0].sign = Kind.SOFT, token.text
                parts += [*behind, Part(Kind.SOFT, ")")]
            else:
                part.tokens.append(token)
                part.group = list(inside)
            at = end
        elif token.kind in PLACES:
            parts.append(Part(token.kind, folded(token)))
        elif token.kind is not Kind.CLOSE:
            part.tokens.append(token)
        at += 1
    return parts


def _closing(found: Sequence[Token], at: int) -> int:
    """Return where the bracket closes that opens at `at`: at the end where it does not."""
    depth = 0
    for n in range(at, len(found)):
        depth += (found[n].kind is Kind.OPEN) - (found[n].kind is Kind.CLOSE)
        if depth == 0:
            return n
    return len(found)


def _cut(part: Part) -> list[Part]:
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
        cue = next((n for n in range(one + 1, other) if is_cue(folded(part.tokens[n]))), None)
        if has_words and not is_before:
            cuts.append(other)
        elif cue is not None:
            cuts.append(cue)
        elif has_words:
            cuts.append(other)
        else:
            return [part]
    pieces = [part.tokens[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(part.tokens)], strict=True)]
    return [
        Part(part.before if n == 0 else Kind.SOFT, part.sign if n == 0 else "", piece)
        for n, piece in enumerate(pieces)
    ]


def _label(found: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return the tokens before a colon near the front, and those behind it."""
    for n, token in enumerate(found[: LONGEST_LABEL + 1]):
        if token.text == ":":
            return list(found[:n]), list(found[n + 1 :])
        is_name_of_more = token.kind is Kind.LENGTH and has_length(_behind_colon(found[n:]))
        is_word = is_name_of_more or token.kind in (Kind.WORD, Kind.LABEL, Kind.SIGN, Kind.SOFT)
        if not is_word or token.text in (",", "/"):
            break
    return [], list(found)


def _end_of_label(parts: Sequence[Part]) -> int:
    """Return how many of `parts` a label at the front of the line speaks of: `Warm up: 10 min; 4 x 3 min`."""
    for n, part in enumerate(parts):
        is_apart = part.before is Kind.STOP or part.sign == ";" or any(token.text == ":" for token in part.tokens)
        is_bare = all(token.kind in (Kind.LENGTH, Kind.SIGN) for token in part.tokens)
        if n and (is_apart or is_bare or part.group is not None or part.counts()[0]):
            return n
    return len(parts)


def _behind_colon(found: Sequence[Token]) -> Sequence[Token]:
    """Return what stands behind the first colon: "45 min progression: 15 min easy, 30 min steady"."""
    return next((found[n + 1 :] for n, token in enumerate(found) if token.text == ":"), ())


def _sign(part: Part) -> Token:
    """Return the separator before `part` as a sign between words."""
    sign = "with" if part.sign == "w/" else part.sign  # its "w" is no walk
    return Token(Kind.SIGN, sign, gap=part.sign not in (",", ".", "/"))


def _aside(part: Part, found: Sequence[Token]) -> None:
    """Mark words on a rest without a length, or on the way back, as secondary: `6 x 30s uphill, walk back down`."""
    words = [folded(token) for token in found if token.kind is Kind.WORD]
    has_own = bool(part.counts()[0]) or any(
        token.kind is Kind.WORD and not any(token is one for one in found) for token in part.tokens
    )
    is_way_back = any(is_gait(word) for word in words) and bool({"back", "down"} & set(words[1:]))
    is_apart = is_way_back or (has_own and rests(" ".join(words)))
    for token in found:
        token.is_secondary = token.is_secondary or is_apart


def _is_rest(part: Part) -> bool:
    words = [token for token in part.tokens if token.kind not in (Kind.LENGTH, Kind.COUNT)]
    return part.does and (rests(joined(words)) or _is_within(part.tokens))


def _is_within(found: Sequence[Token]) -> bool:
    """Return whether a rest says that it stands between or after the rounds."""
    return any(folded(token) in (*BETWEEN, "after", "each", "nach") for token in found)


def _is_bare_rest(part: Part) -> bool:
    """Return whether a part is nothing but a length where a rest is meant: `400m (90s)`, `400m w/ 90s`."""
    is_set_apart = part.sign in ("(", "[", "{", "-", "–", "—", "w/", "with", "mit", "and", "und")
    words = [token for token in part.tokens if token.kind not in (Kind.LENGTH, Kind.SIGN)]
    return is_set_apart and not words and not has_digit(words)
