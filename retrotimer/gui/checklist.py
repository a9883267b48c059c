"""The safety checklist: open until it has been read, then folded behind its heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.checklist import checklist, stop_rule
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import Card, listed, words
from retrotimer.gui.checks import Check
from retrotimer.gui.preferences import Preferences
from retrotimer.texts import _


class Checklist(Card):
    """Shows the list, or its heading alone."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Safety checklist"))
        self._preferences = preferences
        self.fold = Button("", px=20)
        self.list = QWidget()
        self.read = Check(_("I have read this"))
        self.column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.list)
        rows = QVBoxLayout(self.list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GRID)
        rows.addWidget(listed(checklist()))
        rows.addWidget(words(stop_rule(), bold=True))
        rows.addWidget(self.read)
        self.fold.clicked.connect(lambda: self.set_open(wanted=self.list.isHidden()))
        self.read.toggled.connect(lambda on: self._preferences.change(checklist_read=on))

    def begin(self, *, is_wanted: bool) -> None:
        """Open the list where it `is_wanted` or has not been read yet, else fold it."""
        is_read = self._preferences.settings.checklist_read
        self.read.setChecked(is_read)
        self.read.setVisible(not is_read)
        self.set_open(wanted=is_wanted or not is_read)

    def set_open(self, *, wanted: bool) -> None:
        """Show the list, or its heading alone."""
        self.list.setVisible(wanted)
        self.fold.setText(_("▾ Safety checklist") if wanted else _("▸ Safety checklist"))
        self.fold.setAccessibleName(_("Safety checklist"))
        self.fold.setAccessibleDescription(_("Shown: hide it") if wanted else _("Hidden: show it"))
        self.fold.updateGeometry()
