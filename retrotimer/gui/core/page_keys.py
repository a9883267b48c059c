"""List the keys of each page, for the page of all keys and for the help of one page.

Those of a session are in `retrotimer.app.session.controls`.

docs/keys.md tells the same; a test holds them together.
"""

from __future__ import annotations

from typing import NamedTuple

from retrotimer.texts import N_


class PageKeys(NamedTuple):
    """What keys do on a page: each row has the keys as they are shown, and what they do."""

    title: str
    rows: tuple[tuple[str, str], ...]


EVERYWHERE = PageKeys(
    N_("Everywhere"),
    (
        ("F1", N_("the keys of this page")),
        (N_("Ctrl+Q or Ctrl+W"), N_("close RetroTimer")),
    ),
)
LIBRARY = PageKeys(
    N_("In the library"),
    (
        ("↑, ↓", N_("choose a workout")),
        (N_("Space or Enter"), N_("start it")),
        (N_("any letter"), N_("search")),
        ("Ctrl+F", N_("go to the search")),
        (N_("* or Ctrl+D"), N_("star it")),
        ("Ctrl+E", N_("edit it")),
        ("Ctrl+N", N_("a new workout")),
        ("F2", N_("rename it")),
        ("Ctrl+Shift+D", N_("duplicate it")),
        (N_("Del"), N_("delete it, if it is yours")),
        ("Ctrl+Z", N_("take back what was deleted")),
        ("Ctrl+T", N_("take it along as a sound file")),
        ("Ctrl+B", N_("build an alternation from four numbers")),
        ("Ctrl+Shift+T", N_("take a workout as text")),
        ("Ctrl+P", N_("the eight-week plan")),
        ("Ctrl+H", N_("your history")),
        ("Ctrl+,", N_("settings")),
        ("?", N_("all keys, and what RetroTimer is")),
    ),
)
EDITOR = PageKeys(
    N_("In the editor"),
    (
        ("F, B", N_("forward, backward")),
        ("R, W, S", N_("run, walk, stand")),
        ("T", N_("until you tap")),
        ("U, C", N_("warm-up, cool-down")),
        (N_("a digit"), N_("how long, or how often")),
        (N_("N or Ins"), N_("add a step")),
        ("Ctrl+D", N_("duplicate")),
        (N_("Del or Backspace"), N_("delete")),
        ("Ctrl+G", N_("repeat the chosen steps")),
        ("Ctrl+Shift+G", N_("repeat them no longer")),
        (N_("Alt+Up, Alt+Down"), N_("move them")),
        ("Shift+↑, Shift+↓, Ctrl+A", N_("choose several")),
        ("Ctrl+T", N_("hear the next twenty seconds from here")),
        ("Ctrl+Shift+T", N_("show it as text, to be changed there")),
        ("F2", N_("name it")),
        ("Ctrl+S", N_("save")),
        ("Ctrl+Z", N_("undo")),
        (N_("Ctrl+Y or Ctrl+Shift+Z"), N_("redo")),
        (N_("Esc"), N_("back")),
    ),
)
HISTORY = PageKeys(
    N_("In the history"),
    (
        ("↑, ↓", N_("choose a session")),
        (N_("Enter or Space"), N_("open it")),
        (N_("Del"), N_("delete it")),
        ("Ctrl+Z", N_("bring it back")),
        ("Ctrl+F", N_("search")),
        ("←, →", N_("another week, while the bars have the focus")),
        (N_("Esc"), N_("back")),
    ),
)
ELSEWHERE = PageKeys(
    N_("On this page"),
    (
        (N_("Tab"), N_("the next field or button")),
        (N_("Enter or Space"), N_("press the button")),
        (N_("Esc"), N_("back")),
    ),
)
