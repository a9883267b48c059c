"""Lay out the editor page: ribbon and totals, tool bar, step tree, and the panels of properties and load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.inline_field import EditorField
from retrotimer.gui.editor.preview import Preview
from retrotimer.gui.editor.properties import Entry, StepPanel, WorkoutPanel
from retrotimer.gui.editor.shortcuts import COMMANDS, legend
from retrotimer.gui.editor.step_tree import EditorTree
from retrotimer.gui.editor.totals import LOW_PX, EditorLoad, Totals
from retrotimer.gui.theme import GRID, sized, stylesheets
from retrotimer.gui.theme.stylesheets import sheet
from retrotimer.gui.widgets.buttons import Button, FoldingRow, action_button
from retrotimer.gui.widgets.cards import Scroll, line
from retrotimer.gui.widgets.form_rows import notify, said
from retrotimer.texts import _
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.workout import Workout

if TYPE_CHECKING:
    from retrotimer.gui.editor.text_dialog import EditorText

WIDE_PX, WIDEST = 320, 16_777_215


class EditorSide(Scroll):
    """The panels of `document`; beside the steps they scroll, below them the page does."""

    def __init__(self, document: Document) -> None:
        self.step, self.whole, self.load = StepPanel(document), WorkoutPanel(document), EditorLoad(document)
        body = QWidget()
        self._column, self._is_beside = QVBoxLayout(body), True
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID)
        for panel in (self.step, self.load, self.whole):
            self._column.addWidget(panel)
        self._column.addStretch(1)
        super().__init__(body)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the panels, which show other fields for other steps, where the page scrolls."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest and not self._is_beside:
            self._take_height()
        return super().eventFilter(watched, event)

    def stand(self, *, is_beside: bool, page_px: int) -> None:
        """Take the room that there is beside the steps of a page so wide, or below them."""
        self._is_beside = is_beside
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Ignored if is_beside else policy.Fixed)
        self._take_height()
        wide = round(min(sized(WIDE_PX), page_px * 0.42))
        self.setMinimumWidth(wide if is_beside else 0)
        self.setMaximumWidth(wide if is_beside else WIDEST)

    def _take_height(self) -> None:
        high = self._column.sizeHint().height() + GRID
        self.setMinimumHeight(0 if self._is_beside else high)
        self.setMaximumHeight(WIDEST if self._is_beside else high)

    def in_order(self) -> tuple[QWidget, ...]:
        """Return its fields in the order in which Tab comes to them."""
        return (*self.step.fields.values(), *self.whole.fields.values())

    def wrong_field(self) -> Entry | None:
        """Return the first field in which something stands that cannot be used."""
        return self.step.wrong_field() or self.whole.wrong_field()


class EditorTools(FoldingRow):
    """Acts on `document`.

    `wanted` tells the command of a button, `try_requested` asks to hear the chosen step, `text_requested` for the
    text.
    """

    wanted = Signal(object)
    try_requested = Signal()
    text_requested = Signal()

    def __init__(self, document: Document) -> None:
        self._document = document
        self.undo, self.redo = action_button(_("Undo"), "Ctrl+Z"), action_button(_("Redo"), "Ctrl+Y")
        self.try_out = action_button(_("Try"), "Ctrl+T")
        self.try_out.setAccessibleDescription(_("Plays the cues of twenty seconds from the chosen step on."))
        self.as_text = action_button(_("As text"), "Ctrl+Shift+T")
        self.as_text.setAccessibleDescription(_("Shows the workout as text, to be changed there."))
        self.commands = {command.name: action_button(_(command.words), command.keys[0]) for command in COMMANDS}
        others = (self.undo, self.redo, self.try_out, self.as_text)
        super().__init__((*self.commands.values(), *others), _("More"), keeps_first=True)
        for command in COMMANDS:
            self.commands[command.name].clicked.connect(partial(self.wanted.emit, command.act))
        self.undo.clicked.connect(document.undo)
        self.redo.clicked.connect(document.redo)
        self.try_out.clicked.connect(self.try_requested)
        self.as_text.clicked.connect(self.text_requested)
        document.edited.connect(self.follow)
        document.saved.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Offer what can be done now."""
        self.undo.setEnabled(self._document.history.can_undo)
        self.redo.setEnabled(self._document.history.can_redo)
        for name, button in self.commands.items():
            button.setEnabled(name == "add" or bool(self._document.now.selected))

    def show_trying(self, *, is_playing: bool) -> None:
        """Offer to stop while something is played."""
        words = _("Stop") if is_playing else _("Try")
        self.try_out.setText(words)
        self.try_out.setAccessibleName(words)
        self.arrange()


