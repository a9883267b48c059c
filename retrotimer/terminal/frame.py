"""Define what one frame of the screen shows; equal frames look the same, so redrawing is skipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrotimer.app.session.display import Display, display, progress
from retrotimer.app.session.player import Player
from retrotimer.terminal.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.formatting import NS_PER_S, clock_text
from retrotimer.training.session import Session, State

if TYPE_CHECKING:
    from retrotimer.app.remote.access import Offer

MARGIN = 2
"""Columns left free at each side."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What is shown of phones: an offer, or the sentence that stands in its place."""

    offer: Offer | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The screen at one moment. `filled` columns of the interval's bar are done; the playhead is in `playhead`."""

    width: int
    height: int
    display: Display
    lines: tuple[str, ...]
    filled: int
    playhead: int
    sound: str
    notice: str
    has_slept: bool
    shows_keys: bool
    codes: Codes | None = None

    @property
    def inner(self) -> int:
        """The columns between the margins."""
        return max(1, self.width - 2 * MARGIN)

    @property
    def is_paused(self) -> bool:
        """Whether the session waits for the athlete."""
        return self.display.state is State.PAUSED


def make_frame(
    player: Player,
    lines: tuple[str, ...],
    ribbon: Ribbon,
    size: tuple[int, int],
    *,
    shows_keys: bool,
    codes: Codes | None = None,
) -> Frame:
    """Return the picture of `player` now, `lines` being its captions and `size` columns and rows."""
    session = player.session
    there = progress(session)
    inner = max(1, size[0] - 2 * MARGIN)
    is_over = session.state is State.FINISHED
    return Frame(
        width=size[0],
        height=size[1],
        display=display(session),
        lines=_question(session) or lines,
        filled=round(there.interval * inner),
        playhead=ribbon.width if is_over else ribbon.column(session.index, there.interval),
        sound=_sound(player),
        notice=player.sound.notice or "",
        has_slept=session.missed_ns > 0,
        shows_keys=shows_keys,
        codes=codes,
    )


def _question(session: Session) -> tuple[str, ...]:
    """Return what to ask after the machine slept."""
    if not session.missed_ns:
        return ()
    slept = clock_text(session.missed_ns // NS_PER_S)
    return (
        _("The machine slept; {time} went by.").format(time=slept),
        _("Space goes on from here, J jumps to now, Esc stops."),
    )


def _sound(player: Player) -> str:
    if player.sound.muted:
        return _("Sound off")
    return _("Sound {percent} %").format(percent=round(100 * player.sound.volume))
