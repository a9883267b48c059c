"""The chosen preset: its ribbon, its totals, its load balance, and Start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.files.library import Broken
from retrotimer.gui import sheets, theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.load_bars import LoadBars
from retrotimer.gui.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.figures import kcal_text, length_text
from retrotimer.training.workout import Direction

NARROW_PX = 500
"""Below this width the totals take two rows."""
WIDE_COLUMNS, NARROW_COLUMNS = 5, 3
ROOMY_PX = (860, 720)
"""Width and height at which type has its plain size; it follows both, within bounds."""


class PresetPanel(QWidget):
    """Shows an entry of the library; `started` asks to begin it."""

    started = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Overview | Broken | None = None
        self._name, self._about = _label(), _label()
        self.ribbon = Ribbon()
        self._begin, self._end = _label(wraps=False), _label(wraps=False)
        self._figures = [(_label(wraps=False), _label()) for _n in range(5)]
        self._load_title, self._verdict, self._sense = _label(), _label(), _label()
        self._bars = LoadBars()
        self.start = Button(_("Start"), "␣", px=34, filled=True)
        self.start.setMinimumSize(260, 68)
        self.start.clicked.connect(lambda: self.started.emit(self._entry))
        self._totals, self._columns = QGridLayout(), 0
        self._totals.setHorizontalSpacing(2 * theme.GRID)
        self._totals.setVerticalSpacing(0)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._lay_out()

    def _lay_out(self) -> None:
        body = self._body
        column = self._column
        column.setContentsMargins(40, 24, 32, 16)
        column.setSpacing(theme.GRID)
        self._place_totals(WIDE_COLUMNS)
        for widget in (self._name, self._about):
            column.addWidget(widget)
        column.addSpacing(2 * theme.GRID)
        column.addWidget(self.ribbon)
        ends = QHBoxLayout()
        ends.addWidget(self._begin)
        ends.addStretch()
        ends.addWidget(self._end)
        column.addLayout(ends)
        column.addSpacing(theme.GRID)
        column.addLayout(self._totals)
        column.addSpacing(2 * theme.GRID)
        column.addWidget(self._load_title)
        balance = QHBoxLayout()
        balance.setSpacing(3 * theme.GRID)
        balance.addWidget(self._bars, 3)
        balance.addWidget(self._verdict, 2)
        column.addLayout(balance)
        column.addWidget(self._sense)
        column.addStretch()
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setStyleSheet(sheets.scroll_bars())
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setContentsMargins(40, theme.GRID, 40, 3 * theme.GRID)
        foot.addWidget(self.start)
        foot.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)

    def _place_totals(self, columns: int) -> None:
        """Set the figures and their words in rows of `columns`, where they are not so already."""
        if columns == self._columns:
            return
        self._columns = columns
        for nth, (figure, word) in enumerate(self._figures):
            row, column = divmod(nth, columns)
            self._totals.addWidget(figure, 2 * row, column)
            self._totals.addWidget(word, 2 * row + 1, column, Qt.AlignmentFlag.AlignTop)
        for column in range(len(self._figures)):
            self._totals.setColumnStretch(column, 1 if column < columns else 0)

    def show_entry(self, entry: Overview | Broken | None) -> None:
        """Show a preset, or what is wrong with a file, or that nothing was found."""
        self._entry = entry
        is_preset = isinstance(entry, Overview)
        labels = (self._begin, self._end, self._load_title, self._verdict, self._sense)
        for widget in (self.ribbon, self._bars, *labels, *(label for pair in self._figures for label in pair)):
            widget.setVisible(is_preset)
        self.start.setEnabled(is_preset)
        if isinstance(entry, Overview):
            self._show_preset(entry)
        elif entry is None:
            self._name.setText(_("No workout found"))
            self._about.setText(_("Try another word, or clear the search."))
        else:
            self._name.setText(entry.id)
            self._about.setText("\n".join((_("This file cannot be used:"), *entry.mistakes)))
        self._give_room()

    def _give_room(self) -> None:
        """Let the page scroll rather than squeeze: a scroll area does not ask wrapped texts how high they are."""
        self._body.setMinimumHeight(self._column.heightForWidth(self.width()))

    def _show_preset(self, entry: Overview) -> None:
        timeline, workout, balance = entry.timeline, entry.preset.workout, entry.load
        self._name.setText(workout.name)
        self._about.setText(workout.about)
        words = _("{name} in time: forward above the line, backward below").format(name=workout.name)
        self.ribbon.show_timeline(timeline, words)
        self._begin.setText("0:00")
        self._end.setText(entry.total_text)
        forward, backward = (
            length_text(timeline.run_ms(way), is_estimate=timeline.is_estimate)
            for way in (Direction.FORWARD, Direction.BACKWARD)
        )
        figures = (
            (entry.total_text, _("total")),
            (forward, _("▲\N{NO-BREAK SPACE}forward run")),
            (backward, _("▼\N{NO-BREAK SPACE}backward run")),
            (f"{entry.rounds} ×" if entry.rounds else "–", _("rounds")),
            (kcal_text(entry.energy.kcal), _("kcal, estimate")),
        )
        for (figure, word), (value, meaning) in zip(self._figures, figures, strict=True):
            figure.setText(value)
            word.setText(meaning)
        self._load_title.setText(_("Load balance"))
        self._bars.show_load(balance)
        self._verdict.setText(
            _("✓ Gentler: both peaks stay under their limits") if balance.is_gentler else "\n".join(balance.reasons)
        )
        self._sense.setText(
            _("A model of ours, not a measurement: it compares sessions, it does not foresee injuries.")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give type and ribbon the size that the window allows."""
        super().resizeEvent(event)
        size = min(1.35, self.height() / ROOMY_PX[1], self.width() / ROOMY_PX[0])
        size = max(0.6, round(size * 20) / 20)
        self._place_totals(WIDE_COLUMNS if self.width() >= NARROW_PX else NARROW_COLUMNS)
        self._name.setFont(theme.font(58 * size))
        self._about.setFont(theme.font(21 * max(size, 0.8), bold=False, family=theme.TEXT))
        self.ribbon.setFixedHeight(round(156 * size))
        for label in (self._begin, self._end, *(word for _f, word in self._figures)):
            label.setFont(theme.font(17 * max(size, 0.85), bold=False, family=theme.TEXT))
        for figure, _word in self._figures:
            figure.setFont(theme.font(48 * size))
        self._load_title.setFont(theme.font(27 * size))
        self._verdict.setFont(theme.font(18 * max(size, 0.85), family=theme.TEXT))
        self._sense.setFont(theme.font(15, bold=False, family=theme.TEXT))
        self._give_room()


def _label(*, wraps: bool = True) -> QLabel:
    label = QLabel()
    label.setWordWrap(wraps)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
