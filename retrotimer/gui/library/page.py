"""Show the list of presets on the left and the chosen preset on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.app.library import FIRST, LibraryEntry, LibraryModel, Source, is_own
from retrotimer.app.overview import Overview
from retrotimer.files.library_state import read_marks, write_marks
from retrotimer.files.presets.library import Preset
from retrotimer.files.presets.reader import read_preset
from retrotimer.gui import theme
from retrotimer.gui.library.footer import LibraryFooter
from retrotimer.gui.library.preset_list import PresetList, PresetModel
from retrotimer.gui.library.preset_panel import PresetPanel
from retrotimer.gui.library.toolbar import LibraryTools, Side
from retrotimer.gui.theme import GRID, sized
from retrotimer.gui.widgets.buttons import Button
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError, WrongFile
from retrotimer.training.workout.paces import Paces

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QHideEvent, QResizeEvent, QShowEvent

    from retrotimer.gui.library.cards import Due, PlanCard, WelcomeCard
    from retrotimer.gui.widgets.file_drop import Dropped
    from retrotimer.gui.widgets.notice import Notice

SIDE_SHARE, LARGE_SIDE_SHARE = 0.34, 0.46
SIDE_PX, CARD_FROM_PX = (270, 520), 500
SLICE_S, ARRANGE_S = 0.008, 0.25
"""How long files are read between two events, and how long before what was read shows in the list."""
MARKS = "marks"
"""What is told of favourites that could not be saved is about them."""


class LibraryPage(QWidget):
    """Shows all presets, read as they are seen. `started` asks for a session, `plan_requested` for the plan.

    `menus` gives the menus by their names, `delete_requested` asks to delete what is chosen: see `LibraryActions`.
    """

    started = Signal(object)
    plan_requested = Signal()
    delete_requested = Signal()

    def __init__(
        self, entries: Sequence[Source], paces: Paces, chosen: Preset | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        marks, lost = read_marks()
        self.library_model = LibraryModel(entries, paces, marks)
        first = self.library_model.add(chosen) if chosen else None
        self.menus: dict[str, Callable[[], object]] = {}
        self.tools = LibraryTools(self.library_model, lambda: self._menu("new"))
        self.presets = PresetList(PresetModel(self.library_model))
        self.panel = PresetPanel(load_open=marks.load_open)
        self.footer = LibraryFooter(lambda: self._menu("more"))
        self.welcome: WelcomeCard | None = None
        self.plan_card: PlanCard | None = None
        self._notice: Notice | None = None
        self._told_at: LibraryEntry | None = None
        self._paces = paces
        self._reader, self._arranged_at = self.library_model.unread(), 0.0
        self._timer = QTimer(self)
        self._lay_out()
        self._connect()
        self._words = self.tools.search.text
        if first and first not in self.presets.rows.items:
            self.tools.clear()
        self.presets.choose(first)
        self.setAccessibleName(_("Workouts"))
        tools, panel = self.tools, self.panel
        for button in (*tools.row.buttons, tools.new, panel.start, panel.star, *self.footer.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the list, where it starts
        self.presets.setFocus()
        if lost:
            self.notify(lost)

    def _menu(self, name: str) -> object:
        return self.menus[name]()

    def _lay_out(self) -> None:
        self._side = Side()
        self._column = QVBoxLayout(self._side)
        self._column.setSpacing(GRID)
        self._column.addWidget(self.tools)
        self._column.addWidget(self.presets, 1)
        self.panel.footer.addSpacing(GRID)
        self.panel.footer.addWidget(self.footer, 1)
        layout = QHBoxLayout(self)
        layout.setSpacing(0)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._side)
        layout.addWidget(self.panel, 1)

    def _connect(self) -> None:
        self.presets.chosen.connect(self._show)
        self.presets.chosen.connect(self._end_moment)
        self.presets.started.connect(self.started)
        self.presets.starred.connect(self._star)
        self.presets.typed.connect(self._type)
        self.presets.painted.connect(self._finish_setup)
        self.panel.started.connect(self.started)
        self.panel.starred.connect(self.star_chosen)
        self.tools.changed.connect(self.arrange)
        self.tools.kept.connect(self._save)
        self.tools.search.left.connect(self.presets.setFocus)
        self.panel.load.opened.connect(self._note_load)
        self._timer.timeout.connect(self._read_on)

    def _finish_setup(self) -> None:
        """Do what need not be done before the first paint: drops, cards, and reading what is not seen."""
        self.setAcceptDrops(True)
        self._timer.start(0)
        self._welcome()
        self.look_at_plan()

    def _welcome(self) -> None:
        """Show a first word to somebody who has used nothing yet and has nothing of their own."""
        model = self.library_model
        if model.marks.welcomed or model.marks.used or any(is_own(item) for item in model.items):
            return
        from retrotimer.gui.library.cards import WelcomeCard  # once in a life

        self.welcome = welcome = WelcomeCard()
        welcome.workout_requested.connect(self._choose_first)
        welcome.plan_requested.connect(self.plan_requested)
        for signal in (welcome.workout_requested, welcome.plan_requested, welcome.closed):
            signal.connect(self._end_welcome)
        self._add_card(welcome)

    def _end_welcome(self) -> None:
        if self.welcome:
            had_focus = self.welcome.isAncestorOf(focus) if (focus := QApplication.focusWidget()) else False
            self.welcome.deleteLater()
            self.welcome = None
            self.library_model.marks = replace(self.library_model.marks, welcomed=True)
            self._save()
            if had_focus:  # else a session that was just started would lose its keys to the list
                self.presets.setFocus()

    def _choose_first(self) -> None:
        self._clear()
        first = next((item for item in self.library_model.items if item.key == FIRST), None)
        if first:
            self.presets.choose(first)

    def _add_card(self, card: QWidget) -> None:
        self._column.insertWidget(1, card)
        self._fit_cards()
        for button in card.findChildren(Button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _fit_cards(self) -> None:
        """Leave what room there is to the list."""
        if self.welcome:
            self.welcome.setVisible(self.height() >= sized(CARD_FROM_PX))

    def look_at_plan(self) -> None:
        """Show the plan's next session above the list, where there is a plan; read in a worker thread."""
        from retrotimer.files.paths import plan

        if not plan().exists():
            self._show_plan(None)
            return
        from retrotimer.app.tasks import run_task
        from retrotimer.gui.library.cards import next_of_plan

        paces = self._paces
        run_task(lambda: next_of_plan(paces), self._show_plan)

    def _show_plan(self, due: Due | None) -> None:
        if self.plan_card:
            self.plan_card.deleteLater()
            self.plan_card = None
        if due:
            from retrotimer.gui.library.cards import PlanCard

            self.plan_card = card = PlanCard(due)
            card.started.connect(self.started)
            self._add_card(card)

    def _note_load(self, is_open: bool) -> None:
        self.library_model.marks = replace(self.library_model.marks, load_open=is_open)
        self._save()

    def _read_on(self) -> None:
        """Read some files; then let the window do what it has to."""
        until = perf_counter() + SLICE_S
        for item in self._reader:
            _ready = item.text, item.figures
            if perf_counter() > until:
                break
        else:
            self._timer.stop()
        due = perf_counter() - self._arranged_at > ARRANGE_S
        if self.library_model.needs_reading(self._words()) and (due or not self._timer.isActive()):
            self.arrange(keep_place=True)

    def arrange(self, *, keep_place: bool = False) -> None:
        """Show what is found, in its order."""
        self._arranged_at = perf_counter()
        words = self._words()
        items = self.library_model.arranged(words)
        self.presets.show_items(items, self.library_model.headings(items, words), keep_place=keep_place)

    def _show(self, item: LibraryEntry | None) -> None:
        if item and isinstance(item.entry, Overview):
            self.panel.show_entry(item.entry, is_favourite=self.library_model.is_favourite(item))
            return
        from retrotimer.gui.library.empty_state import instead  # seldom needed

        self.panel.show_problem(
            instead(item, self.library_model, self._words(), self._clear, self.delete_requested.emit)
        )

    def _show_chosen(self) -> None:
        self._show(self.presets.current())
        self.presets.setFocus()

    def _clear(self) -> None:
        self.tools.clear()
        self.presets.setFocus()

    def _type(self, text: str) -> None:
        """Go on in the search with what was typed in the list."""
        self.tools.search.setFocus()
        self.tools.search.setText(self._words() + text)

    def _star(self, item: LibraryEntry | None) -> None:
        if item is None or not isinstance(item.entry, Overview):
            return
        self.library_model.toggle(item)
        self._save()
        if self.library_model.marks.favourites_only:
            self.arrange(keep_place=True)
        self.presets.viewport().update()
        if item is self.presets.current():
            self.panel.show_star(is_favourite=self.library_model.is_favourite(item))

    def start_chosen(self) -> None:
        """Ask for a session of the chosen workout."""
        item = self.presets.current()
        if item and isinstance(item.entry, Overview):
            self.started.emit(item.entry)

    def star_chosen(self) -> None:
        """Give the chosen workout a star, or take it away."""
        self._star(self.presets.current())

    def _save(self) -> None:
        try:
            write_marks(self.library_model.marks)
        except RetroTimerError as error:
            self.notify(_("{why} It holds until the window is closed.").format(why=error), MARKS, stays=True)
        else:
            self.end(MARKS)

    def notify(self, sentence: str, about: str = "", *, stays: bool = False) -> None:
        """Show `sentence` below the list until what it is `about` goes: see `Notice`."""
        if self._notice is None:
            from retrotimer.gui.widgets.notice import Notice  # not before something is told

            self._notice = Notice()
            self._column.addWidget(self._notice)
        self._notice.show_sentence(sentence, about, stays=stays)
        self._told_at = self.presets.current()

    def end(self, about: str) -> None:
        """Tell no longer what is `about` something that is over."""
        if self._notice:
            self._notice.end(about)

    def take_over(self, before: LibraryPage) -> None:
        """Go on telling what the page `before` this one told, where that still is so."""
        message = before._notice
        if message and message.stays and message.sentence:
            self.notify(message.sentence, message.about, stays=True)

    def _end_moment(self, item: LibraryEntry | None) -> None:
        if self._notice and item is not self._told_at:
            self._notice.end_moment()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.acceptDrops():  # not the first time: that is done after the first paint
            self.look_at_plan()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell no longer what was told on the way to another page."""
        super().hideEvent(event)
        if self._notice and not event.spontaneous():
            self._notice.leave()

    def use_paces(self, paces: Paces) -> None:
        """Compute all lengths for other settings."""
        self._paces = paces
        self.library_model.use_paces(paces)
        self.arrange(keep_place=True)
        self._show(self.presets.current())

    def record_use(self, preset: Preset, when: datetime) -> None:
        """Remember that `preset` was used, so that it stands on top."""
        self.library_model.record_use(preset, when)
        self._save()
        self.arrange()
        if self.welcome:
            self._end_welcome()

    def show_preset(self, preset: Preset) -> None:
        """Choose `preset`, from wherever it is."""
        item = self.library_model.add(preset)
        self.arrange()
        if item not in self.presets.rows.items:
            self.tools.clear()
        self.presets.choose(item)
        self._show_chosen()

    def show_file(self, path: Path) -> None:
        """Choose the preset in the file at `path` without copying it, or tell what is wrong with it."""
        try:
            self.show_preset(read_preset(path))
        except WrongFile as error:
            from retrotimer.gui.library.empty_state import shown_file  # seldom needed

            self.panel.show_problem(shown_file(path, error.mistakes, self._show_chosen))

    def show_taken(self, result: Dropped) -> None:
        """Choose the last preset that was taken, and tell what could not be."""
        for preset in result.accepted:
            self.show_preset(preset)
        self.notify(" ".join(result.noted()))
        if result.sentences:
            from retrotimer.gui.library.empty_state import dropped  # seldom needed

            self.panel.show_problem(dropped(result, self.show_preset, self._show_chosen))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list: as a focus proxy it would take search and filters out of Tab's way."""
        super().focusInEvent(event)
        self.presets.setFocus(event.reason())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy dropped presets to the person's own and choose the last; tell what could not be taken."""
        from retrotimer.gui.widgets.file_drop import take  # seldom needed

        event.acceptProposedAction()
        self.show_taken(take(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least, most = SIDE_PX
        share = SIDE_SHARE if theme.text_scale < 1.4 else LARGE_SIDE_SHARE
        wide = round(min(sized(most), max(least, share * self.width())))
        self._side.setFixedWidth(wide)
        edge = GRID if wide < sized(SIDE_PX[0] + 60) else 3 * GRID
        self._column.setContentsMargins(edge, 2 * GRID if edge > GRID else GRID, GRID, 0)
        self._fit_cards()
