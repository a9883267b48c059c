"""One session in the window, from the check before it to its summary, on one screen or two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.app.overview import Overview
from retrotimer.gui.callers import bring_up
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.screens import other_screen
from retrotimer.gui.window import Window
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    from retrotimer.app.journal import CutOff
    from retrotimer.gui.before_page import BeforePage
    from retrotimer.gui.group import Group
    from retrotimer.gui.run_page import RunPage
    from retrotimer.gui.stage import Stage
    from retrotimer.gui.summary_page import SummaryPage
    from retrotimer.training.record import SessionRecord

MakeStage = Callable[[Overview, "CutOff | None"], "Stage"]


class SessionDesk(QObject):
    """Leads through a session's pages in `window`.

    `home_wanted` asks for the library, `begun` tells the preset of a session, `ended` the end of one. With
    `is_for_group` sessions begin on a second screen too.
    """

    home_wanted = Signal()
    begun = Signal(object)
    ended = Signal()

    def __init__(self, window: Window, preferences: Preferences, make_stage: MakeStage) -> None:
        super().__init__(window)
        self.stage: Stage | None = None
        self.is_for_group = False
        self._window, self._preferences, self._make_stage = window, preferences, make_stage
        self._group: Group | None = None
        self._summary: SummaryPage | None = None
        window.may_close = self._may_close
        window.closed.connect(self._close)

    # before a session

    def ask(self, overview: Overview) -> None:
        """Show the check before a session of `overview`, or begin where a person does not want it.

        While a session is under way, that one is shown instead; where a group sees it on the second screen, this
        asks whether to stop it.
        """
        settings = self._preferences.settings
        if self.stage and self._group:
            self._ask_to_stop(self.stage, overview)
            return
        if self.stage:
            self._show()
            return
        if settings.checklist_read and not settings.ask_before:
            self.begin(overview)
            return
        from retrotimer.app.plan import before_session  # not before a session is asked for

        page = self._before()
        page.show_overview(overview)
        page.keep_in_mind(before_session(overview))
        self._window.show_page(page, overview.preset.workout.name)

    def _ask_to_stop(self, stage: Stage, overview: Overview) -> None:
        from retrotimer.gui.question import ask_to_stop  # seldom needed

        def stop() -> None:
            if self.stage is stage:
                self._end()
            self.ask(overview)

        running, wanted = (one.preset.workout.name for one in (stage.overview, overview))
        ask_to_stop(self._window, running, wanted, stop)

    def show_check(self) -> None:
        """Show the check of sound and safety by itself."""
        page = self._before()
        page.show_check()
        self._window.show_page(page, _("Sound and safety check"))

    def _before(self) -> BeforePage:
        from retrotimer.app.awake import awake_words
        from retrotimer.gui.before_page import BeforePage

        page = BeforePage(self._preferences)
        page.ready.connect(self.begin)
        page.left.connect(self.home_wanted)
        page.tell_awake(awake_words())
        return page

    # a session

    def begin(self, overview: Overview, found: CutOff | None = None) -> None:
        """Begin a session of `overview`, or go on with `found`, one that was cut off."""
        self.stage = stage = self._make_stage(overview, found)
        stage.ended.connect(self._note_end)
        stage.raised.connect(lambda: bring_up(self._window))
        self._show()
        stage.start()
        self.begun.emit(overview.preset)
        if self.is_for_group:
            self.change_group()

    def ask_about_cut_off(self) -> None:
        """Ask what is to become of a session that a crash or an empty battery cut off, and then of the next one."""
        from retrotimer.app.cut_off import offered  # seldom needed
        from retrotimer.gui.cut_off import ask_about

        found = None if self.stage else next(offered(), None)
        if found:
            ask_about(
                self._window,
                found,
                go_on=lambda found: self.begin(found.overview, found),
                keep=self._keep_cut_off,
                throw_away=self._throw_away,
            )

    def _keep_cut_off(self, found: CutOff) -> None:
        from retrotimer.app.journal import keep_done

        record, kept = found.record, keep_done(found)
        if record:
            self._show_summary(found.overview, record, kept)

    def _throw_away(self, found: CutOff) -> None:
        from retrotimer.app.journal import throw_away

        throw_away(found)
        self.ask_about_cut_off()

    def _show(self) -> None:
        """Show the session that is under way."""
        if self.stage is None:
            return
        page = self._make_run_page()
        page.left.connect(self.leave)
        page.full_screen.connect(self._window.change_full_screen)
        page.group_wanted.connect(self.change_group)
        page.offer_group(is_offered=other_screen(self._window) is not None)
        page.show_engine(self.stage.engine)
        self._window.show_page(page, self.stage.overview.preset.workout.name)

    def _make_run_page(self) -> RunPage:
        from retrotimer.gui.run_page import RunPage

        page, settings = RunPage(), self._preferences.settings
        page.use_look(motion=not settings.reduced_motion, flash=settings.flash)
        return page

    def change_group(self) -> None:
        """Show the session on a second screen too, with the workouts and the controls here; or no longer."""
        if self.stage is None:
            return
        if self._group:
            self._group.close()
            return
        from retrotimer.gui.group import Group  # seldom needed

        try:
            self._group = group = Group(self._window, self.stage.engine, self._make_run_page())
        except MissingPart as error:
            self.stage.engine.tell(str(error))
            return
        group.closed.connect(self._end_group)
        group.stopped.connect(self.leave)
        self.home_wanted.emit()

    def _end_group(self, why: str) -> None:
        if self._group:
            self._group.deleteLater()
            self._group = None
        if self.stage:
            self._show()
            self.stage.engine.tell(why)

    def _note_end(self) -> None:
        if self._group:
            self._group.strip.hide()  # the page has a strip of its own
            self._show()
        self.ended.emit()

    def leave(self) -> None:
        """End the session, and show what was done of it."""
        stage = self._end()
        if stage is None:
            return
        if stage.record:
            self._show_summary(stage.overview, stage.record, stage.kept)
        else:
            self.home_wanted.emit()

    def _end(self) -> Stage | None:
        """End the session and save it; return it, None where there was none."""
        stage, self.stage = self.stage, None
        if stage is None:
            return None
        stage.close()
        if self._group:
            self._group.close()
        self._window.leave_full_screen()
        stage.deleteLater()
        return stage

    def _show_summary(
        self, overview: Overview, record: SessionRecord, kept: tuple[Path | None, str | None]
    ) -> None:
        from retrotimer.gui.summary_page import SummaryPage

        page = SummaryPage()
        page.show_record(record, *kept)
        page.left.connect(self.home_wanted)
        page.destroyed.connect(self._forget_summary)
        self._summary = page
        page.again.connect(lambda: self.ask(overview))
        self._window.show_page(page, overview.preset.workout.name)

    def _forget_summary(self) -> None:
        self._summary = None

    # the end

    def _may_close(self) -> bool:
        """Return whether nothing would be lost: no session under way, nothing said of one that is not kept."""
        if self.stage and self.stage.is_under_way:
            from retrotimer.gui.question import ask_to_close  # seldom needed

            ask_to_close(self._window, self._window.close_for_certain)
            return False
        return self._summary is None or self._summary.may_leave()

    def _close(self) -> None:
        if self._group:
            self._group.close()
        if self.stage:
            self.stage.close(drain=True)
