"""What stands beside the steps, or below them: the fields of the chosen ones, the load, and the whole workout."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from retrotimer.gui.cards import Scroll
from retrotimer.gui.editor_fields import Entry
from retrotimer.gui.editor_load import EditorLoad
from retrotimer.gui.editor_panels import StepPanel, WorkoutPanel
from retrotimer.gui.editor_work import Work
from retrotimer.gui.theme import GRID, sized

WIDE_PX, WIDEST = 320, 16_777_215


class EditorSide(Scroll):
    """The panels of `work`; beside the steps they scroll, below them the page does."""

    def __init__(self, work: Work) -> None:
        self.step, self.whole, self.load = StepPanel(work), WorkoutPanel(work), EditorLoad(work)
        body = QWidget()
        self._column, self._is_beside = QVBoxLayout(body), True
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID)
        for panel in (self.step, self.load, self.whole):
            self._column.addWidget(panel)
        self._column.addStretch(1)
        super().__init__(body)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the panels, which show other fields for other steps, where the page scrolls."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest and not self._is_beside:
            self._take_height()
        return super().eventFilter(watched, event)

    def stand(self, *, is_beside: bool, page_px: int) -> None:
        """Take the room that there is beside the steps of a page so wide, or below them."""
        self._is_beside = is_beside
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Ignored if is_beside else policy.Fixed)
        self._take_height()
        wide = round(min(sized(WIDE_PX), page_px * 0.42))
        self.setMinimumWidth(wide if is_beside else 0)
        self.setMaximumWidth(wide if is_beside else WIDEST)

    def _take_height(self) -> None:
        high = self._column.sizeHint().height() + GRID
        self.setMinimumHeight(0 if self._is_beside else high)
        self.setMaximumHeight(WIDEST if self._is_beside else high)

    def in_order(self) -> tuple[QWidget, ...]:
        """Return its fields in the order in which Tab comes to them."""
        return (*self.step.fields.values(), *self.whole.fields.values())

    def wrong_field(self) -> Entry | None:
        """Return the first field in which something stands that cannot be used."""
        return self.step.wrong_field() or self.whole.wrong_field()
