"""What the load balance of a workout means: the badge or what keeps from it, and what would make it gentler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.labels import label
from retrotimer.gui.load_curves import LoadCurves
from retrotimer.texts import _

if TYPE_CHECKING:
    from retrotimer.app.overview import Overview
    from retrotimer.training.gentler import Suggestion
    from retrotimer.training.load_curves import Drawn

MANY, TOO_MANY = 100, 2_000
"""Over so many intervals, what would make a workout gentler is worked out only when asked for, or not at all: it
takes a moment, or too long.
"""


class LoadPanel(QWidget):
    """The words; `curves` and `verdict` belong under the ribbon, where the owner puts them.

    `gentler` gives the changed workout that a person took, `changed` says that another height is needed.
    """

    gentler = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves = LoadCurves()
        self._overview: Overview | None = None
        self._title, self.verdict, self._how, self._share, self._sense = (label() for _n in range(5))
        self._ask = Button(_("What would make it gentler?"))
        self._ask.clicked.connect(self._suggest)
        self._rows: list[QWidget] = []
        self._pool: list[tuple[Button, QLabel]] = []
        self._found: tuple[Suggestion, ...] = ()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(2 * theme.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (self._title, self._how):
            column.addWidget(part)
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        for part in (self._share, self._sense):
            column.addWidget(part)
        self.use_size(1.0)

    def use_size(self, size: float) -> None:
        """Give the words their size; plain is 1."""
        self._size = size
        self.curves.use_size(size)
        self._title.setFont(theme.head_font(27 * size))
        self.verdict.setFont(theme.text_font(18 * max(size, 0.85), bold=True))
        small = theme.text_font(16 * max(size, 0.9))
        for part in (self._share, self._how):
            part.setFont(small)
        self._sense.setFont(theme.text_font(15))
        self._ask.setFont(theme.head_font(17))

    def show_overview(self, overview: Overview, drawn: Drawn | None = None) -> None:
        """Show the load balance of `overview`; `drawn` is its load along time, where that is worked out already."""
        self._overview = overview
        balance = overview.load
        if drawn:
            self.curves.show_drawn(drawn)
        else:
            self.curves.show_timeline(overview.timeline)
        self._title.setText(_("Load balance"))
        self.verdict.setText(
            _("✓ Gentler: both peaks stay under their limits")
            if balance.is_gentler
            else _("Not gentler. {reasons}").format(reasons=" ".join(balance.reasons))
        )
        share = _("Taken as a whole, against the same session all forward: knee {knee:.0f} %, calf {calf:.0f} %.")
        self._share.setText(share.format(knee=100 * balance.knee_share, calf=100 * balance.calf_share))
        self._sense.setText(
            _(
                "Solid: this session. Dotted: all forward. Dashed: the limit. Limits and caps are rules of thumb, "
                "in a model of ours that is not a measurement: it compares sessions, it does not foresee injuries."
            )
        )
        count = len(overview.timeline.intervals)
        self._ask.setVisible(MANY < count <= TOO_MANY and not balance.is_gentler)
        if count <= MANY and not balance.is_gentler:
            self._suggest()
        else:
            self._show_rows(())

    def show_nothing(self) -> None:
        """Show no load balance, as there is none."""
        self._overview = None
        self.curves.show_nothing()
        for part in (self._title, self.verdict, self._share, self._sense):
            part.setText("")
        self._ask.hide()
        self._show_rows(())

    def _suggest(self) -> None:
        """Work out and show what would make it gentler."""
        from retrotimer.training.gentler import gentler  # most presets need none

        if self._overview is None:
            return
        self._ask.hide()
        found = gentler(self._overview.preset.workout, self._overview.paces)
        self._show_rows(found)
        if not found:
            self._how.setText(_("No single small change brings it within its limits."))
            self._how.show()
        self.changed.emit()

    def _show_rows(self, found: tuple[Suggestion, ...]) -> None:
        self._found = found
        self._how.setText(_("What would make it gentler:"))
        self._how.setVisible(bool(found))
        while len(self._pool) < len(found):
            self._add_row()
        self._rows = []
        for nth, (use, words) in enumerate(self._pool):
            for part in (use, words):
                part.setVisible(nth < len(found))
            if nth < len(found):
                words.setText(found[nth].told)
                use.setAccessibleName(_("Use it: {change}").format(change=found[nth].text))
                self._rows += [use, words]

    def _add_row(self) -> None:
        """Add a row for a suggestion. Rows are used again: new ones in their place would make the others jump."""
        nth = len(self._pool)
        words, use = label(), Button(_("Use it"))
        words.setFont(theme.text_font(17 * max(self._size, 0.9)))
        use.setFont(theme.head_font(17))
        use.clicked.connect(lambda: self.gentler.emit(self._found[nth].workout))
        self._grid.addWidget(use, nth, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, nth, 1, Qt.AlignmentFlag.AlignVCenter)
        self._pool.append((use, words))
