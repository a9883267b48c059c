"""A session served to real sockets in this process: who gets in, what they get, what they can do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed

from retrotimer.app.remote.access import RemoteAccess, Request
from retrotimer.app.remote.networks import Place
from retrotimer.remote import hub as hubs
from retrotimer.remote.gate import MOST_VIEWERS
from retrotimer.training.errors import MissingPart
from retrotimer.training.groups.groups import Group
from retrotimer.training.groups.session import ready
from retrotimer.training.session import Command, State
from retrotimer.training.workout.workout import RUN_BACKWARD
from tests.helpers.examples import plan, rb, rf, tap
from tests.helpers.fakes import S, SessionHarness
from tests.helpers.phones import HERE, Phone, Served, http, raw, served

REFUSED, LEAVING, TOO_MANY, TOO_LARGE, NOT_TEXT, NOTHING = 1008, 1001, 1013, 1009, 1007, 1006


@pytest.fixture
def stage() -> SessionHarness:
    """A session ten seconds into its first interval."""
    return SessionHarness(plan(rf(30), rb(20), rf(40)), get_ready_ms=0).started().after(10)


@pytest.fixture
def show(stage: SessionHarness) -> Iterator[Served]:
    """The session, served."""
    with served(stage) as one:
        yield one


def test_a_code_lets_in_for_its_role_and_shows_the_session(show: Served) -> None:
    """Whoever scans a code would see nothing."""
    for url, role in ((show.offer.look, "look"), (show.offer.control, "control")):
        with Phone(url) as phone:
            assert phone.hear("role") == role
            show.until(lambda: show.access.viewers == 1)
            assert show.access.controllers == (role == "control")
        show.until(lambda: show.access.viewers == 0)


def test_the_server_says_nothing_before_a_key(show: Served) -> None:
    """Somebody without a key would learn of the session."""
    phone = Phone(show.offer.look, first='{"key":"wrong"}')
    assert phone.closed() == REFUSED
    show.pump()
    assert show.access.viewers == 0


@pytest.mark.parametrize(
    "first",
    ["", "null", "{}", "[]", '{"t":1}', '{"do":"next","id":1}', '{"key":7}', '{"key":"x","t":1}', b"\0", b"{}"],
)
def test_anything_but_a_key_comes_to_nothing(show: Served, first: str | bytes) -> None:
    """Something that no page sends would get in, or to a command."""
    assert Phone(show.offer.control, first=first).closed() == REFUSED
    assert show.stage.session.index == 0


def test_somebody_who_shows_no_key_is_shown_out(show: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half-open sockets would take the places of others."""
    monkeypatch.setattr(hubs, "FIRST_S", 0.05)
    phone = Phone(show.offer.look, first="")
    assert phone.closed() == REFUSED
    silent = raw(show.offer.look, b"GET / HT")  # and then nothing
    assert silent[0] == 0


@pytest.mark.parametrize(
    ("do", "index", "state"),
    [
        ("next", 1, State.RUNNING),
        ("pause", 0, State.PAUSED),
        ("cool-down", 1, State.RUNNING),
        ("stop", 0, State.FINISHED),
        ("restart", 0, State.RUNNING),
    ],
)
def test_control_does_what_a_key_would(show: Served, do: str, index: int, state: State) -> None:
    """A coach at the far bend could not reach the laptop."""
    with Phone(show.offer.control) as phone:
        show.do(phone, {"do": do, "id": 5})
        assert phone.hear("ack") == 5
    assert (show.stage.session.index, show.stage.session.state) == (index, state)


def test_what_is_not_possible_is_acknowledged_as_such(show: Served) -> None:
    """A button would look as if it had worked."""
    with Phone(show.offer.control) as phone:
        show.do(phone, {"do": "resume", "id": 1})
        assert phone.hear("ok") is False


def test_a_request_for_an_interval_that_is_over_is_not_done(show: Served) -> None:
    """Two taps at one moment, of the athlete and the coach, would skip an interval."""
    with Phone(show.offer.control) as phone:
        show.do(phone, *({"do": "next", "id": number, "visit": 1} for number in (1, 2)))
        assert [phone.hear("ok"), phone.hear("ok")] == [True, False]
    assert show.stage.session.index == 1


def test_what_a_gap_of_the_network_held_up_is_not_done_any_more(show: Served) -> None:
    """A pause asked for half a minute ago would stop a session that had gone on meanwhile."""
    now_ms = show.stage.clock.ns / 1e6
    with Phone(show.offer.control) as phone:
        show.do(phone, {"do": "pause", "id": 1, "at": now_ms - 30_000})
        assert phone.hear("ok") is False
        assert not show.access.do(Request("resume", 0))  # it goes on
        show.do(phone, {"do": "pause", "id": 2, "at": now_ms - 1_000})
        assert phone.hear("ok") is True
        assert show.stage.session.state is State.PAUSED


