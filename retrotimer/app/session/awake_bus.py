"""Ask services on the message bus to keep the computer awake. Not for Windows and macOS, which have no such bus."""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]
from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]
from wakepy import DBusAdapter

from retrotimer.texts import _

SERVICES = frozenset({"org.freedesktop.ScreenSaver", "org.gnome.SessionManager"})
"""Those that wakepy asks to keep a screen on, in this order, until one agrees."""
TIMEOUT_S = 2.0
"""How long a service may take for its answer."""


class BusAdapter(DBusAdapter):
    """Speaks with the session bus, and tells the desktop who asks and why: it may show that to a person."""

    def __init__(self) -> None:
        super().__init__()
        self._buses: dict[str | None, DBusConnection] = {}

    def process(self, call: Any) -> object:  # noqa: ANN401 - wakepy's own class, which is private
        """Make `call`; close the connection if it fails, with any exception of the bus."""
        method = call.method
        ours = {"application_name": "RetroTimer", "app_id": "retrotimer"}
        ours |= dict.fromkeys(("reason_for_inhibit", "reason"), _("A training session is going on."))
        names = method.params or ("",) * len(call.args)
        body = tuple(ours.get(name, value) for name, value in zip(names, call.args, strict=True))
        address = DBusAddress(method.path, method.service, method.interface)
        try:
            if method.bus not in self._buses:
                self._buses[method.bus] = open_dbus_connection(method.bus)
            message = new_method_call(address, method.name, method.signature, body)
            answer: object = unwrap_msg(self._buses[method.bus].send_and_get_reply(message, timeout=TIMEOUT_S))
        except Exception:
            self.close_connections()  # a service that answers too late sees that nobody waits any more
            raise
        return answer

    def close_connections(self) -> None:
        """Close what is open. wakepy's own also collects garbage, which would stop every thread for a while."""
        while self._buses:
            _bus, connection = self._buses.popitem()
            connection.close()


def is_service_there() -> bool:
    """Return whether the session bus has, or would start, a service that keeps the computer awake."""
    try:
        with open_dbus_connection() as bus:
            asked = (message_bus.ListNames(), message_bus.ListActivatableNames())
            answers = [unwrap_msg(bus.send_and_get_reply(message, timeout=TIMEOUT_S)) for message in asked]
    except Exception:  # noqa: BLE001 - whatever is wrong with a bus, there is no such service on it
        return False
    return any(SERVICES & set(names) for (names,) in answers)
