"""Show the ribbon, totals, load balance and energy of the workout being edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.editor.document import Document
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.cards import Card
from retrotimer.gui.widgets.labels import label
from retrotimer.gui.widgets.load_view import LoadBars, LoadCurves, LoadPanel
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.formatting import kcal_text, length_text
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.workout import Workout

MARK_PX = 4
VERDICT_LINES = 3
NO_FIGURES = ("–",) * 4
"""Stands for figures that nobody can tell while something is wrong."""
TALL_PX = 680
"""From this height of the page on, at plain text, there is room for the load along the ribbon."""
NARROW_PX, LOW_PX = 620, 480
"""Below this width and height of the page, at plain text, the figures stand smaller and the bars are left out."""


class EditorRibbon(Ribbon):
    """A ribbon in which what is selected is marked. `picked` tells the path of the step that was clicked."""

    picked = Signal(object)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._marked: list[tuple[float, float]] = []

    def follow(self) -> None:
        """Show the workout, and mark what is selected."""
        run = self._document.analysis.run
        if run is None:
            self.show_nothing(_("The workout in time: nothing to show yet"))
        else:
            name = run.overview.preset.workout.name
            words = _("{name} in time: forward above the line, backward below")
            self.show_timeline(run.overview.timeline, words.format(name=name), run.spans)
        self.mark()

    def mark(self) -> None:
        """Mark what is selected."""
        found = self._document.analysis
        is_known = found.run is not None and found.workout is self._document.workout
        self._marked = [*found.run.marks(self._document.now.selected)] if found.run and is_known else []
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._document.analysis
        if not found.overview or found.workout is not self._document.workout:
            return
        share = event.position().x() / max(1, self.width())
        for (start, end), path in zip(self._spans, found.paths, strict=True):
            if start <= share < end and path:
                self.picked.emit(path)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme.colours.focus, MARK_PX))
        y = self.height() - MARK_PX // 2
        for start, end in self._marked:
            left, right = round(start * self.width()) + 2, round(end * self.width()) - 2
            painter.drawLine(left, y, max(left, right), y)


class Verdict(QLabel):
    """Sentences in a room that never changes: as many as fit, and how many there are besides.

    All of them stand in its tip; where not even the first fits, `short` stands in their place.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._sentences: Sequence[str] = ()
        self._short = ""

    def show_sentences(self, sentences: Sequence[str], short: str) -> None:
        """Show `sentences`."""
        if (tuple(sentences), short) != (self._sentences, self._short):
            self._sentences, self._short = tuple(sentences), short
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many sentences as fit."""
        metrics = QFontMetrics(self.font())
        folded = Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, max(1, self.width()), 1)
        high = self.height()
        fitting = (text for text in self._texts() if metrics.boundingRect(room, folded, text).height() <= high)
        self.setText(next(fitting, self._short))
        whole = "\n".join(self._sentences)
        self.setToolTip(whole if whole != self.text() else "")
        self.setAccessibleName(whole)

    def _texts(self) -> Iterator[str]:
        """Give all sentences, then ever fewer of them with the number of the others."""
        yield "\n".join(self._sentences)
        for count in range(len(self._sentences) - 1, 0, -1):
            others = len(self._sentences) - count
            yield "\n".join((*self._sentences[:count], _("… and {n} more").format(n=others)))


class Totals(QWidget):
    """The ribbon and the figures of `document`, and `curves`, its load, where there is room for them."""

    picked = Signal(object)

    def __init__(self, document: Document, curves: LoadCurves) -> None:
        super().__init__()
        self._document, self.curves = document, curves
        self.ribbon = EditorRibbon(document)
        self._figures = [(label(wraps=False), label(wraps=False)) for _n in range(4)]
        self.verdict = Verdict()
        self.bars = LoadBars()
        self._is_small = self._is_tall = False
        self._lay_out()
        self.ribbon.picked.connect(self.picked)
        document.analysed.connect(self.follow)
        document.edited.connect(self.ribbon.mark)
        self.follow()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(0)
        for nth, (figure, word) in enumerate(self._figures):
            grid.addWidget(figure, 0, nth, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(word, 1, nth, Qt.AlignmentFlag.AlignTop)
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * GRID)
        row.addLayout(grid)
        row.addWidget(self.bars, 1)
        row.addWidget(self.verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.ribbon)
        column.addWidget(self.curves)
        column.addWidget(self._line)

    def follow(self) -> None:
        """Show what the workout comes to; where it cannot be run, why not."""
        found = self._document.analysis
        self.ribbon.follow()
        self.verdict.setVisible(not self._is_small or found.run is None)
        if found.run is None:
            self._show_nothing()
            return
        balance = found.run.overview.load
        self.curves.show_drawn(found.run.drawn)
        self._show_figures(found.run.figures)
        self.bars.show_load(balance)
        if balance.is_gentler:
            self.verdict.show_sentences((_("✓ Gentler: both peaks stay under their limits"),), _("✓ Gentler"))
        else:
            self.verdict.show_sentences(balance.reasons, _("Not gentler"))

    def _show_nothing(self) -> None:
        """Show that there is nothing to show, and why; the room stays as it is."""
        is_empty = not self._document.workout.steps
        self.curves.show_nothing()
        self.bars.show_nothing()
        self._show_figures((*3 * (length_text(0),), kcal_text(0)) if is_empty else NO_FIGURES)
        self.verdict.show_sentences((self._why(),), _("No steps yet") if is_empty else _("Not right yet"))

    def _show_figures(self, values: Sequence[str]) -> None:
        words = (_("total"), _("▲ forward run"), _("▼ backward run"), _("kcal, estimate"))
        short = ("{}", "▲ {}", "▼ {}", _("{} kcal")) if self._is_small else ("{}",) * len(values)
        for (figure, word), value, meaning, form in zip(self._figures, values, words, short, strict=True):
            figure.setText(form.format(value))
            figure.setAccessibleName(f"{meaning}: {value}")
            word.setText(meaning)

    def _why(self) -> str:
        if not self._document.workout.steps:
            return _("No steps yet: Add makes one.")
        whole = (fault.sentence for fault in self._document.analysis.faults if not fault.path and not fault.key)
        return next(whole, _("Mend what is marked, and this tells how it comes out."))

    def fit(self, width: int, height: int) -> None:
        """Take the sizes that a page of `width` and `height` has room for."""
        is_small = height < theme.sized(LOW_PX) or width < theme.sized(NARROW_PX)
        if is_small != self._is_small:
            self._is_small = is_small
            self.follow()
        self.ribbon.setFixedHeight(40 if is_small else max(56, min(120, height // 10)))
        figures, words = theme.head_font(22 if is_small else 32), theme.text_font(15)
        for figure, word in self._figures:
            figure.setFont(figures)
            word.setFont(words)
            word.setVisible(not is_small)
        self.verdict.setFont(theme.text_font(14 if is_small else 16))
        self._is_tall = height >= theme.sized(TALL_PX)
        self.curves.setVisible(self._is_tall)
        self.bars.setVisible(not is_small and not self._is_tall)
        self.verdict.setVisible(not is_small or self._document.analysis.overview is None)
        high = QFontMetrics(figures).height()
        if not is_small:
            verdict_px = VERDICT_LINES * QFontMetrics(self.verdict.font()).lineSpacing()
            high = max(high + QFontMetrics(words).height(), verdict_px)
        # one height whatever stands in it: the buttons below must not move away from under the pointer
        self._line.setFixedHeight(max(high, 0 if self.bars.isHidden() else self.bars.height()))
        self.verdict.fit()


PAUSE_MS = 300
"""What would make it gentler is worked out once a person pauses."""
SIZE = 0.8


class EditorLoad(Card):
    """Shows the load of `document`; its `panel.curves` belong under the ribbon."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.panel = LoadPanel()
        self.panel.use_size(SIZE)
        self.column.addWidget(self.panel.verdict)
        self.column.addWidget(self.panel)
        self.later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.later.timeout.connect(self.follow)
        self.panel.gentler.connect(self._take)
        document.analysed.connect(self.later.start)
        if document.analysis.overview is None:
            self.hide()
        self._show()

    def follow(self) -> None:
        """Show what the workout asks of knee and calf; nothing while it cannot be run."""
        self.setVisible(self._document.analysis.overview is not None)
        self._show()

    def _show(self) -> None:
        run = self._document.analysis.run
        if run:
            self.panel.show_overview(run.overview, run.drawn)
        else:
            self.panel.show_nothing()

    def _take(self, gentler: Workout) -> None:
        self._document.commit_typing()
        self._document.do(lambda now: _with_steps(now, gentler))


def _with_steps(now: Editing, gentler: Workout) -> Editing:
    workout = replace(now.workout, steps=gentler.steps, turn_ms=gentler.turn_ms)
    return editing.select(replace(now, workout=workout), now.selected, now.current)
