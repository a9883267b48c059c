"""Show one sentence about something, until that is over."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from retrotimer.gui import theme
from retrotimer.gui.widgets.form_rows import notify


class Notice(QLabel):
    """One sentence at a time, hidden while there is none.

    What is about nothing in particular is about the moment, and goes with the next thing that a person does. What
    `stays` also outlasts the page being left: it tells of something that still is so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setFont(theme.text_font(15))
        self.about, self.stays, self.sentence = "", False, ""
        self.hide()

    def show_sentence(self, sentence: str, about: str = "", *, stays: bool = False) -> None:
        """Show `sentence`, which is `about` something; nothing where it is empty."""
        self.sentence, self.about, self.stays = sentence, about, stays
        notify(self, sentence)
        self.setAccessibleName(sentence)

    def end(self, about: str) -> None:
        """Take the sentence away, if it is about that."""
        if self.about == about:
            self.show_sentence("")

    def end_moment(self) -> None:
        """Take away what is about the moment, as a person does something else now."""
        self.end("")

    def leave(self) -> None:
        """Take away what does not stay, as the page is left."""
        if not self.stays:
            self.show_sentence("")
