"""Choose whose voice is heard, and in which language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.sections import language_row
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import foldable
from retrotimer.gui.widgets.form_rows import Line, Section, said
from retrotimer.texts import _, ngettext
from retrotimer.training.cues.phrases import all_lines, line_name


class VoiceSection(Section):
    """The language of the voice, and own recordings."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Voice"), preferences, ("voice_language", "voice"))
        self.add(language_row(preferences, "voice_language", _("Language of the voice")))
        self.add(VoiceFolder(preferences))
        self.finish()


class VoiceFolder(QWidget):
    """Whose recordings are heard."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("voice")
        self.setAccessibleName(_("Own recordings"))
        self._preferences = preferences
        self.message = said(px=15, muted=True)
        self.choose = Button(_("Choose a folder…"), px=17)
        self.choose.setAccessibleName(_("Own recordings: choose a folder"))
        self.choose.clicked.connect(self._ask)
        self.none = Button(_("Use none"), px=17)
        self.none.setAccessibleName(_("Own recordings: use none"))
        self.none.clicked.connect(lambda: preferences.change(voice=""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addWidget(said(_("Own recordings")))
        layout.addWidget(self.message)
        layout.addWidget(Line(self.choose, self.none))

    def show_value(self) -> None:
        """Show the folder, and what is in it."""
        folder = self._preferences.settings.voice
        if self.none.hasFocus() and not folder:
            self.choose.setFocus()
        self.none.setVisible(bool(folder))
        self.message.setText(
            foldable(_found(folder)) if folder else _("None: RetroTimer's own voice says all lines.")
        )

    def _ask(self) -> None:
        folder = self._preferences.settings.voice
        dialog = QFileDialog(self.window(), _("Choose the folder of your recordings"), folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self._preferences.change(voice=path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _found(folder: str) -> str:
    """Return a sentence about what is in `folder`."""
    from retrotimer.audio.voice import Voice  # only where a person has recordings

    path = Path(folder).expanduser()
    if not path.is_dir():
        return _("{folder} is not there now: RetroTimer's own voice says all lines.").format(folder=folder)
    names = Voice(None, path).own_names()
    known = len(names & set(map(line_name, all_lines())))
    if not names:
        return _("{folder} holds no recording: it needs files such as run-backward.wav.").format(folder=folder)
    sentence = ngettext(
        "{folder}: {n} recording, {known} of them for lines of RetroTimer's own.",
        "{folder}: {n} recordings, {known} of them for lines of RetroTimer's own.",
        len(names),
    )
    return sentence.format(folder=folder, n=len(names), known=known)
