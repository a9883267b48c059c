"""Run a session in the terminal: draw, wait for a key or the next deadline, and save it in the end."""

from __future__ import annotations

import os
import select
import sys
import time
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING, Protocol, Self

from retrotimer.app.diagnostics import log
from retrotimer.app.error_boundary import run_guarded
from retrotimer.app.history import summary
from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.overview import Overview
from retrotimer.app.session.controls import Control, apply, leave
from retrotimer.app.session.crash_journal import command_log_of
from retrotimer.app.session.keep_awake import KeepAwake
from retrotimer.app.session.player import Player
from retrotimer.app.session.recorder import Recorder
from retrotimer.files.atomic import NotSaved
from retrotimer.files.paths import expanded
from retrotimer.files.wording import printable
from retrotimer.terminal import pace_test
from retrotimer.terminal.calls import Calls
from retrotimer.terminal.phones import Codes, Phones
from retrotimer.terminal.plain import PlainView
from retrotimer.terminal.signals import ErrorPrinter, Interrupted, Interrupts, is_terminal
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongRequest
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.session import Command, State

if TYPE_CHECKING:
    from retrotimer.app.remote.access import StartServer
    from retrotimer.app.remote.networks import Place
    from retrotimer.app.session.crash_journal import InterruptedSession

MOTION_NS = 200_000_000  # the bars and a new size of the terminal are looked at this often


class View(Protocol):
    """View of a session, opened and closed by `with`."""

    def __enter__(self) -> Self:
        """Take the place that it shows on."""

    def __exit__(self, *_error: object) -> None:
        """Give it back."""

    def show(self) -> None:
        """Show the session as it is now."""

    def toggle_keys(self) -> None:
        """Show the table of keys, or put it away."""

    def show_codes(self, codes: Codes | None) -> None:
        """Show the codes of phones in place of the session, or the session again."""


class Keyboard(Protocol):
    """Where keys come from, opened and closed by `with`. A wait ends when a call comes, too."""

    calls: Calls | None

    def __enter__(self) -> Self:
        """Take each key as it is pressed."""

    def __exit__(self, *_error: object) -> None:
        """Leave the terminal as it was."""

    def wait(self, seconds: float) -> tuple[Control, ...]:
        """Wait for keys, `seconds` at most; return at once when there are some."""


def run(
    player: Player,
    overview: Overview,
    keep_awake: KeepAwake | None = None,
    found: InterruptedSession | None = None,
    *,
    start_server: StartServer | None = None,
    place: Place | None = None,
) -> int:
    """Run the session of `player` to its end, save it and return the exit status.

    `found` is the interrupted session that goes on. Phones are served by `start_server`, from the begin on where
    there is a `place`. Raises WrongRequest where it waits for a key and there is no keyboard, or for a place that
    cannot be, MissingPart where there is no network.
    """
    keys = keyboard()
    phones = Phones(player, start_server)
    if keys:
        keys.calls = phones.calls
    if place:
        phones.open(place)
    elif keys is None:
        _need_no_key(player, is_paused=found is not None)
    recorder = found.recorder if found else Recorder(overview, speed=float(player.speed.factor))
    keep_awake = keep_awake or KeepAwake()
    journal_writer = command_log_of(player, overview, found)
    player.listen(recorder)
    player.listen(keep_awake)
    log.watch(player)
    status, error_reporter, unsaved_session = 0, ErrorPrinter(), list[UnsavedSession]()

    def keep() -> None:
        if recorder.record:
            unsaved_session.append(UnsavedSession(recorder.record, journal=journal_writer.path))
        journal_writer.close(is_kept=not any(one.is_pending for one in unsaved_session))

    view = _view(player, with_keys=keys is not None)
    phones.show_first(view)
    # what was done is safe before anything is closed that might fail, or a terminal that is gone fails again; the
    # last of these is called first, and each whatever becomes of the others
    with Interrupts() as interrupts, keys or nullcontext(), view, ExitStack() as ending:
        ending.callback(error_reporter.outlive, phones.close)
        ending.callback(error_reporter.outlive, keep_awake.close)
        ending.callback(error_reporter.outlive, lambda: player.close(drain=recorder.is_finished))
        ending.callback(keep)
        ending.callback(error_reporter.outlive, player.stop)
        try:
            with error_reporter:
                play(player, view, keys, interrupts, phones)
        except Interrupted as stop:
            status = stop.status
    error_reporter.tell()
    name = player.session.timeline.name
    if not unsaved_session:
        print(summary.nothing(name), flush=True)
        return status
    (kept,) = unsaved_session
    can_ask = keys is not None and not status
    is_safe = save_or_ask(kept, is_in_journal=journal_writer.is_safe, can_ask=can_ask)
    print(summary.sentence(kept.record), flush=True)
    if kept.record.marks:
        from retrotimer.app.history.arrivals import lines  # many sessions have none

        print(*lines(kept.record), sep="\n", flush=True)
    if not is_safe:
        return status or MissingPart.status
    return pace_test.ask(kept.record) if can_ask and is_terminal(sys.stdout) else status


