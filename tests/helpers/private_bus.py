"""Run a private D-Bus daemon, and a fake inhibit service that records calls."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from queue import SimpleQueue
from socket import SHUT_RDWR
from threading import Thread
from typing import Self

from jeepney import HeaderFields, MatchRule, Message, MessageType, new_method_return  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

PATIENCE_S = 20.0
CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class PrivateBus:
    """A dbus-daemon without service activation, as a context manager; clients connect to `address`."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="rt-bus-"))  # short: a socket's path holds 107 characters
        self.address = f"unix:path={self._folder / 'socket'}"

    def __enter__(self) -> Self:
        configuration = self._folder / "bus.conf"
        configuration.write_text(CONFIGURATION.format(socket=self._folder / "socket"))
        command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address"]
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._daemon.stdout
        with self._daemon.stdout as answer:
            answer.readline()  # it listens now
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def kill(self) -> None:
        """Kill the daemon, as a crash would."""
        self._daemon.kill()
        self._daemon.wait()

    @property
    def environment(self) -> dict[str, str]:
        """The environment for a client process: this bus, this checkout, and an empty data folder."""
        ours = {"PYTHONPATH": str(Path(__file__).parents[2]), "RETROTIMER_HOME": str(self._folder)}
        return os.environ | ours | {"DBUS_SESSION_BUS_ADDRESS": self.address, "RETROTIMER_LANGUAGE": "en"}


class Desktop:
    """A fake desktop service that inhibits sleep and releases clients that disconnect.

    A context manager; `next()` returns the next call: `("inhibit", who, why)`, `("uninhibit",)` or `("lost",)`.
    With `dumb` it sends no replies.
    """

    def __init__(self, bus: PrivateBus, name: str, *, dumb: bool = False) -> None:
        self._happened: SimpleQueue[tuple[str, ...]] = SimpleQueue()
        self._dumb = dumb
        self._clients: dict[str, int] = {}
        self._connection = open_dbus_connection(bus.address)
        self._ask(message_bus.RequestName(name))
        gone = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")
        self._ask(message_bus.AddMatch(gone))
        self._thread = Thread(target=self._connect_library, name=name, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._connection.sock.shutdown(SHUT_RDWR)
        self._thread.join()
        self._connection.close()

    def next(self) -> tuple[str, ...]:
        """Wait for the next call and return it.

        Raises:
            queue.Empty: if there is none within `PATIENCE_S`.
        """
        return self._happened.get(timeout=PATIENCE_S)

    @property
    def holders(self) -> int:
        """The number of clients that hold an inhibition."""
        return len(self._clients)

    def _ask(self, message: Message) -> None:
        assert self._connection.send_and_get_reply(message).header.message_type is MessageType.method_return

    def _connect_library(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except OSError:
                return
            fields = message.header.fields
            does = getattr(self, f"_{fields.get(HeaderFields.member, '').lower()}", None)
            if does:
                does(message, fields.get(HeaderFields.sender), *message.body)

    def _inhibit(self, message: Message, client: str, who: str, *rest: object) -> None:
        why = next(part for part in rest if isinstance(part, str))
        self._clients[client] = 7
        if not self._dumb:
            self._connection.send(new_method_return(message, "u", (7,)))
        self._happened.put(("inhibit", who, why))

    def _uninhibit(self, message: Message, client: str, cookie: int) -> None:
        assert self._clients.pop(client) == cookie
        self._connection.send(new_method_return(message))
        self._happened.put(("uninhibit",))

    def _nameownerchanged(self, _message: Message, _sender: str, name: str, _old: str, new: str) -> None:
        if not new and self._clients.pop(name, 0):
            self._happened.put(("lost",))
