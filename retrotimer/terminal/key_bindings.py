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
    "t": Control.NEXT_PIECE,
    "T": Control.MUSIC,
}


def of_letter(sign: str) -> Control | None:
    """Return what a key with `sign` asks for, in capitals what the small letter does where they have no own use."""
    return LETTERS.get(sign) or LETTERS.get(sign.lower())
