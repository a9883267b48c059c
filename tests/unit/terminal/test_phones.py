"""Phones in the terminal: their codes on the screen, and what they ask done in the session's loop."""

from __future__ import annotations

import io
import threading

import pytest
from rich.console import Console

from retrotimer.app.remote.access import Offer, Request
from retrotimer.app.remote.networks import Place
from retrotimer.app.session.controls import Control
from retrotimer.terminal.calls import Calls
from retrotimer.terminal.codes import code_lines, code_screen
from retrotimer.terminal.phones import Codes, Phones
from retrotimer.terminal.plain import PlainView
from retrotimer.terminal.run import play, press
from retrotimer.terminal.screen import LiveView
from retrotimer.terminal.signals import Interrupts
from retrotimer.training.errors import MissingPart
from retrotimer.training.session import Command, EventKind
from tests.helpers.examples import plan, rb, rf
from tests.helpers.fakes import S, SessionHarness
from tests.helpers.phones import OFFER, FakeServer
from tests.helpers.terminal_robot import Hands


class Screen:
    """Keeps what is shown of codes."""

    def __init__(self) -> None:
        self.codes: Codes | None = None

    def show_codes(self, codes: Codes | None) -> None:
        self.codes = codes


def shown_offer(screen: Screen) -> Offer | None:
    """Return the offer whose codes are shown."""
    return screen.codes.offer if screen.codes else None


@pytest.fixture
def stage() -> SessionHarness:
    """A session with a get-ready."""
    return SessionHarness(plan(rf(20), rb(10)), get_ready_ms=3_000)


def test_asked_for_at_the_start_it_tells_both_addresses_and_shows_codes_until_the_first_interval(
    stage: SessionHarness, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could connect from a script, or the digits would stay covered."""
    server, screen = FakeServer(), Screen()
    phones = Phones(stage.player, server)
    phones.open(Place("192.168.1.20"))
    assert capsys.readouterr().err == f"look: {OFFER.look}\ncontrol: {OFFER.control}\n"
    phones.show_first(screen)
    assert shown_offer(screen) == OFFER
    stage.started().after(2)
    phones.look()
    assert shown_offer(screen) == OFFER
    stage.after(2)
    phones.look()
    assert shown_offer(screen) is None
    assert phones.are_on
    phones.close()
    assert server.is_closed


def test_where_phones_cannot_be_served_the_session_does_not_begin(stage: SessionHarness) -> None:
    """The person would run without the phones they asked for, and not know."""
    phones = Phones(stage.player, FakeServer(lambda reports: reports.failed(MissingPart("No network."))))
    with pytest.raises(MissingPart, match="No network"):
        phones.open(Place())


def test_the_key_shows_codes_and_hides_them_and_leave_turns_phones_off(
    stage: SessionHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes would cover the session, or phones stay on."""
    phones, screen = Phones(stage.started().player, server := FakeServer()), PlainView(stage.player, io.StringIO())
    shown: list[object] = []
    monkeypatch.setattr(screen, "show_codes", shown.append)
    for control in (Control.PHONE, Control.PHONE, Control.PHONE):
        press(stage.player, screen, control, phones)
        phones.look()
    assert [codes.offer if isinstance(codes, Codes) else None for codes in shown] == [None, OFFER, None, OFFER]
    press(stage.player, screen, Control.LEAVE, phones)
    assert (shown[-1], server.is_closed, stage.session.is_moving) == (None, True, True)
    press(stage.player, screen, Control.LEAVE, phones)
    assert not stage.session.is_moving


def test_without_a_network_the_key_says_so(stage: SessionHarness) -> None:
    """The person would wait for a code."""
    phones, screen = Phones(stage.player, FakeServer(lambda r: r.failed(MissingPart("No network.")))), Screen()
    phones.press(screen)
    phones.look()
    assert screen.codes == Codes(None, "No network.")


def test_what_a_phone_asks_is_done_and_what_changes_is_shown(stage: SessionHarness) -> None:
    """A tap on a phone would do nothing, or phones would show an old state."""
    answers: list[bool] = []
    phones = Phones(stage.player, server := FakeServer())
    phones.open(Place())
    hands = Hands(stage)

    def wait(seconds: float) -> tuple[Control, ...]:
        if hands.waits == 10:
            server.reports.asked(Request("next", 1), answers.append)
        return Hands.wait(hands, seconds)

    hands.wait = wait  # type: ignore[method-assign]
    play(stage.player, PlainView(stage.player, io.StringIO()), hands, Interrupts(), phones)
    assert answers == [True]
    assert EventKind.FINISHED in stage.kinds()
    assert stage.events[-1].due_ns < (5 + 3 + 30) * S  # the get-ready was left early
    assert [view.session.state for view in server.views][-1] == "finished"


def test_a_call_from_another_thread_ends_a_wait() -> None:
    """A tap would wait for the next digit."""
    calls, done = Calls(), list[int]()
    thread = threading.Thread(target=lambda: calls.add(lambda: done.append(1)))
    thread.start()
    assert calls.wait(10) == ()
    calls.run()
    thread.join()
    assert done == [1]
    assert not calls.are_waiting


def test_a_call_that_fails_costs_the_others_nothing(stage: SessionHarness) -> None:
    """One phone's error would stop what others ask."""
    del stage
    from retrotimer.app.error_boundary import set_error_handler

    calls, done, errors = Calls(), list[int](), list[Exception]()
    set_error_handler(errors.append)
    try:
        calls.add(lambda: 1 // 0)
        calls.add(lambda: done.append(1))
        calls.run()
    finally:
        set_error_handler(None)
    assert (done, [type(error) for error in errors]) == ([1], [ZeroDivisionError])


def test_both_codes_fit_the_usual_terminal() -> None:
    """Nobody could scan them."""
    lines = [
        line.plain for line in code_screen(Codes(OFFER, "Nobody is connected yet. " * 4), "GET READY 8", 76, 24)
    ]
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 76
    assert sum(OFFER.address in line for line in lines) == 1


def test_where_they_do_not_fit_the_addresses_are_told_in_letters() -> None:
    """In a small terminal nobody could connect."""
    text = "".join(line.plain for line in code_screen(Codes(OFFER, ""), "", 40, 12))
    assert "L" * 22 in text
    assert "C" * 22 in text


def test_a_code_in_half_blocks_is_the_code() -> None:
    """A phone would read something else, or nothing."""
    matrix = OFFER.look_code
    rows = []
    for line in code_lines(matrix):
        rows += [tuple(sign in "█▀" for sign in line), tuple(sign in "█▄" for sign in line)]
    inner = tuple(row[2:-2] for row in matrix[2:-2])
    assert tuple(rows[: len(inner)]) == inner


def test_the_screen_shows_codes_in_place_of_the_session(stage: SessionHarness) -> None:
    """Codes and digits would be drawn over each other."""
    console = Console(file=io.StringIO(), width=80, height=24, force_terminal=True)
    view = LiveView(stage.player, console)
    view.show_codes(Codes(OFFER, "3 connected."))
    with view:
        view.show()
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert OFFER.address in text
    assert "3 connected." in text
    stage.player.do(Command.START)
