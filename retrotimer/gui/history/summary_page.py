"""The summary page after a session: what was done, effort and a note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPlainTextEdit, QWidget

from retrotimer.app.history.summary import distances, energy_sense, energy_text, outcome
from retrotimer.app.history.transfer import share_file
from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.session.recorder import Kept
from retrotimer.files.presets.user_presets import stem_for
from retrotimer.gui import theme
from retrotimer.gui.core.unsaved import ask_where
from retrotimer.gui.history.effort_scale import MOST, EffortScale
from retrotimer.gui.widgets.bar_charts import TwoWayBars
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, coloured, foldable, words
from retrotimer.gui.widgets.form_rows import Line, notify, said
from retrotimer.gui.widgets.load_view import LoadCurves
from retrotimer.gui.widgets.page import ENTER, WIDE, Page
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.formatting import length_text
from retrotimer.training.history.load_curves import Peaks, done, peaks
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.load.load import CALF_LIMIT, KNEE_LIMIT
from retrotimer.training.workout.workout import Direction


class SummaryFigures(Card):
    """A row for each figure, and what the estimates are worth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("In figures"), parent=parent)
        self._table = QWidget()
        self.rows = QGridLayout(self._table)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(3 * theme.GRID)
        self.rows.setColumnStretch(1, 1)
        self._sense = words(px=15)
        self.column.addWidget(self._table)
        self.column.addWidget(self._sense)

    def show_record(self, record: SessionRecord) -> None:
        """Show the figures of `record`."""
        while (old := self.rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget:
                widget.deleteLater()
        figures = [
            (_("Forward"), length_text(record.time_ms(Direction.FORWARD))),
            (_("Backward"), length_text(record.time_ms(Direction.BACKWARD))),
            *distances(record),
            (_("Energy"), energy_text(record)),
        ]
        for row, (what, figure) in enumerate(figures):
            name, value = words(what), words(figure, px=20, head=True)
            value.setAccessibleName(f"{what}: {figure}")
            self.rows.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self.rows.addWidget(value, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._sense.setText(_("Distances are time × your paces.") + " " + energy_sense(record))


RIBBON_PX = 64


class SummaryLoad(Card):
    """A card; hidden where nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Load balance"))
        self.ribbon, self.curves = Ribbon(), LoadCurves()
        self.curves.use_size(theme.text_scale)
        self.ribbon.setFixedHeight(round(theme.sized(RIBBON_PX)))
        self.verdict = words(bold=True)
        for part in (self.ribbon, self.curves, self.verdict):
            self.column.addWidget(part)
        self.column.addWidget(
            words(
                _(
                    "Solid: what you did. Dotted: all forward. Dashed: the limit, a rule of thumb. It is a model "
                    "of ours, not a measurement: it compares sessions, it does not foresee injuries."
                ),
                px=15,
            )
        )

    def show_record(self, record: SessionRecord) -> None:
        """Show the load of what was done in `record`."""
        self.setVisible(bool(record.visits))
        if not record.visits:
            return
        timeline = done(record)
        self.ribbon.show_timeline(timeline, _("What you did in time: forward above the line, backward below"))
        self.curves.show_timeline(timeline)
        self.verdict.setText(_verdict(peaks(timeline)))


def _verdict(found: Peaks) -> str:
    knee, calf = found.knee > KNEE_LIMIT, found.calf > CALF_LIMIT
    if knee and calf:
        return _("Knee and calf went over their limits.")
    if knee:
        return _("The knee went over its limit.")
    if calf:
        return _("The calf went over its limit.")
    return _("Both stayed under their limits.")


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
        self.message, self.problem = said(), said(wrong=True)
        about = _(
            "FIT is an activity for a training log, with a lap for each interval. CSV is a row for a spreadsheet. "
            "JSON is all there is, for RetroTimer on another computer."
        )
        for part in (words(about, px=15), Line(*self.kinds.values()), self.message, self.problem):
            self.column.addWidget(part)

    def show_record(self, record: SessionRecord, saved: Path | None) -> None:
        """Offer `record`, which is in the file `saved` of the history."""
        self._record = record
        self._path = saved or Path()
        self.setVisible(saved is not None)
        self._notify()

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
        problem = self._keep()
        if problem:
            self._notify(problem=problem)
            return
        try:
            share_file(self._path, out)
        except RetroTimerError as error:
            self._notify(problem=str(error))
        else:
            self._notify(_("It is in {file}.").format(file=out))

    def _notify(self, sentence: str = "", *, problem: str = "") -> None:
        notify(self.message, foldable(sentence))
        notify(self.problem, foldable(problem))


NOTE_LINES = 3


class SummaryPage(Page):
    """Shows a session that is over. `left` asks for the workouts, `again` for the same session once more.

    `unsaved` hands over what could not be saved, to be tried again later.
    """

    again = Signal()
    unsaved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        back = Button(_("Back to the workouts"), "Esc", filled=True)
        super().__init__(_("Summary"), widest=WIDE, back=back, parent=parent)
        self._unsaved_session: UnsavedSession | None = None
        self._is_warned = False
        self._outcome = words()
        self.problem = _Problem()
        self.problem.elsewhere.clicked.connect(self._save_elsewhere)
        self.bars, self._figures, self.load = TwoWayBars(), SummaryFigures(), SummaryLoad()
        self.effort, self.note, self.log = EffortScale(), _note(), SummaryLog(self.keep)
        self.repeat = Button(_("Again"))
        self.repeat.clicked.connect(lambda: self._go(self.again))
        self._lay_out()

    def show_record(self, unsaved_session: UnsavedSession) -> None:
        """Show what is kept by `unsaved_session`, with the reason where it is not saved yet."""
        self._unsaved_session, self._is_warned = unsaved_session, False
        record = unsaved_session.record
        self.title.setText(foldable(record.name))
        self.title.setAccessibleName(record.name)
        started = record.started.astimezone()
        self._outcome.setText(f"{started:%Y-%m-%d, %H:%M} · {outcome(record)}")
        self.bars.show_record(record)
        self._figures.show_record(record)
        self.load.show_record(record)
        self.log.show_record(record, unsaved_session.path)
        self.effort.choose(None)
        self.note.setPlainText("")
        self._rating.setVisible(not record.is_trial)
        self._show_problem(unsaved_session.problem)
        self.first = self.back if record.is_trial else self.effort
        self.first.setFocus()

    def show_kept(self, record: SessionRecord, path: Path, effort: int | None, note: str) -> None:
        """Show `record` of the history, and what was said of it, which can be said anew."""
        self.show_record(UnsavedSession(record, Kept(path), said=(effort, note)))
        self.effort.choose(effort)
        self.note.setPlainText(note)
        self.repeat.hide()
        self.back.setText(_("Back to the history"))

    def keep(self) -> str | None:
        """Save what is not saved yet; return a sentence where that could not be done."""
        unsaved_session = self._unsaved_session
        if unsaved_session is None:
            return None
        unsaved_session.said = self.effort.effort, self.note.toPlainText()
        problem = unsaved_session.save()
        if problem:
            self.unsaved.emit(unsaved_session)
        else:
            self.note_saved(unsaved_session)
        return problem

    def note_saved(self, unsaved_session: UnsavedSession) -> None:
        """Clear the reason why it was not saved, if `unsaved_session` is shown and saved now."""
        if (
            unsaved_session is self._unsaved_session
            and not unsaved_session.record.is_trial
            and not self.problem.isHidden()
        ):
            self._is_warned = False
            self._show_problem("")
            self.log.show_record(unsaved_session.record, unsaved_session.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Enter too, where it is on no button; a figure says the effort."""
        figure = event.text()
        if event.key() in ENTER and not isinstance(self.focusWidget(), Button):
            self.leave()
        elif figure.isascii() and figure.isdigit() and self._rating.isVisible():
            self.effort.choose(int(figure) or MOST)
        else:
            super().keyPressEvent(event)

    def may_leave(self) -> bool:
        """Keep what was said; where that fails, say so and return False, once: who asks again means it."""
        problem = self.keep()
        if not problem or self._is_warned:
            return True
        self._is_warned = True
        self._show_problem(problem)
        self.problem.elsewhere.setFocus()
        return False

    def leave(self) -> None:
        """Ask to go back, once what was said is kept."""
        self._go(self.left)

    def _go(self, signal: object) -> None:
        if self.may_leave():
            signal.emit()  # type: ignore[attr-defined]  # a bound signal, which PySide has no type for

    def _save_elsewhere(self) -> None:
        unsaved_session = self._unsaved_session
        if unsaved_session is None:
            return
        problem = ask_where(self, unsaved_session)
        if problem is None:
            self._is_warned = False
            self._show_problem("")
            self.back.setFocus()
        elif problem:
            self._show_problem(problem)

    def _show_problem(self, reason: str) -> None:
        """Say `reason`, and what becomes of the session; nothing where there is no reason."""
        is_trial = self._unsaved_session is not None and self._unsaved_session.record.is_trial
        advice = _("RetroTimer keeps it and saves it as soon as it can; or save it elsewhere.")
        message = reason if is_trial or not reason else f"{reason} {advice}"
        self.problem.show_sentence(message, can_save=not is_trial)

    def _lay_out(self) -> None:
        self._rating = self._rating_card()
        done, self.message = Card(_("Done against planned")), words()
        self.bars.message.connect(self.message.setText)
        legend = words(_("Filled: done. Hatched: done walking. Dashed outline: planned."), px=15)
        for part in (self.bars, self.message, legend):
            done.column.addWidget(part)
        self.fill(self._outcome, self.problem, self._rating, done, self._figures, self.load, self.log)
        self.stand_on(self.repeat)

    def _rating_card(self) -> Card:
        card = Card(_("How hard was it?"))
        card.column.addWidget(self.effort)
        label = words(_("A note"))
        label.setBuddy(self.note)
        card.column.addWidget(label)
        card.column.addWidget(self.note)
        return card


class _Problem(Card):
    """Why something could not be saved, and the way out."""

    def __init__(self) -> None:
        super().__init__(strip=theme.colours.wrong)
        self._sentence = words()
        coloured(self._sentence, theme.colours.wrong)
        self.elsewhere = Button(_("Save elsewhere…"))
        self.column.addWidget(self._sentence)
        self.column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_sentence(self, sentence: str, *, can_save: bool) -> None:
        """Say `sentence`, or hide where there is none."""
        self._sentence.setText(foldable(sentence))
        self.setAccessibleName(sentence)
        self.elsewhere.setVisible(can_save)
        self.setVisible(bool(sentence))


def _note() -> QPlainTextEdit:
    note = QPlainTextEdit()
    note.setAccessibleName(_("A note"))
    note.setPlaceholderText(_("Wind, shoes, how it felt …"))
    note.setTabChangesFocus(True)
    note.setFixedHeight(round(theme.sized(26 * NOTE_LINES + 16)))
    return note
