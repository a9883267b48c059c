"""Offer the actions on the chosen preset and the ways to other pages, as a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from retrotimer.gui.widgets.buttons import FoldingRow, action_button
from retrotimer.texts import _


class LibraryFooter(FoldingRow):
    """Buttons, and where the room is short a menu of the last ones; each signal asks for what its button says."""

    edit_requested = Signal()
    new_requested = Signal()
    duplicate_requested = Signal()
    delete_requested = Signal()
    undo_requested = Signal()

    export_requested = Signal()
    plan_requested = Signal()
    history_requested = Signal()
    build_requested = Signal()
    text_requested = Signal()
    settings_requested = Signal()
    about_requested = Signal()
    check_requested = Signal()
    second_screen_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.undo = action_button(_("Undo"), "Ctrl+Z")
        self.edit = action_button(_("Edit"), "Ctrl+E")
        self.new = action_button(_("New"), "Ctrl+N")
        self.duplicate = action_button(_("Duplicate"), "Ctrl+Shift+D")
        self.delete = action_button(_("Delete"), _("Del"))
        self.export = action_button(_("Take it along"), "Ctrl+T")
        self.plan = action_button(_("Plan"), "Ctrl+P")
        self.history = action_button(_("History"), "Ctrl+H")
        self.build = action_button(_("Build"), "Ctrl+B")
        self.text = action_button(_("Write as text"), "Ctrl+Shift+T")
        self.second = action_button(_("Second screen"))
        self.check = action_button(_("Sound and safety"))
        self.settings = action_button(_("Settings"), _("Ctrl+,"))
        self.about = action_button(_("Keys and about"), "F1")
        buttons = (self.undo, self.edit, self.new, self.duplicate, self.export, self.delete)
        ways = (self.plan, self.history, self.build, self.text, self.second, self.check, self.settings, self.about)
        super().__init__((*buttons, *ways), _("More"), parent, keeps_first=True)
        self.undo.clicked.connect(self.undo_requested)
        self.edit.clicked.connect(self.edit_requested)
        self.new.clicked.connect(self.new_requested)
        self.duplicate.clicked.connect(self.duplicate_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.export.clicked.connect(self.export_requested)
        self.plan.clicked.connect(self.plan_requested)
        self.history.clicked.connect(self.history_requested)
        self.build.clicked.connect(self.build_requested)
        self.text.clicked.connect(self.text_requested)
        self.second.clicked.connect(self.second_screen_requested)
        self.check.clicked.connect(self.check_requested)
        self.settings.clicked.connect(self.settings_requested)
        self.about.clicked.connect(self.about_requested)
        for button in (self.second, self.undo, self.delete):
            self.offer(button, is_offered=False)
