"""What media keys can ask for, by interface; and that as the description which D-Bus wants of an object."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from retrotimer.gui.mpris_face import PLAYER, ROOT, Value

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
