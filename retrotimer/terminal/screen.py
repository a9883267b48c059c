"""Draw the screen of a running session, only when it would look different."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, Self

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from retrotimer.app.session.controls import KEYS, OF_GROUPS, OF_MUSIC, Control, Key
from retrotimer.app.session.display import Captions, Display, display, progress
from retrotimer.app.session.player import Player
from retrotimer.terminal import font
from retrotimer.terminal.colours import INK, PAPER, PLAYHEAD, arrow, colour, ground
from retrotimer.terminal.phones import Codes
from retrotimer.terminal.ribbon import ABOVE, BELOW, LINE, Ribbon, Row
from retrotimer.terminal.signals import quiet_errors
from retrotimer.texts import N_, _
from retrotimer.training.formatting import NS_PER_S, clock_text
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Event, EventKind, Session, State
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import Gait

MARGIN = 2  # columns left free at each side


class GroupLine(NamedTuple):
    """One of several groups: its name, what to show of it, and whether commands are for it alone."""

    name: str
    display: Display
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The screen at one moment. `filled` columns of the interval's bar are done; the playhead is in `playhead`."""

    width: int
    height: int
    display: Display
    lines: tuple[str, ...]
    filled: int
    playhead: int
    sound: str
    notice: str
    has_slept: bool
    shows_keys: bool
    has_music: bool = False
    codes: Codes | None = None
    rows: tuple[GroupLine, ...] = ()
    takes_marks: bool = False

    @property
    def inner(self) -> int:
        """The columns between the margins."""
        return max(1, self.width - 2 * MARGIN)

    @property
    def is_paused(self) -> bool:
        """Whether the session waits for the athlete."""
        return self.display.state is State.PAUSED


def make_frame(
    player: Player,
    lines: tuple[str, ...],
    ribbon: Ribbon,
    size: tuple[int, int],
    *,
    shows_keys: bool,
    codes: Codes | None = None,
    arrival: str = "",
) -> Frame:
    """Return the picture of `player` now.

    `lines` are its captions, `size` columns and rows, `arrival` tells of the one that was just taken.
    """
    session = player.shown
    there = progress(session)
    rows = tuple(
        GroupLine(group.name, display(one), player.chosen is not None and player.is_chosen(n))
        for n, (group, one) in enumerate(zip(player.groups.groups, player.groups.sessions, strict=True))
    )
    inner = max(1, size[0] - 2 * MARGIN)
    is_over = player.state is State.FINISHED
    takes_marks = is_over and bool(player.groups.marks)
    lines = (_("Enter marks arrivals  ·  Space: see summary"),) if takes_marks else lines
    return Frame(
        width=size[0],
        height=size[1],
        display=display(session),
        lines=_question(session) or lines,
        filled=round(there.interval * inner),
        playhead=ribbon.width if is_over else ribbon.column(session.index, there.interval),
        sound=_sound(player),
        notice=player.sound.notice or arrival,
        has_slept=player.groups.missed_ns > 0,
        shows_keys=shows_keys,
        has_music=player.sound.music_on is not None,
        codes=codes,
        rows=rows if len(rows) > 1 else (),
        takes_marks=takes_marks,
    )


