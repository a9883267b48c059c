"""Make the pages of the window, show them, and connect the features with each other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from retrotimer.files.presets.library import Preset, find
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.screens import other_screen
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor.controller import EditorController
from retrotimer.gui.export.controller import ExportController
from retrotimer.gui.history.controller import HistoryController
from retrotimer.gui.instance_server import bring_up
from retrotimer.gui.library.actions import LibraryActions
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.plan.controller import PlanController
from retrotimer.gui.session.controller import MakeActiveSession, SessionController
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.gui.widgets.sidebar import Sidebar
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile, WrongRequest

if TYPE_CHECKING:
    from retrotimer.app.history.arrivals import OwnPace
    from retrotimer.app.history.unsaved import UnsavedSession
    from retrotimer.app.overview import Overview
    from retrotimer.app.single_instance import Message
    from retrotimer.gui.history.summary_page import SummaryPage
    from retrotimer.gui.settings.data_folder import DataFolderController
    from retrotimer.gui.settings.page import SettingsPage
    from retrotimer.gui.widgets.menus import Part
    from retrotimer.training.workout.workout import Workout

SCREENS, SETTINGS, DATA = "screens", "settings", "data"
"""What sentences below the list are about."""
MakeLibrary = Callable[[Preset | None], LibraryPage]


class Navigator(QObject):
    """Leads through the pages of `window`, one session at a time; pages are imported when they are wanted."""

    def __init__(
        self,
        window: Window,
        preferences: Preferences,
        look: Appearance,
        make_library: MakeLibrary,
        make_active_session: MakeActiveSession,
    ) -> None:
        super().__init__(window)
        self.window, self.preferences, self._look = window, preferences, look
        self._make_library = make_library
        self.library: LibraryPage
        self.sessions = SessionController(window, preferences, make_active_session, self._show_summary)
        self.sessions.root_page_requested.connect(self.show_library)
        self.sessions.settings_requested.connect(self.show_settings)
        self.sessions.message.connect(self._notify)
        self.sessions.group_changed.connect(lambda: self.library.panel.show_running(self.sessions.group_name))
        self.sessions.begun.connect(lambda preset: self.library.record_use(preset, datetime.now(UTC)))
        self.editor = EditorController(window, preferences)
        self.editor.left.connect(self._leave_editor)
        self.plans = PlanController(window, preferences)
        self.plans.root_page_requested.connect(self.show_library)
        self.plans.session_requested.connect(self.sessions.ask)
        self.plans.editor_requested.connect(self.editor.edit_new)
        self.plans.kept.connect(self._show_made)
        self.histories = HistoryController(window)
        self.histories.root_page_requested.connect(self.show_library)
        self.exports = ExportController(window, preferences)
        self.exports.root_page_requested.connect(self.show_library)
        self._is_stale = self._has_keys = False
        self.sidebar: Sidebar | None = None
        self._place = "workouts"
        window.page_changed.connect(self._follow_page)
        window.resized.connect(lambda: self.sidebar and self.sidebar.fit(window.size()))
        look.changed.connect(self._change_appearance)
        preferences.changed.connect(self._apply_settings)

    def notify_error(self, message: str) -> None:
        """Tell quietly, where the person looks, what is `message` of an error, or that there was one."""
        from retrotimer.gui.error_reporter import sentence  # hopefully never

        stage = self.sessions.stage
        if stage:
            stage.engine.notify(message or sentence(in_session=True))
        else:
            self.library.notify(message or sentence(in_session=False))

    # the library

    def open(self, chosen: Preset | None = None) -> None:
        """Make the library, with `chosen` chosen, and show it."""
        self.library = library = self._make_library(chosen)
        library.started.connect(self.sessions.ask)
        library.plan_requested.connect(lambda: self.go_to("plan"))
        library.panel.load.panel.gentler.connect(self._edit_gentler)
        library.panel.show_running(self.sessions.group_name)
        self.library_actions = actions = LibraryActions(library)
        for signal, act in (
            (actions.edit_requested, self.editor.edit),
            (actions.rename_requested, self.editor.rename),
            (actions.export_requested, self.exports.show),
            (actions.new_requested, self.editor.new),
            (actions.build_requested, self.plans.show_builder),
            (actions.text_requested, self.plans.show_text),
            (actions.check_requested, self.sessions.show_check),
            (actions.second_screen_requested, self._choose_screens),
            (actions.help_requested, self.show_keys),
        ):
            signal.connect(act)
        actions.has_second_screen = other_screen(self.window) is not None
        self.editor.problem.connect(library.notify)
        library.presets.painted.connect(lambda: self._watch(library))
        if not self._has_keys:
            self._has_keys = True
            library.presets.painted.connect(self._add_shortcuts)
        self._make_sidebar()
        self.window.set_root_page(library)
        self._follow_page()

    def _make_sidebar(self) -> None:
        """Put the places at the left, in the look that is in use now."""
        if self.sidebar:
            self.sidebar.hide()
            self.sidebar.deleteLater()
        self.sidebar = Sidebar()
        self.sidebar.chosen.connect(self.go_to)
        self.sidebar.fit(self.window.size())
        self.window.set_side(self.sidebar)

    def _follow_page(self) -> None:
        """Show at which place one is; a session that is under way has the window for itself."""
        here = "workouts" if self.window.page is self.library else getattr(self.window.page, "PLACE", "")
        self._place = here or self._place
        if self.sidebar:
            self.sidebar.mark(self._place)
            self.sidebar.setVisible(not self._has_session)

    @property
    def _has_session(self) -> bool:
        """Whether the page that is shown is that of a session."""
        is_elsewhere = self.sessions.is_on_second_screen or self.window.page is self.library
        return self.sessions.stage is not None and not is_elsewhere

    def _add_shortcuts(self) -> None:
        """Take the keys that hold on every page; not before the library is seen, as they cost time."""
        from retrotimer.gui.core.key_bindings import EVERYWHERE, Actions

        places = {name: partial(self.go_to, name) for name in ("workouts", "plan", "history", "settings", "about")}
        self.actions = Actions(
            self.window,
            EVERYWHERE,
            {
                **places,
                "help": self.show_keys,
                "manual": self._open_manual,
                "larger": lambda: self._scale_texts(1),
                "smaller": lambda: self._scale_texts(-1),
                "plain": lambda: self._scale_texts(0),
                "close": self.window.close,
            },
        )
        if sys.platform == "darwin":
            self._make_menu_bar()

    def _make_menu_bar(self) -> None:
        from retrotimer.gui.library.actions import NEW, ON_OWN, ON_PRESET
        from retrotimer.gui.menu_bar import fill_menu_bar

        def workout() -> tuple[Part, ...]:
            is_shown = self.window.page is self.library
            return self.library_actions.parts(NEW, ON_PRESET, ON_OWN) if is_shown else ()

        fill_menu_bar(self.window.menuBar(), self.actions, workout)

    def go_to(self, place: str) -> None:
        """Leave the page that is shown as its Back does, which may ask first; then go to `place`."""
        page = self.window.page
        if self.editor.page:
            self.editor.leave(lambda: self._show_place(place))
            return
        if self._has_session:
            return
        leave = getattr(page, "leave", None)
        if leave:
            leave()
            if self.window.page is page:  # it asks, or cannot be left now
                return
        self._show_place(place)

    def _show_place(self, place: str) -> None:
        pages: dict[str, Callable[[], object]] = {
            "plan": self.plans.show_plan,
            "history": self.histories.show_history,
            "settings": self.show_settings,
            "about": self.show_about,
            "help": self.show_about,
        }
        pages.get(place, self.show_library)()

    def _open_manual(self) -> None:
        from PySide6.QtGui import QDesktopServices

        from retrotimer.gui.about_page import manual_address  # seldom needed

        QDesktopServices.openUrl(manual_address())

    def _scale_texts(self, way: int) -> None:
        """Make texts larger or smaller by a step, or plain for 0."""
        from retrotimer.gui.settings.sections import SCALES  # seldom needed

        now = self.preferences.settings.text_scale
        wanted = next((s for s in SCALES[:: way or 1] if way * s > way * now), now) if way else 1.0
        self.preferences.change(text_scale=wanted)

    def _watch(self, library: LibraryPage) -> None:
        """Show what other programs and laptops do to the presets, and where the data is not there."""
        from retrotimer.files.paths import presets  # not before the library is seen
        from retrotimer.gui.library.actions import follow
        from retrotimer.gui.widgets.folder_watcher import Watching

        self.data.connect_library()
        Watching(presets(), library).changed.connect(lambda paths: follow(library, paths))

    @cached_property
    def data(self) -> DataFolderController:
        """What looks after the folder of the data; not before the library is seen."""
        from retrotimer.gui.settings.data_folder import DataFolderController

        data = DataFolderController(self.window, lambda: self.sessions.stage is None and self.editor.page is None)
        data.message.connect(self._notify)
        data.data_changed.connect(self._show_other_data)
        return data

    def _notify(self, sentence: str) -> None:
        from retrotimer.files.paths import missing_data  # not before the library is seen

        self.library.notify(sentence, DATA, stays=missing_data() is not None)

    def _show_other_data(self) -> None:
        """Show what lies in the folder that is used now; a session, the editor and the settings stay open."""
        from retrotimer.gui.settings.page import SettingsPage

        self._is_stale = True
        is_busy = self.sessions.stage or self.editor.page or isinstance(self.window.page, SettingsPage)
        if not is_busy:
            self.show_library()

    def show_library(self) -> None:
        """Go back to the workouts."""
        if self._is_stale:
            self._rebuild_library()
        else:
            self.window.show_root_page()

    def _leave_editor(self, saved: Preset | None) -> None:
        """Go back to the workouts, to the one that was saved."""
        self.show_library()
        if saved:
            self.library_actions.show(saved)

    def _show_made(self, preset: Preset) -> None:
        self.library_actions.show(preset)

    def take(self, message: Message) -> None:
        """Come to the front, with what a later start of the program was given."""
        bring_up(self.window, message.token)
        if message.preset is None:
            return
        if self.sessions.stage is None:
            self.show_library()
        path = Path(message.preset)
        if path.is_absolute():
            self.show_file(path)
            return
        try:
            self.library.show_preset(find(message.preset))
        except (WrongFile, WrongRequest) as error:
            self.library.notify(str(error))

    def show_file(self, path: Path) -> None:
        """Choose the preset in the file at `path`; of another program's workout make one, as a drop does."""
        from retrotimer.app.importing import is_foreign  # seldom needed
        from retrotimer.gui.widgets.file_drop import import_files  # seldom needed

        if is_foreign(path):
            self.library.show_taken(import_files([path]))
        else:
            self.library.show_file(path)

    def find_screens(self) -> None:
        """Offer a second screen where there is one."""
        is_there = other_screen(self.window) is not None
        self.library_actions.has_second_screen = is_there
        self.sessions.is_for_group = self.sessions.is_for_group and is_there
        self.sessions.note_screens(is_there=is_there)
        if not is_there:
            self.library.end(SCREENS)

    def _choose_screens(self) -> None:
        self.sessions.is_for_group = not self.sessions.is_for_group
        if self.sessions.is_for_group:
            self.library.notify(
                _("Sessions begin on the second screen; the workouts and the controls stay here."), SCREENS
            )
        else:
            self.library.notify(_("Sessions begin on this screen. G shows one on the second screen too."), SCREENS)

    # the other pages

    def _edit_gentler(self, workout: Workout) -> None:
        """Edit the gentler workout as a new one: the preset it comes from stays as it is."""
        from retrotimer.training.load.gentler import renamed

        self.editor.edit_new(renamed(workout))

    def _show_summary(self, overview: Overview, unsaved_session: UnsavedSession) -> SummaryPage:
        """Show what was done in a session of `overview`."""
        from retrotimer.gui.history.summary_page import SummaryPage

        page = SummaryPage()
        page.show_record(unsaved_session)
        page.pace_test.chosen.connect(
            lambda forward, backward: self.preferences.change(run_forward=forward, run_backward=backward)
        )
        page.unsaved.connect(self.sessions.unsaved.add)
        page.measured.connect(self._use_pace)
        page.left.connect(self.show_library)
        page.again.connect(lambda: self.sessions.ask(overview))
        self.window.show_page(
            page, overview.preset.workout.name, lambda: self._remake_summary(page, overview, unsaved_session)
        )
        return page

    def _remake_summary(self, before: SummaryPage, overview: Overview, unsaved_session: UnsavedSession) -> None:
        from retrotimer.gui.history.summary_page import SummaryPage

        self.sessions.show_summary(overview, unsaved_session)
        if isinstance(self.window.page, SummaryPage):
            self.window.page.take_over(before)

    def _use_pace(self, pace: OwnPace) -> None:
        """Let every estimate follow measured paces."""
        measured = {"run_forward": pace.forward, "run_backward": pace.backward}
        self.preferences.change(**{name: round(speed, 2) for name, speed in measured.items() if speed})

    def show_settings(self) -> SettingsPage:
        """Show the settings."""
        from retrotimer.gui.settings.page import SettingsPage

        self.data.mover.forget()
        page = SettingsPage(self.preferences, mover=self.data.mover)
        page.left.connect(self.show_library)
        self.window.show_page(page, _("Settings"))
        return page

    def show_about(self) -> None:
        """Show what RetroTimer is."""
        from retrotimer.gui.about_page import AboutPage

        page = AboutPage()
        page.left.connect(self.show_library)
        self.window.show_page(page, _("Help and shortcuts"))

    def show_keys(self) -> None:
        """Show the keys of the page that is shown."""
        from retrotimer.app.session.controls import Control
        from retrotimer.gui.core.key_bindings import EDITOR, ELSEWHERE, EVERYWHERE, HISTORY, LIBRARY
        from retrotimer.gui.editor.page import EditorPage
        from retrotimer.gui.history.page import HistoryPage
        from retrotimer.gui.session.key_help import PageKeyHelp
        from retrotimer.gui.session.run_page import RunPage

        page = self.window.page
        if isinstance(page, RunPage):
            page.control(Control.HELP)
            return
        tables = {type(self.library): LIBRARY, EditorPage: EDITOR, HistoryPage: HISTORY}
        own = next((table for kind, table in tables.items() if isinstance(page, kind)), ELSEWHERE)
        PageKeyHelp(self.window, (own, EVERYWHERE))

    # another look, other settings

    def _change_appearance(self) -> None:
        """Use another look at once where the page can be made once more, else on the way back to the library."""
        from retrotimer.gui.settings.page import SettingsPage
        from retrotimer.gui.widgets.dialogs import is_covered

        self._is_stale = True
        page = self.window.page
        if page is self.library:
            self._rebuild_library()
        elif isinstance(page, SettingsPage):
            place = page.place()
            self._rebuild_library()
            self.show_settings().restore(place)
        elif getattr(page, "PLACE", ""):
            here = self._place
            self._rebuild_library()
            self._show_place(here)
        elif self.window.remake and not is_covered(self.window):
            self._look.use()
            self._make_sidebar()
            self.window.remake()
            self._follow_page()

    def _rebuild_library(self) -> None:
        from retrotimer.gui.settings.data_folder import in_use

        self._is_stale = False
        self._look.use()
        item = self.library.presets.current()
        before = self.library
        self.open(in_use(item.found if item and isinstance(item.found, Preset) else None))
        self.library.take_over(before)

    def _apply_settings(self) -> None:
        self.library.use_paces(self.preferences.settings.paces)
        if not self.preferences.mistakes:
            self.library.end(SETTINGS)
