"""Choose whose voice is heard, and in which language."""

from __future__ import annotations

from retrotimer.files.paths import expanded
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.folder_choice import FolderChoice
from retrotimer.gui.settings.sections import language_row
from retrotimer.gui.widgets.cards import foldable
from retrotimer.gui.widgets.form_rows import Section
from retrotimer.texts import _, ngettext
from retrotimer.training.cues.phrases import all_lines, line_name


class VoiceSection(Section):
    """The language of the voice, and own recordings."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Voice"), preferences, ("voice_language", "voice"))
        self.add(language_row(preferences, "voice_language", _("Language of the voice")))
        self.add(VoiceFolder(preferences))
        self.finish()


class VoiceFolder(FolderChoice):
    """Whose recordings are heard."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences, "voice", _("Own recordings"))

    def show_value(self) -> None:
        """Show the folder, and what is in it."""
        super().show_value()
        folder = self.value
        self.explain(foldable(_found(folder)) if folder else _("None: RetroTimer's own voice says all lines."))


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
