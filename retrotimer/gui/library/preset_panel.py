"""Show the chosen preset: what one will do, in a ribbon and in words, three figures, the load folded, and Start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.app.totals import ways_text
from retrotimer.gui import theme
from retrotimer.gui.theme import sized
from retrotimer.gui.widgets.buttons import Button, StarButton
from retrotimer.gui.widgets.cards import Scroll, line
from retrotimer.gui.widgets.labels import fitting, label
from retrotimer.gui.widgets.load_view import LoadSection
from retrotimer.gui.widgets.recipe_view import RecipeView
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.formatting import kcal_text, length_text
from retrotimer.training.workout.recipe import line_numbers, recipe
from retrotimer.training.workout.workout import Direction, Gait

if TYPE_CHECKING:
    from retrotimer.gui.library.empty_state import Problem, ProblemPanel

COLUMNS = ((400, 3), (240, 2), (0, 1))
"""From which width on, at plain text, the figures stand in how many columns."""
RUNNING_PX = 22
"""The type of Start while it tells what a group sees."""
STAR_FROM_PX, STRETCH = 260, (2, 3, 2)
ROOMY_PX = (860, 720)
"""Width and height at which type has its plain size; it follows both, within bounds."""


class PresetPanel(QWidget):
    """Shows an entry of the library; `started` asks to begin it, `starred` to give it a star or take it away.

    `footer` is where the page puts what else there is to do.
    """

    started = Signal(object)
    starred = Signal()

    def __init__(self, *, load_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Overview | None = None
        self._running = ""
        self._size, self._start_px = 0.0, 34
        self._problem: ProblemPanel | None = None
        self._name, self._about = label(), label()
        self.ribbon, self.recipe = Ribbon(), RecipeView()
        self._begin, self._end = label(wraps=False), label(wraps=False)
        self._figures = [(label(wraps=False), label()) for _n in range(3)]
        self._ways = label()
        self.load = LoadSection(is_open=load_open)
        self.start = Button(_("Start"), "␣", px=34, filled=True)
        self.start.clicked.connect(lambda: self.started.emit(self._entry))
        self.star = StarButton("", _("Favourite"), key="Ctrl+D", px=26)
        self.star.clicked.connect(self.starred)
        self.load.changed.connect(self._give_room)
        self.ribbon.pointed.connect(self._point_at_block)
        self.recipe.pointed.connect(self._point_at_line)
        self._line_of: list[int] = []
        self.footer = QHBoxLayout()
        self._totals, self._columns = QGridLayout(), 0
        self._totals.setHorizontalSpacing(4 * theme.GRID)
        self._totals.setVerticalSpacing(0)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._area = Scroll(self._body)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self._column
        column.setSpacing(theme.GRID)
        for pair in self._figures:
            for part in pair:
                part.setParent(self._body)  # shown without a parent they would be windows
        for widget in (self._name, self._about):
            column.addWidget(widget)
        column.addSpacing(theme.GRID)
        column.addWidget(self.ribbon)
        ends = QHBoxLayout()
        ends.addWidget(self._begin)
        ends.addStretch()
        ends.addWidget(self._end)
        column.addLayout(ends)
        column.addWidget(self.recipe)
        column.addSpacing(2 * theme.GRID)
        column.addLayout(self._totals)
        column.addWidget(self._ways)
        column.addSpacing(theme.GRID)
        column.addWidget(line())
        column.addWidget(self.load)
        column.addStretch()
        self.footer.setSpacing(theme.GRID)
        self.footer.addWidget(self.start)
        self.footer.addWidget(self.star)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._area, 1)
        self._whole.addWidget(line())
        self._whole.addLayout(self.footer)

    def _place_totals(self, columns: int) -> None:
        """Set the figures and their words in rows of `columns`, where they are not so already."""
        if columns == self._columns:
            return
        self._columns = columns
        for pair in self._figures:
            for part in pair:
                self._totals.removeWidget(part)
        for nth, (figure, word) in enumerate(pair for pair in self._figures if pair[0].text()):
            row, column = divmod(nth, columns)
            self._totals.addWidget(figure, 2 * row, column)
            self._totals.addWidget(word, 2 * row + 1, column, Qt.AlignmentFlag.AlignTop)
        for column in range(len(self._figures)):
            self._totals.setColumnStretch(column, STRETCH[column] if column < columns else 0)

    def show_entry(self, entry: Overview, *, is_favourite: bool) -> None:
        """Show a preset."""
        self._show_area(self._area)
        self.show_star(is_favourite=is_favourite)
        if entry is not self._entry:
            is_same = self._entry is not None and self._entry.preset.path == entry.preset.path
            self._entry = entry
            self._show_preset(entry)
            self._give_room()
            if not is_same:
                self._area.verticalScrollBar().setValue(0)

    def show_star(self, *, is_favourite: bool) -> None:
        """Show whether the preset is a favourite."""
        self.star.setChecked(is_favourite)

    def show_problem(self, problem: Problem) -> None:
        """Show what is wrong, or missing, in place of a preset."""
        from retrotimer.gui.library.empty_state import ProblemPanel  # seldom needed

        if self._problem is None:
            self._problem = ProblemPanel()
            self._problem.use_edges(self._column.contentsMargins())
            self._whole.insertWidget(0, self._problem, 1)
        self._entry = None
        self._problem.show_problem(problem)
        self._show_area(self._problem)

    @property
    def problem(self) -> ProblemPanel | None:
        """What shows that something is wrong, while it does."""
        return self._problem if self._problem and not self._problem.isHidden() else None

    def _show_area(self, area: QWidget) -> None:
        """Show `area` above the buttons, which begin and star a preset alone."""
        self._area.setVisible(area is self._area)
        if self._problem:
            self._problem.setVisible(area is self._problem)
        for button in (self.start, self.star):
            button.setEnabled(area is self._area)

    def show_running(self, name: str) -> None:
        """Say on Start that a group sees a session of `name` on the second screen; nothing once it does not."""
        self._running = name
        self.start.setAccessibleName(_("Running: {name}").format(name=name) if name else _("Start"))
        self.start.show_key(not name)
        self._fit_start()

    def _fit_start(self) -> None:
        """Let the words of Start fit in: a name may be long."""
        room = max(self.start.minimumWidth(), round(self.width() / 2.4)) - 5 * theme.GRID
        text = self.start.accessibleName() if self._running else _("Start")
        px = min(self._start_px, round(sized(RUNNING_PX))) if self._running else self._start_px
        self.start.setFont(theme.font(px))
        self.start.setText(QFontMetrics(self.start.font()).elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.start.updateGeometry()

    def _point_at_block(self, nth: int) -> None:
        self.recipe.light(self._line_of[nth] if 0 <= nth < len(self._line_of) else -1)

    def _point_at_line(self, line_number: int) -> None:
        self.recipe.light(line_number)
        self.ribbon.light([nth for nth, line in enumerate(self._line_of) if line == line_number])

    def _give_room(self) -> None:
        """Let the page scroll rather than squeeze: a scroll area does not ask wrapped texts how high they are."""
        self._body.setMinimumHeight(self._column.heightForWidth(self.width()))

    def _show_preset(self, entry: Overview) -> None:
        timeline, workout = entry.timeline, entry.preset.workout
        self._name.setText(workout.name)
        self._fit_name()
        self._about.setText(workout.about)
        self._about.setVisible(bool(workout.about))
        lines = recipe(workout)
        self._line_of = line_numbers(lines, timeline)
        self.recipe.show_lines(lines)
        self.ribbon.show_timeline(timeline, self.recipe.accessibleName())
        self._begin.setText("0:00")
        self._end.setText(entry.total_text)
        backward, meaning = _backward(entry)
        kcal = entry.energy.kcal
        figures = (
            (entry.total_text, _("you tap") if timeline.total_ms is None else _("in all")),
            (backward, meaning),
            (kcal_text(kcal) if kcal else "", _("kcal, estimate")),
        )
        for (figure, word), (value, words) in zip(self._figures, figures, strict=True):
            figure.setText(value)
            word.setText(words)
            for part in (figure, word):
                part.setHidden(not value)
        columns, self._columns = self._columns, 0  # some have come or gone
        self._place_totals(columns or COLUMNS[0][1])
        self._ways.setText(_more(entry))
        self.load.show_overview(entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = min(1.35, self.height() / ROOMY_PX[1], self.width() / ROOMY_PX[0])
        size = max(0.6, round(size * 20) / 20)
        if size != self._size:
            self._size = size
            self._use_size(size)
        wide = self.width() / theme.text_scale
        self._place_totals(next(columns for least, columns in COLUMNS if wide >= least))
        self._use_width(wide, size)
        self._fit_name()
        self._give_room()

    def _use_size(self, size: float) -> None:
        """Give everything its size; plain type has 1."""
        edge = 5 * theme.GRID if size > 0.7 else 2 * theme.GRID
        self._column.setContentsMargins(edge, round(24 * size), edge - theme.GRID, 2 * theme.GRID)
        if self._problem:
            self._problem.use_edges(self._column.contentsMargins())
        below = theme.GRID if size < 0.7 else 2 * theme.GRID
        self.footer.setContentsMargins(edge, below, edge, below)
        self._about.setFont(theme.text_font(21 * max(size, 0.8)))
        self.ribbon.setFixedHeight(round(130 * size))
        small = theme.text_font(17 * max(size, 0.85))
        for word in (self._begin, self._end, self._ways, *(below for _f, below in self._figures)):
            word.setFont(small)
        figures = theme.head_font(48 * size)
        for figure, _word in self._figures:
            figure.setFont(figures)
        self.recipe.use_size(size)
        self.load.use_size(size)

    def _use_width(self, wide: float, size: float) -> None:
        """Let Start be as large as `wide`, in px of plain text, leaves room for what stands beside it."""
        font = theme.head_font(max(24, 34 * min(1.0, size)))
        font.setPixelSize(min(font.pixelSize(), max(20, self.width() // 11)))
        self._start_px = font.pixelSize()
        wide_enough = round(min(210 * min(1.0, size), self.width() / 2.4))
        self.start.setMinimumSize(wide_enough, round(min(sized(66 * min(1.0, size)), 2.4 * font.pixelSize())))
        self._fit_start()
        self.star.setMinimumHeight(self.start.minimumHeight())
        self.star.setVisible(wide >= STAR_FROM_PX)  # a narrow page has the one in the row

    def _fit_name(self) -> None:
        """Let the longest word of the name fit in: it cannot be broken."""
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * theme.GRID
        self._name.setFont(fitting(theme.head_font(58 * (self._size or 1.0)), self._name.text(), room))


def _more(entry: Overview) -> str:
    """Return how much is run and walked each way, and where the workout comes from."""
    ways = ways_text(entry.timeline.times, is_estimate=entry.timeline.is_estimate)
    source = entry.preset.workout.source
    return f"{ways[:1].upper()}{ways[1:]}" + (_("\nSource: {source}").format(source=source) if source else "")


def _backward(entry: Overview) -> tuple[str, str]:
    """Return how long one goes backward, and how; nothing where one does not."""
    timeline = entry.timeline
    run_ms, walk_ms = (timeline.time_ms(Direction.BACKWARD, gait) for gait in (Gait.RUN, Gait.WALK))
    if not run_ms + walk_ms:
        return "", ""
    value = length_text(run_ms + walk_ms, is_estimate=timeline.is_estimate)
    if walk_ms:
        return value, _("▼ backward, walking and running") if run_ms else _("▼ walking backward")
    share = round(100 * entry.figures[1])
    return value, _("▼ backward, {share} % of the running").format(share=share)
