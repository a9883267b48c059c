"""Answer MPRIS method calls and property reads on the bus, with exact types and without Qt.

QtDBus would send a length as 32 bits, which players refuse, and open its connection on the window's own thread,
where a bus that hangs would stop the tones.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, tostring

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]
from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

from retrotimer.gui.session.mpris.metadata import PATH, PLAYER, ROOT, Value

METHODS = {
    ROOT: {"Raise": "", "Quit": ""},
    PLAYER: {
        **dict.fromkeys(("Next", "Previous", "Pause", "PlayPause", "Stop", "Play"), ""),
        "Seek": "x",
        "SetPosition": "ox",
        "OpenUri": "s",
    },
}
"""The methods of each interface and the signatures of what they take; none of them gives anything back."""
SIGNALS: dict[str, dict[str, str]] = {ROOT: {}, PLAYER: {"Seeked": "x"}}
WRITABLE = (PLAYER, "Volume")


def introspection(properties: dict[str, dict[str, Value]]) -> str:
    """Return the description of an object with these properties by interface, as D-Bus wants it."""
    node = Element("node")
    for name, values in properties.items():
        interface = SubElement(node, "interface", name=name)
        for kind, members in (("method", METHODS[name]), ("signal", SIGNALS[name])):
            for member, signature in members.items():
                element = SubElement(interface, kind, name=member)
                for type_ in signature:
                    SubElement(element, "arg", type=type_)
        for key, (signature, _value) in values.items():
            access = "readwrite" if (name, key) == WRITABLE else "read"
            SubElement(interface, "property", name=key, type=signature, access=access)
    return tostring(node, encoding="unicode")


NAME = "org.mpris.MediaPlayer2.retrotimer"
PROPERTIES = "org.freedesktop.DBus.Properties"
DO_NOT_QUEUE = 4
OWNER = 1
"""What the bus answers to one who has got a name."""
TIMEOUT_S = 2.0
SEND_S = 0.1
"""A bus that takes no message within this time hangs: it is left."""
PROPERTY_CALLS = {"Get": "ss", "GetAll": "s", "Set": "ssv"}


def connect() -> DBusConnection | None:
    """Return a connection under our name, or one of its kin where it is taken; None where there is no bus.

    This may take as long as the bus wants: not to be called where somebody waits.
    """
    try:
        connection = open_dbus_connection()
        if any(_owns(connection, name) for name in (NAME, f"{NAME}.instance{os.getpid()}")):
            connection.sock.settimeout(SEND_S)
            return connection
    except Exception:  # noqa: BLE001 - whatever is wrong with a bus: then there are no media keys
        return None
    connection.close()
    return None


def _owns(connection: DBusConnection, name: str) -> bool:
    ask = message_bus.RequestName(name, DO_NOT_QUEUE)
    return bool(unwrap_msg(connection.send_and_get_reply(ask, timeout=TIMEOUT_S)) == (OWNER,))


class MprisObject:
    """The object on the bus.

    Args:
        connection: from `connect`.
        properties: gives the present properties by interface.
        call: does a method, by its name.
        set_volume: does what it says.
    """

    def __init__(
        self,
        connection: DBusConnection,
        properties: Callable[[], dict[str, dict[str, Value]]],
        call: Callable[[str], None],
        set_volume: Callable[[float], None],
    ) -> None:
        self._connection, self._properties, self._call, self._set_volume = connection, properties, call, set_volume

    def answer_all(self) -> None:
        """Answer what has come.

        Raises:
            OSError: where the bus is gone.
            ValueError: where the connection has been closed by what was asked.
        """
        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            if message.header.message_type is MessageType.method_call:
                answer = self._answer(message)
                if not message.header.flags & MessageFlag.no_reply_expected:
                    self._connection.send(answer)

    def notify(self, changed: dict[str, Value]) -> None:
        """Tell who listens that these properties of the session have changed."""
        emitter = DBusAddress(PATH, interface=PROPERTIES)
        self._connection.send(new_signal(emitter, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, [])))

    def tell_jump(self, position: Value) -> None:
        """Tell who counts along that the present interval goes on from `position`."""
        emitter = DBusAddress(PATH, interface=PLAYER)
        self._connection.send(new_signal(emitter, "Seeked", position[0], position[1:]))

    def _answer(self, message: Message) -> Message:
        fields = message.header.fields
        interface, member = fields.get(HeaderFields.interface), fields[HeaderFields.member]
        if interface == PROPERTIES:
            return self._answer_property(message, member, fields.get(HeaderFields.signature))
        if member == "Introspect":
            return new_method_return(message, "s", (introspection(self._properties()),))
        if member == "Ping":
            return new_method_return(message)
        if fields.get(HeaderFields.path) != PATH or member not in METHODS.get(interface, {}):
            return _error(message, "UnknownMethod", f"There is no {interface}.{member}.")
        self._call(member)
        return new_method_return(message)

    def _answer_property(self, message: Message, member: str, signature: str | None) -> Message:
        if PROPERTY_CALLS.get(member) != signature:
            return _error(message, "InvalidArgs", f"{member} is not called like this.")
        interface, *rest = message.body
        values = self._properties().get(interface, {})
        if member == "GetAll":
            return new_method_return(message, "a{sv}", (values,))
        name = rest[0]
        if name not in values:
            return _error(message, "UnknownProperty", f"There is no {interface}.{name}.")
        if member == "Get":
            return new_method_return(message, "v", (values[name],))
        return self._set(message, (interface, name), rest[1])

    def _set(self, message: Message, name: tuple[str, str], value: Value) -> Message:
        type_, volume = value
        if name != WRITABLE:
            return _error(message, "PropertyReadOnly", f"{name[1]} cannot be set.")
        if type_ != "d" or not isinstance(volume, float):
            return _error(message, "InvalidArgs", f"{name[1]} is a number.")
        self._set_volume(volume)
        return new_method_return(message)


def _error(message: Message, name: str, sentence: str) -> Message:
    return new_error(message, f"org.freedesktop.DBus.Error.{name}", "s", (sentence,))
