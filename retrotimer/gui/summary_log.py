"""The session as a file for other programs: an activity for a training log, a row for a table, or all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from retrotimer.app.history_sharing import share_file
from retrotimer.files.own_presets import stem_for
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import Card, foldable, words
from retrotimer.gui.setting_rows import Line, said, tell
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.record import SessionRecord

KINDS = ("FIT", "CSV", "JSON")


class SummaryLog(Card):
    """A button for each kind of file; hidden where the session is not in the history.

    Args:
        keep: saves what was said of the session, so that it goes along; returns why it could not.
    """

    def __init__(self, keep: Callable[[], str | None]) -> None:
        super().__init__(_("Take it to your log"))
        self._keep = keep
        self._record: SessionRecord | None = None
        self._path = Path()
        self.kinds = {kind: Button(f"{kind}…", px=17) for kind in KINDS}
        for kind, button in self.kinds.items():
            button.setAccessibleName(_("Save as {kind}").format(kind=kind))
            button.clicked.connect(lambda _on=False, kind=kind: self._ask_where(kind))
        self.told, self.trouble = said(), said(wrong=True)
        about = _(
            "FIT is an activity for a training log, with a lap for each interval. CSV is a row for a spreadsheet. "
            "JSON is all there is, for RetroTimer on another computer."
        )
        for part in (words(about, px=15), Line(*self.kinds.values()), self.told, self.trouble):
            self.column.addWidget(part)

    def show_record(self, record: SessionRecord, saved: Path | None) -> None:
        """Offer `record`, which is in the file `saved` of the history."""
        self._record = record
        self._path = saved or Path()
        self.setVisible(saved is not None)
        self._tell()

    def _ask_where(self, kind: str) -> None:
        record = self._record
        if record is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{stem_for(record.name)}-{record.started.astimezone():%Y-%m-%d}.{kind.lower()}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Take it to your log"), str(Path(folder, name)), f"{kind} (*.{kind.lower()})"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, out: Path) -> None:
        """Write the session to `out`, as its ending says, and tell where it is or why it is not."""
        trouble = self._keep()
        if trouble:
            self._tell(trouble=trouble)
            return
        try:
            share_file(self._path, out)
        except RetroTimerError as error:
            self._tell(trouble=str(error))
        else:
            self._tell(_("It is in {file}.").format(file=out))

    def _tell(self, sentence: str = "", *, trouble: str = "") -> None:
        tell(self.told, foldable(sentence))
        tell(self.trouble, foldable(trouble))
