"""Lay out the tools of the editor in groups, and the menu of its steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme
from retrotimer.gui.core.key_bindings import EDITOR
from retrotimer.gui.editor.icons import IconButton, listen_button, paint_redo, paint_undo, show_listening
from retrotimer.gui.editor.key_bindings import Change
from retrotimer.gui.editor.movement_buttons import added
from retrotimer.gui.editor.step_text import MOVEMENTS
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import ActionButton, Button, FoldingRow, MenuButton
from retrotimer.gui.widgets.menus import Line, Part, open_context_menu
from retrotimer.texts import _


class Gap(Button):
    """A thin line between groups."""

    def __init__(self) -> None:
        super().__init__("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(False)

    def sizeHint(self) -> QSize:
        return QSize(GRID, GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.colours.line, 1.5))
        painter.drawLine(self.width() // 2, GRID, self.width() // 2, self.height() - GRID)


class EditorTools(FoldingRow):
    """Buttons for `actions`, and one that adds steps by `do`."""

    def __init__(self, actions: Mapping[str, QAction], do: Callable[[Change], object]) -> None:
        self._actions, self._do = actions, do
        self.add = MenuButton(_("Add"), self._movements)
        self.commands = {name: self._button(name) for name in ("duplicate", "delete", "wrap", "text")}
        self.undo = self._bind(IconButton(paint_undo, _("Undo"), EDITOR["undo"].key), "undo")
        self.redo = self._bind(IconButton(paint_redo, _("Redo"), EDITOR["redo"].key), "redo")
        self.listen = listen_button(EDITOR["listen"].key)
        self._bind(self.listen, "listen")
        duplicate, delete, wrap, text = self.commands.values()
        groups = ((self.add,), (duplicate, delete, wrap), (self.undo, self.redo), (self.listen,), (text,))
        row = [part for group in groups for part in (Gap(), *group)]
        super().__init__(row[1:], _("More"), keeps_first=True)
        self.add.setToolTip(_("{what} ({key})").format(what=_("Add a step"), key=EDITOR["add"].key))

    def show_listening(self, *, is_playing: bool) -> None:
        """Offer to stop while something is played."""
        show_listening(self.listen, is_playing=is_playing)

    def _button(self, name: str) -> Button:
        action = EDITOR[name]
        return self._bind(ActionButton(_(action.words), action.key), name)

    def _bind(self, button: Button, name: str) -> Button:
        """Let `button` do the action called `name` whenever that can be done."""
        action = self._actions[name]
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _movements(self) -> tuple[Part, ...]:
        lines = [Line(_(words), partial(self._do, added(movement))) for movement, words in MOVEMENTS.items()]
        return (Part(tuple(lines)),)


def open_step_menu(owner: QWidget, at: QPoint, actions: Mapping[str, QAction]) -> None:
    """Open the menu of the steps at a place of the screen, with what can be done now."""
    groups = (("listen",), ("duplicate", "delete", "wrap", "unwrap", "up", "down"), ("all", "undo", "redo"))
    open_context_menu(owner, at, tuple(Part(tuple(actions[name] for name in names)) for names in groups))
