"""Map letters to commands."""

from __future__ import annotations

from retrotimer.app.session.controls import PERSONS, Control

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
    ",": Control.CHOOSE_BEFORE,
    ".": Control.CHOOSE_NEXT,
    "0": Control.CHOOSE_ALL,
    "\r": Control.MARK,
    "\n": Control.MARK,
    "\x7f": Control.TAKE_BACK,
    "\x08": Control.TAKE_BACK,
    **{str(n): control for n, control in enumerate(PERSONS, 1)},
    "t": Control.NEXT_PIECE,
    "T": Control.MUSIC,
}


def of_letter(sign: str) -> Control | None:
    """Return what a key with `sign` asks for, in capitals what the small letter does where they have no own use."""
    return LETTERS.get(sign) or LETTERS.get(sign.lower())
