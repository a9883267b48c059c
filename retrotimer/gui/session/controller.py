"""Lead one session through the window: preflight check, run page on one screen or two, summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from retrotimer.app.error_boundary import run_guarded
from retrotimer.app.overview import Overview
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.screens import other_screen
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.core.unsaved import Unsaved
from retrotimer.gui.instance_server import bring_up
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, RetroTimerError

if TYPE_CHECKING:
    from retrotimer.app.history.unsaved import UnsavedSession
    from retrotimer.app.session.crash_journal import InterruptedSession
    from retrotimer.gui.session.active_session import ActiveSession
    from retrotimer.gui.session.phones import Phones
    from retrotimer.gui.session.preflight import PreflightPage
    from retrotimer.gui.session.run_page import RunPage
    from retrotimer.gui.session.second_screen import Group

MakeActiveSession = Callable[[Overview, "InterruptedSession | None"], "ActiveSession"]


class Summary(Protocol):
    """The page that shows a session that has ended."""

    def may_leave(self) -> bool:
        """Return whether nothing on it is unsaved; else ask about it."""

    def note_saved(self, unsaved_session: UnsavedSession) -> None:
        """Show that the session was saved meanwhile."""


MakeSummary = Callable[[Overview, "UnsavedSession"], Summary]
"""Shows the summary of a session in the window and returns its page."""


RECENT_S = 2 * 3_600
"""A session cut off this long ago may well be resumed; of an older one what was done is rather kept."""


class SessionState(Enum):
    """Which part of a session is in the window."""

    NONE = auto()
    PREFLIGHT = auto()
    """The check before it is shown."""
    RUNNING = auto()
    """It goes on, or has ended and its page is not left yet; a group's may do so behind another page."""
    SUMMARY = auto()
    """What was done is shown."""


TRANSITIONS = {
    SessionState.NONE: {SessionState.PREFLIGHT, SessionState.RUNNING, SessionState.SUMMARY},
    SessionState.PREFLIGHT: {SessionState.NONE, SessionState.PREFLIGHT, SessionState.RUNNING},
    SessionState.RUNNING: {SessionState.NONE},
    SessionState.SUMMARY: {SessionState.NONE, SessionState.PREFLIGHT, SessionState.RUNNING, SessionState.SUMMARY},
}