def test_volume_and_mute_reach_the_laptop(show: Served) -> None:
    """The laptop at the far end of the track would be too loud, and nobody there."""
    with Phone(show.offer.control) as phone:
        show.do(phone, *({"do": do, "id": 1} for do in ("mute", "mute", "louder")))
    assert show.stage.sound.muted
    assert show.stage.sound.volume == 0.6


def test_whoever_may_look_cannot_control(show: Served) -> None:
    """A spectator could stop the session."""
    phone = Phone(show.offer.look)
    phone.say({"do": "next", "id": 1})
    assert phone.closed() == REFUSED
    show.pump()
    assert show.stage.session.index == 0


@pytest.mark.parametrize("source", ["", "null", '{"do":"quit","id":1}', '{"key":"x"}', b"\xff", b'{"t":1}'])
def test_whoever_sends_what_no_page_sends_is_shown_out(show: Served, source: str | bytes) -> None:
    """A broken or hostile client would go on."""
    phone = Phone(show.offer.control)
    phone.say(source)
    assert phone.closed() == REFUSED


def test_long_messages_and_broken_text_end_the_connection(show: Served) -> None:
    """A hostile client could fill the memory, or raise an error of ours."""
    phone = Phone(show.offer.control)
    phone.say(json.dumps({"t": 1, "x": "x" * 1_100}))
    assert phone.closed() == TOO_LARGE
    phone = Phone(show.offer.control)
    phone._socket.send(b"\xff\xfe", text=True)
    assert phone.closed() == NOT_TEXT


def test_whoever_sends_too_fast_is_shown_out(show: Served) -> None:
    """One phone could keep the laptop busy."""
    phone = Phone(show.offer.look)
    with suppress(ConnectionClosed):  # it may be shown out before it has sent all
        for _time in range(2 * hubs.BURST):
            phone.say({"t": 1})
    assert phone.closed() == REFUSED


def test_thirty_may_look_at_once_and_one_more_is_told_why_not(show: Served) -> None:
    """The laptop would slow down, or the last one would wait without a word."""
    with ExitStack() as all_of_them:
        for n in range(MOST_VIEWERS):
            assert all_of_them.enter_context(Phone(show.offer.look)).hear("role") == "look"
            show.until(lambda n=n: show.access.viewers == n + 1)  # type: ignore[misc]
        late = Phone(show.offer.look)
        assert late.hear("full")
        assert late.closed() == TOO_MANY


