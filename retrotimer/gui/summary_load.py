"""The load of knee and calf in what was done, under its ribbon."""

from __future__ import annotations

from retrotimer.gui import theme
from retrotimer.gui.cards import Card, words
from retrotimer.gui.load_curves import LoadCurves
from retrotimer.gui.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.load import CALF_LIMIT, KNEE_LIMIT
from retrotimer.training.load_curves import Peaks, done, peaks
from retrotimer.training.record import SessionRecord

RIBBON_PX = 64


class SummaryLoad(Card):
    """A card; hidden where nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Load balance"))
        self.ribbon, self.curves = Ribbon(), LoadCurves()
        self.curves.use_size(theme.text_scale)
        self.ribbon.setFixedHeight(round(theme.sized(RIBBON_PX)))
        self.verdict = words(bold=True)
        for part in (self.ribbon, self.curves, self.verdict):
            self.column.addWidget(part)
        self.column.addWidget(
            words(
                _(
                    "Solid: what you did. Dotted: all forward. Dashed: the limit, a rule of thumb. It is a model "
                    "of ours, not a measurement: it compares sessions, it does not foresee injuries."
                ),
                px=15,
            )
        )

    def show_record(self, record: SessionRecord) -> None:
        """Show the load of what was done in `record`."""
        self.setVisible(bool(record.visits))
        if not record.visits:
            return
        timeline = done(record)
        self.ribbon.show_timeline(timeline, _("What you did in time: forward above the line, backward below"))
        self.curves.show_timeline(timeline)
        self.verdict.setText(_verdict(peaks(timeline)))


def _verdict(found: Peaks) -> str:
    knee, calf = found.knee > KNEE_LIMIT, found.calf > CALF_LIMIT
    if knee and calf:
        return _("Knee and calf went over their limits.")
    if knee:
        return _("The knee went over its limit.")
    if calf:
        return _("The calf went over its limit.")
    return _("Both stayed under their limits.")
