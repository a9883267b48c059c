"""Run the server of the phones in a thread of its own, which also loads its libraries."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from retrotimer.app.remote.access import Reports, View
from retrotimer.app.remote.networks import Network, Place, networks
from retrotimer.app.tasks import report_error
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, RetroTimerError

if TYPE_CHECKING:
    import asyncio

    from retrotimer.remote.server import Service

CLOSE_S = 2.5
"""How long the end waits at most until everybody connected is told."""


class PhoneServer:
    """Serves views until it is closed.

    Args:
        place: where to serve.
        view: what to show first.
        reports: gets offers, counts and requests, in the server's thread.
        now_ns: the player's clock.
        last_network: tells the interface that the person chose last; empty for none.
        voice_folder: tells the folder of a person's recordings; empty for none.
        find_networks: lists the machine's networks.
    """

    def __init__(
        self,
        place: Place,
        view: View,
        reports: Reports,
        *,
        now_ns: Callable[[], int] = time.monotonic_ns,
        last_network: Callable[[], str] = str,
        voice_folder: Callable[[], str] = str,
        find_networks: Callable[[], tuple[Network, ...]] = networks,
    ) -> None:
        self._place, self._view, self._reports = place, view, reports
        self._now_ns, self._last, self._voice, self._find = now_ns, last_network, voice_folder, find_networks
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._service: Service | None = None
        self._is_closing = False
        self._thread = Thread(target=self._run, name="phones", daemon=True)
        self._thread.start()

    def show(self, view: View) -> None:
        """Show `view` from now on."""
        with self._lock:
            self._view = view
            if self._loop and self._service:
                with suppress(RuntimeError):  # it has ended
                    self._loop.call_soon_threadsafe(self._service.show, view)

    def close(self) -> None:
        """Tell everybody connected, and end; wait a moment for that."""
        with self._lock:
            self._is_closing = True
            if self._loop and self._service:
                with suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._service.close)
        self._thread.join(CLOSE_S)

    def _run(self) -> None:
        try:
            import asyncio

            from retrotimer.remote.server import Service

            service = Service(
                self._place,
                self._reports,
                now_ns=self._now_ns,
                last_network=self._last(),
                voice_folder=self._voice,
                find_networks=self._find,
            )
            asyncio.run(service.run(lambda loop: self._begin(loop, service)))
        except RetroTimerError as error:
            self._reports.failed(error)
        except Exception as error:  # noqa: BLE001 - the session goes on without phones
            report_error(error)
            self._reports.failed(MissingPart(_("The phone's page ended because of an error.")))

    def _begin(self, loop: asyncio.AbstractEventLoop, service: Service) -> None:
        """Let calls reach `service`, which has the latest view first."""
        with self._lock:
            service.show(self._view)
            self._loop, self._service = loop, service
            if self._is_closing:
                service.close()
