"""Show all settings on one page; each is saved as it is changed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme
from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.data_folder import DataMover, DataSection
from retrotimer.gui.settings.music import MusicSection
from retrotimer.gui.settings.sections import sections
from retrotimer.gui.settings.sound import SoundSection
from retrotimer.gui.settings.viewing_distance import ReadingDistance
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.form_rows import RADIUS, notify, said
from retrotimer.gui.widgets.page import Page
from retrotimer.texts import _


class Place(NamedTuple):
    """Where a person is on the page, and what undo would bring: the field in use, and how far down it is seen."""

    name: str
    y: int
    scrolled: int
    undo: tuple[dict[str, object] | None, ...]


class SettingsPage(Page):
    """All settings. `left` asks to go back to where a person came from."""

    def __init__(
        self,
        preferences: Preferences,
        preview_player: PreviewPlayer | None = None,
        mover: DataMover | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Settings"), look=_sheet(), parent=parent)
        self._preferences = preferences
        self.back.setObjectName("back")
        self.problem = said(wrong=True)
        self.problem.setObjectName("trouble")
        sound = SoundSection(preferences, preview_player or PreviewPlayer())
        data = DataSection(preferences, mover or DataMover(self))
        self.sections = (*sections(preferences, sound, MusicSection(preferences)), data)
        self.fill(self.problem, *self.sections)
        sound.grown.connect(self._show_whole)
        data.grown.connect(self._show_whole)
        preferences.problem.connect(self._notify_problem)
        preferences.changed.connect(self._show_mistakes)
        self._show_mistakes()

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
