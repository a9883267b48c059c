"""Where the pages lead: from the library over the check before the start to the session, its summary, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.app.overview import Overview
from retrotimer.files.library import Preset, find
from retrotimer.gui.callers import bring_up
from retrotimer.gui.library_page import LibraryPage
from retrotimer.gui.look import Look
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.screens import other_screen
from retrotimer.gui.window import Window
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongFile, WrongRequest

if TYPE_CHECKING:
    from retrotimer.app.instance import Message
    from retrotimer.gui.before_page import BeforePage
    from retrotimer.gui.group import Group
    from retrotimer.gui.run_page import RunPage
    from retrotimer.gui.settings_page import SettingsPage
    from retrotimer.gui.stage import Stage
    from retrotimer.training.record import SessionRecord

MakeLibrary = Callable[[Preset | None], LibraryPage]
MakeStage = Callable[[Overview], "Stage"]


class Desk(QObject):
    """Leads through the pages of `window`, one session at a time; `ended` is sent at the end of each.

    Pages are imported and made when they are wanted: the library is seen so much sooner.

    Args:
        window: shows them.
        preferences: the settings.
        look: the theme and text size in use.
        make_library: makes the library's page, with a preset chosen.
        make_stage: makes a session.
    """

    ended = Signal()

    def __init__(
        self,
        window: Window,
        preferences: Preferences,
        look: Look,
        make_library: MakeLibrary,
        make_stage: MakeStage,
    ) -> None:
        super().__init__(window)
        self.window, self.preferences, self._look = window, preferences, look
        self._make_library, self._make_stage = make_library, make_stage
        self.library: LibraryPage
        self.stage: Stage | None = None
        self._group: Group | None = None
        self._is_stale = False
        window.may_close = self._may_close
        window.closed.connect(self._close)
        look.changed.connect(self._change_look)
        preferences.changed.connect(self._take_settings)

    # the library

    def open(self, chosen: Preset | None = None) -> None:
        """Make the library, with `chosen` chosen, and show it."""
        self.library = library = self._make_library(chosen)
        library.started.connect(self.ask)
        library.settings_wanted.connect(self.show_settings)
        library.about_wanted.connect(self.show_about)
        library.check_wanted.connect(self.show_check)
        self.window.use_home(library)

    def show_library(self) -> None:
        """Go back to the workouts."""
        if self._is_stale:
            self._renew()
        else:
            self.window.show_home()

    def take(self, message: Message) -> None:
        """Come to the front, with the preset that a later start of the program was given."""
        bring_up(self.window, message.token)
        if message.preset is None:
            return
        if self.stage is None:
            self.show_library()
        path = Path(message.preset)
        if path.is_absolute():
            self.library.show_file(path)
            return
        try:
            self.library.show_preset(find(message.preset))
        except (WrongFile, WrongRequest) as error:
            self.library.tell(str(error))

    # before a session

    def ask(self, overview: Overview) -> None:
        """Show the check before a session of `overview`, or begin where a person does not want it.

        While a session is under way, that one is shown instead.
        """
        settings = self.preferences.settings
        if self.stage:
            self.show_session()
            return
        if settings.checklist_read and not settings.ask_before:
            self.begin(overview)
            return
        page = self._before()
        page.show_overview(overview)
        self.window.show_page(page, overview.preset.workout.name)

    def show_check(self) -> None:
        """Show the check of sound and safety by itself."""
        page = self._before()
        page.show_check()
        self.window.show_page(page, _("Sound and safety check"))

    def _before(self) -> BeforePage:
        from retrotimer.app.awake import awake_words  # noqa: PLC0415
        from retrotimer.gui.before_page import BeforePage  # noqa: PLC0415

        page = BeforePage(self.preferences)
        page.ready.connect(self.begin)
        page.cancelled.connect(self.show_library)
        page.tell_awake(awake_words())
        return page

    # a session

    def begin(self, overview: Overview) -> None:
        """Begin a session of `overview`."""
        self.stage = stage = self._make_stage(overview)
        stage.ended.connect(self._note_end)
        stage.raised.connect(lambda: bring_up(self.window))
        self.show_session()
        stage.start()
        self.library.mark_used(overview.preset, datetime.now(UTC))

    def show_session(self) -> None:
        """Show the session that is under way."""
        if self.stage is None:
            return
        page = self._make_run_page()
        page.left.connect(self.leave)
        page.full_screen.connect(self.window.change_full_screen)
        page.group_wanted.connect(self.change_group)
        page.offer_group(is_offered=other_screen(self.window) is not None)
        page.show_engine(self.stage.engine)
        self.window.show_page(page, self.stage.overview.preset.workout.name)

    def _make_run_page(self) -> RunPage:
        from retrotimer.gui.run_page import RunPage  # noqa: PLC0415

        page, settings = RunPage(), self.preferences.settings
        page.use_look(motion=not settings.reduced_motion, flash=settings.flash)
        return page

    def change_group(self) -> None:
        """Show the session on a second screen too, with the workouts and the controls here; or no longer."""
        if self.stage is None:
            return
        if self._group:
            self._group.close()
            return
        from retrotimer.gui.group import Group  # noqa: PLC0415 - seldom needed

        try:
            self._group = group = Group(self.window, self.stage.engine, self._make_run_page())
        except MissingPart as error:
            self.stage.engine.tell(str(error))
            return
        group.closed.connect(self._end_group)
        group.stopped.connect(self.leave)
        self.show_library()

    def _end_group(self, why: str) -> None:
        if self._group:
            self._group.deleteLater()
            self._group = None
        if self.stage:
            self.show_session()
            self.stage.engine.tell(why)

    def _note_end(self) -> None:
        if self._group:
            self.show_session()
        self.ended.emit()

    def leave(self) -> None:
        """End the session, and show what was done of it."""
        stage, self.stage = self.stage, None
        if stage is None:
            return
        stage.close()
        if self._group:
            self._group.close()
        if self.window.isFullScreen():
            self.window.showNormal()
        if stage.record:
            self._show_summary(stage, stage.record)
        else:
            self.show_library()
        stage.deleteLater()

    def _show_summary(self, stage: Stage, record: SessionRecord) -> None:
        from retrotimer.gui.summary_page import SummaryPage  # noqa: PLC0415

        page = SummaryPage()
        page.show_record(record, *stage.kept)
        page.left.connect(self.show_library)
        overview = stage.overview
        page.again.connect(lambda: self.ask(overview))
        self.window.closed.connect(page.keep)
        self.window.show_page(page, overview.preset.workout.name)

    # the other pages

    def show_settings(self) -> SettingsPage:
        """Show the settings."""
        from retrotimer.gui.settings_page import SettingsPage  # noqa: PLC0415

        page = SettingsPage(self.preferences)
        page.left.connect(self.show_library)
        self.window.show_page(page, _("Settings"))
        return page

    def show_about(self) -> None:
        """Show what RetroTimer is."""
        from retrotimer.gui.about_page import AboutPage  # noqa: PLC0415

        page = AboutPage()
        page.left.connect(self.show_library)
        self.window.show_page(page, _("About RetroTimer"))

    # another look, other settings

    def _change_look(self) -> None:
        """Use another look at once where a person is choosing it, elsewhere on the way back to the library."""
        from retrotimer.gui.settings_page import SettingsPage  # noqa: PLC0415

        self._is_stale = True
        page = self.window.page
        if page is self.library:
            self._renew()
        elif isinstance(page, SettingsPage):
            place = page.place()
            self._renew()
            self.show_settings().restore(place)

    def _renew(self) -> None:
        self._is_stale = False
        self._look.use()
        item = self.library.presets.current()
        self.open(item.found if item and isinstance(item.found, Preset) else None)

    def _take_settings(self) -> None:
        self.library.use_paces(self.preferences.settings.paces)

    # the end

    def _may_close(self) -> bool:
        from retrotimer.gui.question import ask_to_close  # noqa: PLC0415

        if self.stage is None or not self.stage.is_under_way:
            return True
        ask_to_close(self.window, self.window.close_for_certain)
        return False

    def _close(self) -> None:
        if self.stage:
            self.stage.close(drain=True)
