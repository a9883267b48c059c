"""Paint a workout on one page, black on white, as a PDF: name, ribbon, recipe, times, safety and a QR code."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, product
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

from retrotimer.app.export.sheet import RecipeRow, TimeRow, code_text, recipe_rows, time_rows
from retrotimer.app.group_words import entries_text
from retrotimer.app.overview import Overview
from retrotimer.app.remote.qr import qr_matrix
from retrotimer.app.session.factory import groups_of
from retrotimer.app.session.safety_checklist import checklist, stop_rule
from retrotimer.files.export_files import export_write
from retrotimer.gui import theme
from retrotimer.gui.widgets.ribbon import bar, spans
from retrotimer.texts import _, ngettext
from retrotimer.training.workout.workout import Direction, Gait, Movement

PER_INCH = 96
"""The units in which a page is laid out: an A4 page is 794 wide and 1,123 high."""
DOTS = 600
MARGIN, INSET = 56.0, 18.0
CODE, RIBBON = 132.0, 150.0
NAME, ABOUT, SMALL = 58.0, 19.0, 15.0
RECIPE = (30.0, 26.0, 22.0, 18.0, 15.0, 12.0, 10.0, 8.0)
"""Sizes of the recipe's text, of which the largest that fits is taken."""
READABLE = 18.0
"""Of so many units text is read at arm's length."""
TIMES = (17.0, 14.0, 12.0, 10.0)
MOST_COLUMNS, GAP = 3, 24.0
LINE, NAME_EMS, CELL_EMS = 1.9, 7.5, 5.0
"""Of the table of times: a line's height, and the widths of a round's name and of a time, in sizes of its text."""
PAPER = {Direction.FORWARD: QColor("#9a9a9a"), Direction.BACKWARD: QColor("#303030"), None: QColor("#ffffff")}
WALK = {Direction.FORWARD: QColor("#e4e4e4"), Direction.BACKWARD: QColor("#6a6a6a")}


def write_sheet(overview: Overview, out: Path) -> tuple[str, ...]:
    """Write the sheet to `out`; return a sentence for each thing that has no room on it.

    Raises:
        NotSaved: where the file cannot be written.
        WrongRequest: where `out` is a file of RetroTimer's own, or the groups do not fit together.
    """
    groups_of(overview, overview.groups)
    if QGuiApplication.instance() is None:
        raise RuntimeError("a sheet needs an application, for its fonts")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setPageSize(QPageSize(page_size()))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(overview.preset.workout.name)
    writer.setCreator("RetroTimer")
    painter = QPainter(writer)
    painter.scale(DOTS / PER_INCH, DOTS / PER_INCH)
    height = writer.height() * PER_INCH / DOTS
    page = QRectF(0, 0, writer.width() * PER_INCH / DOTS, height).adjusted(MARGIN, 48, -MARGIN, -40)
    try:
        notes = _Sheet(painter, page, overview).paint()
    finally:
        painter.end()
    with export_write(out, [overview.preset.path]) as file:
        file.write(buffer.data().data())
    return notes


def page_size() -> QPageSize.PageSizeId:
    """Return Letter where the system measures in inches, and A4 elsewhere."""
    is_metric = QLocale.system().measurementSystem() is not QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.A4 if is_metric else QPageSize.PageSizeId.Letter


