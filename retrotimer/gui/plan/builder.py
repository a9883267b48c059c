"""Build an alternation from four numbers and a level, with a preview of the workout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from retrotimer.app.formatting import level_word
from retrotimer.app.overview import Overview
from retrotimer.files.presets.lengths import parse_typed_time
from retrotimer.files.presets.reader import Preset
from retrotimer.files.wording import shown
from retrotimer.gui import theme
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import words
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.gui.widgets.inputs import Combo
from retrotimer.gui.widgets.load_view import LoadSection
from retrotimer.gui.widgets.page import Page, near
from retrotimer.gui.widgets.ribbon import Ribbon
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
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import clock_text, kcal_text
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MAX_NAME, Level

LABEL_PX, FIELD_PX, FIELDS_BESIDE_PX = 190, 120, 520


class Kind:
    """How a number reads, and what a person may type for it."""

    def __init__(self, text: Callable[[int], str], read: Callable[[str], int]) -> None:
        self.text, self.read = text, read


class NumberRow(QWidget):
    """A whole number within `bounds`, moved by `step`.

    `changed` is sent with each new value, and when it turns out that what stands in the field is none: then the row
    `is_wrong`, until something is chosen that can be used.
    """

    changed = Signal(int)

    def __init__(self, label: str, kind: Kind, value: int, bounds: tuple[int, int], step: int) -> None:
        super().__init__()
        self._kind, self._bounds, self._step = kind, bounds, step
        self.value, self.is_wrong = value, False
        self.slider, self.field = _Slider(Qt.Orientation.Horizontal), _Field()
        self._label, self.mistake = text_label(label), text_label(px=15, wrong=True)
        self._label.setBuddy(self.field)
        self.slider.setAccessibleName(label)
        self.field.setAccessibleName(label)
        self.mistake.hide()
        self._lay_out()
        self.slider.valueChanged.connect(lambda nth: self._take(nth * self._step))
        self.field.textEdited.connect(self._type)
        self.field.editingFinished.connect(self.finish)
        self.field.stepped.connect(lambda by: self._take(self.value + by * self._step))
        self.use_bounds(bounds)

    def use_bounds(self, bounds: tuple[int, int]) -> None:
        """Let the number lie within `bounds` from now on; it is brought within them."""
        self._bounds = bounds
        self.slider.blockSignals(True)
        self.slider.setRange(-(-bounds[0] // self._step), bounds[1] // self._step)
        self.slider.blockSignals(False)
        if self.is_wrong:  # what was typed stays, to be corrected
            self.value = max(bounds[0], min(bounds[1], self.value))
            return
        self._take(self.value)
        self._show()

    def finish(self) -> None:
        """Take what stands in the field, or say why not; where a bound was used instead, say so."""
        try:
            value = self._kind.read(self.field.text())
        except WrongRequest as error:
            self._notify(str(error))
            self._note_wrong(is_wrong=True)
            return
        is_within = self._bounds[0] <= value <= self._bounds[1]
        if is_within and self.field.text() == self._kind.text(value) and not self.is_wrong:
            return  # nothing was typed: what was said of it stays
        self._take(value)
        if not is_within:
            least, most = map(self._kind.text, self._bounds)
            self._notify(_("This goes from {least} to {most}.").format(least=least, most=most))

    def _note_wrong(self, *, is_wrong: bool) -> None:
        if is_wrong is not self.is_wrong:
            self.is_wrong = is_wrong
            self.changed.emit(self.value)

    def _lay_out(self) -> None:
        self.field.setFixedWidth(round(theme.sized(FIELD_PX)))
        beside = QHBoxLayout()
        beside.setSpacing(2 * theme.GRID)
        beside.addWidget(self.slider, 1)
        beside.addWidget(self.field)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(theme.GRID)
        self._line.addWidget(self._label)
        self._line.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(self._line)
        column.addWidget(self.mistake)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.sized(FIELDS_BESIDE_PX)
        self._line.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._label.setMinimumWidth(round(theme.sized(LABEL_PX)) if is_wide else 0)

    def _take(self, value: int) -> None:
        """Use `value`, brought within the bounds."""
        value = max(self._bounds[0], min(self._bounds[1], value))
        is_new, self.value = value != self.value or self.is_wrong, value
        self.is_wrong = False
        self._notify("")
        self._show()
        if is_new:
            self.changed.emit(value)

    def _show(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(self.value / self._step))
        self.slider.blockSignals(False)
        self.slider.setAccessibleDescription(self._kind.text(self.value))
        self.field.setText(self._kind.text(self.value))

    def _type(self, text: str) -> None:
        """Use what is typed as soon as it can be used; say nothing of what is half typed."""
        try:
            value = self._kind.read(text)
        except WrongRequest:
            return
        if not self._bounds[0] <= value <= self._bounds[1]:
            return
        self._notify("")
        if value != self.value or self.is_wrong:
            self.value, self.is_wrong = value, False
            self.slider.blockSignals(True)
            self.slider.setValue(round(value / self._step))
            self.slider.blockSignals(False)
            self.changed.emit(value)

    def _notify(self, sentence: str) -> None:
        notify(self.mistake, sentence)
        self.field.setAccessibleDescription(sentence)
        self.field.setProperty("wrong", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Field(QLineEdit):
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(steps)


def _seconds(text: str) -> int:
    if text.strip() in ("0", "0:00"):
        return 0
    time = parse_typed_time(text)
    if time.ms % 1_000:
        raise WrongRequest(_("{text} is no time in whole seconds: write 90 or 1:30.").format(text=shown(text)))
    return time.ms // 1_000


def _percent(text: str) -> int:
    digits = text.strip().removesuffix("%").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        raise WrongRequest(
            _("{text} is no share: write a whole number of per cent, such as 25.").format(text=shown(text))
        )
    return int(digits)


TIME = Kind(clock_text, _seconds)
PERCENT = Kind(lambda value: f"{value} %", _percent)

ROOMY_PX, BESIDE_PX = 640, 560
RIBBON_PX, LEAST_RIBBON_PX = 120, 64


class BuilderPage(Page):
    """Builds a workout. `built` gives the one that a person wants to use."""

    built = Signal(object)

    def __init__(self, paces: Paces, wish: Wish | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_("Make one from four numbers"), parent=parent)
        self._paces, wish = paces, wish or Wish()
        self.ribbon, self.load = Ribbon(), LoadSection()
        self._totals, self.notes = words(px=20, bold=True), words(px=17)
        self.total = NumberRow(_("Total time"), TIME, wish.total_s, total_bounds(wish.level), 30)
        self.backward = NumberRow(
            _("Backward share"), PERCENT, wish.backward_percent, percent_bounds(wish.level), 1
        )
        self.bout = NumberRow(_("Each backward run"), TIME, wish.bout_s, bout_bounds(wish.level), 5)
        self.walk = NumberRow(_("Walk in each round"), TIME, wish.walk_s, WALK_S, 5)
        self.level, self.name = _levels(wish.level), _name()
        self.use = Button(_("Use this workout"), px=24, filled=True)
        self.use.clicked.connect(self._use)
        self.load.panel.gentler.connect(self.built)
        self._rows = (self.total, self.backward, self.bout, self.walk)
        for row in self._rows:
            row.changed.connect(self._build)
        self.level.activated.connect(self._use_level)
        self.load.panel.curves.use_size(theme.text_scale)
        self.made: Alternation
        self._lay_out()
        self._use_level()
        self.first = self.total.field

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(self.total.value, self.backward.value, self.bout.value, self.walk.value, self._level)

    @property
    def is_wrong(self) -> bool:
        """Whether a field holds what cannot be used."""
        return self._wrong() is not None

    @property
    def _level(self) -> Level:
        return Level(self.level.currentData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = min(1.0, self.height() / ROOMY_PX)
        self.ribbon.setFixedHeight(max(LEAST_RIBBON_PX, round(RIBBON_PX * share)))
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.sized(BESIDE_PX)
        self._last.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _use_level(self) -> None:
        """Let nothing be chosen that the level does not allow, and build again."""
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
            notify(self.notes, "")
            self.load.hide()
            return
        self.made = build(self.wish)
        workout = self.made.workout()
        overview = Overview(Preset("", Path(), workout), self._paces)
        self.ribbon.show_timeline(overview.timeline, _message(self.made))
        self._totals.setText(_message(self.made) + " " + _energy(overview))
        notify(self.notes, "\n".join(self.made.notes))
        self.name.setPlaceholderText(self.made.name)
        self.load.show()
        self.load.show_overview(overview)

    def _lay_out(self) -> None:
        self.fill(
            near(self.ribbon, self._totals, self.notes),
            near(*self._rows, self._last_row()),
            self.load,
        )
        self.stand_on(self.use)

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


def _message(made: Alternation) -> str:
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
