"""What a workout comes to while it is edited: its ribbon, its totals, its load balance and its energy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.editor_work import Work
from retrotimer.gui.labels import label
from retrotimer.gui.load_bars import LoadBars
from retrotimer.gui.load_curves import LoadCurves
from retrotimer.gui.ribbon import Ribbon
from retrotimer.gui.theme import GRID
from retrotimer.texts import _

MARK_PX, MANY = 4, 80
TALL_PX = 680
"""From this height of the page on, at plain text, there is room for the load along the ribbon."""
NARROW_PX, LOW_PX = 620, 480
"""Below this width and height of the page, at plain text, the figures stand smaller and the bars are left out."""


class EditorRibbon(Ribbon):
    """A ribbon in which what is selected is marked. `picked` tells the path of the step that was clicked."""

    picked = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._marked: list[tuple[float, float]] = []

    def follow(self) -> None:
        """Show the workout, and mark what is selected."""
        run = self._work.judgement.run
        if run:
            name = run.overview.preset.workout.name
            words = _("{name} in time: forward above the line, backward below")
            self.show_timeline(run.overview.timeline, words.format(name=name), run.spans)
        self.mark()

    def mark(self) -> None:
        """Mark what is selected."""
        found = self._work.judgement
        is_known = found.run is not None and found.workout is self._work.workout
        self._marked = [*found.run.marks(self._work.now.selected)] if found.run and is_known else []
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the step of the interval that is clicked."""
        found = self._work.judgement
        if not found.overview or found.workout is not self._work.workout:
            return
        share = event.position().x() / max(1, self.width())
        for (start, end), path in zip(self._spans, found.paths, strict=True):
            if start <= share < end and path:
                self.picked.emit(path)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ribbon and the marks below it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme.colours.focus, MARK_PX))
        y = self.height() - MARK_PX // 2
        for start, end in self._marked:
            left, right = round(start * self.width()) + 2, round(end * self.width()) - 2
            painter.drawLine(left, y, max(left, right), y)


class Totals(QWidget):
    """The ribbon and the figures of `work`, and `curves`, its load, where there is room for them."""

    picked = Signal(object)

    def __init__(self, work: Work, curves: LoadCurves) -> None:
        super().__init__()
        self._work, self.curves = work, curves
        self.ribbon = EditorRibbon(work)
        self._figures = [(label(wraps=False), label(wraps=False)) for _n in range(4)]
        self.verdict = label()
        self.bars = LoadBars()
        self._is_small = self._is_tall = self._has_run = False
        self._lay_out()
        self.ribbon.picked.connect(self.picked)
        work.judged.connect(self.follow)
        work.edited.connect(self.ribbon.mark)
        self.follow()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(0)
        for nth, (figure, word) in enumerate(self._figures):
            grid.addWidget(figure, 0, nth, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(word, 1, nth, Qt.AlignmentFlag.AlignTop)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(3 * GRID)
        self._line.addLayout(grid)
        self._line.addWidget(self.bars, 1)
        self._line.addWidget(self.verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.ribbon)
        column.addWidget(self.curves)
        column.addLayout(self._line)

    def follow(self) -> None:
        """Show what the workout comes to; where it cannot be run, why not."""
        found = self._work.judgement
        self.ribbon.follow()
        self.verdict.setVisible(not self._is_small or found.run is None)
        if found.run is None:
            self.verdict.setText(self._why())
            return
        if not self._has_run:
            self._has_run = True
            self.curves.setVisible(self._is_tall)
        balance = found.run.overview.load
        if len(found.run.overview.timeline.intervals) <= MANY:  # of more, once a person pauses
            self.curves.show_drawn(found.run.drawn)
        values = found.run.figures
        words = (_("total"), _("▲ forward run"), _("▼ backward run"), _("kcal, estimate"))
        short = ("{}", "▲ {}", "▼ {}", _("{} kcal")) if self._is_small else ("{}",) * len(values)
        for (figure, word), value, meaning, form in zip(self._figures, values, words, short, strict=True):
            figure.setText(form.format(value))
            figure.setAccessibleName(f"{meaning}: {value}")
            word.setText(meaning)
        self.bars.show_load(balance)
        gentler = _("✓ Gentler: both peaks stay under their limits")
        self.verdict.setText(gentler if balance.is_gentler else "\n".join(balance.reasons))

    def _why(self) -> str:
        if not self._work.workout.steps:
            return _("No steps yet: N adds one.")
        whole = (fault.sentence for fault in self._work.judgement.faults if not fault.path and not fault.key)
        return next(whole, _("Mend what is marked, and this tells how it comes out."))

    def fit(self, width: int, height: int) -> None:
        """Take the sizes that a page of `width` and `height` has room for."""
        is_small = height < theme.sized(LOW_PX) or width < theme.sized(NARROW_PX)
        if is_small != self._is_small:
            self._is_small = is_small
            self.follow()
        self.ribbon.setFixedHeight(40 if is_small else max(56, min(120, height // 10)))
        for figure, word in self._figures:
            figure.setFont(theme.head_font(22 if is_small else 32))
            word.setFont(theme.text_font(15))
            word.setVisible(not is_small)
        self.verdict.setFont(theme.text_font(14 if is_small else 16))
        is_tall = height >= theme.sized(TALL_PX)
        self.curves.setVisible(is_tall and self._has_run)
        self._is_tall = is_tall
        self.bars.setVisible(not is_small and not is_tall)
        self.verdict.setVisible(not is_small or self._work.judgement.overview is None)
