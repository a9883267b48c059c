"""Building an alternation: four numbers and a level, and the workout that they make, drawn as they change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from retrotimer.app.overview import Overview
from retrotimer.app.words import level_word
from retrotimer.files.preset import Preset
from retrotimer.gui import theme
from retrotimer.gui.builder_rows import PERCENT, TIME, NumberRow
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import words
from retrotimer.gui.combos import Combo
from retrotimer.gui.load_panel import LoadPanel
from retrotimer.gui.page import WIDE, Page, near
from retrotimer.gui.ribbon import Ribbon
from retrotimer.gui.setting_rows import tell
from retrotimer.gui.theme import GRID
from retrotimer.texts import _
from retrotimer.training.alternation import (
    WALK_S,
    Alternation,
    Wish,
    bout_bounds,
    build,
    percent_bounds,
    total_bounds,
)
from retrotimer.training.figures import clock_text, kcal_text
from retrotimer.training.paces import Paces
from retrotimer.training.workout import MAX_NAME, Level

ROOMY_PX, BESIDE_PX = 640, 560
RIBBON_PX, LEAST_RIBBON_PX = 120, 64


class BuilderPage(Page):
    """Builds a workout. `built` gives the one that a person wants to use."""

    built = Signal(object)

    def __init__(self, paces: Paces, wish: Wish | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_("Build an alternation"), widest=WIDE, parent=parent)
        self._paces, wish = paces, wish or Wish()
        self.ribbon, self.load = Ribbon(), LoadPanel()
        self._totals, self.notes = words(px=20, bold=True), words(px=17)
        self.total = NumberRow(_("Total time"), TIME, wish.total_s, total_bounds(wish.level), 30)
        self.backward = NumberRow(
            _("Backward share"), PERCENT, wish.backward_percent, percent_bounds(wish.level), 1
        )
        self.bout = NumberRow(_("Each backward run"), TIME, wish.bout_s, bout_bounds(wish.level), 5)
        self.walk = NumberRow(_("Walk in each round"), TIME, wish.walk_s, WALK_S, 5)
        self.level, self.name = _levels(wish.level), _name()
        self.use = Button(_("Use it"), px=24, filled=True)
        self.use.clicked.connect(self._use)
        self.load.gentler.connect(self.built)
        self._rows = (self.total, self.backward, self.bout, self.walk)
        for row in self._rows:
            row.changed.connect(self._build)
        self.level.activated.connect(self._use_level)
        self.load.curves.use_size(theme.text_scale)
        self.made: Alternation
        self._lay_out()
        self._use_level()
        self.first = self.total.field

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(self.total.value, self.backward.value, self.bout.value, self.walk.value, self._level)

    @property
    def _level(self) -> Level:
        return Level(self.level.currentData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the ribbon the height that the window allows."""
        super().resizeEvent(event)
        share = min(1.0, self.height() / ROOMY_PX)
        self.ribbon.setFixedHeight(max(LEAST_RIBBON_PX, round(RIBBON_PX * share)))
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.sized(BESIDE_PX)
        self._last.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _use_level(self) -> None:
        """Let nothing be chosen that the level does not allow, and build anew."""
        level = self._level
        self.total.use_bounds(total_bounds(level))
        self.bout.use_bounds(bout_bounds(level))
        self.backward.use_bounds(percent_bounds(level))
        self._build()

    def _wrong(self) -> NumberRow | None:
        """Return the first row in which something stands that cannot be used."""
        return next((row for row in self._rows if row.is_wrong), None)

    def _use(self) -> None:
        """Give what is built; first what is being typed is taken, or shown to be wrong."""
        for row in self._rows:
            row.finish()
        wrong = self._wrong()
        if wrong is None:
            self.built.emit(self.made.workout(self.name.text().strip()))
        else:
            wrong.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        if self._wrong():
            sentence = _("Correct what is marked to see the workout.")
            self.ribbon.show_nothing(sentence)
            self._totals.setText(sentence)
            tell(self.notes, "")
            self.load.show_nothing()
            return
        self.made = build(self.wish)
        workout = self.made.workout()
        overview = Overview(Preset("", Path(), workout), self._paces)
        self.ribbon.show_timeline(overview.timeline, _told(self.made))
        self._totals.setText(_told(self.made) + " " + _energy(overview))
        tell(self.notes, "\n".join(self.made.notes))
        self.name.setPlaceholderText(self.made.name)
        self.load.show_overview(overview)

    def _lay_out(self) -> None:
        self.fill(
            near(self.ribbon, self._totals, self.notes),
            near(*self._rows, self._last_row()),
            near(self.load.curves, self.load.verdict, self.load),
        )
        self.stand_on(self.use, self.back)

    def _last_row(self) -> QWidget:
        whole = QWidget()
        self._last = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for title, field in ((_("Level"), self.level), (_("Name"), self.name)):
            row.addSpacing(GRID if row.count() else 0)
            label = words(title)
            label.setWordWrap(False)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 1)
        return whole


def _levels(chosen: Level) -> Combo:
    made = Combo()
    made.setAccessibleName(_("Level"))
    for level in Level:
        made.addItem(level_word(level), level.value)
    made.setCurrentIndex(list(Level).index(chosen))
    return made


def _name() -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(_("Name"))
    made.setMaxLength(MAX_NAME)
    return made


def _told(made: Alternation) -> str:
    """Return what was built, in a sentence."""
    sentence = _("{total}: {rounds} × {forward} forward and {bout} back, {percent} % of the running backward.")
    return sentence.format(
        total=clock_text(made.total_s),
        rounds=made.rounds,
        forward=clock_text(made.forward_s),
        bout=clock_text(made.bout_s),
        percent=round(100 * made.backward_share),
    )


def _energy(overview: Overview) -> str:
    return _("{kcal} kcal, an estimate.").format(kcal=kcal_text(overview.energy.kcal))
