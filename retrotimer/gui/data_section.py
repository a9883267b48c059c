"""The section of the settings page on where the data lies, and moving it to a folder that is shared, or back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from retrotimer.app.moving import missing_words
from retrotimer.files import places
from retrotimer.files.moving import holds_data
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import foldable
from retrotimer.gui.data_mover import DataMover
from retrotimer.gui.data_questions import ask_for_folder, ask_to_move, place_within
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.setting_rows import Line, Section, said, tell
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError


class DataSection(Section):
    """Shows where the data lies, and what `mover` does; `grown` asks that a part of it be shown whole."""

    grown = Signal(QWidget)

    def __init__(self, preferences: Preferences, mover: DataMover) -> None:
        about = _(
            "Workouts, history, favourites and plan. In a folder that Syncthing, Dropbox or git carries, two "
            "laptops share them. Settings stay on each laptop."
        )
        super().__init__(_("Where your data lies"), preferences, (), about)
        self._mover = mover
        self.where, self.told, self.trouble = said(), said(), said(wrong=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("How much of the data is copied"))
        self.bar.setTextVisible(False)
        self.bar.setStyleSheet(_bar())
        self.choose = self._button("move data", _("Move to another folder…"), self._ask_where)
        self.home = self._button("data home", _("Bring it back to this laptop…"), self._ask_home)
        self.again = self._button("data again", _("Use the other folder again"), self._use_again)
        self.look = self._button("look for data", _("Look again"), self._look)
        self.elsewhere = self._button("data elsewhere", _("It lies elsewhere…"), self._ask_elsewhere)
        self.own = self._button("own data", _("Use this laptop's folder for now"), mover.use_own_for_now)
        self.cancel = self._button("stay data", _("Cancel"), mover.cancel)
        self._held = _held(self.bar)
        for part in (self.where, self._held, self.told, self.trouble):
            self.add(part)
        self._buttons = (self.choose, self.home, self.again, self.look, self.elsewhere, self.own, self.cancel)
        self._lines = [Line(button) for button in self._buttons]
        for line in self._lines:
            self.add(line)
        mover.changed.connect(self.show_values)
        self.finish()

    def show_values(self) -> None:
        """Show where the data lies, and how far moving it is."""
        super().show_values()
        mover = self._mover
        focused = self.window().focusWidget()  # also while another window is in front
        tell(self.where, foldable(self._where()))
        tell(self.told, foldable(mover.told))
        tell(self.trouble, foldable(mover.trouble))
        self._held.setVisible(mover.is_working)
        self.bar.setValue(mover.percent)
        offered = self._offered()
        for button, line in zip(self._buttons, self._lines, strict=True):
            line.setVisible(button in offered)
        if focused in self._buttons and focused not in offered and offered:
            offered[0].setFocus()
        for label in (self.told, self.trouble):
            if not label.isHidden() and offered:  # where both do not fit, it is seen rather than a button
                self.grown.emit(self._lines[self._buttons.index(offered[-1])])
                self.grown.emit(label)

    def _button(self, name: str, text: str, act: Callable[[], object]) -> Button:
        button = Button(text, px=17)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def _where(self) -> str:
        if places.missing_data():
            return missing_words()
        told = [_("Your data lies in {folder}.").format(folder=places.data())]
        if places.home():
            told.append(_("{variable} says so: change that to move it.").format(variable=places.HOME_VARIABLE))
        elif left := places.waiting():
            told.append(_("That is for now: what lies in {folder} is not used.").format(folder=left))
        return " ".join(told)

    def _offered(self) -> list[Button]:
        if places.home():
            return []
        if self._mover.is_working:
            return [self.cancel]
        if places.missing_data():
            return [self.look, self.elsewhere, self.own]
        if places.waiting():
            return [self.again, self.choose]
        return [self.choose, self.home] if places.moved_to() else [self.choose]

    def _look(self) -> None:
        self._tell_trouble(_("It is not there yet.") if places.missing_data() else "")

    def _use_again(self) -> None:
        left = places.waiting()
        if left and holds_data(left):
            self._mover.move(left)
        elif left:
            self._tell_trouble(_("{folder} is not there yet.").format(folder=left))

    def _ask_elsewhere(self) -> None:
        ask_for_folder(self.window(), _("Choose the folder of your data"), Path.home(), self._mover.move)

    def _ask_where(self) -> None:
        ask_for_folder(self.window(), _("Choose a folder for your data"), Path.home(), self._take)

    def _take(self, chosen: Path) -> None:
        self._ask_to_move(place_within(chosen))

    def _ask_home(self) -> None:
        self._ask_to_move(places.usual_data())

    def _ask_to_move(self, folder: Path) -> None:
        try:
            ask_to_move(self.window(), folder, self._mover.move)
        except RetroTimerError as error:
            self._tell_trouble(str(error))

    def _tell_trouble(self, sentence: str) -> None:
        self._mover.told, self._mover.trouble = "", sentence
        self.show_values()


def _held(bar: QProgressBar) -> QWidget:
    """Return a widget that can be indented, which a bar cannot."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(bar)
    return holder


def _bar() -> str:
    """Return the look of the progress bar."""
    c, high = theme.colours, round(theme.sized(14))
    return f"""
QProgressBar {{ background: {c.track.name()}; border: none; border-radius: 7px; max-height: {high}px; }}
QProgressBar::chunk {{ background: {c.bar.name()}; border-radius: 7px; }}
"""
