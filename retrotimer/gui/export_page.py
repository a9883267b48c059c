"""A workout to take along: which kind of file, where to, how far it is, where it is now, and what it cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from retrotimer.app.export import SOUNDS, Cancelled, refuse_open
from retrotimer.app.overview import Overview
from retrotimer.app.sharing import ENDINGS
from retrotimer.app.start import Wishes
from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.files.own_presets import stem_for
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import Card, foldable, listed, words
from retrotimer.gui.export_choice import ExportChoice
from retrotimer.gui.export_job import write_export
from retrotimer.gui.hearing_question import chosen_look
from retrotimer.gui.page import ENTER, Page
from retrotimer.gui.ribbon import Ribbon
from retrotimer.gui.setting_rows import said, tell
from retrotimer.gui.theme import GRID
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError, WrongRequest

RIBBON_PX = 72


class ExportPage(Page):
    """Writes the session of `overview` as `wishes` have it, by `queue`."""

    def __init__(self, overview: Overview, wishes: Wishes, queue: TaskQueue, parent: QWidget | None = None) -> None:
        back = Button(_("Close"), "Esc")
        super().__init__(_("Take it along"), look=chosen_look() + _bar(), back=back, parent=parent)
        self._overview, self._wishes, self._queue = overview, wishes, queue
        self._cancel: Event | None = None
        self._out = Path()
        self.choice = ExportChoice(_about(overview), has_countdown=wishes.get_ready_ms > 0)
        self.bar, self.told, self.trouble = QProgressBar(), said(), said(wrong=True)
        self.bar.setAccessibleName(_("How much of the file is written"))
        self.bar.setTextVisible(False)
        self.save = Button(_("Save as…"), px=20, filled=True)
        self.cancel, self.folder = Button(_("Cancel"), "Esc", px=20), Button(_("Show in folder"), px=20)
        self.save.clicked.connect(self._ask_where)
        self.cancel.clicked.connect(self.stop)
        self.folder.clicked.connect(self._show_folder)
        self._lost: QWidget | None = None
        self._lay_out()
        self._settle()

    @property
    def is_working(self) -> bool:
        """Whether a file is being written."""
        return self._cancel is not None

    def leave(self) -> None:
        """Cancel what is being written, or ask to go back."""
        if self.is_working:
            self.stop()
        else:
            super().leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to save by Enter too."""
        if event.key() in ENTER and not self.is_working and not isinstance(self.focusWidget(), Button):
            self.save.click()
        else:
            super().keyPressEvent(event)

    def stop(self) -> None:
        """Cancel what is being written, if anything is."""
        if self._cancel:
            self._cancel.set()

    def write(self, out: Path) -> None:
        """Write the file."""
        if self._cancel:
            return
        self._out, self._cancel = out, Event()
        self.destroyed.connect(self._cancel.set)
        self._show_work()
        wishes = self._wishes if self.choice.get_ready.isChecked() else replace(self._wishes, get_ready_ms=0)
        work = partial(write_export, self._overview, out, wishes, self.bar.setValue, self._cancel)
        run_task(work, partial(self._show_done, out), self._show_error, queue=self._queue)

    # what is shown

    def _settle(self) -> None:
        """Show what can be chosen: a session that waits for a tap has no sound."""
        self._show_only(self.choice, self.save, self.back)
        tell(self.told, "")
        tell(self.trouble, "")
        try:
            refuse_open(self._overview)
        except WrongRequest as error:
            self.choice.refuse_sound(str(error))
        self.first = self.choice.chosen

    def _show_work(self) -> None:
        self.bar.setValue(0)
        tell(self.trouble, "")
        self._show_lost(())
        tell(self.told, _("Writing {file}…").format(file=self._out.name))
        self._show_only(self.bar, self.cancel)
        self.cancel.setFocus()

    def _show_done(self, out: Path, lost: Sequence[str] = ()) -> None:
        is_whole = out.suffix.casefold() in ENDINGS and not lost
        sentence = _("It is in {file}. Nothing was left out.") if is_whole else _("It is in {file}.")
        self._end(sentence.format(file=foldable(str(out))))
        self._show_lost(lost)
        self._show_only(self.folder, self.back)
        self.folder.setFocus()

    def _show_lost(self, lost: Sequence[str]) -> None:
        """Show what the file cannot say."""
        if self._lost:
            self._lost.deleteLater()
            self._lost = None
        self.folder.setAccessibleDescription(" ".join(lost))
        if lost:
            self._lost = card = Card(_("What such a file cannot say"))
            card.column.addWidget(listed(foldable(sentence) for sentence in lost))
            self.column.insertWidget(self.column.indexOf(self.told) + 1, card)
            card.show()

    def _show_error(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._end(_("Cancelled. Nothing was written."))
            return
        is_foreseen = isinstance(error, RetroTimerError)
        self._end("")
        tell(
            self.trouble,
            foldable(str(error) if is_foreseen else _("The file could not be written: {why}.").format(why=error)),
        )

    def _end(self, sentence: str) -> None:
        self._cancel = None
        self._show_only(self.choice, self.save, self.back)
        self.save.setFocus()
        tell(self.told, sentence)

    def _show_only(self, *wanted: QWidget) -> None:
        for widget in (self.choice, self.bar, self.save, self.cancel, self.folder, self.back):
            widget.setVisible(widget in wanted)
        QTimer.singleShot(0, self, self._show_words)

    def _show_words(self) -> None:
        """Scroll to what is told, where the window is small."""
        for label in (self.told, self.trouble):
            if label.isVisible():
                self.view.ensureWidgetVisible(label, 0, 3 * GRID)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out.absolute().parent)))

    # where to

    def _ask_where(self) -> None:
        kind, places = self.choice.kind, QStandardPaths.StandardLocation
        wanted = places.MusicLocation if kind in SOUNDS else places.DocumentsLocation
        usual = QStandardPaths.writableLocation(wanted)
        folder = usual if Path(usual).is_dir() else str(Path.home())
        dialog = QFileDialog(self.window(), _("Take it along"), folder, f"{_(kind.name)} (*{kind.ending})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.ending[1:])
        dialog.selectFile(stem_for(self._overview.preset.workout.name) + kind.ending)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # its parts

    def _lay_out(self) -> None:
        name, ribbon = self._overview.preset.workout.name, Ribbon()
        ribbon.setFixedHeight(round(theme.sized(RIBBON_PX)))
        ribbon.show_timeline(self._overview.timeline, _("{name} in time").format(name=name))
        named = words(name, px=24, head=True)
        self.fill(named, ribbon, self.trouble, self.told, self.bar, self.choice)
        self.stand_on(self.save, self.cancel, self.folder, self.back)


def _about(overview: Overview) -> str:
    sentence = _("The whole session as one sound file, {length}, with every tone and word as you have set them.")
    return sentence.format(length=overview.total_text)


def _bar() -> str:
    """Return the look of the progress bar."""
    c, high = theme.colours, round(theme.sized(14))
    return f"""
QProgressBar {{ background: {c.track.name()}; border: none; border-radius: 7px; max-height: {high}px; }}
QProgressBar::chunk {{ background: {c.bar.name()}; border-radius: 7px; }}
"""
