"""Serve a session to phones in this process, and be a phone: a socket that says and hears JSON."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from retrotimer.app.remote.access import Offer, RemoteAccess, Reports, Server, StartServer, View
from retrotimer.app.remote.networks import Network, Place
from retrotimer.app.remote.qr import qr_matrix
from retrotimer.app.session.controls import Control, apply
from retrotimer.app.session.player import Player
from retrotimer.remote.thread import PhoneServer
from retrotimer.training.session import Command
from tests.helpers.fakes import SessionHarness

HERE = Place("127.0.0.1", 0)
"""This machine alone, on any port."""
PATIENCE_S = 10.0


ADDRESS = "http://192.168.1.20:8137/"
LOOK, CONTROL = f"{ADDRESS}#{'L' * 22}", f"{ADDRESS}#{'C' * 22}"
OFFER = Offer(ADDRESS, LOOK, CONTROL, qr_matrix(LOOK), qr_matrix(CONTROL))


class FakeServer:
    """A server without sockets; `reports` is what it reports to."""

    def __init__(self, outcome: Callable[[Reports], object] = lambda reports: reports.offered(OFFER)) -> None:
        self.outcome = outcome
        self.views: list[View] = []
        self.places: list[Place] = []
        self.is_closed = False
        self.reports: Reports

    def __call__(self, place: Place, view: View, reports: Reports) -> Server:
        """Start it."""
        self.places.append(place)
        self.views.append(view)
        self.reports = reports
        self.is_closed = False
        self.outcome(reports)
        return self

    def show(self, view: View) -> None:
        self.views.append(view)

    def close(self) -> None:
        self.is_closed = True


class Controls:
    """Carries out what phones ask of a player."""

    def __init__(self, player: Player) -> None:
        self._player = player

    def try_do(self, *commands: Command) -> bool:
        return self._player.try_do(*commands)

    def control(self, control: Control) -> bool:
        return apply(self._player, control)

    def mark(self, person: int, stamp_ns: int | None = None) -> bool:
        return self._player.mark(person, stamp_ns)


class Served:
    """A session that phones are shown. What they ask for is done by `pump`, as a shell's loop does it."""

    def __init__(self, stage: SessionHarness, start: StartServer | None = None) -> None:
        self.stage = stage
        self._calls: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self.access = RemoteAccess(start or self.start_server, self._calls.put, lambda: None)
        self.access.follow(stage.player, Controls(stage.player))

    def start_server(self, place: Place, view: View, reports: Reports) -> Server:
        """Serve with the harness's clock."""
        return PhoneServer(place, view, reports, now_ns=self.stage.clock.now_ns)

    @property
    def offer(self) -> Offer:
        """Where it is served."""
        self.until(lambda: self.access.offer is not None or self.access.problem is not None)
        assert self.access.offer, self.access.problem
        return self.access.offer

    def until(self, is_so: Callable[[], bool]) -> None:
        """Make the server's calls until something is so."""
        while not is_so():
            try:
                self._calls.get(timeout=PATIENCE_S)()
            except Empty:
                raise AssertionError("the server reports nothing") from None
            self.access.look()

    def do(self, phone: Phone, *asked: Mapping[str, object]) -> None:
        """Let `phone` ask for something, and do it; what it hears meanwhile but not of it is skipped."""
        for message in asked:
            phone.say(message)
        phone.say({"t": 0})
        phone.hear("now")  # the server has read all before it
        self.pump()

    def pump(self) -> None:
        """Make the calls that have come, and show what has changed."""
        while not self._calls.empty():
            self._calls.get()()
        self.access.look()


@contextmanager
def served(stage: SessionHarness, place: Place = HERE) -> Iterator[Served]:
    """Serve the session of `stage` while the block lasts."""
    one = Served(stage)
    one.access.turn_on(place)
    try:
        yield one
    finally:
        one.access.turn_off()


class Phone:
    """Somebody connected to `url`, with its key or with another `first` message."""

    def __init__(self, url: str, first: str | bytes | None = None, origin: str | None = None) -> None:
        parts = urlsplit(url)
        self._open = ExitStack()
        made = connect(
            f"ws://{parts.netloc}/socket",
            origin=Origin(origin or f"http://{parts.netloc}"),
            compression=None,
            open_timeout=PATIENCE_S,
            close_timeout=PATIENCE_S,
        )
        self._answers: list[dict[str, Any]] = []
        self._socket: ClientConnection = self._open.enter_context(made)
        self._socket.send(json.dumps({"key": parts.fragment}) if first is None else first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def say(self, message: Mapping[str, object] | str | bytes) -> None:
        """Send a message."""
        self._socket.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def hear(self, name: str) -> Any:  # noqa: ANN401 - whatever the message holds
        """Return what the next message that has `name` holds there; answers to requests wait until asked for."""
        for message in self._answers:
            if name in message:
                self._answers.remove(message)
                return message[name]
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE_S))
            if name in message:
                return message[name]
            if "ack" in message:  # it may come before or after the time that was asked for with it
                self._answers.append(message)

    def closed(self) -> int:
        """Return with which code the other side closes, having read what comes before."""
        try:
            while True:
                self._socket.recv(timeout=PATIENCE_S)
        except ConnectionClosed as end:
            self._open.close()
            return end.rcvd.code if end.rcvd else 1006


def http(url: str, path: str = "/", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for `path`, with exactly the Host and further headers given; return status, headers and body."""
    parts = urlsplit(url)
    sent = {"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
    return raw(url, "\r\n".join(lines).encode())


def raw(url: str, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send bytes, and return the status (0 where nothing is answered), headers and body of the answer."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=PATIENCE_S) as connection:
        connection.sendall(request)
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except ConnectionError:
            pass
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    found = dict(line.split(": ", 1) for line in lines)
    return (int(first.split(" ")[1]) if first else 0), {name.lower(): text for name, text in found.items()}, body


def wifi(address: str, name: str = "wlan0") -> Network:
    """Return a network of this machine."""
    return Network(name, address)
