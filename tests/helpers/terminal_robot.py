"""Fake the keyboard and the screen of a terminal session on a manual clock."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Self

from rich.console import Console, Group
from rich.text import Text

from retrotimer.app.session.controls import Control
from retrotimer.terminal.calls import Calls
from retrotimer.terminal.screen import LiveView
from tests.helpers.fakes import S, SessionHarness


class Hands:
    """Fake a keyboard: `wait` advances the clock.

    `presses` are keys with their times in seconds after the start; open intervals are tapped after `tap_s` seconds.
    """

    def __init__(
        self, stage: SessionHarness, presses: Iterable[tuple[float, Control]] = (), tap_s: float = 5
    ) -> None:
        self._stage = stage
        self._began_ns = stage.clock.ns
        self._presses = [(self._began_ns + round(at_s * S), meaning) for at_s, meaning in presses]
        self._tap_ns = round(tap_s * S)
        self.waits = 0
        self.calls: Calls | None = None

    def __enter__(self) -> Self:
        """Do nothing: there is no real keyboard."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Do nothing."""

    def wait(self, seconds: float) -> tuple[Control, ...]:
        """Let `seconds` pass, or less if a key is due earlier."""
        self.waits += 1
        clock, session = self._stage.clock, self._stage.session
        until_ns = clock.ns + max(1, round(seconds * S))
        if self._presses and self._presses[0][0] <= until_ns:
            at_ns, meaning = self._presses.pop(0)
            clock.ns = max(clock.ns, at_ns)
            return (meaning,)
        clock.ns = until_ns
        is_open = session.interval is not None and session.interval.is_open
        return (Control.NEXT,) if is_open and session.offset_ns >= self._tap_ns else ()


class Paper:
    """Fake a terminal of a given size that keeps its output as text."""

    def __init__(self, stage: SessionHarness, columns: int = 80, rows: int = 24) -> None:
        self.text = io.StringIO()
        self.console = Console(
            file=self.text,
            width=columns,
            height=rows,
            force_terminal=True,
            color_system="truecolor",
            legacy_windows=False,  # which takes a column away; Windows has none since version 10
        )
        self.view = LiveView(stage.player, self.console)

    def texts(self) -> list[Text]:
        """Redraw the screen and return its lines."""
        self.view.show()
        group = self.view._live.renderable
        assert isinstance(group, Group)
        return [line for line in group.renderables if isinstance(line, Text)]

    def lines(self) -> list[str]:
        """Redraw the screen and return its lines without colours."""
        return [line.plain for line in self.texts()]
