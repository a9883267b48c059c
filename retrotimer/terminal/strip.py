"""The dark strip at the foot of the screen: what comes next, the sound, the ribbon with its playhead, the keys."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text

from retrotimer.terminal.colours import PLAYHEAD, arrow, colour
from retrotimer.terminal.frame import Frame
from retrotimer.terminal.key_help import key_line
from retrotimer.terminal.ribbon import ABOVE, BELOW, LINE, Ribbon, Row
from retrotimer.texts import _
from retrotimer.training.workout import Gait

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
