"""Asks where a session that cannot be saved in its place is to be saved instead."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from retrotimer.app.keeping import Keeping
from retrotimer.files import history
from retrotimer.files.atomic import NotSaved
from retrotimer.texts import _


def ask_where(parent: QWidget, keeping: Keeping) -> str | None:
    """Ask for a file and save the session there; return why it could not be, empty where nobody chose a file."""
    name = history.file_name(keeping.record)
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save the session"), name, "JSON (*.json)")
    if not chosen:
        return ""
    try:
        keeping.save_as(Path(chosen))
    except NotSaved as error:
        return error.reason
    return None
