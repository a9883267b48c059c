"""Click and drag with the mouse alone, and count the clicks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.editor.step_row import RowPart, row_parts
from retrotimer.training.workout.tree import Path

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Mouse:
    """Click where a person would; a drag counts as a click, a notch of the wheel does not."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click `widget`, which must be in sight and enabled, in its middle or at a place."""
        at = at or widget.rect().center()
        assert widget.isVisible()
        assert widget.isEnabled()
        assert widget.visibleRegion().contains(at)
        QTest.mouseClick(widget, LEFT, PLAIN, at)
        self._count()

    def choose(self, text: str) -> None:
        """Click the line `text` of the open menu."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text() == text)
        assert action.isEnabled()
        QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(action).center())
        self._count()

    def open_menu(self, widget: QWidget, at: QPoint) -> None:
        """Click `widget` with the right button."""
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, event)
        self._count()

    def drag(self, widget: QWidget, *places: QPoint) -> None:
        """Press at the first of `places`, move over the others, and release at the last."""
        QTest.mousePress(widget, LEFT, PLAIN, places[0])
        for place in places[1:]:
            move(widget, place, held=LEFT)
        QTest.mouseRelease(widget, LEFT, PLAIN, places[-1])
        self._count()

    def _count(self) -> None:
        self.clicks += 1
        QApplication.processEvents()


def move(widget: QWidget, at: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the mouse to a place of `widget`: QTest's own move holds no button."""
    kind, there = QEvent.Type.MouseMove, QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(kind, QPointF(at), there, Qt.MouseButton.NoButton, held, PLAIN))


def turn_wheel(widget: QWidget, at: QPoint, notches: int) -> None:
    """Turn the wheel over a place of `widget`, away from the person for more than 0."""
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            QPointF(at),
            QPointF(widget.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def row_centre(page: EditorPage, path: Path, part: RowPart | None = None) -> QPoint:
    """Return the middle of the row of the step at `path`, or of a part of it."""
    row = page.tree.visualRect(page.tree.steps.index_at(path))
    return row_parts(row.toRectF())[part].center().toPoint() if part else row.center()
