"""Serve the page, the sounds and the sockets of one offer: who comes in, what they are sent, what they may ask."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, broadcast, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request as HttpRequest
from websockets.http11 import Response
from websockets.server import ServerProtocol

from retrotimer.app.remote.access import ARRIVED, Reports, Request, View
from retrotimer.remote import messages
from retrotimer.remote.gate import MOST_VIEWERS, Gate, Role
from retrotimer.remote.page import PLAIN, headers, page
from retrotimer.remote.sounds import PhoneSounds
from retrotimer.texts import reader_language
from retrotimer.training.session import MS

FIRST_S = 3.0
"""How long a connection may take to ask for something, and a socket to show its key."""
OPEN_S, CLOSE_S, PING_S = 15.0, 1.5, 10.0
"""How long a slow phone may take to fetch a file, to close, and to answer a ping."""
BURST, RATE = 60, 20
"""So many messages a phone may send at once, and each second."""
MOST_UNSENT = 512 * 1_024
"""Bytes that may wait for a phone; one that takes no more is dropped."""
REFUSED, LEAVING, TOO_MANY = 1008, 1001, 1013
SOCKET, SOUND, HERE = "/socket", "/sound/", "/here"
LATE_NS = 5_000 * MS
"""What was asked for so long ago, but no arrival, was held up by a gap of the network: it is not done any more."""
GONE_S = 12.0
"""A page asks for the time each 5 s; one that did not for so long gives its place to another."""
BEAT = '{"beat":1}'


@dataclass(eq=False, slots=True)
class Viewer:
    """Somebody connected who has shown a key."""

    connection: ServerConnection
    role: Role
    wants_sound: bool = False
    left: float = BURST
    at_s: float = 0.0

    def may_send(self, now_s: float) -> bool:
        """Count a message; return whether it comes no faster than a page sends."""
        self.left = min(BURST, self.left + (now_s - self.at_s) * RATE) - 1
        self.at_s = now_s
        return self.left >= 0


class Hub:
    """Everything at `host`, an address and its port. All of it runs in the loop's thread.

    Args:
        host: what the Host header of every request must be.
        view: what is shown first.
        sounds: plans the phones' sound.
        reports: gets counts and requests.
        now_ns: the player's clock.
    """

    def __init__(
        self, host: str, view: View, sounds: PhoneSounds, reports: Reports, now_ns: Callable[[], int]
    ) -> None:
        self._host, self._view, self._sounds = host, view, sounds
        self._reports, self._now_ns = reports, now_ns
        self._loop = asyncio.get_running_loop()
        self.gate = Gate(self._loop.time)
        self._viewers: set[Viewer] = set()
        self.waiting: set[Waiting] = set()
        self._plan = messages.plan(view)

    async def serve(self, listener: socket.socket) -> Server:
        """Take connections from `listener`."""
        quiet = logging.getLogger("phones")
        quiet.disabled = True  # what hostile clients send is no error of ours
        return await serve(
            self._handle,
            sock=listener,
            create_connection=partial(Waiting, self),  # type: ignore[arg-type]  # it makes one
            process_request=self._answer,
            compression=None,
            server_header=None,
            open_timeout=OPEN_S,
            close_timeout=CLOSE_S,
            ping_interval=PING_S,
            ping_timeout=PING_S,
            max_size=messages.MAX_BYTES,
            max_queue=8,
            logger=quiet,
        )

    async def close(self, server: Server) -> None:
        """Tell everybody connected that this is over, and close."""
        self._send({"end": True}, *self._viewers)
        for connection in self.waiting:
            connection.transport.abort()
        server.close(code=LEAVING)
        await server.wait_closed()

    # what goes out

    def show(self, view: View) -> None:
        """Show `view` to everybody from now on."""
        before, self._view = self._view, view
        message = {"state": messages.state(view)}
        if _lasting(view) != _lasting(before):
            self._plan = messages.plan(view)
            message["plan"] = self._plan
        self._send(message, *self._viewers)
        listeners = [viewer for viewer in self._viewers if viewer.wants_sound]
        if listeners and (cues := self._sounds.follow(view)):
            self._send(cues, *listeners)

    def beat(self) -> None:
        """Let everybody know that the laptop is there, and those with sound what comes within reach."""
        self._send_text(BEAT, self._viewers)
        listeners = [viewer for viewer in self._viewers if viewer.wants_sound]
        if listeners and (cues := self._sounds.renew()):
            self._send(cues, *listeners)

    def _send(self, message: dict[str, Any], *viewers: Viewer) -> None:
        self._send_text(messages.text(message), viewers)

    def _send_text(self, text: str, viewers: set[Viewer] | tuple[Viewer, ...]) -> None:
        """Send without waiting; somebody who takes no more is dropped."""
        able = []
        for viewer in viewers:
            if viewer.connection.transport.get_write_buffer_size() > MOST_UNSENT:
                viewer.connection.transport.abort()
            else:
                able.append(viewer.connection)
        broadcast(able, text)

    # what comes in

    def _answer(self, connection: ServerConnection, request: HttpRequest) -> Response | None:
        """Answer a request with a file or a refusal; None lets a socket open."""
        if self.gate.is_locked(peer(connection)):
            return _response(HTTPStatus.TOO_MANY_REQUESTS, b"Too many wrong codes. Wait a minute.\n")
        if request.headers.get_all("Host") != [self._host]:
            return _response(HTTPStatus.FORBIDDEN)
        if request.path == "/":
            body, policy = page(reader_language())
            return _response(HTTPStatus.OK, body, headers(policy, self._host))
        if request.path == SOCKET:
            is_ours = request.headers.get_all("Origin") == [f"http://{self._host}"]
            return None if is_ours else _response(HTTPStatus.FORBIDDEN)
        return self._file(request.path)

    def _file(self, path: str) -> Response:
        """Answer with one of the sounds, or, where a phone only asks whether the laptop is there, with nothing."""
        if path == HERE:
            return _response(HTTPStatus.OK)
        wave = self._sounds.wave(path.removeprefix(SOUND)) if path.startswith(SOUND) else None
        if wave:
            return _response(HTTPStatus.OK, wave, {"Content-Type": "audio/wav", **PLAIN})
        return _response(HTTPStatus.NOT_FOUND)

    async def _handle(self, connection: ServerConnection) -> None:
        """Let somebody in who shows a key in time, and take what they send."""
        with suppress(ConnectionClosed):
            role = await self._role(connection)
            if role is None:
                await connection.close(REFUSED)
                return
            if not self._has_room():
                await connection.send(messages.text({"full": True}))
                await connection.close(TOO_MANY)
                return
            viewer = Viewer(connection, role, at_s=self._loop.time())
            self.leave(connection)
            self._viewers.add(viewer)
            self._count()
            try:
                self._send({"role": role, "plan": self._plan, "state": messages.state(self._view)}, viewer)
                async for source in connection:
                    if not self._take(viewer, source):
                        await connection.close(REFUSED)
                        return
            finally:
                self._viewers.discard(viewer)
                self._count()

    async def _role(self, connection: ServerConnection) -> Role | None:
        """Return what the first message is good for; None where it is no key, or late."""
        try:
            message = messages.read(await asyncio.wait_for(connection.recv(), FIRST_S))
        except (TimeoutError, messages.Refused):
            return None
        if set(message) != {"key"}:
            return None
        role = self.gate.role(message["key"])
        if role is None:
            await asyncio.sleep(self.gate.note_wrong(peer(connection)))
        return role

    def _take(self, viewer: Viewer, source: str | bytes) -> bool:
        """Do what a message asks; return False where the viewer is to be shown out."""
        if not viewer.may_send(self._loop.time()):
            return False
        try:
            incoming = messages.incoming(messages.read(source))
        except messages.Refused:
            return False
        if incoming.time is not None:
            self._send({"t": incoming.time, "now": self._now_ns() / MS}, viewer)
        elif incoming.sound is not None:
            viewer.wants_sound = incoming.sound
            if incoming.sound:
                self._sounds.follow(replace(self._view, events=()))
                self._sounds.renew()
                self._send(self._sounds.whole(), viewer)
        elif incoming.request:
            if viewer.role is not Role.CONTROL:
                return False
            self._ask(viewer, incoming.request)
        return True

    def _ask(self, viewer: Viewer, request: Request) -> None:
        """Pass a request on; it is acknowledged once the shell has seen to it."""

        def answer(done: bool) -> None:
            with suppress(RuntimeError):  # the server has ended meanwhile
                self._loop.call_soon_threadsafe(self._send, {"ack": request.id, "ok": done}, viewer)

        is_late = request.at_ns is not None and self._now_ns() - request.at_ns > LATE_NS
        if is_late and request.do != ARRIVED:
            answer(False)
        else:
            self._reports.asked(request, answer)

    def _has_room(self) -> bool:
        """Return whether one more may look; somebody who has long been silent is dropped for that."""
        if len(self._viewers) < MOST_VIEWERS:
            return True
        silent = min(self._viewers, key=lambda viewer: viewer.at_s)
        if self._loop.time() - silent.at_s < GONE_S:
            return False
        self._viewers.discard(silent)
        silent.connection.transport.abort()
        return True

    def _count(self) -> None:
        controllers = sum(viewer.role is Role.CONTROL for viewer in self._viewers)
        self._reports.counted(len(self._viewers), controllers)

    def leave(self, connection: ServerConnection) -> None:
        """Count `connection` no longer among those that have shown no key."""
        if isinstance(connection, Waiting) and connection in self.waiting:
            self.waiting.discard(connection)
            self.gate.leave(peer(connection))


class Waiting(ServerConnection):
    """A connection: counted until it shows a key, cut where there are too many or it asks for nothing."""

    def __init__(self, hub: Hub, protocol: ServerProtocol, server: Server, **options: object) -> None:
        super().__init__(protocol, server, **options)  # type: ignore[arg-type]  # as they came
        self._hub = hub
        self.address = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it."""
        super().connection_made(transport)
        found = transport.get_extra_info("peername")
        self.address = found[0] if found else ""
        if self._hub.gate.enter(self.address):
            self._hub.waiting.add(self)
            self.loop.call_later(FIRST_S, self._hurry)
        else:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no longer."""
        super().connection_lost(exc)
        self._hub.leave(self)

    def _hurry(self) -> None:
        if self.request is None:
            self.transport.abort()


def _lasting(view: View) -> tuple[object, ...]:
    """Return what the plan is made of."""
    whole = view.whole
    sessions = tuple((session.timeline, session.get_ready_ms) for session in whole.sessions)
    return sessions, tuple(group.name for group in whole.groups), view.speed, whole.arrival_ends


def peer(connection: ServerConnection) -> str:
    """Return the address at the other end."""
    return connection.address if isinstance(connection, Waiting) else ""


def _response(status: HTTPStatus, body: bytes = b"", found: dict[str, str] | None = None) -> Response:
    """Return an answer after which the connection is closed."""
    known = {"Content-Type": "text/plain; charset=utf-8", **PLAIN} if found is None else found
    answer = Headers({**known, "Content-Length": str(len(body)), "Connection": "close"})
    return Response(status.value, status.phrase, answer, body)