BESIDE_PX = 760
"""From this width on, at plain text, the fields stand beside the steps."""
LEAST_TREE_PX = 190


class EditorPage(QWidget):
    """Edits `document`. `left` asks to go back, `save_requested` to save; `hidden`: another page is shown."""

    left = Signal()
    save_requested = Signal()
    hidden = Signal()

    def __init__(
        self, document: Document, preferences: Preferences, preview_player: PreviewPlayer | None = None
    ) -> None:
        super().__init__()
        self.document = document
        self.setStyleSheet(stylesheets.forms() + sheet())
        self.setAccessibleName(_("Editor"))
        self.name = Entry(document, _("Name of the workout"), lambda now: now.workout.name, _renamed)
        self.side, self.tree = EditorSide(document), EditorTree(document)
        self.totals = Totals(document, self.side.load.panel.curves)
        self.tryout = Preview(document, preferences, preview_player or PreviewPlayer())
        self.notice, self.status, self.legend = said(px=15), said(px=16), said(legend(), px=15, muted=True)
        self.back, self.save = Button(_("Back"), "Esc", px=17), Button(_("Save"), "Ctrl+S", px=20, filled=True)
        self.tools = EditorTools(document)
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        row = (self.back, self.name, self.save, *self.tools.buttons, self.tree, *self.side.in_order())
        for one, other in pairwise(row):
            QWidget.setTabOrder(one, other)
        self._first: QWidget = self.tree
        self._is_low = False
        self._left_text: tuple[Workout | None, str] = (None, "")
        self.explain("")
        self.say("")
        self._show()

    def _lay_out(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        for part in (self.name.message, self.notice, self.totals):
            column.addWidget(part)
        column.addLayout(self._make_middle(), 1)
        self._scroll = Scroll(self._body)
        footer = QVBoxLayout()
        footer.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID)
        for words in (self.status, self.legend):
            footer.addWidget(words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._make_head())
        whole.addWidget(line())
        whole.addWidget(self._scroll, 1)
        whole.addWidget(line())
        whole.addLayout(footer)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        head.setSpacing(2 * GRID)
        self.name.setObjectName("workout-name")
        for widget, stretch in ((self.back, 0), (self.name, 1), (self.save, 0)):
            head.addWidget(widget, stretch)
        return head

    def _make_middle(self) -> QBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.tools)
        left.addWidget(self.tree, 1)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(2 * GRID)
        self._middle.addLayout(left, 1)
        self._middle.addWidget(self.side)
        return self._middle

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.tree.left.connect(self.left)
        self.save.clicked.connect(self.save_requested)
        self.tools.wanted.connect(self._do)
        self.tools.try_requested.connect(self._try)
        self.tools.text_requested.connect(self.show_text)
        self.tryout.ended.connect(self._note_try_ended)
        self.tryout.message.connect(self.say)
        self.tryout.moved.connect(self.totals.ribbon.show_place)
        self.totals.picked.connect(self._pick)
        self.document.edited.connect(self._show)
        self.document.analysed.connect(self._show_name_fault)
        self.document.saved.connect(self._show)
        self.name.returnPressed.connect(self.tree.setFocus)
        for field in (self.name, self.tree.cell, *self.side.in_order()):
            if isinstance(field, EditorField):  # what is wrong in it may be right by now, without a change
                field.textEdited.connect(self._forget_status)
        self.side.load.panel.gentler.connect(self.tree.setFocus)  # its button may go with what it was for
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_keys)

    def _make_shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            key: partial(self._do, command.act) for command in COMMANDS for key in command.keys if "+" in key
        }
        acts |= {"Ctrl+S": self.save_requested.emit, "F2": self._name_it}
        acts |= {"Ctrl+T": self._try, "Ctrl+Shift+T": self.show_text}
        acts |= {"Ctrl+Z": self.document.undo, **dict.fromkeys(("Ctrl+Shift+Z", "Ctrl+Y"), self.document.redo)}
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def edit_name_first(self) -> None:
        """Begin with the name of the workout."""
        self._first = self.name
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def explain(self, sentence: str) -> None:
        """Show above what is good to know of this workout; nothing where `sentence` is empty."""
        notify(self.notice, sentence)

    def say(self, sentence: str) -> None:
        """Show `sentence` below, in place of the keys."""
        notify(self.status, sentence)
        self.legend.setVisible(not self._is_low and not sentence)

    def _show_keys(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Tell below which keys do what where the focus is now."""
        if now is None or not self.isAncestorOf(now):
            return
        if now is self.tree:
            words = legend()
        elif now is self.tree.cell:
            words = _("Enter takes it. Esc leaves it as it was.")
        elif now is self.name:
            words = _("Enter goes on to the steps.")
        else:
            words = _("Esc goes to the steps.")
        self.legend.setText(words)

    def show_text(self) -> EditorText:
        """Show the workout as text, to be changed there; what was left there, if the workout is still that."""
        from retrotimer.gui.editor.text_dialog import EditorText  # seldom wanted

        workout, text = self._left_text
        shown = EditorText(
            self, self.document.workout, self.document.paces, text if workout is self.document.workout else ""
        )
        shown.accepted.connect(self._take_text)
        shown.left.connect(self._keep_text)
        return shown

    def _take_text(self, workout: Workout) -> None:
        self.document.commit_typing()
        self.document.do(lambda now: editing.select(replace(now, workout=workout), now.selected, now.current))

    def _keep_text(self, text: str) -> None:
        self._left_text = self.document.workout, text

    def _do(self, act: Callable[[Editing], Editing]) -> None:
        self.document.commit_typing()
        self.document.do(act)
        if not isinstance(self.focusWidget(), EditorField):
            self.tree.setFocus()

    def _name_it(self) -> None:
        field = self.side.step.fields["name"]
        (field if field.isVisible() else self.name).setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, path: tuple[int, ...]) -> None:
        self.document.do(lambda now: editing.select(now, [path]))
        self.tree.setFocus()

    def _try(self) -> None:
        self.tryout.toggle()
        self.tools.show_trying(is_playing=self.tryout.is_playing)

    def _note_try_ended(self) -> None:
        self.tools.show_trying(is_playing=False)
        self.totals.ribbon.forget_place()
        self.say("")

    def _show(self) -> None:
        """Show what can be done now."""
        self.name.show_value()
        self._show_name_fault()
        self._forget_status()

    def _forget_status(self) -> None:
        """Tell no longer what was told: something else is done now."""
        if self.status.text() and not self.tryout.is_playing:
            self.say("")

    def _show_name_fault(self) -> None:
        self.name.show_fault(self.document.analysis.of((), "name"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do by keys of the steps what the buttons do; Esc goes to the steps, and from there back."""
        if event.key() == Qt.Key.Key_Escape and self.focusWidget() is not self.tree:
            self.tree.setFocus()
            return
        pressed = QKeySequence(event.keyCombination()).toString()
        act = next((command.act for command in COMMANDS if pressed in command.keys), None)
        if act and self.focusWidget() is self.tree:
            self._do(act)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.tryout.stop()
            self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields beside the steps where there is room, else below them."""
        super().resizeEvent(event)
        self.totals.fit(self.width(), self.height())
        self._is_low = self.height() < sized(LOW_PX)
        self.legend.setVisible(not self._is_low and not self.status.text())
        room = QRect(0, 0, max(1, self.width() - 4 * GRID), 1)
        folded = self.legend.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, legend())
        self.legend.setMinimumHeight(folded.height())  # that of the longest, or what is above would jump
        is_wide = self.width() >= sized(BESIDE_PX)
        ways = QBoxLayout.Direction
        self._middle.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self.tree.setMinimumHeight(round(min(sized(LEAST_TREE_PX), self.height() * 0.45)))
        # its panels know how high they are once they are as wide as they will be
        QTimer.singleShot(0, self, lambda: self.side.stand(is_beside=is_wide, page_px=self.width()))


def _renamed(text: str) -> Callable[[Editing], Editing]:
    return partial(editing.change_workout, name=text)
