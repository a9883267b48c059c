"""Where a session in the terminal is saved in the end, when its own place has no room."""

from __future__ import annotations

from pathlib import Path

from retrotimer.app.history.unsaved import Keeping
from retrotimer.files.atomic import NotSaved
from retrotimer.files.wording import printable
from retrotimer.texts import _


def save_at_last(keeping: Keeping, *, is_in_journal: bool, can_ask: bool) -> bool:
    """Tell where the session is saved; where it is not, ask for another place, or say how to get it back.

    Return whether nothing is left to be done.

    Args:
        keeping: what was done.
        is_in_journal: whether `retrotimer recover` would find all of it.
        can_ask: whether there is somebody at the keyboard.
    """
    if keeping.is_pending and can_ask:
        _ask(keeping)
    if keeping.path:
        print(_("Saved as {path}.").format(path=printable(str(keeping.path))))
    else:
        print(keeping.trouble)
    if keeping.is_pending:
        print(_way_back(keeping, is_in_journal=is_in_journal))
    return not keeping.is_pending


def _ask(keeping: Keeping) -> None:
    """Try again until it is saved, here or elsewhere, or the person gives up."""
    trouble = keeping.trouble
    while keeping.is_pending:
        print(trouble)
        print(_("Make room and press Enter, or type a file or folder to save it in; Ctrl+C gives up."), flush=True)
        try:
            typed = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        trouble = _tried(keeping, typed)


def _tried(keeping: Keeping, typed: str) -> str:
    """Save it in its own place, or as `typed`; return why that could not be done."""
    if not typed:
        return keeping.save() or ""
    try:
        keeping.save_as(Path(typed).expanduser())
    except NotSaved as error:
        return error.reason
    return ""


def _way_back(keeping: Keeping, *, is_in_journal: bool) -> str:
    if is_in_journal:
        return _(
            "It is not lost: make room on the disk, or put right what else is wrong; then "
            "`retrotimer recover --keep` saves it."
        )
    place = keeping.save_for_now()
    if place:
        sentence = _(
            "It is in {path} for now: make room on the disk, or put right what else is wrong; then `retrotimer "
            "history import {path}` saves it. "
            "What `retrotimer recover` may offer of it is only its beginning."
        )
        return sentence.format(path=printable(str(place)))
    return _("It could not be saved anywhere: make room on the disk before the next session.")