def _need_no_key(player: Player, *, is_paused: bool) -> None:
    name = player.session.timeline.name
    timelines = [group.timeline for group in player.groups.groups]
    if is_paused:
        sentence = _("{name} waits, paused, for you to go on: run it in a terminal, with a keyboard.")
        raise WrongRequest(sentence.format(name=name))
    if any(interval.is_open for timeline in timelines for interval in timeline.intervals):
        sentence = _("{name} waits for you to tap: run it in a terminal, with a keyboard.")
        raise WrongRequest(sentence.format(name=name))


def play(
    player: Player, view: View, keys: Keyboard | None, interrupts: Interrupts, phones: Phones | None = None
) -> None:
    """Play the session until it is finished, or `interrupts` raises `Interrupted`.

    Where arrivals were timed with `keys`, more may come after the end: then until the person leaves.
    """
    has_left = False
    if not player.try_do(Command.START):  # it was cut off, and is paused
        player.resume_restored()
    while player.state is not State.FINISHED or (keys and player.groups.marks and not has_left):
        run_guarded(view.show)
        wait_s = min(player.wait_ns(), MOTION_NS) / NS_PER_S
        with interrupts.waiting():
            if keys:
                controls = keys.wait(wait_s)
            else:
                controls = phones.wait(wait_s) if phones and phones.are_on else _wait(wait_s)
        for control in controls:
            has_left |= press(player, view, control, phones)
        player.tick()
        if phones:
            run_guarded(phones.look)
        if keys is None and player.can(Command.JUMP):
            player.try_do(Command.RESUME)  # it slept, and nobody here could be asked
    run_guarded(view.show)


def press(player: Player, view: View, control: Control, phones: Phones | None = None) -> bool:
    """Do what a key asks for, as far as it is possible now; return whether the session is left."""
    if control is Control.TOGGLE and player.state is State.FINISHED:
        return True
    if control is Control.HELP:
        view.toggle_keys()
    elif control is Control.PHONE:
        if phones:
            phones.press(view)
    elif control is Control.LEAVE:
        return not (phones and phones.leave()) and leave(player)
    else:
        apply(player, control)
    return False


def _wait(seconds: float) -> tuple[Control, ...]:
    if sys.platform == "win32":
        time.sleep(seconds)
    else:
        select.select([], [], [], seconds)
    return ()


def _view(player: Player, *, with_keys: bool) -> View:
    if not with_keys or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return PlainView(player)
    from retrotimer.terminal.screen import LiveView  # rich is heavy, and needed for this alone

    return LiveView(player)


def save_or_ask(unsaved_session: UnsavedSession, *, is_in_journal: bool, can_ask: bool) -> bool:
    """Say where the session is saved, or ask for another place, or name `recover`; return whether all is done."""
    if unsaved_session.is_pending and can_ask:
        _ask(unsaved_session)
    if unsaved_session.path:
        print(_("Saved as {path}.").format(path=printable(str(unsaved_session.path))))
    else:
        print(unsaved_session.problem)
    if unsaved_session.is_pending:
        print(_way_back(unsaved_session, is_in_journal=is_in_journal))
    return not unsaved_session.is_pending


def _ask(unsaved_session: UnsavedSession) -> None:
    problem = unsaved_session.problem
    while unsaved_session.is_pending:
        print(problem)
        print(_("Make room and press Enter, or type a file or folder to save it in; Ctrl+C gives up."), flush=True)
        try:
            typed = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        problem = _tried(unsaved_session, typed)


def _tried(unsaved_session: UnsavedSession, typed: str) -> str:
    """Save it in its own place, or as `typed`; return why that could not be done."""
    if not typed:
        return unsaved_session.save() or ""
    try:
        unsaved_session.save_as(expanded(typed))
    except NotSaved as error:
        return error.reason
    return ""


def _way_back(unsaved_session: UnsavedSession, *, is_in_journal: bool) -> str:
    if is_in_journal:
        return _(
            "It is not lost: make room on the disk, or put right what else is wrong; then "
            "`retrotimer recover --keep` saves it."
        )
    place = unsaved_session.save_for_now()
    if place:
        sentence = _(
            "It is in {path} for now: make room on the disk, or put right what else is wrong; then `retrotimer "
            "history import {path}` saves it. "
            "What `retrotimer recover` may offer of it is only its beginning."
        )
        return sentence.format(path=printable(str(place)))
    return _("It could not be saved anywhere: make room on the disk before the next session.")


def keyboard() -> Keyboard | None:
    """Return the keyboard of this terminal; None where standard input is none."""
    if not is_terminal(sys.stdin):
        return None
    if sys.platform == "win32":
        from retrotimer.terminal.keyboard_windows import WindowsKeyboard as Own  # there only
    else:
        from retrotimer.terminal.keyboard_posix import PosixKeyboard as Own  # not on Windows
    return Own()