def test_somebody_who_has_long_been_silent_gives_the_place_to_another(
    show: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a gap of the network the phones would find their own places taken by themselves."""
    monkeypatch.setattr(hubs, "GONE_S", -1.0)
    with ExitStack() as all_of_them:
        phones = [all_of_them.enter_context(Phone(show.offer.look)) for _n in range(MOST_VIEWERS)]
        for phone in phones:
            assert phone.hear("role") == "look"
        for phone in phones[1:]:
            phone.say({"t": 1})
            phone.hear("now")
        assert all_of_them.enter_context(Phone(show.offer.look)).hear("role") == "look"
        assert phones[0].closed() == NOTHING
        phones[1].say({"t": 2})
        phones[1].hear("now")


def test_everybody_is_shown_what_changes(show: Served) -> None:
    """A phone would go on with what was before a pause."""
    with Phone(show.offer.look) as phone:
        assert phone.hear("state")["groups"][0]["state"] == "running"
        show.stage.clock.move(2)
        show.stage.player.try_do(Command.PAUSE)
        show.pump()
        assert phone.hear("state")["groups"] == [
            {"state": "paused", "index": 0, "visit": 1, "offset": 12_000.0, "slept": False}
        ]


def test_more_time_is_shown_in_the_plan(show: Served) -> None:
    """A phone would count to another end than the laptop."""
    with Phone(show.offer.control) as phone:
        assert phone.hear("plan")["groups"][0]["steps"][0][0] == 30_000
        show.do(phone, {"do": "add-30-s", "id": 1})
        assert phone.hear("plan")["groups"][0]["steps"][0][0] == 60_000


def test_the_time_is_the_sessions_clock(show: Served) -> None:
    """The page's digits would have nothing to go by."""
    with Phone(show.offer.look) as phone:
        phone.say({"t": 77.5})
        assert phone.hear("now") == show.stage.clock.ns / 1e6


def test_an_arrival_counts_once_however_often_it_is_sent(stage: SessionHarness) -> None:
    """After a gap of the network arrivals would be doubled, or lost."""
    with served(stage) as show:
        for _connection in range(2):
            with Phone(show.offer.control) as phone:
                phone.hear("role")
                show.do(phone, *({"do": "arrived", "id": n, "at": 14_000.25 + n} for n in (11, 12)))
                assert [phone.hear("ack"), phone.hear("ack")] == [11, 12]
    assert [mark.at_ms for mark in stage.player.groups.marks] == [9_011, 9_012]


def test_before_the_first_interval_no_arrival_is_taken() -> None:
    """A phone would believe that it was kept."""
    with served(SessionHarness(plan(rf(30))).started()) as show, Phone(show.offer.control) as phone:
        phone.hear("role")
        show.do(phone, {"do": "arrived", "id": 1, "at": 5_000})
        assert phone.hear("ok") is False


def test_groups_are_shown_each_and_a_phone_controls_the_one_it_chose() -> None:
    """A coach with two groups would move the wrong one, or change what is chosen on the laptop."""
    timeline = plan(rf(30), rb(20), rf(40))
    whole = ready((Group("Red", timeline), Group("Blue", timeline, 10_000)), get_ready_ms=0)
    stage = SessionHarness(timeline)
    stage.player.groups = replace(whole, sessions=tuple(replace(s, now_ns=stage.clock.ns) for s in whole.sessions))
    stage.started().after(15)
    with served(stage) as show, Phone(show.offer.control) as phone:
        assert [group["name"] for group in phone.hear("plan")["groups"]] == ["Red", "Blue"]
        show.do(phone, {"do": "next", "id": 1, "group": 1, "visit": 1})
        assert phone.hear("ok") is True
        assert [session.index for session in stage.player.groups.sessions] == [0, 1]
        assert stage.player.chosen is None
        show.do(phone, {"do": "next", "id": 2, "group": 2})
        assert phone.hear("ok") is False


def test_turning_it_off_tells_everybody_and_closes(show: Served) -> None:
    """Phones would show a session that is long over."""
    phone = Phone(show.offer.look)
    phone.hear("role")
    show.access.turn_off()
    assert phone.hear("end") is True
    assert phone.closed() == LEAVING
    assert not show.access.is_on


def test_turning_it_on_again_needs_new_codes(show: Served) -> None:
    """Somebody who was shown out could come back."""
    before = show.offer
    show.access.turn_off()
    show.access.turn_on(HERE)
    after = show.offer
    assert before.look.rpartition("#")[2] != after.look.rpartition("#")[2]
    old_key = f"{after.look.rpartition('#')[0]}#{before.look.rpartition('#')[2]}"
    assert Phone(old_key).closed() == REFUSED


def test_what_a_server_reports_after_its_end_is_nothing(stage: SessionHarness) -> None:
    """A tap that was under way would reach a session after phones were turned off."""
    with served(stage) as show:
        with Phone(show.offer.control) as phone:
            phone.hear("role")
            show.pump()
            phone.say({"do": "next", "id": 1})
            phone.say({"t": 0})
            phone.hear("now")
            show.access.turn_off()
        show.pump()
        assert stage.session.index == 0
        assert show.access.viewers == 0


def test_a_port_that_is_taken_is_told(show: Served) -> None:
    """The person would wait for a code that never comes."""
    port = int(show.offer.address.rstrip("/").rpartition(":")[2])
    other = Served(show.stage)
    other.access.turn_on(Place("127.0.0.1", port))
    other.until(lambda: other.access.problem is not None)
    assert isinstance(other.access.problem, MissingPart)
    assert f"port {port}" in str(other.access.problem)
    assert not other.access.is_on


# what is fetched without a key


def test_the_page_is_there_for_everybody_and_holds_nothing_of_the_session(show: Served) -> None:
    """Somebody without a key would learn what is trained."""
    status, found, body = http(show.offer.address)
    assert status == 200
    assert found["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in found["content-security-policy"]
    assert "set-cookie" not in found
    assert "server" not in found
    for key in (show.offer.look, show.offer.control):
        assert key.rpartition("#")[2].encode() not in body
    assert show.stage.session.timeline.name.encode() not in body


def test_a_phone_can_ask_whether_the_laptop_is_there(show: Served) -> None:
    """After a gap of the network it would not know when to come back, or learn something without a key."""
    assert http(show.offer.address, "/here")[::2] == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["/x", "/here/", "/socket/", "/sound/", "/sound/x", "/../etc/passwd", "/%2e%2e/", "/?x", "//", "/favicon.ico"],
)
def test_nothing_else_is_there(show: Served, path: str) -> None:
    """A file of the laptop could be fetched."""
    assert http(show.offer.address, path)[0] == 404


@pytest.mark.parametrize("host", ["example.org", "localhost", "127.0.0.1", "127.0.0.1:1", "", "192.168.1.20:8137"])
def test_another_host_is_refused(show: Served, host: str) -> None:
    """A page from elsewhere could reach the laptop by a name of its own (DNS rebinding)."""
    assert http(show.offer.address, Host=host)[0] == 403


def upgrade(show: Served, **headers: str) -> int:
    """Ask for a socket, with these headers."""
    wanted = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    wanted["Sec_WebSocket_Key"] = "MDEyMzQ1Njc4OWFiY2RlZg=="
    return http(show.offer.address, "/socket", **wanted, **headers)[0]


@pytest.mark.parametrize(
    "origin", ["http://example.org", "null", "http://127.0.0.1", "https://127.0.0.1:8137", "file://", ""]
)
def test_another_origin_or_none_is_refused(show: Served, origin: str) -> None:
    """A page from elsewhere, open on the same phone, could take part."""
    assert upgrade(show, Origin=origin) == 403
    assert upgrade(show) == 403


@pytest.mark.parametrize(
    "request_",
    [
        b"\0" * 500 + b"\n",
        b"POST / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"GET /" + b"x" * 20_000,
        b"\r\n" * 50,
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 500 + b"\r\n",
    ],
)
def test_what_is_no_request_gets_nothing(show: Served, request_: bytes) -> None:
    """Rubbish would raise an error, or keep a connection open."""
    assert raw(show.offer.address, request_)[0] in (0, 400, 403, 405, 414, 431, 500)
    assert http(show.offer.address)[0] == 200


def test_an_address_that_guessed_ten_times_gets_nothing_for_a_while(
    show: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody could go on guessing; those who are connected would suffer for it."""
    monkeypatch.setattr("retrotimer.remote.gate.is_loopback", lambda _address: False)
    with Phone(show.offer.look) as phone:
        phone.hear("role")
        for _time in range(10):
            assert Phone(show.offer.look, first='{"key":"wrong"}').closed() == REFUSED
        assert http(show.offer.address)[0] == 429
        phone.say({"t": 3})
        assert phone.hear("now")


# sound


def test_the_sound_of_a_phone_is_that_of_the_laptop(stage: SessionHarness) -> None:
    """A phone would sound at other moments, or with other tones."""
    with served(stage) as show, Phone(show.offer.look) as phone:
        phone.hear("role")
        phone.say({"sound": True})
        cues = phone.hear("cues")
        assert all(at >= stage.clock.ns / 1e6 for at, _name in cues)
        began_ms = 5_000
        starts = [at - began_ms for at, _name in cues]
        assert {30_000, 50_000, 90_000} <= set(starts)  # both changes, and the end
        for name in {name for _at, name in cues}:
            status, found, body = http(show.offer.address, f"/sound/{name}")
            assert (status, found["content-type"], body[:4], body[8:12]) == (200, "audio/wav", b"RIFF", b"WAVE")


def test_a_pause_takes_back_what_was_to_sound(stage: SessionHarness) -> None:
    """A phone would go on with tones in a pause."""
    with served(stage) as show, Phone(show.offer.control) as phone:
        phone.hear("role")
        phone.say({"sound": True})
        before = phone.hear("cues")
        show.do(phone, {"do": "pause", "id": 1})
        assert len(phone.hear("cues")) <= 1 < len(before)  # at most the word for it


def test_time_alone_changes_nothing_of_what_is_to_sound(stage: SessionHarness) -> None:
    """What sounds on a phone would be cut at each change."""
    with served(stage) as show, Phone(show.offer.look) as phone:
        phone.hear("role")
        phone.say({"sound": True})
        phone.hear("cues")
        stage.after(25)
        show.pump()
        phone.hear("state")
        phone.say({"t": 1})
        message = json.loads(phone._socket.recv(timeout=5))
        assert "cues" not in message


def test_a_tap_tells_what_sounds_after_it() -> None:
    """After a tap a phone would stay silent."""
    stage = SessionHarness(plan(tap(RUN_BACKWARD), rf(10)), get_ready_ms=0).started().after(5)
    with served(stage) as show, Phone(show.offer.control) as phone:
        phone.hear("role")
        phone.say({"sound": True})
        phone.hear("cues")
        show.do(phone, {"do": "next", "id": 1, "visit": 1})
        assert any(abs(at - 10_000) < 1 for at, _name in phone.hear("cues"))


def test_before_the_session_its_first_interval_is_shown() -> None:
    """Athletes could not connect before the start."""
    stage = SessionHarness(plan(rf(30), rb(20)))
    show = Served(stage)
    access = RemoteAccess(show.start_server, show._calls.put, lambda: None)
    show.access = access
    access.preview(stage.player.groups)
    access.turn_on(HERE)
    with Phone(show.offer.control) as phone:
        assert phone.hear("state")["groups"][0]["state"] == "ready"
        show.do(phone, {"do": "next", "id": 1})
        assert phone.hear("ok") is False
    access.turn_off()
    assert stage.clock.ns == 5 * S
