"""Show what will run, the sound test, the battery and the safety checklist before a session."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QComboBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from retrotimer.app.session.keep_awake import Battery, battery
from retrotimer.app.session.safety_checklist import checklist, stop_rule
from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.gui import theme
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.session.groups_card import GroupsCard
from retrotimer.gui.session.readiness_card import ReadinessCard
from retrotimer.gui.session.sound_test import SoundCheck
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, coloured, listed, words
from retrotimer.gui.widgets.fold import Fold
from retrotimer.gui.widgets.inputs import Check
from retrotimer.gui.widgets.page import ENTER, PRESSED, Page, near
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.workout.recipe import recipe_text

if TYPE_CHECKING:
    from retrotimer.app.overview import Overview


class Checklist(Card):
    """Shows the list, or its heading alone."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Safety checklist"))
        self._preferences = preferences
        self.read = Check(_("I have read this"))
        fold = Fold(_("Safety checklist"), listed(checklist()), words(stop_rule(), bold=True), self.read)
        self.fold, self.list = fold.head, fold.body
        self.column.addWidget(fold)
        self.read.toggled.connect(lambda on: self._preferences.change(checklist_read=on))

    def begin(self, *, is_wanted: bool) -> None:
        """Open the list where it `is_wanted` or has not been read yet, else fold it."""
        is_read = self._preferences.settings.checklist_read
        self.read.setChecked(is_read)
        self.read.setVisible(not is_read)
        self.fold.setChecked(is_wanted or not is_read)


class LaptopCard(Card):
    """Hidden while it has nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Laptop"), parent=parent)
        self.battery, self.awake = words(), words()
        for label in (self.battery, self.awake):
            label.hide()
            self.column.addWidget(label)
        self.hide()

    def tell_awake(self, text: str) -> None:
        """Show `text`, a sentence on the laptop's sleep during a session; nothing where it is empty."""
        self.awake.setText(text)
        self._show_or_hide()

    def show_battery(self, found: Battery | None) -> None:
        """Show the battery as it was `found`; nothing where there is none."""
        sentence = found.sentence() if found else ""
        if sentence == self.battery.text():
            return
        is_low = bool(found and found.is_low)
        self.battery.setText(sentence)
        self.battery.setFont(theme.text_font(17, bold=is_low))
        coloured(self.battery, theme.colours.wrong if is_low else theme.colours.ink)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        for label in (self.battery, self.awake):
            label.setVisible(bool(label.text()))
        self.setVisible(bool(self.battery.text() or self.awake.text()))


TICK_MS = 200
LOOK_TICKS = 25
"""So many ticks pass between two looks at devices and battery."""
TWO_COLUMNS_PX = 900
ROOMY_PX = 680
"""The height from which on the heading has its plain size."""


