"""Serve a session at one address after another, as the machine's networks change."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress

from retrotimer.app.remote.access import Offer, Reports, View
from retrotimer.app.remote.networks import PORT, TRIES, Network, Place, choose, is_loopback
from retrotimer.app.remote.qr import qr_matrix
from retrotimer.remote.gate import Role
from retrotimer.remote.hub import Hub
from retrotimer.remote.sounds import PhoneSounds
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

BEAT_S = 1.0
"""Phones hear of the laptop at least this often, and so notice a gap of the network."""
LOOK_BEATS = 5
"""So many beats pass between two looks at the machine's networks."""


class Service:
    """Serves what it is shown until it is closed. All of it runs in the loop's thread."""

    def __init__(
        self,
        place: Place,
        reports: Reports,
        *,
        now_ns: Callable[[], int],
        last_network: str,
        voice_folder: Callable[[], str],
        find_networks: Callable[[], tuple[Network, ...]],
    ) -> None:
        self._place, self._reports, self._now_ns = place, reports, now_ns
        self._last, self._find = last_network, find_networks
        self._sounds = PhoneSounds(now_ns, voice_folder)
        self._view: View | None = None
        self._hub: Hub | None = None
        self._closing = asyncio.Event()
        self._beats = 0

    def show(self, view: View) -> None:
        """Show `view` from now on."""
        self._view = view
        if self._hub:
            self._hub.show(view)

    def close(self) -> None:
        """End."""
        self._closing.set()

    async def run(self, begun: Callable[[asyncio.AbstractEventLoop], None]) -> None:
        """Serve until closed; `begun` is called once views may come.

        Raises:
            MissingPart: where there is no network, or no port free.
        """
        begun(asyncio.get_running_loop())
        address = choose(self._place, self._last, self._find())
        while not self._closing.is_set():
            await self._serve(address)
            if not self._closing.is_set():
                address = choose(Place(), self._last, self._find())

    async def _serve(self, address: str) -> None:
        """Serve at `address` until closed, or until the machine has another one instead."""
        if self._view is None:
            return
        listener = listen(address, self._place.port)
        host = f"{address}:{listener.getsockname()[1]}"
        hub = self._hub = Hub(host, self._view, self._sounds, self._reports, self._now_ns)
        server = await hub.serve(listener)
        self._reports.offered(offer(host, hub.gate.keys))
        try:
            while not await self._is_over(address):
                hub.beat()
        finally:
            self._hub = None
            await hub.close(server)

    async def _is_over(self, address: str) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), BEAT_S)
        if self._closing.is_set():
            return True
        self._beats = (self._beats + 1) % LOOK_BEATS
        if self._beats or is_loopback(address):
            return False
        found = self._find()
        # no network at all may be back in a moment, with the same address: a connected phone need not scan again
        return bool(found) and all(one.address != address for one in found)


def listen(address: str, port: int | None) -> socket.socket:
    """Return a socket that listens at `address`, on `port` or else on the first one that is free.

    Raises:
        MissingPart: where none is free.
    """
    why = ""
    for candidate in range(PORT, PORT + TRIES) if port is None else (port,):
        try:
            return socket.create_server((address, candidate))
        except OSError as error:
            why = os.strerror(error.errno or 0)  # its own text repeats the address
    sentence = _("The phone's page cannot be served at {address}, port {port}: {why}.")
    raise MissingPart(sentence.format(address=address, port=port or f"{PORT}–{PORT + TRIES - 1}", why=why))


def offer(host: str, keys: dict[Role, str]) -> Offer:
    """Return the addresses at `host` and their codes."""
    look, control = (f"http://{host}/#{keys[role]}" for role in Role)
    return Offer(f"http://{host}/", look, control, qr_matrix(look), qr_matrix(control))
