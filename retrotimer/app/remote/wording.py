"""Say in words what phones may do and who is connected, for window and terminal."""

from __future__ import annotations

from retrotimer.texts import _, ngettext


def explanation() -> str:
    """Return what is to be known before a code is shown to anybody."""
    return _(
        "On the same network, for this session only. Anyone with the second code can pause and stop it. "
        "The page is not encrypted."
    )


def connected_text(viewers: int, controllers: int) -> str:
    """Return who is connected: "3 connected, 1 of them in control."."""
    if not viewers:
        return _("Nobody is connected yet.")
    counted = ngettext("{n} connected", "{n} connected", viewers).format(n=viewers)
    if not controllers:
        return f"{counted}."
    return _("{connected}, {n} of them in control.").format(connected=counted, n=controllers)
