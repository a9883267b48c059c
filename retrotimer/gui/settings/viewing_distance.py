"""Show from how far the digits can be read in this window and on its screen."""

from __future__ import annotations

from PySide6.QtGui import QScreen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.viewing_distance import Sight, farthest_m, px_per_mm, sight
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.fields import Number
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.face_layout import digits_px
from retrotimer.gui.widgets.form_rows import Row, text_label
from retrotimer.texts import _

FORMS = ("0:00", "00:00")
"""What the digits are like up to ten minutes, and beyond."""


class ReadingDistance(QWidget):
    """The distance, the screen's width where it is not known, and what follows from them."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.distance = Row(
            _("Distance to the screen"),
            Number(preferences, "distance_m", 1, unit=_("m")),
            unit=_("m"),
            note=_("How far off you, or the last of your group, will be."),
        )
        self.screen_width = Row(
            _("Width of the screen"),
            Number(preferences, "screen_width_cm", 1, unit=_("cm")),
            unit=_("cm"),
            note=_("This screen does not tell its size. Measure what is lit, from left to right; 0 is unknown."),
        )
        self.verdict, self.sizes = text_label(), text_label(px=15, muted=True)
        for row in (self.distance, self.screen_width):
            row.field.message.connect(row.notify)  # type: ignore[attr-defined]  # a Number's
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.distance, self.screen_width, self.verdict, self.sizes):
            layout.addWidget(widget)
        self.show_value()

    def show_value(self) -> None:
        """Say what follows from the settings, the window and the screen as they are."""
        settings, screen = self._preferences.settings, self.screen()
        message = _scale(screen, 0)
        scale = _scale(screen, 0 if message else settings.screen_width_cm)
        self.screen_width.setVisible(message is None)
        if scale is None:
            self.verdict.setText(_("Enter the width of the screen to learn whether the digits are big enough."))
            self.sizes.setText("")
            return
        heights = [digits_px(form, self.window().size()) / scale for form in FORMS]
        self.verdict.setText(_verdict(sight(heights[0], settings.distance_m), settings.distance_m))
        sizes = _(
            "In this window, up to ten minutes are {short:.0f} mm high: comfortable up to {comfortable:.0f} m, "
            "readable up to {readable:.0f} m. Longer times are {long:.0f} mm. Full screen, they would be "
            "{full:.0f} and {full_long:.0f} mm. For each metre 5 mm are comfortable; 3.3 mm, the practice of "
            "signs, are readable."
        )
        full = [digits_px(form, screen.size()) / scale for form in FORMS]
        self.sizes.setText(
            sizes.format(
                short=heights[0],
                long=heights[1],
                comfortable=farthest_m(heights[0], Sight.COMFORTABLE),
                readable=farthest_m(heights[0], Sight.READABLE),
                full=full[0],
                full_long=full[1],
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_value()


def _scale(screen: QScreen, width_cm: float) -> float | None:
    size, mm = screen.size(), screen.physicalSize()
    return px_per_mm((size.width(), size.height()), (mm.width(), mm.height()), width_cm)


def _verdict(grade: Sight, distance_m: float) -> str:
    match grade:
        case Sight.COMFORTABLE:
            sentence = _("Big enough: from {metres:g} m the digits are comfortable to read.")
        case Sight.READABLE:
            sentence = _("Readable from {metres:g} m, but not comfortable: come closer, or use a larger window.")
        case Sight.HARD:
            sentence = _("Hard to read from {metres:g} m: come closer, or use a larger window.")
        case Sight.SHARP_EYES:
            sentence = _("Only sharp eyes read this from {metres:g} m: come closer, or use a larger screen.")
        case _:
            sentence = _("Too small to be read from {metres:g} m: come closer, or use a larger screen.")
    return sentence.format(metres=distance_m)
