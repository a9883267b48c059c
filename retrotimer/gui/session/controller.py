"""One session in the window, from the check before it to its summary, on one screen or two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from retrotimer.app.history.unsaved import Keeping
from retrotimer.app.overview import Overview
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.screens import other_screen
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.core.unsaved import Unsaved
from retrotimer.gui.instance_server import bring_up
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, RetroTimerError

if TYPE_CHECKING:
    from retrotimer.app.session.crash_journal import CutOff
    from retrotimer.gui.session.active_session import Stage
    from retrotimer.gui.session.preflight import BeforePage
    from retrotimer.gui.session.run_page import RunPage
    from retrotimer.gui.session.second_screen import Group

MakeStage = Callable[[Overview, "CutOff | None"], "Stage"]


class Summary(Protocol):
    """The page that shows a session that has ended."""

    def may_leave(self) -> bool:
        """Return whether nothing on it is unsaved; else ask about it."""

    def note_saved(self, keeping: Keeping) -> None:
        """Show that the session was saved meanwhile."""


MakeSummary = Callable[[Overview, Keeping], Summary]
"""Shows the summary of a session in the window and returns its page."""


class SessionDesk(QObject):
    """Leads through a session's pages in `window`.

    `home_wanted` asks for the library, `settings_wanted` for the settings, `begun` tells the preset of a session,
    `ended` the end of one, `told` what a person should know. With `is_for_group` sessions begin on a second screen
    too.
    """

    home_wanted = Signal()
    settings_wanted = Signal()
    begun = Signal(object)
    ended = Signal()
    told = Signal(str)

    def __init__(
        self, window: Window, preferences: Preferences, make_stage: MakeStage, make_summary: MakeSummary
    ) -> None:
        super().__init__(window)
        self.stage: Stage | None = None
        self.is_for_group = False
        self._window, self._preferences, self._make_stage = window, preferences, make_stage
        self._make_summary = make_summary
        self._group: Group | None = None
        self._summary: Summary | None = None
        self.unsaved = Unsaved(self)
        self.unsaved.saved.connect(self._note_saved)
        self._no_screen = ""
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
        from retrotimer.gui.widgets.dialogs import ask_to_stop  # seldom needed

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
        from retrotimer.app.session.keep_awake import awake_words
        from retrotimer.app.tasks import run_task
        from retrotimer.gui.session.preflight import BeforePage

        page = BeforePage(self._preferences)
        page.ready.connect(self.begin)
        page.left.connect(self.home_wanted)
        run_task(awake_words, page.tell_awake)  # a bus may take its time
        return page

    # a session

    def begin(self, overview: Overview, found: CutOff | None = None) -> None:
        """Begin a session of `overview`, or go on with `found`, one that was cut off; or say why it cannot."""
        try:
            self.stage = stage = self._make_stage(overview, found)
        except RetroTimerError as error:
            self._tell_why_not(str(error))
            return
        stage.ended.connect(self._note_end)
        stage.raised.connect(lambda: bring_up(self._window))
        self._show()
        stage.start()
        self.begun.emit(overview.preset)
        if self.is_for_group:
            self.change_group()

    def _tell_why_not(self, why: str) -> None:
        """Say why a session cannot begin, as where the sound library that is set is missing."""
        from retrotimer.gui.widgets.dialogs import Answer, Question  # seldom needed

        answers = Answer("back", _("Back to the workouts")), Answer("settings", _("Open the settings"))
        question = Question(self._window, _("The session cannot begin"), why, answers)
        ways = {"back": self.home_wanted, "settings": self.settings_wanted}
        question.answered.connect(lambda name: ways[name].emit())

    def ask_about_cut_off(self) -> None:
        """Ask what is to become of a session that a crash or an empty battery cut off, and then of the next one."""
        from retrotimer.app.session.recovery import offered  # seldom needed
        from retrotimer.gui.session.resume_prompt import ask_about

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
        from retrotimer.app.session.crash_journal import throw_away

        if found.record:
            self._show_summary(found.overview, Keeping(found.record, journal=found.path))
        else:
            throw_away(found)

    def _throw_away(self, found: CutOff) -> None:
        from retrotimer.app.session.crash_journal import throw_away

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
        from retrotimer.gui.session.run_page import RunPage

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
        from retrotimer.gui.session.second_screen import Group  # seldom needed

        try:
            self._group = group = Group(self._window, self.stage.engine, self._make_run_page())
        except MissingPart as error:
            self._no_screen = str(error)
            self.stage.engine.tell(self._no_screen)
            return
        group.closed.connect(self._end_group)
        group.stopped.connect(self.leave)
        self.home_wanted.emit()

    def note_screens(self, *, is_there: bool) -> None:
        """Tell no longer that there is no second screen, once there is one."""
        if self.stage and is_there:
            self.stage.engine.take_back(self._no_screen)

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
        if self.stage and self.stage.keeping and self.stage.keeping.is_pending:
            self.unsaved.add(self.stage.keeping)
        self.ended.emit()

    def leave(self) -> None:
        """End the session, and show what was done of it."""
        stage = self._end()
        if stage is None:
            return
        if stage.keeping:
            self._show_summary(stage.overview, stage.keeping)
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

    def _show_summary(self, overview: Overview, keeping: Keeping) -> None:
        if keeping.is_pending:
            self.unsaved.add(keeping)
        self._summary = self._make_summary(overview, keeping)

    def _shown_summary(self) -> Summary | None:
        page: object = self._window.page
        return self._summary if page is self._summary else None

    def _note_saved(self, keeping: Keeping) -> None:
        summary = self._shown_summary()
        if summary:
            summary.note_saved(keeping)
        self.told.emit(_("“{name}” is saved now.").format(name=keeping.record.name))

    # the end

    def _may_close(self) -> bool:
        """Return whether nothing would be lost: no session under way, nothing said of one that is not kept."""
        if self.stage and self.stage.is_under_way:
            from retrotimer.gui.widgets.dialogs import ask_to_close  # seldom needed

            ask_to_close(self._window, self._stop_and_close)
            return False
        summary = self._shown_summary()
        if summary:
            return summary.may_leave()
        self.unsaved.try_all()
        if self.unsaved.waiting:
            self._ask_about_unsaved(self.unsaved.waiting)
            return False
        return True

    def _stop_and_close(self) -> None:
        """Stop the session and close the window; where it cannot be saved, show that instead."""
        if self.stage:
            self.stage.stop()
        if self.stage and self.stage.keeping and self.stage.keeping.is_pending:
            self.leave()
        else:
            self._window.close_for_certain()

    def _ask_about_unsaved(self, waiting: Sequence[Keeping]) -> None:
        """Ask what is to become of sessions that would be lost with the window."""
        from retrotimer.gui.widgets.dialogs import Answer, Question  # seldom needed

        if any(not standing.isHidden() for standing in self._window.findChildren(Question, "unsaved")):
            return
        answers = (
            Answer("stay", _("Keep RetroTimer open")),
            Answer("elsewhere", _("Save elsewhere…")),
            Answer("close", _("Close all the same")),
        )
        sentence = _("“{name}” is not saved yet: {why}")
        told = (sentence.format(name=one.record.name, why=one.save() or "") for one in waiting)
        question = Question(self._window, _("Close and lose a session?"), "\n".join(told), answers)
        question.setObjectName("unsaved")
        ways: dict[str, Callable[[], object]] = {
            "elsewhere": lambda: self._save_elsewhere(waiting[0]),
            "close": self._window.close_for_certain,
            "stay": lambda: None,
        }
        question.answered.connect(lambda name: ways[name]())

    def _save_elsewhere(self, keeping: Keeping) -> None:
        from retrotimer.gui.core.unsaved import ask_where  # seldom needed

        trouble = ask_where(self._window, keeping)
        if trouble:
            self.told.emit(trouble)
        self.unsaved.try_all()

    def _close(self) -> None:
        if self._group:
            self._group.close()
        if self.stage:
            self.stage.close(drain=True)
            if self.stage.keeping:
                self.unsaved.add(self.stage.keeping)
        self.unsaved.try_all()
