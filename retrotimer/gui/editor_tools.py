"""The buttons above the steps: what is done to those that are chosen, undo and redo, and trying out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from retrotimer.gui.editor_keys import COMMANDS
from retrotimer.gui.editor_work import Work
from retrotimer.gui.folding_row import FoldingRow, action_button
from retrotimer.texts import _


class EditorTools(FoldingRow):
    """Acts on `work`.

    `wanted` tells the command of a button, `try_wanted` asks to hear the chosen step, `text_wanted` for the text.
    """

    wanted = Signal(object)
    try_wanted = Signal()
    text_wanted = Signal()

    def __init__(self, work: Work) -> None:
        self._work = work
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
        self.undo.clicked.connect(work.undo)
        self.redo.clicked.connect(work.redo)
        self.try_out.clicked.connect(self.try_wanted)
        self.as_text.clicked.connect(self.text_wanted)
        work.edited.connect(self.follow)
        work.saved.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Offer what can be done now."""
        self.undo.setEnabled(self._work.history.can_undo)
        self.redo.setEnabled(self._work.history.can_redo)
        for name, button in self.commands.items():
            button.setEnabled(name == "add" or bool(self._work.now.selected))

    def show_trying(self, *, is_playing: bool) -> None:
        """Offer to stop while something is played."""
        words = _("Stop") if is_playing else _("Try")
        self.try_out.setText(words)
        self.try_out.setAccessibleName(words)
        self.arrange()
