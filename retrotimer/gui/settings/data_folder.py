"""Show and move the data's folder: its section of the settings, and the questions where it is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from retrotimer.app.data_folder import check, missing_notice, missing_words, move, resolved, use_usual_for_now
from retrotimer.app.tasks import TaskQueue, deliver, run_task
from retrotimer.files import paths
from retrotimer.files.data_migration import holds_data
from retrotimer.files.presets.library import Preset
from retrotimer.files.wording import printable
from retrotimer.gui import theme
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.dialogs import Answer, Overlay, Question
from retrotimer.gui.widgets.form_rows import Line, Section, notify, text_label
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

OWN_NAME = "RetroTimer"
"""The folder that is made in one that holds other things already."""
LOOK, CHOOSE, OWN, LATER = "look", "choose", "own", "later"


class MissingData(Question):
    """The question where the data's folder is missing; Esc puts it off."""

    def __init__(self, window: QWidget, why: str = "") -> None:
        ways = _(
            "Nothing of it is lost: connect its disk or share, and RetroTimer goes on by itself. In a terminal, "
            "`retrotimer data move FOLDER` says where it is."
        )
        message = "\n\n".join(filter(None, (why, missing_words(), ways)))
        answers = (
            Answer(LOOK, _("Look again")),
            Answer(CHOOSE, _("It lies elsewhere…")),
            Answer(OWN, _("Use this laptop's folder for now")),
        )
        super().__init__(window, _("Your data is not there"), message, answers)
        self.setObjectName("missing data")

    def reject(self) -> None:
        """Put it off: a notice stays."""
        self._answer(LATER)


def ask_to_join(window: QWidget, folder: Path, join: Callable[[], object]) -> None:
    """Ask whether `folder`, which is there again, is to be used again; `join` is called if so."""
    message = _("{folder} is there again. What you did meanwhile is added; nothing is written over.")
    answers = (Answer("stay", _("Not now")), Answer("join", _("Use it again")))
    question = Question(window, _("Your folder is there again"), message.format(folder=folder), answers)
    question.setObjectName("waiting data")
    question.answered.connect(lambda name: join() if name == "join" else None)


def ask_to_move(window: QWidget, folder: Path, move: Callable[[Path], object]) -> None:
    """Ask whether the data is to be moved to `folder`; `move` is called with it if so.

    Raises:
        WrongRequest: for a folder that cannot be one.
    """
    folder = resolved(folder)
    check(folder)
    message = [
        _("Workouts, history, favourites and plan are copied to {folder}, and compared.").format(folder=folder)
    ]
    if holds_data(folder):
        message.append(_("Data of RetroTimer lies there already: it is used, and what it lacks is added."))
    message.append(_("The old folder is kept."))
    answers = (Answer("stay", _("Leave it where it is")), Answer("move", _("Move")))
    question = Question(window, _("Move your data?"), "\n\n".join(message), answers)
    question.setObjectName("move data")
    question.answered.connect(lambda name: move(folder) if name == "move" else None)


def place_within(chosen: Path) -> Path:
    """Return `chosen`, or a new folder in it where it holds other things."""
    folder = resolved(chosen)
    try:
        is_free = holds_data(folder) or not any(folder.iterdir())
    except OSError:  # moving tells why
        is_free = True
    return folder if is_free else folder / OWN_NAME


