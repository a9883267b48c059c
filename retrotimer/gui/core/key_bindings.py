"""Define every action with its words and keys once: menus, shortcuts, F1's page and docs/keys.md read these tables.

The keys of a session are in `retrotimer.app.session.controls`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from retrotimer.texts import N_, _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget


class Action(NamedTuple):
    """What can be done: its words in a menu or on a button, its keys, and what F1 says of it.

    One without a `name` is only listed: a list or field takes its keys itself; `shown` is how these are written.
    """

    name: str
    words: str
    keys: tuple[str, ...] = ()
    does: str = ""
    shown: str = ""

    @property
    def key(self) -> str:
        """The first of its keys as this system writes it; empty where it has none."""
        if not self.keys:
            return ""
        from PySide6.QtGui import QKeySequence  # not before the window is up

        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The actions of a page."""

    title: str
    actions: tuple[Action, ...]

    def __getitem__(self, name: str) -> Action:
        return next(action for action in self.actions if action.name == name)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The keys as they are shown, and what they do, for every action that has keys."""
        with_keys = (action for action in self.actions if action.keys or action.shown)
        return tuple(
            (_(action.shown) if action.shown else _(" or ").join(action.keys), _(action.does or action.words))
            for action in with_keys
        )


def _listed(shown: str, does: str) -> Action:
    return Action("", "", (), does, shown)


EVERYWHERE = ActionTable(
    N_("Everywhere"),
    (
        Action("workouts", N_("Workouts"), ("Ctrl+L",), N_("go to the workouts")),
        Action("plan", N_("Plan"), ("Ctrl+P",), N_("go to the eight-week plan")),
        Action("history", N_("History"), ("Ctrl+H",), N_("go to your history")),
        Action("settings", N_("Settings"), ("Ctrl+,",), N_("go to the settings")),
        Action("help", N_("Help"), ("F1",), N_("the keys of this page")),
        Action("about", N_("Help and shortcuts"), ("Shift+F1",), N_("all keys, and what RetroTimer is")),
        Action("manual", N_("Manual"), (), N_("open the manual in the browser")),
        Action("larger", N_("Larger text"), ("Ctrl++", "Ctrl+="), N_("larger text"), "Ctrl++"),
        Action("smaller", N_("Smaller text"), ("Ctrl+-",), N_("smaller text")),
        Action("plain", N_("Plain text size"), ("Ctrl+0",), N_("text of plain size")),
        Action("close", N_("Close RetroTimer"), ("Ctrl+Q", "Ctrl+W"), N_("close RetroTimer")),
    ),
)
LIBRARY = ActionTable(
    N_("In the library"),
    (
        _listed("↑, ↓", N_("choose a workout")),
        Action("start", N_("Start"), (), N_("start it"), N_("Space or Enter")),
        _listed(N_("any letter"), N_("search")),
        Action("search", N_("Search"), ("Ctrl+F",), N_("go to the search")),
        Action("star", N_("Favourite"), ("Ctrl+D", "*"), N_("star it")),
        Action("edit", N_("Edit"), ("Ctrl+E",), N_("edit it")),
        Action("rename", N_("Rename"), ("F2",), N_("rename it")),
        Action("duplicate", N_("Duplicate"), ("Ctrl+Shift+D",), N_("duplicate it")),
        Action("export", N_("Export…"), ("Ctrl+T",), N_("export it: sound, watch, calendar, text")),
        Action("folder", N_("Show in folder")),
        Action("delete", N_("Delete"), ("Del",), N_("delete it, if it is yours")),
        Action("undo", N_("Undo the deletion"), ("Ctrl+Z",), N_("bring back what was deleted")),
        Action("new", N_("Blank workout"), ("Ctrl+N",), N_("a new workout")),
        Action("build", N_("From four numbers…"), ("Ctrl+B",), N_("make one from four numbers")),
        Action("text", N_("From text…"), ("Ctrl+Shift+T",), N_("make one from text")),
        Action("open", N_("From a file…"), ("Ctrl+O",), N_("take one from a file")),
        Action("check", N_("Check sound and safety")),
        Action("screen", N_("Second screen")),
        Action("keys", N_("Help"), ("?",), N_("the keys of this page")),
    ),
)
EDITOR = ActionTable(
    N_("In the editor"),
    (
        _listed("F, B", N_("forward, backward")),
        _listed("R, W, S", N_("run, walk, stand")),
        _listed("T", N_("until you tap")),
        _listed("U, C", N_("warm-up, cool-down")),
        _listed(N_("a digit"), N_("how long, or how often")),
        Action("add", N_("Add"), ("N", "Ins"), N_("add a step")),
        Action("duplicate", N_("Duplicate"), ("Ctrl+D",), N_("duplicate")),
        Action("delete", N_("Delete"), ("Del", "Backspace"), N_("delete")),
        Action("wrap", N_("Repeat"), ("Ctrl+G",), N_("repeat the chosen steps")),
        Action("unwrap", N_("Remove the repeat"), ("Ctrl+Shift+G",), N_("repeat them no longer")),
        Action("up", N_("Up"), ("Alt+Up",), N_("move them up")),
        Action("down", N_("Down"), ("Alt+Down",), N_("move them down")),
        Action("longer", N_("Longer"), ("+", "="), N_("longer, or more often"), "+"),
        Action("shorter", N_("Shorter"), ("-",), N_("shorter, or less often")),
        _listed("Shift+↑, Shift+↓", N_("choose several")),
        Action("all", N_("Select all"), ("Ctrl+A",), N_("choose all")),
        Action("listen", N_("Listen from here"), ("Ctrl+T",), N_("hear the next twenty seconds from here")),
        Action("text", N_("Text"), ("Ctrl+Shift+T",), N_("show it as text, to be changed there")),
        Action("name", N_("Rename"), ("F2",), N_("name it")),
        Action("save", N_("Save"), ("Ctrl+S",), N_("save")),
        Action("undo", N_("Undo"), ("Ctrl+Z",), N_("undo")),
        Action("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), N_("redo")),
        _listed(N_("Esc"), N_("back")),
    ),
)
HISTORY = ActionTable(
    N_("In the history"),
    (
        _listed("↑, ↓", N_("choose a session")),
        Action("open", N_("Open"), (), N_("open it"), N_("Enter or Space")),
        Action("export", N_("Export this session…")),
        Action("delete", N_("Delete"), ("Del",), N_("delete it")),
        Action("undo", N_("Undo the deletion"), ("Ctrl+Z",), N_("bring it back")),
        Action("search", N_("Search"), ("Ctrl+F",), N_("search")),
        _listed("←, →", N_("another week, while the bars have the focus")),
        _listed(N_("Esc"), N_("back")),
    ),
)
ELSEWHERE = ActionTable(
    N_("On this page"),
    (
        _listed(N_("Tab"), N_("the next field or button")),
        _listed(N_("Enter or Space"), N_("press the button")),
        _listed(N_("Esc"), N_("back")),
    ),
)
TABLES = (LIBRARY, EDITOR, HISTORY, EVERYWHERE)


def session_keys() -> ActionTable:
    """Return the keys of a session."""
    from retrotimer.app.session.controls import KEYS  # not before the window is up

    return ActionTable(N_("While you run"), tuple(_listed(key.keys, key.does) for key in KEYS.values()))


class Actions:
    """The QActions of `table` that `acts` carries out, taking their keys on `owner` and what is in it.

    Make them only after the first paint: they cost time.
    """

    def __init__(self, owner: QWidget, table: ActionTable, acts: Mapping[str, Callable[[], object]]) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QAction, QKeySequence

        self._made: dict[str, QAction] = {}
        for action in table.actions:
            if action.name not in acts:
                continue
            made = QAction(_(action.words), owner)
            made.setShortcuts([QKeySequence(key) for key in action.keys])
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.setShortcutVisibleInContextMenu(True)
            made.triggered.connect(lambda _on, act=acts[action.name]: act())
            owner.addAction(made)
            self._made[action.name] = made

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]
