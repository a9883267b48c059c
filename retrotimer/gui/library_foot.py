"""The ways out of the library: sound and safety, settings, about, and the second screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from retrotimer.gui.folding_row import FoldingRow, action_button
from retrotimer.texts import _


class LibraryFoot(FoldingRow):
    """Buttons, or where the room is short a menu of them; each signal asks for a page."""

    settings_wanted = Signal()
    about_wanted = Signal()
    check_wanted = Signal()
    second_screen_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.second = action_button(_("Second screen"))
        self.check = action_button(_("Sound and safety"))
        self.settings = action_button(_("Settings"), _("Ctrl+,"))
        self.about = action_button(_("Keys and about"), "F1")
        super().__init__((self.second, self.check, self.settings, self.about), _("More"), parent)
        self.second.clicked.connect(self.second_screen_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.settings.clicked.connect(self.settings_wanted)
        self.about.clicked.connect(self.about_wanted)
        self.offer(self.second, is_offered=False)
