"""Export a workout or session: choose the kind of file, write it in a worker thread, and show its progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from retrotimer.app.export.audio import SOUNDS, WORKOUTS, Cancelled, Kind, export, refuse_open
from retrotimer.app.export.workout import ENDINGS, SHEET, share
from retrotimer.app.group_words import entry_of
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.app.tasks import TaskQueue, deliver, run_task
from retrotimer.files.group_state import read_groups
from retrotimer.files.presets.library import all_presets
from retrotimer.files.presets.user_presets import stem_for
from retrotimer.gui import theme
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, foldable, listed, words
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.gui.widgets.hearing_question import chosen_appearance
from retrotimer.gui.widgets.inputs import Check
from retrotimer.gui.widgets.page import ENTER, Page
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError, WrongRequest

KINDS = (*SOUNDS, *WORKOUTS)
WAYS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
INDENT_PX, BESIDE_PX = 42, 720
"""From so many px of width on, at plain text, the two stand beside each other."""


class ExportChoice(QWidget):
    """All kinds of files, one of which is chosen.

    Args:
        about: what the sound file would be.
        has_countdown: whether there is a countdown that can be left out.
    """

    def __init__(self, about: str, *, has_countdown: bool) -> None:
        super().__init__()
        self.kinds = QButtonGroup(self)
        self.get_ready = Check(_("With the countdown before the first interval"))
        self.get_ready.setChecked(has_countdown)
        self._refusal = text_label(px=15, wrong=True)
        self._refusal.hide()
        sound, workout = Card(_("To listen to")), Card(_("For a watch or another program"))
        self._about = words(about, px=15)
        for part in (self._about, self._refusal):
            sound.column.addWidget(part)
        self._sounds = self._add(sound, SOUNDS)
        sound.column.addSpacing(GRID)
        sound.column.addWidget(self.get_ready)
        self.get_ready.setVisible(has_countdown)
        workout.column.addWidget(words(_("The workout, without a sound."), px=15))
        self._add(workout, WORKOUTS)
        self.kinds.button(0).setChecked(True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * GRID)
        for card in (sound, workout):
            card.column.addStretch(1)
            self._row.addWidget(card, 1)

    @property
    def chosen(self) -> QWidget:
        """The button of what is chosen."""
        return self.kinds.button(self.kinds.checkedId())

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return KINDS[self.kinds.checkedId()]

    def choose_as(self, other: ExportChoice) -> None:
        """Choose what is chosen in `other`."""
        self.kinds.button(other.kinds.checkedId()).setChecked(True)
        self.get_ready.setChecked(other.get_ready.isChecked())

    def refuse_sound(self, why: str) -> None:
        """Offer no sound file, and say why."""
        self._refusal.setText(why)
        self._refusal.show()
        for widget in (self._about, self.get_ready, *self._sounds):
            widget.hide()
        for nth in range(len(SOUNDS)):
            self.kinds.button(nth).setEnabled(False)
        self.kinds.button(len(SOUNDS)).setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in WAYS):
            return super().eventFilter(watched, event)
        offered = [button for button in self.kinds.buttons() if button.isEnabled()]
        here = next((nth for nth, button in enumerate(offered) if button is watched), 0)
        there = offered[max(0, min(len(offered) - 1, here + WAYS[event.key()]))]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        there.setChecked(True)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two beside each other where there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if self.width() >= theme.sized(BESIDE_PX) else ways.TopToBottom)

    def _add(self, card: Card, kinds: Sequence[Kind]) -> list[QWidget]:
        """Put a button and its purpose for each of `kinds` into `card`, and return them."""
        made = []
        for kind in kinds:
            radio = QRadioButton(_(kind.name))
            radio.setAccessibleDescription(_(kind.purpose))
            radio.installEventFilter(self)
            self.kinds.addButton(radio, KINDS.index(kind))
            purpose = words(_(kind.purpose), px=15)
            purpose.setContentsMargins(round(theme.sized(INDENT_PX)), 0, 0, 0)
            made.append(_close(radio, purpose))
            card.column.addWidget(made[-1])
        return made


def _close(*parts: QWidget) -> QWidget:
    """Return `parts` one right below the other."""
    together = QWidget()
    column = QVBoxLayout(together)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return together


RIBBON_PX = 72


class ExportPage(Page):
    """Writes the session of `overview` with `playback`, by `queue`."""

    def __init__(
        self, overview: Overview, playback: PlaybackOptions, queue: TaskQueue, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Export"), look=chosen_appearance() + _bar(), parent=parent)
        self._overview, self._playback, self._queue = overview, playback, queue
        self._cancel: Event | None = None
        self._out = Path()
        self.choice = ExportChoice(_about(overview), has_countdown=playback.get_ready_ms > 0)
        self._known = read_groups().groups
        names = ", ".join(group.name for group in self._known)
        sentence = _("With the groups of last time, in a sound file or on the sheet: {names}")
        self.groups = Check(sentence.format(names=names))
        self.bar, self.message, self.problem = QProgressBar(), text_label(), text_label(wrong=True)
        self.bar.setAccessibleName(_("How much of the file is written"))
        self.bar.setTextVisible(False)
        self.save = Button(_("Save as…"), px=20, filled=True)
        self.cancel, self.folder = Button(_("Cancel"), "Esc", px=20), Button(_("Show in folder"), px=20)
        self.save.clicked.connect(self._ask_where)
        self.cancel.clicked.connect(self.stop)
        self.folder.clicked.connect(self._show_folder)
        self._lost: QWidget | None = None
        self._lay_out()
        self._show_choices()

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
        playback = self._playback if self.choice.get_ready.isChecked() else replace(self._playback, get_ready_ms=0)
        work = partial(write_export, self._chosen_overview(), out, playback, self.bar.setValue, self._cancel)
        run_task(work, partial(self._show_done, out), self._show_error, queue=self._queue)

    def _chosen_overview(self) -> Overview:
        """Return the session, with the groups of last time where they are wanted."""
        if not (self._known and self.groups.isChecked()):
            return self._overview
        presets = all_presets() if any(group.preset for group in self._known) else ()
        entries = tuple(entry_of(group, presets) for group in self._known)
        return self._overview.with_groups(entries, arrival_ends=False)

    # what is shown

    def _show_choices(self) -> None:
        """Show what can be chosen: a session that waits for a tap has no sound."""
        self._show_only(self.choice, self.save)
        notify(self.message, "")
        notify(self.problem, "")
        try:
            refuse_open(self._overview)
        except WrongRequest as error:
            self.choice.refuse_sound(str(error))
        self.first = self.choice.chosen

    def _show_work(self) -> None:
        self.bar.setValue(0)
        notify(self.problem, "")
        self._show_lost(())
        notify(self.message, _("Writing {file}…").format(file=self._out.name))
        self._show_only(self.bar, self.cancel)
        self.cancel.setFocus()

    def _show_done(self, out: Path, lost: Sequence[str] = ()) -> None:
        is_whole = out.suffix.casefold() in ENDINGS and not lost
        sentence = _("Saved: {file}. Nothing was left out.") if is_whole else _("Saved: {file}")
        self._end(sentence.format(file=out))
        self._show_lost(lost)
        self._show_only(self.folder)
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
            self.column.insertWidget(self.column.indexOf(self.message) + 1, card)
            card.show()

    def _show_error(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._end(_("Cancelled. Nothing was written."))
            return
        is_foreseen = isinstance(error, RetroTimerError)
        self._end("")
        sentence = str(error) if is_foreseen else _("The file could not be written: {why}.").format(why=error)
        notify(self.problem, sentence)

    def _end(self, sentence: str) -> None:
        self._cancel = None
        self._show_only(self.choice, self.save)
        self.save.setFocus()
        notify(self.message, sentence)

    def _show_only(self, *wanted: QWidget) -> None:
        for widget in (self.choice, self.bar, self.save, self.cancel, self.folder):
            widget.setVisible(widget in wanted)
        self.groups.setVisible(bool(self._known) and self.choice in wanted)
        QTimer.singleShot(0, self, self._show_words)

    def _show_words(self) -> None:
        """Scroll to what is told, where the window is small."""
        for label in (self.message, self.problem):
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
        dialog = QFileDialog(self.window(), _("Export"), folder, f"{_(kind.name)} (*{kind.ending})")
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
        self.fill(named, ribbon, self.problem, self.message, self.bar, self.choice, self.groups)
        self.stand_on(self.save, self.cancel, self.folder)


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


def write_export(
    overview: Overview,
    out: Path,
    playback_options: PlaybackOptions,
    show_percent: Callable[[int], object],
    cancel: Event,
) -> tuple[str, ...]:
    """Write `out`; return a sentence for each thing that it cannot say.

    `show_percent` is called in the window's thread, once for each percent that is written.

    Raises:
        Cancelled: once `cancel` is set; nothing is left of the file.
        RetroTimerError: where it cannot be written.
    """
    if out.suffix.casefold() in ENDINGS:
        return share(overview, out)
    if out.suffix.casefold() == SHEET:
        from retrotimer.gui.export.sheet_pdf import write_sheet  # seldom

        return write_sheet(overview, out)
    known = [-1]

    def note(part: float) -> None:
        percent = int(100 * part)
        if percent != known[0]:
            known[0] = percent
            deliver(show_percent, percent)

    return export(overview, out, playback_options, progress=note, cancel=cancel)