class PreflightPage(Page):
    """The panel. `ready` gives the overview that is to start.

    While it is shown it holds the sound device, which it gives back before `ready` is sent. Clicks leave the
    keyboard with Start, so that Space begins after them; a person who goes elsewhere with Tab uses Space there, and
    Start then no longer promises it.

    Args:
        preferences: where device, volume and what to show the next time are kept.
        queue: opens devices and looks for them.
    """

    ready = Signal(object)

    def __init__(
        self, preferences: Preferences, queue: TaskQueue | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Before you start"), parent=parent)
        self._preferences, self._queue = preferences, queue or TaskQueue()
        self._overview: Overview | None = None
        self._ticks = 0
        self._total = words(px=34, head=True)
        self.ribbon, self.recipe, self._advice = Ribbon(), words(), words()
        self.advice = Card(_("Keep in mind"))
        self.advice.column.addWidget(self._advice)
        self.advice.hide()
        self.sound = SoundCheck(preferences, self._queue)
        self.laptop = LaptopCard()
        self.checklist = Checklist(preferences)
        self.readiness = ReadinessCard()
        self.groups = GroupsCard()
        self.skip = Check(_("Do not show this before each session"))
        self.start = Button(_("Start"), "␣", px=26, filled=True)
        self.phone = Button(_("Phone"), "P")
        self.phone.setToolTip(_("Show the session on phones in the same network, and let them control it"))
        self.phone.hide()  # until somebody can show it on phones
        self._timer = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.skip.setAccessibleDescription(_("Sessions then start at once. The library still opens this check."))
        self.skip.setToolTip(self.skip.accessibleDescription())
        self._total.setWordWrap(False)
        self.head.addWidget(self._total)
        self.fill(near(self.ribbon, self.recipe), self.advice, self._make_columns())
        self.stand_on(self.start, self.phone)

    def _make_columns(self) -> QWidget:
        right = QVBoxLayout()
        right.setSpacing(2 * theme.GRID)
        for widget in (self.laptop, self.readiness, self.checklist):
            right.addWidget(widget)
        right.addStretch()
        left = QVBoxLayout()
        left.addWidget(self.groups)
        left.addWidget(self.sound)
        left.addStretch()
        both = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(2 * theme.GRID)
        self._columns.addLayout(left, 5)
        self._columns.addLayout(right, 4)
        return both

    def _connect(self) -> None:
        self.start.clicked.connect(self._start)
        self.skip.toggled.connect(lambda on: self._preferences.change(ask_before=not on))
        self.groups.changed.connect(self._order)
        self.groups.said.connect(self.sound.say)
        self._timer.timeout.connect(self.tick)
        self._order()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._promise_space)

    def _in_order(self) -> tuple[QWidget, ...]:
        """Return what can have the focus, in Tab's order."""
        checklist = (*self.readiness.in_order(), self.checklist.fold, self.checklist.read)
        first = (self.back, *self.groups.in_order(), *self.sound.in_order())
        return (*first, *checklist, self.skip, self.start, self.phone)

    def _promise_space(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show the key on Start while it starts."""
        elsewhere = now is not None and now is not self.start and self.isAncestorOf(now)
        self.start.show_key(not (elsewhere and uses_space(now)))

    def show_overview(self, overview: Overview) -> None:
        """Ask before a session of `overview`."""
        self._overview = overview
        name = overview.preset.workout.name
        self.title.setText(name)
        self._total.setText(overview.total_text)
        self.recipe.setText(recipe_text(overview.preset.workout))
        sentence = _("{name} in time: forward above the line, backward below")
        self.ribbon.show_timeline(overview.timeline, sentence.format(name=name))
        self.groups.show_overview(overview)
        self._begin(self.start)

    def show_check(self) -> None:
        """Show the checks alone, with no session to start."""
        self._overview = None
        self.title.setText(_("Check sound and safety"))
        self._begin(self.back)

    def tell_awake(self, text: str) -> None:
        """Show a sentence on the laptop's sleep during a session; nothing where `text` is empty."""
        self.laptop.tell_awake(text)

    def show_advice(self, sentences: tuple[str, ...]) -> None:
        """Show what speaks against this session today; nothing where there are no `sentences`."""
        self._advice.setText("\n".join(sentences))
        self.advice.setVisible(bool(sentences))

    def _begin(self, first: Button) -> None:
        is_session = self._overview is not None
        for widget in (self._total, self.ribbon, self.recipe, self.groups, self.start):
            widget.setVisible(is_session)
        self.skip.setChecked(not self._preferences.settings.ask_before)
        self.checklist.begin(is_wanted=not is_session)
        self.readiness.begin()
        self.first = first
        first.setFocus()

    def tick(self) -> None:
        """Show what has come up since the last time, and now and then look again."""
        self._ticks += 1
        if self._ticks % LOOK_TICKS == 0:
            self.sound.look()
            self._look_at_battery()
        self.sound.tick()

    def _look_at_battery(self) -> None:
        run_task(battery, self.laptop.show_battery, queue=self._queue)

    def showEvent(self, event: QShowEvent) -> None:
        """Open the sound device and look at the battery, but not when the window was only minimised."""
        super().showEvent(event)
        if not event.spontaneous():
            self.sound.open()
            self._look_at_battery()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the sound device back, but not when the window is only minimised."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it is on; both keys start where nothing else takes them."""
        if event.key() == Qt.Key.Key_Space and self._overview and not event.isAutoRepeat():
            self.start.click()
        elif event.key() == Qt.Key.Key_P and not event.isAutoRepeat():
            self.phone.click()
        elif event.key() in ENTER and not event.isAutoRepeat():
            focused = QApplication.focusWidget()
            first = self.start if self._overview else self.back
            (focused if isinstance(focused, (*PRESSED, Check)) else first).click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.inner_width
        is_wide = inner >= theme.sized(TWO_COLUMNS_PX)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        self.sound.set_width(inner * 5 // 9 if is_wide else inner)
        self._place_skip(inner)
        size = max(0.65, min(1.0, self.height() / ROOMY_PX))
        self._total.setFont(theme.head_font(34 * size))
        self.ribbon.setFixedHeight(round(theme.sized(56 * size)))

    def _place_skip(self, width: int) -> None:
        """Put the switch into the foot, where that has room for it, or at the end of what scrolls."""
        others = self.start.sizeHint().width() + self.phone.sizeHint().width()
        if others + self.skip.sizeHint().width() + 4 * theme.GRID <= width:
            self.footer.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self.column.insertWidget(self.column.count() - 1, self.skip)
        self._order()

    def _order(self) -> None:
        """Let Tab go through all in the order in which they stand; a click takes the focus only to write."""
        for widget in self._in_order():
            is_text = isinstance(widget, QLineEdit)
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_text else Qt.FocusPolicy.TabFocus)
        if self.skip.window() is self.window():  # it has its place once the page has a size
            for one, other in pairwise(self._in_order()):
                QWidget.setTabOrder(one, other)

    def _start(self) -> None:
        overview = self.groups.apply(self._overview) if self._overview else None
        if overview is None:
            self.groups.fold.set_open(is_open=True)
            return
        self._leave()
        self.ready.emit(overview)

    def _leave(self) -> None:
        self._timer.stop()
        self.sound.close_device()
        self._queue.close()


def uses_space(widget: QWidget | None) -> bool:
    """Return whether Space does something on `widget`: presses it, or opens its list."""
    return isinstance(widget, QAbstractButton | QComboBox | QLineEdit)
