"""Map letters to commands."""

from __future__ import annotations

from retrotimer.app.session.controls import Control

LETTERS = {
    " ": Control.TOGGLE,
    "r": Control.RESTART,
    "c": Control.COOL_DOWN,
    "+": Control.ADD_30_S,
    "=": Control.ADD_30_S,  # the same key on many keyboards, without shift
    "m": Control.MUTE,
    "p": Control.PHONE,
    "q": Control.LEAVE,
    "?": Control.HELP,
    "j": Control.JUMP,
}
