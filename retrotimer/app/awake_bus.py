"""How the desktop's own services are asked to keep the computer awake: over D-Bus, in our name.

To be imported by `app.awake` alone and late: it loads wakepy.
"""

from __future__ import annotations

from wakepy.core import DBusAddress, DBusMethod, DBusMethodCall
from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter

from retrotimer.texts import _

SERVICES = frozenset({"org.freedesktop.ScreenSaver", "org.gnome.SessionManager"})
"""Those that wakepy asks to keep a screen on, in this order, until one agrees."""
BUS = DBusAddress(service="org.freedesktop.DBus", path="/org/freedesktop/DBus", interface="org.freedesktop.DBus")
LISTS = ("ListNames", "ListActivatableNames")


class BusAdapter(JeepneyDBusAdapter):
    """Speaks with the session bus, and tells the desktop who asks and why: it may show that to a person."""

    def process(self, call: DBusMethodCall) -> object:
        """Make `call`; a connection on which one failed is not kept.

        Raises:
            Exception: whatever the bus or its absence may bring.
        """
        given = call.get_kwargs() or {}
        ours = {"application_name": "RetroTimer", "app_id": "retrotimer"}
        ours |= dict.fromkeys(("reason_for_inhibit", "reason"), _("A training session is going on."))
        named = {name: ours.get(name, value) for name, value in given.items()}
        try:
            return super().process(DBusMethodCall(call.method, named) if given else call)
        except Exception:
            self.close_connections()  # a service that answers too late sees that nobody waits any more
            raise

    def close_connections(self) -> None:
        """Close what is open. wakepy's own also collects garbage, which would stop every thread for a while."""
        for connection in self._connections.values():
            self.close_connection(connection)
        self._connections.clear()


def is_service_there() -> bool:
    """Return whether the session bus has, or would start, a service that keeps the computer awake."""
    adapter = BusAdapter()
    try:
        answers = [adapter.process(DBusMethod(name, None).of(BUS).to_call()) for name in LISTS]
    except Exception:  # noqa: BLE001 - whatever is wrong with a bus, there is no such service on it
        return False
    adapter.close_connections()
    return any(isinstance(answer, tuple) and SERVICES & set(answer[0]) for answer in answers)
