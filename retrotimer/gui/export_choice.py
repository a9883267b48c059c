"""Which kind of file a workout is taken along in: a sound file to listen to, or a workout for another program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from retrotimer.app.export import SOUNDS, WORKOUTS, Kind
from retrotimer.gui import theme
from retrotimer.gui.cards import Card, words
from retrotimer.gui.checks import Check
from retrotimer.gui.setting_rows import said
from retrotimer.gui.theme import GRID
from retrotimer.texts import _

KINDS = (*SOUNDS, *WORKOUTS)
WAYS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
INDENT_PX, BESIDE_PX = 42, 720
"""From so many px of width on, at plain text, the two stand beside each other."""


class ExportChoice(QWidget):
    """All kinds of files, one of which is chosen.

    Args:
        about: what the sound file would be.
        has_countdown: whether there is a countdown that can be left out.
    """

    def __init__(self, about: str, *, has_countdown: bool) -> None:
        super().__init__()
        self.kinds = QButtonGroup(self)
        self.get_ready = Check(_("With the countdown before the first interval"))
        self.get_ready.setChecked(has_countdown)
        self._refusal = said(px=15, wrong=True)
        self._refusal.hide()
        sound, workout = Card(_("To listen to")), Card(_("For a watch or another program"))
        self._about = words(about, px=15)
        for part in (self._about, self._refusal):
            sound.column.addWidget(part)
        self._sounds = self._add(sound, SOUNDS)
        sound.column.addSpacing(GRID)
        sound.column.addWidget(self.get_ready)
        self.get_ready.setVisible(has_countdown)
        workout.column.addWidget(words(_("The workout, without a sound."), px=15))
        self._add(workout, WORKOUTS)
        self.kinds.button(0).setChecked(True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * GRID)
        for card in (sound, workout):
            card.column.addStretch(1)
            self._row.addWidget(card, 1)

    @property
    def chosen(self) -> QWidget:
        """The button of what is chosen."""
        return self.kinds.button(self.kinds.checkedId())

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return KINDS[self.kinds.checkedId()]

    def refuse_sound(self, why: str) -> None:
        """Offer no sound file, and say why."""
        self._refusal.setText(why)
        self._refusal.show()
        for widget in (self._about, self.get_ready, *self._sounds):
            widget.hide()
        for nth in range(len(SOUNDS)):
            self.kinds.button(nth).setEnabled(False)
        self.kinds.button(len(SOUNDS)).setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through all kinds with the arrow keys, from one card to the other too."""
        if not (event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in WAYS):
            return super().eventFilter(watched, event)
        offered = [button for button in self.kinds.buttons() if button.isEnabled()]
        here = next((nth for nth, button in enumerate(offered) if button is watched), 0)
        there = offered[max(0, min(len(offered) - 1, here + WAYS[event.key()]))]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        there.setChecked(True)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two beside each other where there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if self.width() >= theme.sized(BESIDE_PX) else ways.TopToBottom)

    def _add(self, card: Card, kinds: Sequence[Kind]) -> list[QWidget]:
        """Put a button and its purpose for each of `kinds` into `card`, and return them."""
        made = []
        for kind in kinds:
            radio = QRadioButton(_(kind.name))
            radio.setAccessibleDescription(_(kind.purpose))
            radio.installEventFilter(self)
            self.kinds.addButton(radio, KINDS.index(kind))
            purpose = words(_(kind.purpose), px=15)
            purpose.setContentsMargins(round(theme.sized(INDENT_PX)), 0, 0, 0)
            made.append(_close(radio, purpose))
            card.column.addWidget(made[-1])
        return made


def _close(*parts: QWidget) -> QWidget:
    """Return `parts` one right below the other."""
    together = QWidget()
    column = QVBoxLayout(together)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return together
