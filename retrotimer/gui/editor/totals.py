"""Show the ribbon of the workout being edited, what it comes to, and its load in one line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from retrotimer.app.formatting import load_text
from retrotimer.app.totals import ways_text
from retrotimer.gui import theme
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.ribbon import EditorRibbon
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import FoldButton, InfoButton
from retrotimer.gui.widgets.cards import Card
from retrotimer.gui.widgets.labels import label
from retrotimer.gui.widgets.load_view import LoadPanel
from retrotimer.texts import _
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.workout import Workout

PAUSE_MS = 300
"""What would make it easier is worked out once a person pauses."""
SIZE, FIGURE_PX, RIBBON_PX, LOWEST_RIBBON_PX = 0.8, 26, 110, 40
NARROW_PX, LOW_PX = 560, 480
"""Below this width of the page, at plain text, figures have no words, and below this height there is no legend."""


class EditorLoad(Card):
    """Shows the load of `document`: `fold` in one line, and once that is opened the curves and the words."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.fold, self.info = FoldButton(parent=self), InfoButton(_("What the load is"), self)
        self.panel = LoadPanel()
        self.fold.setFont(theme.text_font(16, bold=True))
        self.panel.use_size(SIZE)
        self.panel.curves.hide()
        self.column.addWidget(self.panel)
        self.later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.later.timeout.connect(self.follow)
        self.fold.toggled.connect(self._open)
        self.info.toggled.connect(self._explain)
        self.panel.gentler.connect(self._take)
        document.analysed.connect(self._show_line)
        self._show_line()
        self.follow()

    def _show_line(self) -> None:
        run = self._document.analysis.run
        for part in (self.fold, self.info):
            part.setVisible(run is not None)
        if run:
            self.fold.setText(load_text(run.overview.load))
            self.fold.setAccessibleName(self.fold.text())
            self.fold.updateGeometry()
        self.later.start()

    def follow(self) -> None:
        """Show what is folded, while it is opened and the workout can be run."""
        run, is_open = self._document.analysis.run, self.fold.isChecked()
        self.panel.curves.setVisible(is_open)
        if run and is_open:
            self.panel.show_overview(run.overview, run.drawn)
        else:
            self.panel.show_nothing()
        has_words = run is not None and (self.info.isChecked() or not run.overview.load.is_gentler)
        self.setVisible(is_open and has_words)

    def _open(self, is_open: bool) -> None:
        if not is_open:
            self.info.setChecked(False)
        self.follow()

    def _explain(self, is_on: bool) -> None:
        self.panel.info.setVisible(is_on)
        self.fold.setChecked(self.fold.isChecked() or is_on)
        self.follow()

    def _take(self, easier: Workout) -> None:
        self._document.commit_typing()
        self._document.do(lambda now: _with_steps(now, easier))


def _with_steps(now: Editing, easier: Workout) -> Editing:
    workout = replace(now.workout, steps=easier.steps, turn_ms=easier.turn_ms)
    return editing.select(replace(now, workout=workout), now.selected, now.current)


class Totals(QWidget):
    """The ribbon of `document`, the curves of `load` while they are opened, and the figures in one line."""

    picked = Signal(object)

    def __init__(self, document: Document, load: EditorLoad) -> None:
        super().__init__()
        self._document, self._load, self._is_narrow = document, load, False
        self.ribbon = EditorRibbon(document)
        self.figures = [(label(wraps=False), label(wraps=False)) for _n in range(3)]
        self.why = label(wraps=False)
        self.why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self.ribbon.picked.connect(self.picked)
        document.analysed.connect(self.follow)
        document.edited.connect(self.ribbon.mark)
        self.follow()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(round(theme.sized(4)))
        self.why.setFont(theme.text_font(15))
        for figure, words in self.figures:
            figure.setFont(theme.head_font(FIGURE_PX))
            words.setFont(theme.text_font(15))
            words.setContentsMargins(0, 0, round(theme.sized(16)), round(theme.sized(3)))  # on the figure's line
            for part in (figure, words):
                row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.why, 1)
        row.addWidget(self._load.fold)
        row.addWidget(self._load.info)
        line = QWidget()
        line.setLayout(row)
        # one height whatever stands in it: the tools below must not move from under the pointer
        line.setFixedHeight(
            max(self._load.info.sizeHint().height(), QFontMetrics(theme.head_font(FIGURE_PX)).height())
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.ribbon)
        column.addWidget(self._load.panel.curves)
        column.addWidget(line)

    def follow(self) -> None:
        """Show what the workout comes to; where it cannot be run, why not."""
        run = self._document.analysis.run
        self.ribbon.follow()
        values = run.figures if run else ("", "", "")
        names = (_("in all"), _("▼ backward"), _("kcal, estimate"))
        for (figure, words), value, name in zip(self.figures, values, names, strict=True):
            figure.setText(value)
            words.setText(name)
            figure.setAccessibleName(f"{name}: {value}")
            figure.setVisible(bool(value))
            words.setVisible(bool(value) and not self._is_narrow)
        if run and self._is_narrow:  # no room for the words, and none for the estimate
            self.figures[1][0].setText(f"▼ {values[1]}")
            self.figures[2][0].hide()
        sentence = "" if run or not self._document.workout.steps else self._why()
        self.why.setToolTip(sentence or self._ways())
        self._fill()

    def _ways(self) -> str:
        """Return how much is run and walked each way."""
        run = self._document.analysis.run
        timeline = run.overview.timeline if run else None
        return ways_text(timeline.times, is_estimate=timeline.is_estimate) if timeline else ""

    def _fill(self) -> None:
        """Show in the room that is left what is wrong, or where it fits what is run and walked."""
        text, run = self.why.toolTip(), self._document.analysis.run
        fits = self.why.fontMetrics().horizontalAdvance(text) <= self.why.width()
        self.why.setText("" if run and not fits else text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fill)

    def _why(self) -> str:
        whole = (fault.sentence for fault in self._document.analysis.faults if not fault.path and not fault.key)
        return next(whole, _("Correct what is marked to see what it comes to."))

    def _wide(self) -> int:
        """Return how wide a page has to be for the figures with their words and the load in one line."""
        head, text = QFontMetrics(theme.head_font(FIGURE_PX)), self.figures[0][1].fontMetrics()
        gap, after = round(theme.sized(4)), round(theme.sized(16))
        figures = sum(
            head.horizontalAdvance(figure.text()) + text.horizontalAdvance(words.text()) + after + 2 * gap
            for figure, words in self.figures
        )
        after_them = self._load.fold.sizeHint().width() + self._load.info.sizeHint().width()
        return figures + after_them + 4 * gap + 6 * GRID

    def fit(self, width: int, height: int) -> None:
        """Take the sizes that a page of `width` and `height` has room for."""
        is_narrow = width < max(theme.sized(NARROW_PX), self._wide())
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            for figure, _words in self.figures:
                figure.setFont(theme.head_font(20 if is_narrow else FIGURE_PX))
                figure.setContentsMargins(0, 0, round(theme.sized(8)) * is_narrow, 0)
            self.follow()
        self.ribbon.setFixedHeight(max(LOWEST_RIBBON_PX, min(RIBBON_PX, height // 8)))
