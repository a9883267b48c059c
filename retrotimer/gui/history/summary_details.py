"""The details of a session that is over: figures, load, and files for a log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from retrotimer.app.formatting import grade_word, info_text
from retrotimer.app.history.summary import distances, energy_sense, energy_text
from retrotimer.app.history.transfer import share_file
from retrotimer.app.totals import way_text
from retrotimer.files.presets.user_presets import stem_for
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.fold import with_info
from retrotimer.gui.widgets.form_rows import Line, notify, text_label
from retrotimer.gui.widgets.load_view import LoadCurves
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.history.load_curves import done
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.load.load import load
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
        about = words(_("Distances and energy are estimates."), px=15)
        self.column.addWidget(with_info(about, self._sense, _("About the estimates")))

    def show_record(self, record: SessionRecord) -> None:
        """Show the figures of `record`."""
        while (old := self.rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget:
                widget.deleteLater()
        times = done(record).times
        figures = [
            (_("Forward"), way_text(times, Direction.FORWARD)),
            (_("Backward"), way_text(times, Direction.BACKWARD)),
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
        super().__init__()
        self.ribbon, self.curves = Ribbon(), LoadCurves()
        self.curves.use_size(theme.text_scale)
        self.ribbon.setFixedHeight(round(theme.sized(RIBBON_PX)))
        self.verdict, self.info = words(px=24, head=True), words(px=15)
        for part in (with_info(self.verdict, self.info, _("What the load is")), self.ribbon, self.curves):
            self.column.addWidget(part)

    def show_record(self, record: SessionRecord) -> None:
        """Show the load of what was done in `record`."""
        self.setVisible(bool(record.visits))
        if not record.visits:
            return
        timeline = done(record)
        found = load(timeline, None, record.paces)
        self.ribbon.show_timeline(timeline, _("What you did in time: forward above the line, backward below"))
        self.curves.show_timeline(timeline)
        self.verdict.setText(_("Load on knee and calf: {grade}").format(grade=grade_word(found.grade)))
        self.info.setText(info_text(found))


KINDS = ("FIT", "CSV", "JSON")


class SummaryLog(Card):
    """A button for each kind of file; hidden where the session is not in the history.

    Args:
        keep: saves what was said of the session, so that it goes along; returns why it could not.
    """

    def __init__(self, keep: Callable[[], str | None]) -> None:
        super().__init__(_("Export this session"))
        self._keep = keep
        self._record: SessionRecord | None = None
        self._path = Path()
        self.kinds = {kind: Button(f"{kind}…", px=17) for kind in KINDS}
        for kind, button in self.kinds.items():
            button.setAccessibleName(_("Save as {kind}").format(kind=kind))
            button.clicked.connect(lambda _on=False, kind=kind: self._ask_where(kind))
        self.message, self.problem = text_label(), text_label(wrong=True)
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
            self, _("Export this session"), str(Path(folder, name)), f"{kind} (*.{kind.lower()})"
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
            notes = share_file(self._path, out)
        except RetroTimerError as error:
            self._notify(problem=str(error))
        else:
            self._notify(" ".join((_("Saved: {file}").format(file=out), *notes)))

    def _notify(self, sentence: str = "", *, problem: str = "") -> None:
        notify(self.message, sentence)
        notify(self.problem, problem)
