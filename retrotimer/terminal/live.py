"""The screen of a running session, drawn anew only when it would look different."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live

from retrotimer.app.captions import Captions
from retrotimer.app.player import Player
from retrotimer.terminal.frame import MARGIN, Frame, make_frame
from retrotimer.terminal.quiet import quiet_errors
from retrotimer.terminal.ribbon import Ribbon
from retrotimer.terminal.screen import draw
from retrotimer.training.timeline import Timeline


class LiveView:
    """Shows a session on the whole terminal, which is as it was when the `with` block ends."""

    def __init__(self, player: Player, console: Console | None = None) -> None:
        self._player = player
        self._console = console or Console(highlight=False)
        self._quiet = quiet_errors()
        self._live = Live(console=self._console, screen=True, auto_refresh=False, vertical_overflow="crop")
        self._captions = Captions()
        player.listen(self._captions)
        self._shows_keys = False
        self._seen: Frame | None = None
        self._ribbon: Ribbon | None = None
        self._timeline: Timeline | None = None

    def __enter__(self) -> Self:
        """Take the terminal."""
        self._quiet.__enter__()
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the terminal back."""
        self._live.stop()
        self._quiet.__exit__(kind, error, trace)

    def toggle_keys(self) -> None:
        """Show the table of keys, or put it away."""
        self._shows_keys = not self._shows_keys

    def show(self) -> None:
        """Show the session as it is now."""
        size = self._console.size
        ribbon = self._ribbon_for(max(1, size.width - 2 * MARGIN))
        frame = make_frame(
            self._player, self._captions.lines, ribbon, (size.width, size.height), shows_keys=self._shows_keys
        )
        if frame != self._seen:
            self._live.update(Group(*draw(frame, ribbon)), refresh=True)
            self._seen = frame

    def _ribbon_for(self, width: int) -> Ribbon:
        timeline = self._player.session.timeline
        if self._ribbon is None or self._ribbon.width != width or self._timeline is not timeline:
            self._ribbon, self._timeline = Ribbon(timeline, width), timeline
        return self._ribbon