def ask_for_folder(window: QWidget, title: str, folder: Path, take: Callable[[Path], object]) -> None:
    """Open a folder dialog at `folder`; `take` is called with the chosen one."""
    dialog = QFileDialog(window, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class GivenUp(Exception):  # noqa: N818 - nothing went wrong
    """The person changed their mind."""


class DataMover(QObject):
    """Move the data in a worker thread, once at a time.

    `changed` is emitted when the state changes, `moved` when the data lies elsewhere. `message` and `problem` are
    the result, one of them empty.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue, self._cancel = TaskQueue(), Event()
        self.is_working, self.percent, self.message, self.problem = False, 0, "", ""

    def move(self, folder: Path) -> None:
        """Begin to move all data to `folder`; where the folder in use is missing, use `folder` instead."""
        if self.is_working:
            return
        self._cancel = cancel = Event()
        self.is_working, self.percent, self.problem = True, 0, ""
        self.message = _("Copying to {folder}…").format(folder=printable(str(folder)))
        self.changed.emit()
        old = paths.data()
        run_task(
            lambda: self._work(folder, cancel),
            self._end,
            partial(self._fail, old, folder),
            queue=self._queue,
        )

    def cancel(self) -> None:
        """Cancel soon, with the old folder in use."""
        if self.is_working:
            self._cancel.set()
            self.message = _("Cancelling…")
            self.changed.emit()

    def forget(self) -> None:
        """Clear the result of the last move."""
        if not self.is_working:
            self.message = self.problem = ""
            self.changed.emit()

    def close(self) -> None:
        """Cancel and close the queue, when the window is closed."""
        self._cancel.set()
        self._queue.close()

    def use_own_for_now(self) -> None:
        """Use this laptop's own folder until the one that is missing is there again."""
        try:
            use_usual_for_now()
        except RetroTimerError as error:
            self._end((), str(error))
        else:
            self._end((_("This laptop's own folder is used for now."),))

    def _work(self, folder: Path, cancel: Event) -> tuple[str, ...]:
        """Move, in a worker thread; return what to tell."""
        known = [-1]

        def message(done: int, of: int) -> None:
            if cancel.is_set():
                raise GivenUp
            percent = 100 * done // max(1, of)
            if percent > known[0]:
                known[0] = percent
                deliver(self._progress, percent)

        return move(folder, message).message

    def _fail(self, old: Path, folder: Path, error: Exception) -> None:
        if isinstance(error, GivenUp):
            sentence = _("Cancelled. Your data stays in {old}; what was copied already is left in {folder}.")
            self._end((), sentence.format(old=printable(str(old)), folder=printable(str(folder))))
        elif isinstance(error, RetroTimerError):
            self._end((), str(error))
        else:
            self._end((), _("The data could not be moved: {why}.").format(why=error))

    def _progress(self, percent: int) -> None:
        self.percent = percent
        self.changed.emit()

    def _end(self, sentences: tuple[str, ...], problem: str = "") -> None:
        self.is_working, self.message, self.problem = False, "\n".join(sentences), problem
        self.changed.emit()
        if not problem:
            self.moved.emit()


class DataSection(Section):
    """Show where the data lies and the state of `mover`; `grown` is emitted with a part to scroll to."""

    grown = Signal(QWidget)

    def __init__(self, preferences: Preferences, mover: DataMover) -> None:
        about = _(
            "Workouts, history, favourites and plan. In a folder that Syncthing, Dropbox or git carries, two "
            "laptops share them. Settings stay on each laptop."
        )
        super().__init__(_("Where your data lies"), preferences, (), about)
        self._mover = mover
        self.where, self.message, self.problem = text_label(), text_label(), text_label(wrong=True)
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
        for part in (self.where, self._held, self.message, self.problem):
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
        notify(self.where, self._where())
        notify(self.message, mover.message)
        notify(self.problem, mover.problem)
        self._held.setVisible(mover.is_working)
        self.bar.setValue(mover.percent)
        offered = self._offered()
        for button, line in zip(self._buttons, self._lines, strict=True):
            line.setVisible(button in offered)
        if focused in self._buttons and focused not in offered and offered:
            offered[0].setFocus()
        for label in (self.message, self.problem):
            if not label.isHidden() and offered:  # where both do not fit, it is seen rather than a button
                self.grown.emit(self._lines[self._buttons.index(offered[-1])])
                self.grown.emit(label)

    def _button(self, name: str, text: str, act: Callable[[], object]) -> Button:
        button = Button(text, px=17)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def _where(self) -> str:
        if paths.missing_data():
            return missing_words()
        message = [_("Your data lies in {folder}.").format(folder=paths.data())]
        if paths.home():
            message.append(_("{variable} says so: change that to move it.").format(variable=paths.HOME_VARIABLE))
        elif left := paths.waiting():
            message.append(_("That is for now: what lies in {folder} is not used.").format(folder=left))
        return " ".join(message)

    def _offered(self) -> list[Button]:
        if paths.home():
            return []
        if self._mover.is_working:
            return [self.cancel]
        if paths.missing_data():
            return [self.look, self.elsewhere, self.own]
        if paths.waiting():
            return [self.again, self.choose]
        return [self.choose, self.home] if paths.moved_to() else [self.choose]

    def _look(self) -> None:
        self._notify_problem(_("It is not there yet.") if paths.missing_data() else "")

    def _use_again(self) -> None:
        left = paths.waiting()
        if left and holds_data(left):
            self._mover.move(left)
        elif left:
            self._notify_problem(_("{folder} is not there yet.").format(folder=left))

    def _ask_elsewhere(self) -> None:
        ask_for_folder(self.window(), _("Choose the folder of your data"), Path.home(), self._mover.move)

    def _ask_where(self) -> None:
        ask_for_folder(self.window(), _("Choose a folder for your data"), Path.home(), self._take)

    def _take(self, chosen: Path) -> None:
        self._ask_to_move(place_within(chosen))

    def _ask_home(self) -> None:
        self._ask_to_move(paths.usual_data())

    def _ask_to_move(self, folder: Path) -> None:
        try:
            ask_to_move(self.window(), folder, self._mover.move)
        except RetroTimerError as error:
            self._notify_problem(str(error))

    def _notify_problem(self, sentence: str) -> None:
        self._mover.message, self._mover.problem = "", sentence
        self.show_values()


def _held(bar: QProgressBar) -> QWidget:
    """Return a widget that can be indented, which a bar cannot."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(bar)
    return holder


def _bar() -> str:
    """Return the style sheet of the progress bar."""
    c, high = theme.colours, round(theme.sized(14))
    return f"""
QProgressBar {{ background: {c.track.name()}; border: none; border-radius: 7px; max-height: {high}px; }}
QProgressBar::chunk {{ background: {c.bar.name()}; border-radius: 7px; }}
"""


LOOK_MS = 2_000
"""How often the folder is polled: short enough that a connected stick seems noticed at once."""


class DataFolderController(QObject):
    """Poll for the data's folder, and ask over `window` while `is_free` returns True.

    `data_changed` is emitted when the window has to read the data again, `message` with a notice for the person.
    """

    data_changed = Signal()
    message = Signal(str)

    def __init__(self, window: Window, is_free: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._is_free = window, is_free
        self.mover = DataMover(self)
        self.mover.moved.connect(self._take_other)
        self.mover.changed.connect(self._notify_problem)
        self._missing: Path | None = None
        self._is_asked = False
        self._question: MissingData | None = None
        window.closed.connect(self.mover.close)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def connect_library(self) -> None:
        """Check now, and poll from now on."""
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Look whether the folder is there, and ask where it is not."""
        missing = paths.missing_data()
        if missing is None and self._missing:
            self._missing = None
            self._close_question()
            self._take_other()
            self.message.emit(_("Your data is there again."))
            return
        if missing and missing != self._missing:
            self._missing, self._is_asked = missing, False
            self.mover.forget()
            self.message.emit(missing_notice())
        if not self._is_asked and self._can_ask():
            if missing:
                self._ask()
            else:
                self._offer_to_join()

    def _can_ask(self) -> bool:
        is_covered = any(overlay.isVisible() for overlay in self._window.findChildren(Overlay))
        return not is_covered and not self.mover.is_working and self._is_free()

    def _ask(self, why: str = "") -> None:
        self._is_asked = True
        self._question = question = MissingData(self._window, why)
        question.answered.connect(self._answer)

    def _answer(self, name: str) -> None:
        self._question = None
        if name == LOOK:
            self.look()
            if self._missing:
                self._ask(_("It is not there yet."))
        elif name == CHOOSE:
            ask_for_folder(self._window, _("Choose the folder of your data"), Path.home(), self._use)
        elif name == OWN:
            self.mover.use_own_for_now()

    def _use(self, folder: Path) -> None:
        self._is_asked = False
        self.mover.move(folder)

    def _notify_problem(self) -> None:
        """Report why moving failed, also where the settings page was left meanwhile."""
        if self.mover.is_working or not self.mover.problem:
            return
        self.message.emit(self.mover.problem)
        if self._missing and not self._is_asked and self._can_ask():
            self._ask(self.mover.problem)

    def _offer_to_join(self) -> None:
        left = paths.waiting()
        if left and holds_data(left):
            self._is_asked = True
            ask_to_join(self._window, left, lambda: self.mover.move(left))

    def _close_question(self) -> None:
        if self._question:
            self._question.go()
            self._question = None

    def _take_other(self) -> None:
        """Have the window read the data again, as it lies elsewhere now."""
        self._missing, self._is_asked = paths.missing_data(), False
        self.data_changed.emit()
        if self.mover.message:
            self.message.emit(self.mover.message)


def in_use(preset: Preset | None) -> Preset | None:
    """Return `preset` as it is in the folder that is used now; None where it is not there."""
    from retrotimer.files.presets.reader import read_preset  # seldom needed
    from retrotimer.training.errors import WrongFile

    if preset is None or preset.is_builtin:
        return preset
    for path in (paths.presets() / preset.path.name, preset.path):
        try:
            return read_preset(path)
        except WrongFile:
            continue
    return None
