"""What to look at before running backwards, and what to do where the test tones are not heard."""

from __future__ import annotations

from retrotimer.app.controls import KEYS, Control
from retrotimer.texts import _


def checklist() -> tuple[str, ...]:
    """Return what should be so before a session."""
    return (
        _("You have walked the route."),
        _("The surface is dry and free of holes."),
        _("You are in an outer lane, never in lane 1."),
        _("Someone watches, or you make a habit of looking behind."),
        _("Your laces are tied."),
        _("You wear no headphones."),
        _("Nothing hurts, and you are fresh."),
    )


def stop_rule() -> str:
    """Return when to stop, and the key for it."""
    sentence = _("Stop before you are tired: that is when falls happen. The key {key} goes to the cool-down.")
    return sentence.format(key=KEYS[Control.COOL_DOWN].keys)


def unheard() -> tuple[str, ...]:
    """Return what helps where a test tone was not heard."""
    return (
        _("Turn up the volume here and on the computer, and look whether it is muted."),
        _("Choose another output device."),
        _("Check the cable, or whether the Bluetooth speaker is on and connected."),
        _("Sound fades quickly with distance: across a track, use an external speaker."),
    )
