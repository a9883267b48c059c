"""Choose the music below the cues."""

from __future__ import annotations

from functools import partial

from retrotimer.app.tasks import run_task
from retrotimer.files.paths import expanded
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.fields import Switch
from retrotimer.gui.settings.folder_choice import FolderChoice
from retrotimer.gui.settings.sections import number_row, volume_row
from retrotimer.gui.widgets.form_rows import Section
from retrotimer.texts import N_, _, ngettext

VOLUMES = {"music_volume": N_("Volume of the music"), "walking_volume": N_("While you walk or stand")}


class MusicChoice(FolderChoice):
    """Where the music is."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences, "music", _("Your music"), _("Lists of music (*.m3u *.m3u8)"))
        self._looked_for: str | None = None

    def show_value(self) -> None:
        """Show where it is and, once that is known, how many pieces there are."""
        super().show_value()
        path = self.value
        if path == self._looked_for:
            return
        self._looked_for = path
        if not path:
            self.explain(_("None: only the cues are heard."))
            return
        self.explain(path)
        run_task(partial(_found, path), partial(self._show_found, path))

    def _show_found(self, path: str, sentence: str) -> None:
        if path == self.value:
            self.explain(sentence)


def _found(path: str) -> str:
    """Return a sentence about the music in `path`."""
    from retrotimer.audio.music.playlist import read_playlist  # few have any

    playlist = read_playlist(expanded(path))
    count = len(playlist.pieces)
    sentence = ngettext("{folder}: {n} piece of music.", "{folder}: {n} pieces of music.", count)
    return " ".join(([sentence.format(folder=path, n=count)] if count else []) + list(playlist.message))


class MusicSection(Section):
    """What music is played, how loud, and how it gives way to cues."""

    def __init__(self, preferences: Preferences) -> None:
        about = _(
            "Your own music, turned down for each cue and equally loud in each piece. T goes to the next piece, "
            "Shift+T turns it off and on."
        )
        super().__init__(_("Music"), preferences, ("music", *VOLUMES, "duck_db", "shuffle"), about)
        self.add(MusicChoice(preferences))
        for key, label in VOLUMES.items():
            self.add(volume_row(preferences, key, _(label)))
        note = _("How much softer the music is while a cue is heard.")
        self.add(number_row(preferences, "duck_db", _("Turned down for cues by"), _("dB"), note=note))
        self.add(Switch(preferences, "shuffle", _("Shuffle the pieces")))
        self.finish()
