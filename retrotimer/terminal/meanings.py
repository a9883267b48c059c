"""What a key can mean, and the letters that do."""

from __future__ import annotations

from retrotimer.app.controls import Control
from retrotimer.training.states import Command

Meaning = Control | Command
"""What a key asks for: a control, or the one command that has no control, to jump to now after sleep."""
LETTERS: dict[str, Meaning] = {
    " ": Control.TOGGLE,
    "r": Control.RESTART,
    "c": Control.COOL_DOWN,
    "+": Control.ADD_30_S,
    "=": Control.ADD_30_S,  # the same key on many keyboards, without shift
    "m": Control.MUTE,
    "q": Control.LEAVE,
    "?": Control.HELP,
    "j": Command.JUMP,
}
