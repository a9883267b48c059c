"""The keys as they are told on the screen: a line of the most useful now, and a table of all."""

from __future__ import annotations

from rich.text import Text

from retrotimer.app.session.controls import KEYS, Control, Key
from retrotimer.terminal.frame import Frame
from retrotimer.texts import N_, _
from retrotimer.training.session import State

ASK = "?"
MOVING = (
    (N_("Space"), N_("pause")),
    ("→", N_("next")),
    ("←", N_("back")),
    ("C", N_("cool down")),
    ("+", N_("30 s more")),
    ("M", N_("mute")),
    ("Esc", N_("pause")),
)
PAUSED = (
    (N_("Space"), N_("go on")),
    ("Esc", N_("stop")),
    ("→", N_("next")),
    ("←", N_("back")),
    ("R", N_("restart")),
    ("C", N_("cool down")),
)
SLEPT = ((N_("Space"), N_("go on from here")), ("J", N_("jump to now")), ("Esc", N_("stop")))
LEAVE = Key(N_("Esc or Q"), N_("pause; stop a paused session"))
STOP = Key("Ctrl-C", N_("stop at once"))
WINDOWS_OWN = (Control.FULL_SCREEN, Control.GROUP)
"""What only a window can do."""


def key_line(frame: Frame) -> Text:
    """Return as many keys as there is room for, with what they do now; the one for all keys always."""
    line = Text()
    ask = _told(ASK, _("keys"))
    for key, does in _keys(frame):
        told = _told(_(key), _(does))
        if line.cell_len + told.cell_len + ask.cell_len + 2 * len("   ") > frame.inner:
            break
        line.append_text(told).append("   ")
    return line.append_text(ask)


def key_table(frame: Frame) -> list[Text]:
    """Return every key and what it does, one a line."""
    table = {**KEYS, Control.LEAVE: LEAVE}
    keys = [key for control, key in table.items() if control not in WINDOWS_OWN]
    width = max(len(_(key.keys)) for key in (*keys, STOP))
    lines = []
    for key in (*keys, STOP):
        line = Text(_(key.keys).ljust(width), style="bold").append(f"  {_(key.does)}", style="not bold")
        line.truncate(frame.inner, overflow="ellipsis")
        lines.append(line)
    return lines


def _keys(frame: Frame) -> tuple[tuple[str, str], ...]:
    if frame.display.state is State.FINISHED:
        return ()
    if frame.has_slept:
        return SLEPT
    return PAUSED if frame.is_paused else MOVING


def _told(key: str, does: str) -> Text:
    return Text.assemble((key, "bold"), f" {does}")