@contextmanager
def offscreen_fonts() -> Iterator[None]:
    """Have Qt ready to write text without a screen or a window, for the command line."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    theme.load_fonts()
    yield
    del application


class _Sheet:
    """A page that is filled from the top; the safety box is at the foot."""

    def __init__(self, painter: QPainter, page: QRectF, overview: Overview) -> None:
        self._painter, self._page, self._overview = painter, page, overview
        self._top, self._bottom = page.top(), page.bottom()
        self._notes: list[str] = []

    def paint(self) -> tuple[str, ...]:
        """Paint everything, and return a sentence for each thing that has no room."""
        self._paint_head()
        self._paint_ribbon()
        self._paint_groups()
        box = self._safety_box()
        rows = recipe_rows(self._overview)
        times = time_rows(self._overview)
        table = self._table_layout(times)
        room = self._bottom - self._top - (table.height + 14 if table else 0)
        self._paint_recipe(rows, self._recipe_layout(rows, room))
        if table and self._top + table.height <= self._bottom:
            self._paint_times(times, table)
        else:
            self._notes.append(_("The sheet has no room for the table of times."))
        self._paint_safety(box)
        return tuple(self._notes)

    def _text(self, area: QRectF, text: str, font: QFont, flags: int = int(Qt.TextFlag.TextWordWrap)) -> float:
        """Write `text` into `area`, and return its height."""
        self._painter.setPen(Qt.GlobalColor.black)
        self._painter.setFont(font)
        self._painter.drawText(area, flags, text)
        return _height(text, font, area.width())

    def _paint_head(self) -> None:
        workout, page = self._overview.preset.workout, self._page
        code = code_text(self._overview)
        side = CODE if code else 0.0
        if code:
            self._paint_code(code, QRectF(page.right() - side, page.top(), side, side))
        else:
            self._notes.append(_("The workout is too long for a QR code: the sheet has none."))
        room = QRectF(page.left(), page.top(), page.width() - side - 24, page.height())
        name = _font(NAME, bold=True, family=theme.CONDENSED)
        while name.pixelSize() > 24 and QFontMetricsF(name).horizontalAdvance(workout.name) > room.width():
            name.setPixelSize(name.pixelSize() - 2)
        at = self._text(room, workout.name, name)
        if workout.about:
            room.setTop(room.top() + at + 4)
            at += 4 + self._text(room, workout.about, _font(ABOUT))
        self._top += max(at, side) + 22

    def _paint_code(self, text: str, area: QRectF) -> None:
        matrix = qr_matrix(text)
        side = area.width() / len(matrix)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(Qt.GlobalColor.black)
        for y, row in enumerate(matrix):
            for x, is_dark in enumerate(row):
                if is_dark:  # a hair wider than a module, so that no white line is between two
                    self._painter.drawRect(
                        QRectF(area.left() + x * side, area.top() + y * side, 1.02 * side, 1.02 * side)
                    )

    def _paint_ribbon(self) -> None:
        painter, timeline = self._painter, self._overview.timeline
        area = QRectF(self._page.left(), self._top, self._page.width(), RIBBON)
        for interval, span in zip(timeline.intervals, spans(timeline), strict=True):
            painter.setPen(QPen(Qt.GlobalColor.black, 0.8))
            painter.setBrush(QBrush(_grey(interval.movement)))
            painter.drawRoundedRect(bar(interval, span, area).adjusted(0.4, 0, -0.4, 0), 2, 2)
        painter.setPen(QPen(Qt.GlobalColor.black, 1.5))
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))
        line = QRectF(area.left(), area.bottom() + 4, area.width(), 24)
        self._text(line, "0:00", _font(SMALL, bold=True), int(Qt.AlignmentFlag.AlignLeft))
        self._text(line, self._overview.total_text, _font(SMALL, bold=True), int(Qt.AlignmentFlag.AlignRight))
        self._top = line.bottom() + 20

    def _paint_groups(self) -> None:
        """Write who does it, where there are groups."""
        text = entries_text(self._overview.groups)
        if text:
            area = QRectF(self._page.left(), self._top, self._page.width(), self._page.height())
            self._top += self._text(area, _("Groups: {groups}").format(groups=text), _font(ABOUT, bold=True)) + 12

    def _safety_box(self) -> QRectF:
        """Return where the safety box is, and keep its place free."""
        width = self._page.width() - 2 * INSET
        high = _height(_safety_text(), _font(SMALL), width) + 24
        box = QRectF(self._page.left(), self._page.bottom() - 32 - high, self._page.width(), high)
        self._bottom = box.top() - 18
        return box

    def _paint_safety(self, box: QRectF) -> None:
        """Write the safety checklist and the stop rule into a box, and what the code is for below it."""
        self._painter.setPen(QPen(Qt.GlobalColor.black, 2.5))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box, 9, 9)
        self._text(box.adjusted(INSET, 12, -INSET, -12), _safety_text(), _font(SMALL))
        hint = QRectF(box.left(), box.bottom() + 12, box.width(), 20)
        self._text(hint, _("Scan the code to have this workout as text. RetroTimer reads it back."), _font(12))

    def _recipe_layout(self, rows: Sequence[RecipeRow], room: float) -> Layout:
        """Return the layout with the largest text that fits into `room`; else the one with the smallest."""
        layout = Layout(RECIPE[0], 1, self._page.width(), ())
        one_column = ((size, 1) for size in RECIPE if size >= READABLE)  # a repeat stays in one piece
        for size, columns in chain(one_column, product(RECIPE, range(1, MOST_COLUMNS + 1))):
            width = (self._page.width() - (columns - 1) * GAP) / columns
            heights = tuple(_row_height(row, size, width) for row in rows)
            layout = Layout(size, columns, width, heights)
            if layout.height <= room:
                break
        return layout

    def _paint_recipe(self, rows: Sequence[RecipeRow], layout: Layout) -> None:
        top, size = self._top, layout.size
        for nth, (row, (column, at)) in enumerate(zip(rows, layout.places(), strict=True)):
            high = layout.heights[nth]
            if column >= layout.columns or top + at + high > self._bottom + 1:
                left = len(rows) - nth
                self._notes.append(
                    ngettext(
                        "The sheet has no room for the last line of the workout.",
                        "The sheet has no room for the last {n} lines of the workout.",
                        left,
                    ).format(n=left)
                )
                break
            left_px = self._page.left() + column * (layout.width + GAP)
            for depth in range(row.depth):
                side = QRectF(left_px + depth * 0.9 * size, top + at, 0.2 * size, high)
                self._painter.fillRect(side, Qt.GlobalColor.black)
            indent = _indent(row, size)
            area = QRectF(left_px + indent, top + at, layout.width - indent, high)
            self._text(area, row.text, _font(size, bold=row.depth > 0 and not row.movement))
            if row.movement:
                box = QRectF(left_px + row.depth * 0.9 * size, top + at + 0.3 * size, 0.75 * size, 0.66 * size)
                self._paint_arrow(box, row.movement)
        self._top += layout.height + 14

    def _paint_arrow(self, box: QRectF, movement: Movement) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(Qt.GlobalColor.black)
        if movement.gait is Gait.STAND:
            self._painter.drawRect(box.adjusted(0.15 * box.width(), 0, -0.15 * box.width(), 0))
            return
        tip, base = (
            (box.top(), box.bottom()) if movement.direction is Direction.FORWARD else (box.bottom(), box.top())
        )
        self._painter.drawPolygon(
            QPolygonF([QPointF(box.center().x(), tip), QPointF(box.right(), base), QPointF(box.left(), base)])
        )

    def _table_layout(self, rows: Sequence[TimeRow]) -> Layout | None:
        """Return the layout with the largest text that leaves the recipe half of the room; None where none does."""
        for size, columns in product(TIMES, range(1, MOST_COLUMNS + 1)):
            width = (self._page.width() - (columns - 1) * GAP) / columns
            layout = Layout(size, columns, width, (LINE * size,) * len(_table(rows, size, width)))
            if layout.height <= (self._bottom - self._top) / 2 and width >= (NAME_EMS + CELL_EMS) * size:
                return layout
        return None

    def _paint_times(self, rows: Sequence[TimeRow], layout: Layout) -> None:
        size, top = layout.size, self._top
        for (name, cells), (column, at) in zip(_table(rows, size, layout.width), layout.places(), strict=True):
            left, y = self._page.left() + column * (layout.width + GAP), top + at
            self._text(QRectF(left, y, NAME_EMS * size, LINE * size), name, _font(size))
            for nth, (movement, time) in enumerate(cells):
                x = left + (NAME_EMS + nth * CELL_EMS) * size
                self._paint_arrow(QRectF(x, y + 0.32 * size, 0.6 * size, 0.6 * size), movement)
                font = _font(size, bold=movement.gait is Gait.RUN)
                self._text(QRectF(x + 0.9 * size, y, CELL_EMS * size, LINE * size), time, font)
            self._painter.setPen(QPen(QColor("#909090"), 0.7))
            line = y + 1.55 * size
            self._painter.drawLine(QPointF(left, line), QPointF(left + layout.width, line))


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows flowing through columns: size of text, number and width of columns, and each row's height."""

    size: float
    columns: int
    width: float
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """How high the columns are: as low as they can be without a row more than there are columns."""
        height = max(sum(self.heights) / self.columns, max(self.heights, default=0.0))
        while self._needed(height) > self.columns:
            height += self.size
        return height

    def places(self) -> list[tuple[int, float]]:
        """Return for each row its column, and how far below the top it is."""
        return self._placed(self.height)

    def _needed(self, height: float) -> int:
        return max((column for column, _at in self._placed(height)), default=0) + 1

    def _placed(self, height: float) -> list[tuple[int, float]]:
        column, at, found = 0, 0.0, []
        for high in self.heights:
            if at + high > height + 0.01:
                column, at = column + 1, 0.0
            found.append((column, at))
            at += high
        return found


