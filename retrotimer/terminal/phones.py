"""Turn phones on and off in the terminal: their codes on the screen, their addresses on standard error."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from retrotimer.app.session.controls import Control, apply
from retrotimer.app.session.player import Player
from retrotimer.terminal.calls import Calls
from retrotimer.texts import _
from retrotimer.training.session import Command, State

if TYPE_CHECKING:
    from retrotimer.app.remote.access import Offer, RemoteAccess, StartServer
    from retrotimer.app.remote.networks import Place

READY_S = 0.2


@dataclass(frozen=True, slots=True)
class Codes:
    """What is shown of phones: an offer, or the sentence that stands in its place."""

    offer: Offer | None
    sentence: str


class Shown(Protocol):
    """Where codes are shown."""

    def show_codes(self, codes: Codes | None) -> None:
        """Show `codes` in place of the session, or the session again."""
        ...


class PlayerControls:
    """Carries out what phones ask, without a window."""

    def __init__(self, player: Player) -> None:
        self._player = player

    def try_do(self, *commands: Command) -> bool:
        """Carry out the first that is legal."""
        return self._player.try_do(*commands)

    def control(self, control: Control) -> bool:
        """Do what a key would."""
        return apply(self._player, control)

    def mark(self, person: int, stamp_ns: int | None = None) -> bool:
        """Take an arrival."""
        return self._player.mark(person, stamp_ns)


class Phones:
    """The phones of the session of `player`. Nothing of theirs is loaded before they are turned on."""

    def __init__(self, player: Player, start_server: StartServer | None) -> None:
        self.calls = Calls()
        self._player, self._start_server = player, start_server
        self._access: RemoteAccess | None = None
        self._view: Shown | None = None
        self._told: Offer | None = None
        self._place: Place | None = None
        self._is_first = False

    @property
    def are_on(self) -> bool:
        """Whether phones can connect, or soon can."""
        return self._access is not None and self._access.is_on

    def wait(self, seconds: float) -> tuple[Control, ...]:
        """Wait `seconds` at most for a phone to ask for something; nobody is at the keyboard."""
        self.calls.wait(seconds)
        return ()

    def open(self, place: Place) -> None:
        """Turn phones on before the session begins, and wait until they can connect.

        Raises:
            RetroTimerError: where they cannot.
        """
        self._place = place
        access = self._turn_on(place)
        while access and access.offer is None:
            self.calls.wait(READY_S)
            self.calls.run()
            if access.problem:
                raise access.problem
        self._is_first = True

    def show_first(self, view: Shown) -> None:
        """Show the codes until the first interval, where phones were asked for at the start."""
        if self._is_first:
            self._show(view)

    def press(self, view: Shown) -> None:
        """Show the codes, turning phones on where they are off; or show the session again."""
        self._is_first = False
        if self._view:
            self._hide()
        elif self.are_on:
            self._show(view)
        else:
            from retrotimer.app.remote.networks import Place

            if self._turn_on(self._place or Place()):
                self._show(view)

    def leave(self) -> bool:
        """Turn phones off where their codes are shown; return False where they are not."""
        if self._view is None:
            return False
        self._hide()
        self.close()
        return True

    def look(self) -> None:
        """Make the calls that wait, and show phones what has changed."""
        self.calls.run()
        if self._access:
            self._access.look()
        if self._is_first and self._player.session.state is State.RUNNING:
            self._is_first = False
            self._hide()

    def close(self) -> None:
        """Turn phones off."""
        if self._access:
            self._access.turn_off()

    def _turn_on(self, place: Place) -> RemoteAccess | None:
        if self._start_server is None:
            return None
        if self._access is None:
            from retrotimer.app.remote.access import RemoteAccess

            self._access = RemoteAccess(self._start_server, self.calls.add, self._note)
            self._access.follow(self._player, PlayerControls(self._player))
        self._access.turn_on(place)
        return self._access

    def _show(self, view: Shown) -> None:
        self._view = view
        view.show_codes(self._codes())

    def _hide(self) -> None:
        if self._view:
            self._view.show_codes(None)
        self._view = None

    def _codes(self) -> Codes:
        from retrotimer.app.remote.wording import connected_text, explanation

        access = self._access
        if access and access.offer:
            connected = connected_text(access.viewers, access.controllers)
            return Codes(access.offer, f"{connected} {explanation()}")
        problem = access.problem if access else None
        return Codes(None, str(problem or _("Looking for the network …")))

    def _note(self) -> None:
        offer = self._access.offer if self._access else None
        if offer and offer != self._told:
            print(f"look: {offer.look}\ncontrol: {offer.control}", file=sys.stderr, flush=True)
        self._told = offer
        if self._view:
            self._view.show_codes(self._codes())
