"""Show all settings on one page; each is saved as it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.data_folder import DataMover, DataSection
from retrotimer.gui.settings.music import MusicSection
from retrotimer.gui.settings.sections import sections
from retrotimer.gui.settings.sound import SoundSection
from retrotimer.gui.settings.viewing_distance import ReadingDistance
from retrotimer.gui.settings.voice import VoiceSection
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.form_rows import RADIUS, notify, text_label
from retrotimer.gui.widgets.hearing_question import chosen_appearance
from retrotimer.gui.widgets.inputs import Combo
from retrotimer.gui.widgets.page import Page
from retrotimer.texts import _

INDEX_FROM_PX = 760
"""From this width on, at plain text, the index stands beside the settings, else as a list in the head."""


class Place(NamedTuple):
    """Where a person is on the page, and what undo would bring: the field in use, and how far down it is seen."""

    name: str
    y: int
    scrolled: int
    undo: tuple[dict[str, object] | None, ...]


class Index(QWidget):
    """The names of the parts of a page, one above the other; `chosen` tells which one is asked for."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(_("Index"))
        self.buttons = [IndexButton(name) for name in names]
        self.column = column = QVBoxLayout(self)
        column.setSpacing(GRID // 2)
        for nth, button in enumerate(self.buttons):
            button.clicked.connect(lambda _on=False, nth=nth: self.chosen.emit(nth))
            column.addWidget(button)
        column.addStretch(1)

    def mark(self, chosen: int) -> None:
        """Show at which part a person is."""
        for nth, button in enumerate(self.buttons):
            button.setChecked(nth == chosen)


class IndexButton(Button):
    """A name without an edge, on a ground while it is checked."""

    def __init__(self, name: str) -> None:
        super().__init__(name, px=18)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Leave that to the index."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(c.track if self.isChecked() else c.panel if self.underMouse() else c.paper)
        painter.setPen(QPen(c.focus, 3) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        painter.setPen(c.ink)
        room = self.rect().adjusted(2 * GRID, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class SettingsPage(Page):
    """All settings, with an index of their parts. `left` asks to go back to where a person came from."""

    PLACE = "settings"

    def __init__(
        self,
        preferences: Preferences,
        preview_player: PreviewPlayer | None = None,
        mover: DataMover | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Settings"), look=_sheet() + chosen_appearance(), parent=parent)
        self._preferences = preferences
        self.back.setObjectName("back")
        self.problem = text_label(wrong=True)
        self.problem.setObjectName("trouble")
        sound = SoundSection(preferences, preview_player or PreviewPlayer())
        data = DataSection(preferences, mover or DataMover(self))
        parts = (
            *sections(preferences, (sound, MusicSection(preferences)), VoiceSection(preferences)),
            (_("Data"), (data,)),
        )
        self.sections = tuple(section for _name, of_part in parts for section in of_part)
        self._heads = [of_part[0] for _name, of_part in parts]
        names = [name for name, _of_part in parts]
        self.index, self.short_index = Index(names), Combo()
        self.short_index.addItems(names)
        self.short_index.setAccessibleName(self.index.accessibleName())
        self.fill(self.problem, *self.sections)
        self._add_index()
        sound.grown.connect(self._show_whole)
        data.grown.connect(self._show_whole)
        preferences.problem.connect(self._notify_problem)
        preferences.changed.connect(self._show_mistakes)
        self._show_mistakes()

    def _add_index(self) -> None:
        whole, beside = cast("QVBoxLayout", self.layout()), QHBoxLayout()
        whole.insertLayout(whole.indexOf(self.view), beside, 1)
        beside.addWidget(self.index)
        beside.addWidget(self.view, 1)
        self.head.addWidget(self.short_index)
        self.index.chosen.connect(self.go_to)
        self.short_index.activated.connect(self.go_to)
        self.view.verticalScrollBar().valueChanged.connect(self._mark)
        self._mark_part(0)

    def go_to(self, nth: int) -> None:
        """Show the part `nth` of the index from its top."""
        self.view.verticalScrollBar().setValue(self._heads[nth].y() - GRID)
        self._mark_part(nth)

    def _mark(self) -> None:
        """Show in the index which part is at the top of the page; at its end the last, which never comes there."""
        bar = self.view.verticalScrollBar()
        top = bar.value() + 2 * GRID
        if bar.value() == bar.maximum() > 0:
            self._mark_part(len(self._heads) - 1)
            return
        self._mark_part(max((nth for nth, head in enumerate(self._heads) if head.y() <= top), default=0))

    def _mark_part(self, nth: int) -> None:
        self.index.mark(nth)
        self.short_index.setCurrentIndex(nth)

    def place(self) -> Place:
        """Return where the person is, for the page that is built in this one's place."""
        focused: QWidget | None = self.focusWidget()
        name = focused.objectName() if focused is not None else ""
        undo = tuple(section.undo for section in self.sections)
        is_inside = focused is not None and self.view.isAncestorOf(focused)  # the foot does not scroll
        y = self.view.y_of(focused) if focused is not None and is_inside else 0
        return Place(name, y, self.view.verticalScrollBar().value(), undo)

    def restore(self, place: Place) -> None:
        """Go to where the person was on the page that was here before."""
        for section, undo in zip(self.sections, place.undo, strict=True):
            section.undo = undo
            section.show_values()
        field = self.findChild(QWidget, place.name) if place.name else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        # the page has its height only once it has been laid out
        QTimer.singleShot(0, self, lambda: self._go_to(place, field))

    def _go_to(self, place: Place, field: QWidget | None) -> None:
        if field is not None and self.view.isAncestorOf(field):
            self.view.stand_at(field, place.y)  # however large the texts above it are now
        else:
            self.view.verticalScrollBar().setValue(place.scrolled)

    def leave(self) -> None:
        """Take what is being typed, and ask to go back."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins, is_wide = self.column.contentsMargins(), self.width() >= theme.sized(INDEX_FROM_PX)
        self.index.setVisible(is_wide)
        self.short_index.setVisible(not is_wide)
        self.index.column.setContentsMargins(margins.left() - GRID, GRID, 0, 0)
        if is_wide:
            self.column.setContentsMargins(GRID, GRID, margins.right(), 2 * GRID)
        for viewing in self.findChildren(ReadingDistance):
            viewing.show_value()

    def _show_whole(self, widget: QWidget) -> None:
        """Scroll to `widget` once it has the room it asked for."""
        QTimer.singleShot(0, self, lambda: self.view.ensureWidgetVisible(widget, 0, GRID))

    def _notify_problem(self, sentence: str) -> None:
        message = _("{trouble} What you set holds until RetroTimer is closed.").format(trouble=sentence)
        self._show("\n".join((message, *self._preferences.mistakes)))

    def _show_mistakes(self) -> None:
        if not self._preferences.is_unsaved:
            self._show("\n".join(self._preferences.mistakes))

    def _show(self, sentences: str) -> None:
        notify(self.problem, sentences)


def _sheet() -> str:
    c = theme.colours
    return (
        f"QLabel#trouble {{ background: {c.field.name()}; color: {c.wrong.name()}; padding: {2 * GRID}px;"
        f" border: 2px solid {c.wrong.name()}; border-radius: {RADIUS}px; }}"
    )
