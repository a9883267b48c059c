"""Define the controls of a running session and their keys, for window and terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from retrotimer.app.session.player import Player
from retrotimer.texts import N_, _
from retrotimer.training.session import Command

VOLUME_STEP = 0.1


class Control(StrEnum):
    """Something a key or a button does."""

    TOGGLE = "toggle"
    NEXT = "next"
    PREVIOUS = "previous"
    RESTART = "restart"
    COOL_DOWN = "cool-down"
    ADD_30_S = "add-30-s"
    JUMP = "jump"
    MUTE = "mute"
    LOUDER = "louder"
    SOFTER = "softer"
    NEXT_PIECE = "next-piece"
    MUSIC = "music"
    FULL_SCREEN = "full-screen"
    GROUP = "group"
    CHOOSE_BEFORE = "choose-before"
    CHOOSE_NEXT = "choose-next"
    CHOOSE_ALL = "choose-all"
    MARK = "mark"
    TAKE_BACK = "take-back"
    PHONE = "phone"
    LEAVE = "leave"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Key:
    """The keys of a control, as they are shown, and what it does."""

    keys: str
    does: str


KEYS = {
    Control.TOGGLE: Key(N_("Space"), N_("start, pause, go on")),
    Control.NEXT: Key(N_("→ or PageDown"), N_("next interval")),
    Control.PREVIOUS: Key(N_("← or PageUp"), N_("back to the start of this interval; again: the one before")),
    Control.RESTART: Key("R", N_("restart this interval")),
    Control.COOL_DOWN: Key("C", N_("go to the cool-down")),
    Control.ADD_30_S: Key("+", N_("add 30 seconds")),
    Control.JUMP: Key("J", N_("after the computer slept: jump to now")),
    Control.MUTE: Key("M", N_("sound off and on")),
    Control.LOUDER: Key("↑", N_("louder")),
    Control.SOFTER: Key("↓", N_("softer")),
    Control.NEXT_PIECE: Key("T", N_("next piece of music")),
    Control.MUSIC: Key("Shift+T", N_("music off and on")),
    Control.FULL_SCREEN: Key(N_("F or F11"), N_("full screen")),
    Control.GROUP: Key("G", N_("show it on a second screen, for a group")),
    Control.CHOOSE_BEFORE: Key(",", N_("choose the group before")),
    Control.CHOOSE_NEXT: Key(".", N_("choose the group after")),
    Control.CHOOSE_ALL: Key("0", N_("choose all groups")),
    Control.MARK: Key(N_("Enter, 1 to 9"), N_("an arrival; a digit says whose")),
    Control.TAKE_BACK: Key(N_("Backspace"), N_("take the last arrival back")),
    Control.PHONE: Key("P", N_("show it on phones, and let them control it")),
    Control.LEAVE: Key("Esc", N_("leave full screen; pause; stop a paused session")),
    Control.HELP: Key("?", N_("show these keys")),
}

COMMANDS = {
    Control.TOGGLE: (Command.START, Command.PAUSE, Command.RESUME),
    Control.NEXT: (Command.NEXT,),
    Control.PREVIOUS: (Command.PREVIOUS,),
    Control.RESTART: (Command.RESTART,),
    Control.COOL_DOWN: (Command.COOL_DOWN,),
    Control.ADD_30_S: (Command.ADD_30_S,),
    Control.JUMP: (Command.JUMP,),
}
"""The commands of a control, of which the first that is legal is carried out."""


def apply(player: Player, control: Control) -> bool:
    """Do what `control` asks of `player`; return False where it is not for the player or not possible now."""
    if commands := COMMANDS.get(control):
        return player.try_do(*commands)
    if control in OF_MUSIC and player.sound.music_on is None:
        return False
    if control is Control.MARK:
        return player.mark()
    if control is Control.TAKE_BACK:
        return player.take_back()
    action = _ACTIONS.get(control)
    if action:
        action(player)
    return action is not None


OF_MUSIC = (Control.NEXT_PIECE, Control.MUSIC)
"""What is of use with music only."""


def sound_words(player: Player, control: Control) -> str:
    """Return what `control` has just done to the sound, in words; empty for one of something else."""
    sound = player.sound
    if control is Control.NEXT_PIECE:
        return _("Next piece of music")
    if control is Control.MUSIC:
        return _("Music on") if sound.music_on else _("Music off")
    if control not in (Control.MUTE, Control.LOUDER, Control.SOFTER):
        return ""
    return _("Sound off") if sound.muted else _("Volume {share} %").format(share=round(100 * sound.volume))


OF_GROUPS = (Control.CHOOSE_BEFORE, Control.CHOOSE_NEXT, Control.CHOOSE_ALL)
"""What is of use with several groups only."""


def leave(player: Player) -> bool:
    """Pause a moving session, stop a paused one; return whether it can be left, by what the person saw."""
    was_moving = player.groups.is_moving
    player.try_do(Command.PAUSE if was_moving else Command.STOP)
    return not was_moving


def _mute(player: Player) -> None:
    player.sound.muted = not player.sound.muted


def _louder(player: Player) -> None:
    player.sound.volume = min(1.0, round(player.sound.volume + VOLUME_STEP, 2))


def _softer(player: Player) -> None:
    player.sound.volume = max(0.0, round(player.sound.volume - VOLUME_STEP, 2))


_ACTIONS: dict[Control, Callable[[Player], None]] = {
    Control.MUTE: _mute,
    Control.LOUDER: _louder,
    Control.SOFTER: _softer,
    Control.NEXT_PIECE: lambda player: player.sound.next_piece(),
    Control.MUSIC: lambda player: player.sound.switch_music(),
    Control.CHOOSE_BEFORE: lambda player: player.choose_next(-1),
    Control.CHOOSE_NEXT: lambda player: player.choose_next(1),
    Control.CHOOSE_ALL: lambda player: player.choose(None),
}
