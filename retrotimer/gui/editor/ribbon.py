"""Show the workout being edited as a ribbon: mark and pick steps, drag the ends of blocks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip

from retrotimer.gui import theme
from retrotimer.gui.editor.document import CompiledWorkout, Document
from retrotimer.gui.editor.step_text import length_word, title
from retrotimer.gui.widgets.ribbon import Ribbon, Span, block_at
from retrotimer.texts import _
from retrotimer.training.workout import editing, tree
from retrotimer.training.workout.editing import stretched, with_length
from retrotimer.training.workout.tree import Path
from retrotimer.training.workout.workout import Distance, Duration, Length, Step, Tap

MARK_PX, GRAB_PX, DRAG_FROM_PX = 4, 5, 3
"""How thick a mark is, how near to an end of a block the mouse grabs it, and from where on it drags."""


@dataclass(frozen=True)
class Grip:
    """The end of a block that is being dragged, at `x`: it is the `nth` block of `step`, which is at `path`."""

    run: CompiledWorkout
    path: Path
    step: Step
    index: int
    nth: int
    x: float

    def length_at(self, x: float, width: int) -> Length:
        """Return how long the step is with this end at `x` of a ribbon so wide: all its blocks grow alike."""
        start, end = self.run.spans[self.index]
        return stretched(self.step.length, max(0.0, 1 + (x - self.x) / width / (end - start) / self.nth))

    def spans_with(self, length: Length) -> list[Span]:
        """Return where the blocks are with the step so long, at the same scale."""
        share, made, at = _size(length) / _size(self.step.length), list[Span](), 0.0
        for (start, end), path in zip(self.run.spans, self.run.paths, strict=True):
            made.append((at, at + (end - start) * (share if path == self.path else 1)))
            at = made[-1][1]
        return made


def _size(length: Length) -> int:
    return length.ms if isinstance(length, Duration) else length.mm if isinstance(length, Distance) else 1


class EditorRibbon(Ribbon):
    """A ribbon of `document` in which what is selected is marked. `picked` tells that a step was clicked."""

    picked = Signal(object)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._marked: list[Span] = []
        self._grip: Grip | None = None
        self._length: Length | None = None
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def follow(self) -> None:
        """Show the workout, and mark what is selected."""
        self._grip = None
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
        run = self._run()
        self._marked = [*run.marks(self._document.now.selected)] if run else []
        self.update()

    def _run(self) -> CompiledWorkout | None:
        """Return what is shown, if it is the workout as it is now."""
        found = self._document.analysis
        return found.run if found.workout is self._document.workout else None

    # the mouse

    def _grip_at(self, x: float) -> Grip | None:
        """Return the end of a block near `x` that can be dragged: that of a step with a length."""
        run = self._run()
        if run is None:
            return None
        width = self.width()
        near = [n for n, (_start, end) in enumerate(run.spans) if abs(end * width - x) <= GRAB_PX]
        for index in sorted(near, key=lambda n: abs(run.spans[n][1] * width - x)):
            path, (start, end) = run.paths[index], run.spans[index]
            step = tree.item_at(self._document.now.items, path) if path else None
            if isinstance(step, Step) and not isinstance(step.length, Tap) and (end - start) * width > GRAB_PX:
                return Grip(run, path, step, index, run.paths[: index + 1].count(path), end * width)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        run, x = self._run(), event.position().x()
        self._grip, self._length = self._grip_at(x), None
        nth = block_at(run.spans, x, self._area()) if run else None
        if run and nth is not None and run.paths[nth]:
            self.picked.emit(run.paths[nth])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the end that is held; else show what can be dragged."""
        super().mouseMoveEvent(event)
        x, grip = event.position().x(), self._grip
        if grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.SplitHCursor if self._grip_at(x) else Qt.CursorShape.ArrowCursor)
        elif self._length or abs(x - grip.x) > DRAG_FROM_PX:
            self._length = grip.length_at(x, self.width())
            self._show_spans(grip.spans_with(self._length))
            words = f"{title(grip.step)} {length_word(self._length)}"
            QToolTip.showText(self.mapToGlobal(QPoint(round(x), self.height())), words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Give the step the length to which its block was dragged."""
        super().mouseReleaseEvent(event)
        grip, length, self._grip, self._length = self._grip, self._length, None, None
        QToolTip.hideText()
        if grip and length:
            self._show_spans(grip.spans_with(length))
            self._document.commit_typing()
            self._document.do(lambda now: with_length(editing.select(now, [grip.path]), length))

    def _show_spans(self, spans: list[Span]) -> None:
        self._spans = spans
        self._marked = []
        self._pixmaps.clear()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme.colours.focus, MARK_PX))
        y = self.height() - MARK_PX // 2
        for start, end in self._marked:
            left, right = round(start * self.width()) + 2, round(end * self.width()) - 2
            painter.drawLine(left, y, max(left, right), y)
