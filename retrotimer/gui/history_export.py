"""The history as a file: asks where to, writes it, and says how that went."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from retrotimer.app.history import HistoryBook, Session
from retrotimer.app.history_sharing import ONE, share_history, share_session
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

KINDS = "CSV (*.csv);;JSON (*.json);;FIT (*.fit)"


def ask_and_share(parent: QWidget, book: HistoryBook, chosen: Session | None) -> str:
    """Write all sessions of `book`, or the `chosen` one where a person wants a FIT file; return what to tell."""
    where, _filter = QFileDialog.getSaveFileName(parent, _("Export"), "retrotimer-history.csv", KINDS)
    if not where:
        return ""
    notes: tuple[str, ...] = ()
    try:
        if Path(where).suffix.casefold() == ONE and chosen:
            share_session(chosen, Path(where))
        else:
            notes = share_history(book, Path(where))
    except RetroTimerError as error:
        return str(error)
    return "\n".join((_("Saved as {path}.").format(path=where), *notes))
