"""What the panel before a session knows of the laptop: its battery, and whether it will stay awake."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from retrotimer.app.battery import Battery
from retrotimer.gui import theme
from retrotimer.gui.cards import Card, coloured, words
from retrotimer.texts import _


class LaptopCard(Card):
    """Hidden while it has nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Laptop"), parent=parent)
        self.battery, self.awake = words(), words()
        for label in (self.battery, self.awake):
            label.hide()
            self.column.addWidget(label)
        self.hide()

    def tell_awake(self, text: str) -> None:
        """Show `text`, a sentence on the laptop's sleep during a session; nothing where it is empty."""
        self.awake.setText(text)
        self._show_or_hide()

    def show_battery(self, found: Battery | None) -> None:
        """Show the battery as it was `found`; nothing where there is none."""
        sentence = found.sentence() if found else ""
        if sentence == self.battery.text():
            return
        is_low = bool(found and found.is_low)
        self.battery.setText(sentence)
        self.battery.setFont(theme.text_font(17, bold=is_low))
        coloured(self.battery, theme.colours.wrong if is_low else theme.colours.ink)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        for label in (self.battery, self.awake):
            label.setVisible(bool(label.text()))
        self.setVisible(bool(self.battery.text() or self.awake.text()))
