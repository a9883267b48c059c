"""Keep a finished session in memory until it is saved, with its rating."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from retrotimer.app.session import recorder
from retrotimer.app.session.recorder import Kept
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.training.history.record import SessionRecord

Said = tuple[int | None, str]  # an effort, and a note
NOTHING: Said = (None, "")


class UnsavedSession:
    """Save `record`, as often as asked, until that works; then its `journal` is removed.

    `kept` is the result of saving so far, None to save now; `said` are its annotations. A trial is not saved.
    """

    def __init__(
        self, record: SessionRecord, kept: Kept | None = None, journal: Path | None = None, said: Said = NOTHING
    ) -> None:
        self.record = record
        self.said = self._saved_said = said
        self._journal = journal
        self.is_deleted = False
        self._are_named = True
        self.path, self.problem = recorder.keep(record) if kept is None else kept
        if self.path:
            self._drop_journal()

    @property
    def is_pending(self) -> bool:
        """Whether something is not on the disk that should be."""
        is_kept = not (self.record.is_trial or self.is_deleted)
        return is_kept and (self.path is None or self.said != self._saved_said or not self._are_named)

    def save(self) -> str | None:
        """Save what is not saved yet; return a sentence where that could not be done."""
        if self.record.is_trial or self.is_deleted:
            return None
        if self.path is None:
            self.path, self.problem = recorder.keep(self.record)
            if self.path is None:
                return self.problem
            self._drop_journal()
        if not self._are_named:
            try:
                store.name_marks(self.path, tuple(mark.name for mark in self.record.marks))
            except NotSaved as error:
                return error.reason
            self._are_named = True
        if self.said != self._saved_said:
            try:
                store.rate(self.path, *self.said)
            except NotSaved as error:
                return error.reason
            self._saved_said = self.said
        return None

    def name_marks(self, names: tuple[str, ...]) -> str | None:
        """Give the arrivals `names`, in order; return a sentence where that could not be saved."""
        self.record = self.record.with_names(names)
        self._are_named = self.path is None  # what is saved later has them
        return self.save()

    def delete(self, *, is_deleted: bool = True) -> None:
        """Delete the session or bring it back; a deleted one is not saved. Raises NotSaved."""
        if self.path:
            store.delete(self.path, is_deleted=is_deleted)
        elif is_deleted:
            self._drop_journal()
        self.is_deleted = is_deleted

    def save_as(self, path: Path) -> None:
        """Save the session and its annotations to `path`, a chosen file or folder. Raises NotSaved."""
        place = path / store.file_name(self.record) if path.is_dir() else path
        self.path, self.problem = store.save_as(self.record, place), ""
        self._saved_said = NOTHING
        self._drop_journal()

    def save_for_now(self) -> Path | None:
        """Save the session to a temporary folder and return its file, or None; the journal stays."""
        with suppress(NotSaved):
            return store.save_as(self.record, Path(tempfile.gettempdir()) / store.file_name(self.record))
        return None

    def _drop_journal(self) -> None:
        if self._journal:
            with suppress(OSError):
                self._journal.unlink(missing_ok=True)