class SessionController(QObject):
    """Shows a session's pages in `window`.

    Signals: `root_page_requested` and `settings_requested` ask for these pages, `begun` has the preset of a
    session that
    begins, `ended` is sent when one ends, `message` has a sentence for the person. With `is_for_group` sessions
    begin on a second screen too.
    """

    root_page_requested = Signal()
    settings_requested = Signal()
    begun = Signal(object)
    ended = Signal()
    message = Signal(str)
    group_changed = Signal()

    def __init__(
        self,
        window: Window,
        preferences: Preferences,
        make_active_session: MakeActiveSession,
        make_summary: MakeSummary,
    ) -> None:
        super().__init__(window)
        self.state = SessionState.NONE
        self.stage: ActiveSession | None = None
        self._page: object = None
        self._summary: Summary | None = None
        self.is_for_group = False
        self.make_phones: Callable[[], Phones] | None = None
        """Makes what shows sessions on phones, once there is a session; set where the program can."""
        self._window, self._preferences, self._make_active_session = window, preferences, make_active_session
        self._make_summary = make_summary
        self._group: Group | None = None
        self.unsaved = Unsaved(self)
        self.unsaved.saved.connect(self._note_saved)
        self._no_screen = ""
        window.may_close = self._may_close
        window.page_changed.connect(self._follow_page)
        window.closed.connect(self._close)

    @cached_property
    def phones(self) -> Phones | None:
        """What shows sessions on phones; None where the program cannot."""
        return self.make_phones() if self.make_phones else None

    def _enter(
        self,
        state: SessionState,
        *,
        stage: ActiveSession | None = None,
        page: object = None,
        summary: Summary | None = None,
    ) -> None:
        """Enter `state` with what it needs: RUNNING its `stage`, PREFLIGHT its `page`, SUMMARY its `summary`."""
        if state is not self.state and state not in TRANSITIONS[self.state]:
            raise ValueError(f"a session cannot go from {self.state.name} to {state.name}")
        self.state, self.stage, self._page, self._summary = state, stage, page or summary, summary

    def _follow_page(self) -> None:
        """Enter NONE where another page is shown in place of the preflight check or the summary."""
        if self._page is not None and self._window.page is not self._page:
            if self.phones and self.state is SessionState.PREFLIGHT:
                self.phones.end()
            self._enter(SessionState.NONE)

    @property
    def group_name(self) -> str:
        """The name of the session that a group sees on the second screen; empty where none does."""
        return self.stage.overview.preset.workout.name if self.stage and self._group else ""

    @property
    def is_on_second_screen(self) -> bool:
        """Whether a group sees the session on another screen, and this one is free for other pages."""
        return self._group is not None

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
        page.show_advice(before_session(overview))
        if self.phones:
            page.phone.clicked.connect(partial(self._show_phones, page))
            page.phone.show()
            self.phones.preview(overview, settings.get_ready_ms)
        self._enter(SessionState.PREFLIGHT, page=page)
        self._window.show_page(page, overview.preset.workout.name)

    def _ask_to_stop(self, stage: ActiveSession, overview: Overview) -> None:
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
        self._window.show_page(page, _("Check sound and safety"))

    def _before(self) -> PreflightPage:
        from retrotimer.app.session.keep_awake import awake_words
        from retrotimer.app.tasks import run_task
        from retrotimer.gui.session.preflight import PreflightPage

        page = PreflightPage(self._preferences)
        page.ready.connect(self.begin)
        page.left.connect(self.root_page_requested)
        run_task(awake_words, page.tell_awake)  # a bus may take its time
        return page

    # a session

    def begin(self, overview: Overview, found: InterruptedSession | None = None) -> None:
        """Begin a session of `overview`, or go on with `found`, one that was cut off; or say why it cannot."""
        if self.stage:
            self._show()
            return
        try:
            stage = self._make_active_session(overview, found)
        except RetroTimerError as error:
            self._tell_why_not(str(error))
            return
        self._enter(SessionState.RUNNING, stage=stage)
        stage.ended.connect(self._note_end)
        stage.raised.connect(lambda: bring_up(self._window))
        if self.phones:
            self.phones.follow(stage.engine)
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
        ways = {"back": self.root_page_requested, "settings": self.settings_requested}
        question.answered.connect(lambda name: ways[name].emit())

    def ask_about_interrupted(self) -> None:
        """Ask what is to become of a session that a crash or an empty battery cut off, and then of the next one."""
        from retrotimer.app.session.recovery import offered, summary_text  # seldom needed
        from retrotimer.gui.widgets.dialogs import Answer, Question

        found = None if self.stage else next(offered(), None)
        if found is None:
            return
        ways: dict[str, tuple[str, Callable[[], object]]] = {
            "go on": (_("Go on, paused where it was"), lambda: self.begin(found.overview, found)),
            "keep": (_("Keep what was done"), lambda: self._keep_interrupted(found)),
            "discard": (_("Discard it"), lambda: self._discard(found)),
        }
        order = ["go on", "keep", "discard"] if found.ago_s <= RECENT_S else ["keep", "go on", "discard"]
        if not found.can_go_on:
            order.remove("go on")
        answers = [Answer(name, ways[name][0]) for name in order]
        question = Question(self._window, _("A session was cut off"), summary_text(found), answers)
        question.setObjectName("cut off")
        question.answered.connect(lambda name: ways[name][1]())

    def _keep_interrupted(self, found: InterruptedSession) -> None:
        from retrotimer.app.history.unsaved import UnsavedSession
        from retrotimer.app.session.crash_journal import move_to_trash

        if found.record:
            self.show_summary(found.overview, UnsavedSession(found.record, journal=found.path))
        else:
            move_to_trash(found)

    def _discard(self, found: InterruptedSession) -> None:
        from retrotimer.app.session.crash_journal import move_to_trash

        move_to_trash(found)
        self.ask_about_interrupted()

    def _show(self) -> None:
        """Show the session that is under way."""
        from retrotimer.app.session.controls import Control  # not before there is a session

        if self.stage is None:
            return
        page = self._make_run_page()
        page.left.connect(self.leave)
        page.full_screen.connect(self._window.change_full_screen)
        page.group_requested.connect(self.change_group)
        page.phone_requested.connect(partial(self._show_phones, page))
        page.offer(Control.GROUP, is_offered=other_screen(self._window) is not None)
        page.offer(Control.PHONE, is_offered=self.phones is not None)
        page.show_engine(self.stage.engine)
        self._window.show_page(page, self.stage.overview.preset.workout.name)

    def _show_phones(self, parent: QWidget) -> None:
        if self.phones:
            self.phones.show_codes(parent)

    def _make_run_page(self, *, is_for_group: bool = False) -> RunPage:
        from retrotimer.gui.session.run_page import RunPage

        page, settings = RunPage(is_for_group=is_for_group), self._preferences.settings
        page.use_appearance(motion=not settings.reduced_motion, flash=settings.flash)
        return page

    def change_group(self) -> None:
        """Show the session on a second screen too, with the workouts and the controls here; or no longer."""
        if self.stage is None:
            return
        if self._group:
            self._group.close()
            return
        from retrotimer.app.session.controls import Control
        from retrotimer.gui.session.second_screen import Group  # seldom needed

        try:
            self._group = group = Group(self._window, self.stage.engine, self._make_run_page(is_for_group=True))
        except MissingPart as error:
            self._no_screen = str(error)
            self.stage.engine.notify(self._no_screen)
            return
        group.closed.connect(self._end_group)
        group.stopped.connect(self.leave)
        group.phone_requested.connect(partial(self._show_phones, self._window))
        group.strip.offer(Control.PHONE, is_offered=self.phones is not None)
        self.root_page_requested.emit()
        self.group_changed.emit()

    def note_screens(self, *, is_there: bool) -> None:
        """Tell no longer that there is no second screen, once there is one."""
        if self.stage and is_there:
            self.stage.engine.take_back(self._no_screen)

    def _end_group(self, why: str) -> None:
        if self._group:
            self._group.deleteLater()
            self._group = None
        self.group_changed.emit()
        if self.stage:
            self._show()
            self.stage.engine.notify(why)

    def _note_end(self) -> None:
        if self._group:
            self._group.strip.hide()  # the page has a strip of its own
            self._show()
        if self.stage and self.stage.unsaved_session and self.stage.unsaved_session.is_pending:
            self.unsaved.add(self.stage.unsaved_session)
        self.ended.emit()

    def leave(self) -> None:
        """End the session, and show what was done of it."""
        stage = self._end()
        if stage is None:
            return
        if stage.unsaved_session:
            self.show_summary(stage.overview, stage.unsaved_session)
        else:
            self.root_page_requested.emit()

    def _end(self) -> ActiveSession | None:
        """End the session and save it; return it, None where there was none."""
        stage = self.stage
        if stage is None:
            return None
        self._enter(SessionState.NONE)
        stage.close()
        if self.phones:
            run_guarded(self.phones.end)
        if self._group:
            self._group.close()
        self._window.leave_full_screen()
        stage.deleteLater()
        return stage

    def show_summary(self, overview: Overview, unsaved_session: UnsavedSession) -> None:
        """Show what was done in a session of `overview`, which is kept by `unsaved_session`."""
        if unsaved_session.is_pending:
            self.unsaved.add(unsaved_session)
        self._enter(SessionState.SUMMARY, summary=self._make_summary(overview, unsaved_session))

    def _note_saved(self, unsaved_session: UnsavedSession) -> None:
        if self._summary:
            self._summary.note_saved(unsaved_session)
        self.message.emit(_("“{name}” is saved now.").format(name=unsaved_session.record.name))

    # the end

    def _may_close(self) -> bool:
        """Return whether nothing would be lost: no session under way, nothing said of one that is not kept."""
        if self.stage and self.stage.is_under_way:
            from retrotimer.gui.widgets.dialogs import ask_to_close  # seldom needed

            ask_to_close(self._window, self._stop_and_close)
            return False
        if self._summary:
            return self._summary.may_leave()
        self.unsaved.try_all()
        if self.unsaved.waiting:
            self._ask_about_unsaved(self.unsaved.waiting)
            return False
        return True

    def _stop_and_close(self) -> None:
        """Stop the session and close the window; where it cannot be saved, show that instead."""
        if self.stage:
            self.stage.stop()
        if self.stage and self.stage.unsaved_session and self.stage.unsaved_session.is_pending:
            self.leave()
        else:
            self._window.close_for_certain()

    def _ask_about_unsaved(self, waiting: Sequence[UnsavedSession]) -> None:
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
        message = (sentence.format(name=one.record.name, why=one.save() or "") for one in waiting)
        question = Question(self._window, _("Close and lose a session?"), "\n".join(message), answers)
        question.setObjectName("unsaved")
        ways: dict[str, Callable[[], object]] = {
            "elsewhere": lambda: self._save_elsewhere(waiting[0]),
            "close": self._window.close_for_certain,
            "stay": lambda: None,
        }
        question.answered.connect(lambda name: ways[name]())

    def _save_elsewhere(self, unsaved_session: UnsavedSession) -> None:
        from retrotimer.gui.core.unsaved import ask_where  # seldom needed

        problem = ask_where(self._window, unsaved_session)
        if problem:
            self.message.emit(problem)
        self.unsaved.try_all()

    def _close(self) -> None:
        if self._group:
            self._group.close()
        if self.stage:
            self.stage.close(drain=True)
            if self.stage.unsaved_session:
                self.unsaved.add(self.stage.unsaved_session)
        self.unsaved.try_all()
