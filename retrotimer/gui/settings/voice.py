"""Choose whose voice is heard, and in which language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.session.voices import pack_words
from retrotimer.files.assets import system_language
from retrotimer.files.paths import expanded
from retrotimer.files.settings import SYSTEM
from retrotimer.files.voice_packs import PACKS, find_voice, folder_for_packs
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.folder_choice import FolderChoice
from retrotimer.gui.settings.sections import language_row
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.form_rows import Line, Section, notify, text_label
from retrotimer.texts import ENGLISH, _, ngettext
from retrotimer.training.cues.phrases import all_lines, line_name
from retrotimer.training.errors import RetroTimerError


class VoiceSection(Section):
    """The language of the voice, where its pack is, and own recordings."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Voice"), preferences, ("voice_language", "voice"))
        note = _("From the next start on.")
        self.add(language_row(preferences, "voice_language", _("Language of the voice"), note))
        self.add(VoicePack(preferences))
        self.add(VoiceFolder(preferences))
        self.finish()


class VoicePack(QWidget):
    """Who speaks the language of the voice, and what to do where its pack is not on this computer."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("voice pack")
        self._preferences = preferences
        self.message, self.problem = text_label(px=15, muted=True), text_label(px=15, wrong=True)
        self.open_folder = Button(_("Open the folder for voices"), px=17)
        self.open_folder.clicked.connect(self._open_folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for widget in (self.message, self.problem, Line(self.open_folder)):
            layout.addWidget(widget)

    def show_value(self) -> None:
        """Show it for the language that is chosen."""
        language = _language(self._preferences)
        try:
            is_found, problem = find_voice(language) is not None, ""
        except RetroTimerError as error:
            is_found, problem = False, str(error)
        notify(self.problem, problem)
        self.message.setText("" if problem else pack_words(language, is_found=is_found))
        self.message.setVisible(bool(self.message.text()))
        self.open_folder.setVisible(not is_found and language in PACKS)
        self.setVisible(language != ENGLISH)

    def changeEvent(self, event: QEvent) -> None:
        """Look again when a person comes back to the window: they may have put the file there."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.show_value()

    def _open_folder(self) -> None:
        try:
            folder = folder_for_packs()
        except RetroTimerError as error:
            notify(self.problem, str(error))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _language(preferences: Preferences) -> str:
    """Return the code of the language that the voice is to speak."""
    chosen = preferences.settings.voice_language
    return system_language() if chosen == SYSTEM else chosen


class VoiceFolder(FolderChoice):
    """Whose recordings are heard."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences, "voice", _("Own recordings"))

    def show_value(self) -> None:
        """Show the folder, and what is in it."""
        super().show_value()
        folder = self.value
        self.explain(_found(folder) if folder else self._none())

    def _none(self) -> str:
        if _has_voice(_language(self._preferences)):
            return _("None: RetroTimer's own voice says all lines.")
        return _("None: your system's voice says all lines.")


def _has_voice(language: str) -> bool:
    try:
        return find_voice(language) is not None
    except RetroTimerError:
        return False


def _found(folder: str) -> str:
    """Return a sentence about what is in `folder`."""
    from retrotimer.audio.voice import Voice  # only where a person has recordings

    path = expanded(folder)
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