def _question(session: Session) -> tuple[str, ...]:
    """Return what to ask after the machine slept."""
    if not session.missed_ns:
        return ()
    slept = clock_text(session.missed_ns // NS_PER_S)
    return (
        _("The machine slept; {time} went by.").format(time=slept),
        _("Space goes on from here, J jumps to now, Esc stops."),
    )


def _sound(player: Player) -> str:
    if player.sound.muted:
        return _("Sound off")
    return _("Sound {percent} %").format(percent=round(100 * player.sound.volume))


ASK = "?"
MOVING = (
    (N_("Space"), N_("pause")),
    ("→", N_("next")),
    ("←", N_("Back")),
    ("C", N_("cool down")),
    ("+", N_("30 s more")),
    ("M", N_("mute")),
    ("Esc", N_("pause")),
)
PAUSED = (
    (N_("Space"), N_("go on")),
    ("Esc", N_("stop")),
    ("→", N_("next")),
    ("←", N_("Back")),
    ("R", N_("restart")),
    ("C", N_("cool down")),
)
AFTER = ((N_("Space"), N_("See summary")), (N_("Backspace"), N_("take the last arrival back")))
SLEPT = ((N_("Space"), N_("go on from here")), ("J", N_("jump to now")), ("Esc", N_("stop")))
LEAVE = Key(N_("Esc or Q"), N_("pause; stop a paused session"))
STOP = Key("Ctrl-C", N_("stop at once"))
WINDOWS_OWN = (Control.FULL_SCREEN, Control.GROUP)  # what only a window can do


def key_line(frame: Frame) -> Text:
    """Return as many keys as there is room for, with what they do now; the one for all keys always."""
    line = Text()
    ask = _key_text(ASK, _("keys"))
    for key, does in _keys(frame):
        shown = _key_text(_(key), _(does))
        if line.cell_len + shown.cell_len + ask.cell_len + 2 * len("   ") > frame.inner:
            break
        line.append_text(shown).append("   ")
    return line.append_text(ask)


def key_table(frame: Frame) -> list[Text]:
    """Return every key and what it does, one a line."""
    table = {**KEYS, Control.LEAVE: LEAVE}
    useless = WINDOWS_OWN if frame.rows else (*WINDOWS_OWN, *OF_GROUPS)
    useless = useless if frame.has_music else (*useless, *OF_MUSIC)
    keys = [key for control, key in table.items() if control not in useless]
    width = max(len(_(key.keys)) for key in (*keys, STOP))
    lines = []
    for key in (*keys, STOP):
        line = Text(_(key.keys).ljust(width), style="bold").append(f"  {_(key.does)}", style="not bold")
        line.truncate(frame.inner, overflow="ellipsis")
        lines.append(line)
    return lines


def _keys(frame: Frame) -> tuple[tuple[str, str], ...]:
    if frame.display.state is State.FINISHED:
        return AFTER if frame.takes_marks else ()
    if frame.has_slept:
        return SLEPT
    return PAUSED if frame.is_paused else MOVING


def _key_text(key: str, does: str) -> Text:
    return Text.assemble((key, "bold"), f" {does}")


TALL, MIDDLING, LOW = 18, 10, 6
"""Heights of the screen, in lines, from which on there is room for the ribbon, for a bar and keys, for a bar."""


def strip(frame: Frame, ribbon: Ribbon) -> list[Text]:
    """Return the lines of the strip."""
    lines = [_next(frame)]
    if frame.height >= TALL:
        lines += _ribbon(frame, ribbon)
    elif frame.height >= LOW:
        lines.append(_bar(frame, ribbon))
    if frame.notice and frame.height >= LOW:
        lines.append(Text(frame.notice, style="bold"))
    if frame.height >= MIDDLING:
        lines.append(key_line(frame))
    return lines


def _next(frame: Frame) -> Text:
    shown = frame.display
    line = Text()
    if shown.next_title:
        words = f"{arrow(shown.following)} {shown.next_title}".strip()
        line.append(_("Next: {what}").format(what=words), style=f"bold {colour(shown.following)}")
        line.append(f"  {shown.next_length}")
    gap = frame.inner - line.cell_len - len(frame.sound)
    return line.append(" " * gap + frame.sound) if gap > 1 else line


def _bar(frame: Frame, ribbon: Ribbon) -> Text:
    done = min(frame.inner, round(frame.playhead / ribbon.width * frame.inner))
    return Text("━" * done + "─" * (frame.inner - done))


def _ribbon(frame: Frame, ribbon: Ribbon) -> list[Text]:
    line = Text(LINE * ribbon.width)
    return [
        _with_playhead(text, frame.playhead)
        for text in (_side(ribbon.above, ABOVE), line, _side(ribbon.below, BELOW))
    ]


def _side(row: Row, signs: dict[Gait, str]) -> Text:
    text = Text()
    for movement, run in groupby(row):
        text.append((signs[movement.gait] if movement else " ") * len(list(run)), style=colour(movement))
    return text


def _with_playhead(line: Text, column: int) -> Text:
    """Return `line` with what is done dimmed, and the playhead at `column` where it is still within."""
    line.stylize("dim", 0, column)
    if column >= len(line):
        return line
    return Text.assemble(line[:column], ("┃", f"bold {PLAYHEAD}"), line[column + 1 :])


WIDEST_DOT, TALLEST_DOT = 12, 14
SQUAREST, NARROWEST = 1.6, 0.6
"""How much wider or narrower than high a dot of the digits may be; a half line is as high as a column is wide."""


def draw(frame: Frame, ribbon: Ribbon) -> list[Text]:
    """Return `frame` as lines that fill the screen."""
    if frame.codes:
        from retrotimer.terminal.codes import code_screen  # seldom

        heading = f"{frame.display.whole_title}  {frame.display.digits}".strip()
        lines = code_screen(frame.codes, heading, frame.inner, frame.height) + [Text()] * frame.height
        return [_line(line, frame, f"{PAPER} on {INK}") for line in lines[: frame.height]]
    below = strip(frame, ribbon)[: frame.height - 1]
    if frame.rows and not frame.shows_keys:
        lines = _groups(frame, frame.height - len(below))
        return lines + [_line(t, frame, f"{PAPER} on {INK}") for t in below]
    field = _field(frame, frame.height - len(below))
    style = f"{INK} on {ground(frame.display.state, frame.display.movement)}"
    return [_line(text, frame, style) for text in field] + [_line(t, frame, f"{PAPER} on {INK}") for t in below]


def _line(text: Text, frame: Frame, style: str) -> Text:
    text.truncate(frame.inner, overflow="ellipsis", pad=True)
    line = Text(" " * MARGIN).append_text(text).append(" " * MARGIN)
    line.truncate(frame.width)
    line.stylize_before(style)
    return line


def _field(frame: Frame, height: int) -> list[Text]:
    """Return the lines of the coloured field: title, digits, captions, the interval's bar."""
    top = _title(frame, height)
    bottom = [_centred(line, frame) for line in frame.lines[:2]] if height >= 6 else []
    if height >= 12:
        bottom += [Text()] * (2 - len(bottom))
    bar = [Text("━" * frame.filled + "─" * (frame.inner - frame.filled))] if height >= 4 else []
    room = height - len(top) - len(bottom) - len(bar)
    middle = key_table(frame)[:room] if frame.shows_keys else _digits(frame, room)
    return [*top, *_in_the_middle(middle, room), *bottom, *bar][:height]


def _groups(frame: Frame, height: int) -> list[Text]:
    """Return a row of `height` // groups lines for each group, on the ground of its own movement."""
    widest = max(Text(row.name).cell_len for row in frame.rows)
    high = max(1, min(5, (height - 1) // len(frame.rows)))  # a line is left for what is said
    lines: list[Text] = []
    for row in frame.rows:
        shown = row.display
        style = f"{INK} on {ground(shown.state, shown.movement)}"
        title = _("Paused").upper() if shown.state is State.PAUSED else shown.whole_title
        text = Text("▶ " if row.is_chosen else "  ", style="bold")
        name = Text(row.name, style="bold")
        name.pad_right(widest - name.cell_len)
        text.append_text(name).append(f"  {arrow(shown.movement) or ' '} {title}  {shown.digits}", style="bold")
        following = _("Next: {what}").format(what=f"{shown.next_title} {shown.next_length}".strip())
        parts = (shown.round, following if shown.next_title else "", shown.left)
        right = Text(" · ".join(part for part in parts if part))
        gap = frame.inner - text.cell_len - right.cell_len
        both = text.append(" " * gap).append_text(right) if gap >= 2 else text
        lines += [_line(line, frame, style) for line in _in_the_middle([both], high)]
    style = f"{INK} on {ground(frame.display.state, frame.display.movement)}"
    lines += [_line(_centred(line, frame), frame, style) for line in frame.lines[: height - len(lines)]]
    return (lines + [_line(Text(), frame, f"{PAPER} on {INK}") for _n in range(height - len(lines))])[:height]


def _in_the_middle(lines: list[Text], room: int) -> list[Text]:
    above = max(0, room - len(lines)) // 2
    return [Text()] * above + lines + [Text()] * (room - above - len(lines))


def _centred(text: str, frame: Frame) -> Text:
    line = Text(text, style="bold")
    line.truncate(frame.inner, overflow="ellipsis")
    line.pad_left((frame.inner - line.cell_len) // 2)
    return line


# The title, with round and time left at its right


def _title(frame: Frame, height: int) -> list[Text]:
    words = (_("Paused") if frame.is_paused else frame.display.title).upper()
    right = _right(frame)
    room = frame.inner - max((line.cell_len for line in right), default=0) - 2
    if height >= 12 and font.can_draw(words) and font.width(words) <= room:
        left = [Text(line) for line in font.block(words)]
        return [Text(), *_beside(left, right, frame), Text()]
    far = "" if frame.is_paused else frame.display.distance
    named = Text(f"{arrow(frame.display.movement)} {words} {far}".strip(), style="bold")
    right = _right(frame, is_far_told=bool(far))
    room = frame.inner - max((line.cell_len for line in right), default=0) - 2
    if named.cell_len <= room:
        return _beside([named], right, frame)[: max(1, height - 2)]
    return [named, Text("  ").join(right)][: max(1, height - 1)]


def _right(frame: Frame, *, is_far_told: bool = False) -> list[Text]:
    shown = frame.display
    far = "" if is_far_told else shown.distance
    rounds = [part for part in (far, shown.outer_round, shown.round) if part]
    if frame.is_paused:
        rounds = [f"{arrow(shown.movement)} {shown.title}".strip(), " · ".join(rounds)]
    parts = (*rounds, shown.left or shown.name)
    return [Text(part, style="bold") for part in parts if part]


def _beside(left: list[Text], right: list[Text], frame: Frame) -> list[Text]:
    lines = []
    for n in range(max(len(left), len(right))):
        line = left[n].copy() if n < len(left) else Text()
        if n < len(right):
            line.pad_right(frame.inner - line.cell_len - right[n].cell_len)
            line.append_text(right[n])
        lines.append(line)
    return lines


# The digits


def _digits(frame: Frame, room: int) -> list[Text]:
    """Return the digits as large as there is room for, an arrow before them where it costs them little."""
    digits = frame.display.digits or frame.display.title
    pointed = f"{arrow(frame.display.movement)}{font.THIN}{digits}".strip()
    for text in (pointed, digits):
        size = _dot(text, frame.inner, room)
        if size and (text == digits or size[0] * size[1] * 2 > _area(_dot(digits, frame.inner, room))):
            lines = [Text(line) for line in font.block(text, *size)]
            return [_shifted(line, font.width(text) * size[0], frame) for line in lines]
    return [_centred(digits, frame)] if room > 0 else []


def _dot(text: str, columns: int, rows: int) -> tuple[int, int] | None:
    """Return the columns and half lines of the largest dot with which `text` fits, None where none does."""
    if not font.can_draw(text):
        return None
    most_columns = min(WIDEST_DOT, columns // font.width(text))
    most_halves = min(TALLEST_DOT, 2 * rows // font.ROWS)
    sizes = [
        (wide, high)
        for wide in range(1, most_columns + 1)
        for high in range(1, most_halves + 1)
        if NARROWEST * high <= wide <= SQUAREST * high
    ]
    return max(sizes, key=_area, default=None)


def _area(size: tuple[int, int] | None) -> int:
    return size[0] * size[1] if size else 0


def _shifted(line: Text, width: int, frame: Frame) -> Text:
    line.pad_left(max(0, frame.inner - width) // 2)
    return line


class LiveView:
    """View of a session on the whole terminal, which is restored when the `with` block ends."""

    def __init__(self, player: Player, console: Console | None = None) -> None:
        self._player = player
        self._console = console or Console(highlight=False)
        self._quiet = quiet_errors()
        self._live = Live(console=self._console, screen=True, auto_refresh=False, vertical_overflow="crop")
        self._captions = Captions()
        player.listen(self._captions)
        player.listen(self._note_arrival)
        self._arrival = ""
        self._shows_keys = False
        self._codes: Codes | None = None
        self._seen: Frame | None = None
        self._ribbon: Ribbon | None = None
        self._timeline: Timeline | None = None

    def __enter__(self) -> Self:
        self._quiet.__enter__()
        self._live.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._live.stop()
        self._quiet.__exit__(None, None, None)

    def toggle_keys(self) -> None:
        """Show the table of keys, or put it away."""
        self._shows_keys = not self._shows_keys

    def show_codes(self, codes: Codes | None) -> None:
        """Show `codes` in place of the session, or the session again."""
        self._codes = codes

    def show(self) -> None:
        """Show the session as it is now."""
        size = self._console.size
        ribbon = self._ribbon_for(max(1, size.width - 2 * MARGIN))
        frame = make_frame(
            self._player,
            self._captions.lines,
            ribbon,
            (size.width, size.height),
            shows_keys=self._shows_keys,
            codes=self._codes,
            arrival=self._arrival,
        )
        if frame != self._seen:
            self._live.update(Group(*draw(frame, ribbon)), refresh=True)
            self._seen = frame

    def _note_arrival(self, session: GroupSession, events: tuple[Event, ...]) -> None:
        """Tell of an arrival until something else happens."""
        for event in events:
            if event.kind is EventKind.MARK:
                from retrotimer.app.history.arrivals import last_arrival_text  # many sessions have none

                self._arrival = last_arrival_text(session)
            elif event.kind is EventKind.UNMARK:
                self._arrival = _("The last arrival is taken back.")
            elif event.kind is not EventKind.CUE:
                self._arrival = ""

    def _ribbon_for(self, width: int) -> Ribbon:
        timeline = self._player.shown.timeline
        if self._ribbon is None or self._ribbon.width != width or self._timeline is not timeline:
            self._ribbon, self._timeline = Ribbon(timeline, width), timeline
        return self._ribbon