def _table(
    rows: Sequence[TimeRow], size: float, width: float
) -> list[tuple[str, tuple[tuple[Movement, str], ...]]]:
    """Return the lines of the table: a row's cells go on in the next line where one has no room for them."""
    most = max(1, int((width / size - NAME_EMS) // CELL_EMS))
    return [
        (row.name if at == 0 else "", row.cells[at : at + most])
        for row in rows
        for at in range(0, len(row.cells), most)
    ]


def _indent(row: RecipeRow, size: float) -> float:
    return (row.depth * 0.9 + (1.15 if row.movement else 0)) * size


def _row_height(row: RecipeRow, size: float, width: float) -> float:
    is_bold = row.depth > 0 and not row.movement
    return _height(row.text, _font(size, bold=is_bold), width - _indent(row, size)) + 0.3 * size


def _safety_text() -> str:
    return " · ".join((*(line.rstrip(".") for line in checklist()), stop_rule()))


def _font(size: float, *, bold: bool = False, family: str = theme.TEXT) -> QFont:
    """Return a font with the figures that it has by itself: others cannot be copied out of a PDF."""
    font = QFont(family)
    font.setPixelSize(round(size))
    font.setBold(bold)
    for feature in ("tnum", "liga"):  # the first is set in the application's font
        font.setFeature(QFont.Tag(feature), 0)
    return font


def _height(text: str, font: QFont, width: float) -> float:
    return (
        QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), text).height()
    )


def _grey(movement: Movement) -> QColor:
    if movement.gait is Gait.WALK and movement.direction:
        return WALK[movement.direction]
    return PAPER[movement.direction]
