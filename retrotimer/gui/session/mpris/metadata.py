"""Describe a session as the metadata of a music track.

After https://specifications.freedesktop.org/mpris-spec/2.2/: a workout is the album, an interval a track.
A value goes over the bus as (D-Bus signature, value).
"""

from __future__ import annotations

from retrotimer.app.session.display import Display
from retrotimer.app.session.player import Player
from retrotimer.training.session import MS, Command, Session, State

Value = tuple[str, object]

PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
STATUS = {
    State.READY: "Stopped",
    State.GET_READY: "Playing",
    State.RUNNING: "Playing",
    State.PAUSED: "Paused",
    State.FINISHED: "Stopped",
}


def root() -> dict[str, Value]:
    """Return the properties of the program."""
    return {
        "Identity": ("s", "RetroTimer"),
        "DesktopEntry": ("s", "retrotimer"),
        "CanRaise": ("b", True),
        "CanQuit": ("b", False),
        "HasTrackList": ("b", False),
        "SupportedUriSchemes": ("as", []),
        "SupportedMimeTypes": ("as", []),
    }


def player(player: Player, display: Display) -> dict[str, Value]:
    """Return the properties of the session of `player` that are told whenever they change."""
    session = player.session
    is_over = player.state is State.FINISHED
    return {
        "PlaybackStatus": ("s", STATUS[player.state]),
        "Metadata": ("a{sv}", _metadata(session, display)),
        "Volume": ("d", float(player.sound.volume)),
        "Rate": ("d", 1.0),
        "MinimumRate": ("d", 1.0),
        "MaximumRate": ("d", 1.0),
        "CanGoNext": ("b", player.can(Command.NEXT)),
        "CanGoPrevious": ("b", player.can(Command.PREVIOUS)),
        "CanPlay": ("b", not is_over),
        "CanPause": ("b", not is_over),
        "CanSeek": ("b", False),
        "CanControl": ("b", True),
    }


def position(session: Session) -> Value:
    """Return how far the present interval is, in µs. Who shows it counts along, and is told of jumps alone."""
    return "x", session.offset_ns // 1000


def _metadata(session: Session, display: Display) -> dict[str, Value]:
    number = session.index + 1
    metadata: dict[str, Value] = {
        "mpris:trackid": ("o", f"/org/retrotimer/interval/{number}"),
        "xesam:title": ("s", display.title),
        "xesam:album": ("s", session.timeline.name),
    }
    if display.round:
        metadata["xesam:artist"] = ("as", [display.round])
    if session.duration_ms is not None:
        metadata["mpris:length"] = ("x", session.duration_ms * MS // 1000)
    return metadata
