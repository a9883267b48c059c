"""Lay out the editor page: ribbon and totals, tool bar, step tree, and the panels of properties and load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from retrotimer.gui.core.key_bindings import EDITOR, Actions
from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.inline_field import EditorField
from retrotimer.gui.editor.key_bindings import legend
from retrotimer.gui.editor.preview import Preview
from retrotimer.gui.editor.properties import Entry, StepPanel, WorkoutPanel
from retrotimer.gui.editor.step_tree import EditorTree
from retrotimer.gui.editor.tools import EditorTools, open_step_menu
from retrotimer.gui.editor.totals import LOW_PX, EditorLoad, Totals
from retrotimer.gui.theme import GRID, sized, stylesheets
from retrotimer.gui.theme.stylesheets import sheet
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Scroll, line
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.gui.widgets.page import StyledWidget
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
        self.step, self.load, self.whole = StepPanel(document), EditorLoad(document), WorkoutPanel(document)
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


HEAD_PX = 540
"""Below this width, at plain text, the buttons of the head are without their keys: the name needs the room."""


class Place(NamedTuple):
    """Where a person is on the page: which field, None for the steps, what is selected in it, and what is said."""

    field: int | None
    typed: tuple[int, int]
    sentence: str
    left_text: tuple[Workout | None, str]


BESIDE_PX = 760
"""From this width on, at plain text, the fields stand beside the steps."""
LEAST_TREE_PX = 190


class EditorPage(StyledWidget):
    """Edits `document`. `left` asks to go back, `save_requested` to save; `hidden`: another page is shown."""

    left = Signal()
    save_requested = Signal()
    hidden = Signal()

    def __init__(
        self, document: Document, preferences: Preferences, preview_player: PreviewPlayer | None = None
    ) -> None:
        super().__init__(stylesheets.forms() + sheet())
        self.document = document
        self.setAccessibleName(_("Editor"))
        self.name = Entry(document, lambda now: now.workout.name, _renamed)
        self.name.setAccessibleName(_("Name of the workout"))
        self.side, self.tree = EditorSide(document), EditorTree(document)
        self.totals = Totals(document, self.side.load)
        self.preview = Preview(document, preferences, preview_player or PreviewPlayer())
        self.notice, self.status, self.legend = (
            text_label(px=15),
            text_label(px=16),
            text_label(legend(), px=15, muted=True),
        )
        self.back, self.save = Button(_("Back"), "Esc", px=17), Button(_("Save"), "Ctrl+S", px=20, filled=True)
        self.commands = self._make_actions()
        self.tools = EditorTools(self.commands, self._do)
        self._lay_out()
        self._connect()
        row = (self.back, self.name, self.save, self.side.load.fold, self.side.load.info, *self.tools.buttons)
        for one, other in pairwise((*row, self.tree, *self.tree.empty.buttons.values(), *self.side.in_order())):
            QWidget.setTabOrder(one, other)
        self._first: QWidget = self.tree
        self._is_low = self._is_beside = False
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
        self.tree.menu_requested.connect(lambda at: open_step_menu(self.tree, at, self.commands))
        self.preview.ended.connect(self._note_preview_ended)
        self.preview.message.connect(self.say)
        self.preview.moved.connect(self.totals.ribbon.show_place)
        self.totals.picked.connect(self._pick)
        self.document.edited.connect(self._show)
        self.document.analysed.connect(self._show_name_fault)
        self.document.saved.connect(self._show)
        self.name.returnPressed.connect(self.tree.setFocus)
        for field in (self.name, self.tree.cell, *self.side.in_order()):
            if isinstance(field, EditorField):  # what is wrong in it may be right by now, without a change
                field.textEdited.connect(self._forget_status)
        self.side.load.panel.gentler.connect(self.tree.setFocus)  # its button may disappear with what it did
        for button in (self.side.load.fold, self.side.load.info):
            button.toggled.connect(lambda on: QTimer.singleShot(0, self, self._show_load) if on else None)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_keys)

    def _make_actions(self) -> dict[str, QAction]:
        """Make the actions; those of a single key belong to the steps, as elsewhere it is typed."""
        document = self.document
        changes = {
            "duplicate": editing.duplicate,
            "wrap": editing.wrap,
            "unwrap": editing.unwrap,
            "up": editing.move_up,
            "down": editing.move_down,
        }
        acts: dict[str, Callable[[], object]] = {name: partial(self._do, act) for name, act in changes.items()}
        acts |= {"listen": self._listen, "text": self.show_text, "name": self._focus_name}
        acts |= {"save": self.save_requested.emit, "undo": document.undo, "redo": document.redo}
        single: dict[str, Callable[[], object]] = {
            "add": partial(self._do, editing.add),
            "delete": partial(self._do, editing.delete),
            "longer": partial(document.nudge, 1),
            "shorter": partial(document.nudge, -1),
            "all": self.tree.selectAll,
        }
        made, made_single = Actions(self, EDITOR, acts), Actions(self.tree, EDITOR, single)
        return {name: made[name] for name in acts} | {name: made_single[name] for name in single}

    def edit_name_first(self) -> None:
        """Begin with the name of the workout."""
        self._first = self.name
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def may_be_remade(self) -> bool:
        """Whether a new page of the same document would show all that is here: no field holds a mistake."""
        return not (self.tree.cell.mistake or self.name.mistake or self.side.wrong_field())

    def place(self) -> Place:
        """Return where a person is, for the page that is made in this one's place."""
        field = self.focusWidget()
        nth = next((nth for nth, one in enumerate((self.name, *self.side.in_order())) if one is field), None)
        typed = (field.selectionStart(), field.cursorPosition()) if isinstance(field, QLineEdit) else (-1, 0)
        return Place(nth, typed, self.notice.text(), self._left_text)

    def restore(self, place: Place) -> None:
        """Go to where the person was on the page that was here before."""
        self.explain(place.sentence)
        self._left_text = place.left_text
        self._first = self.tree if place.field is None else (self.name, *self.side.in_order())[place.field]
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self._first, QLineEdit):
            start, end = place.typed
            self._first.setCursorPosition(end)
            if start >= 0:
                self._first.setSelection(start, end - start or len(self._first.text()))

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

    def _focus_name(self) -> None:
        field = self.side.step.fields["name"]
        (field if field.isVisible() else self.name).setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, path: tuple[int, ...]) -> None:
        self.document.do(lambda now: editing.select(now, [path]))
        self.tree.setFocus()

    def _listen(self) -> None:
        self.preview.toggle()
        self.tools.show_listening(is_playing=self.preview.is_playing)

    def _show_load(self) -> None:
        """Scroll to the words of the load, once they are laid out."""
        view = self.side if self._is_beside else self._scroll
        view.ensureWidgetVisible(self.side.load)

    def _note_preview_ended(self) -> None:
        self.tools.show_listening(is_playing=False)
        self.totals.ribbon.forget_place()
        self.say("")

    def _show(self) -> None:
        """Show what can be done now."""
        document, has_steps = self.document, bool(self.document.now.items)
        can = dict.fromkeys(("duplicate", "delete", "wrap", "up", "down"), bool(document.now.selected))
        can |= {"undo": document.history.can_undo, "redo": document.history.can_redo}
        can |= {"unwrap": editing.can_unwrap(document.now), "listen": has_steps, "all": has_steps}
        for name, is_possible in can.items():
            self.commands[name].setEnabled(is_possible)
        self.name.show_value()
        self._show_name_fault()
        self._forget_status()

    def _forget_status(self) -> None:
        """Clear the status: something else is done now."""
        if self.status.text() and not self.preview.is_playing:
            self.say("")

    def _show_name_fault(self) -> None:
        self.name.show_fault(self.document.analysis.of((), "name"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the steps by Esc; from there it leaves."""
        if event.key() == Qt.Key.Key_Escape and self.focusWidget() is not self.tree:
            self.tree.setFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.preview.stop()
            self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields beside the steps where there is room, else below them."""
        super().resizeEvent(event)
        self.totals.fit(self.width(), self.height())
        for button in (self.back, self.save):
            button.give_up_key(self.width() < sized(HEAD_PX))
        self._is_low = self.height() < sized(LOW_PX)
        self.legend.setVisible(not self._is_low and not self.status.text())
        room = QRect(0, 0, max(1, self.width() - 4 * GRID), 1)
        folded = self.legend.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, legend())
        self.legend.setMinimumHeight(folded.height())  # that of the longest, or what is above would jump
        self._is_beside = is_wide = self.width() >= sized(BESIDE_PX)
        ways = QBoxLayout.Direction
        self._middle.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self.tree.set_least_height(round(min(sized(LEAST_TREE_PX), self.height() * 0.45)))
        # its panels know how high they are once they are as wide as they will be
        QTimer.singleShot(0, self, lambda: self.side.stand(is_beside=is_wide, page_px=self.width()))


def _renamed(text: str) -> Callable[[Editing], Editing]:
    return partial(editing.change_workout, name=text)
