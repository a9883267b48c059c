"""Join a session and the server of its phones: what is to be shown goes out, what a phone asks for comes in.

The server has a thread of its own. It gets immutable values, and everything that it reports reaches the shell's
thread through `deliver`: nothing that is heard or seen waits for a phone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from retrotimer.app.remote.networks import Place
from retrotimer.app.remote.qr import Matrix
from retrotimer.app.session.controls import Control
from retrotimer.app.session.display import Captions
from retrotimer.app.session.player import Player
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Command, Event, Session

COMMANDS: dict[str, tuple[Command, ...]] = {
    "pause": (Command.PAUSE,),
    "resume": (Command.RESUME,),
    "next": (Command.NEXT,),
    "previous": (Command.PREVIOUS,),
    "restart": (Command.RESTART,),
    "cool-down": (Command.COOL_DOWN,),
    "add-30-s": (Command.ADD_30_S,),
    "jump": (Command.JUMP,),
    "stop": (Command.STOP,),
}
"""What a phone may ask for, and the commands of which the first that is legal is carried out."""
SOUND = {"louder": Control.LOUDER, "softer": Control.SOFTER}
MUTE = {"mute": True, "unmute": False}
ARRIVED = "arrived"
KNOWN = frozenset({*COMMANDS, *SOUND, *MUTE, ARRIVED})
"""Everything that a phone may ask for."""
KEPT_IDS = 10_000
"""So many arrivals are remembered, so that one that is sent twice counts once."""


class Request(NamedTuple):
    """What a phone asks for.

    `visit` is the interval that it saw, counted as the session does; where the session has left it, the request is
    out of date. `at_ns` is when an arrival was, or when something was asked for, by the player's clock; `group`
    is None for all.
    """

    do: str
    id: int
    visit: int | None = None
    group: int | None = None
    at_ns: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A session at one moment, with all its groups, for the server. `events` have happened since the last view.

    `to_mono` maps the session's clock to the machine's, both in ns.
    """

    whole: GroupSession
    to_mono: Callable[[int], int] = int
    speed: float = 1.0
    muted: bool = False
    volume: float = 1.0
    lines: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def session(self) -> Session:
        """The session of the first group."""
        return self.whole.lead


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a session is served: the address as it is read out, and two addresses with their keys, as codes too."""

    address: str
    look: str
    control: str
    look_code: Matrix
    control_code: Matrix


class Server(Protocol):
    """Serves views to phones, in a thread of its own."""

    def show(self, view: View) -> None:
        """Show `view` from now on."""
        ...

    def close(self) -> None:
        """Tell everybody connected, and end."""
        ...


class Reports(Protocol):
    """What a server reports, from its own thread."""

    def offered(self, offer: Offer) -> None:
        """Serve at `offer` from now on, and no longer at an earlier one."""
        ...

    def failed(self, error: RetroTimerError) -> None:
        """End, as it could not be served."""
        ...

    def counted(self, viewers: int, controllers: int) -> None:
        """Count everybody connected, and those among them who may control."""
        ...

    def asked(self, request: Request, answer: Callable[[bool], None]) -> None:
        """Take `request`; call `answer` with whether it was done."""
        ...


StartServer = Callable[[Place, View, Reports], Server]
"""Starts a server. The command line hands it to the shells, which know no server."""
Deliver = Callable[[Callable[[], object]], None]
"""Makes a call in the shell's thread."""


class Controls(Protocol):
    """What carries out commands, in the shell's thread."""

    def try_do(self, *commands: Command) -> bool:
        """Carry out the first of `commands` that the session takes now; return whether there was one."""
        ...

    def control(self, control: Control) -> bool:
        """Do what a key would; return whether it was possible."""
        ...

    def mark(self, person: int, stamp_ns: int | None = None) -> bool:
        """Take an arrival at ns of the player's clock; return whether it counts."""
        ...


class RemoteAccess:
    """The phones of one session: off until it is turned on, and off again when the session ends.

    `changed` is called, in the shell's thread, whenever `offer`, `problem` or the counts are other than before.
    """

    def __init__(self, start: StartServer, deliver: Deliver, changed: Callable[[], object]) -> None:
        self.offer: Offer | None = None
        self.problem: RetroTimerError | None = None
        self.viewers = self.controllers = 0
        self._start, self._deliver, self.changed = start, deliver, changed
        self._server: Server | None = None
        self._reports: _Delivered | None = None
        self._view: View | None = None
        self._player: Player | None = None
        self._controls: Controls | None = None
        self._captions = Captions()
        self._events: list[Event] = []
        self._shown: object = None
        self._arrived: dict[int, None] = {}

    @property
    def is_on(self) -> bool:
        """Whether a server runs, or is about to."""
        return self._server is not None

    def turn_on(self, place: Place) -> None:
        """Begin to serve; `offer` or `problem` follows."""
        if self._server is None and self._view is not None:
            self.problem = None
            self._shown = None
            self._reports = _Delivered(self, self._deliver)
            self._server = self._start(place, self._view, self._reports)
            self.look()

    def turn_off(self) -> None:
        """Tell everybody connected, and serve no longer."""
        server, self._server, self.offer = self._server, None, None
        self.viewers = self.controllers = 0
        if server and self._reports:
            self._reports.is_live = False
            server.close()
            self.changed()

    def preview(self, whole: GroupSession) -> None:
        """Show a session that has not begun."""
        self._show(View(whole))

    def follow(self, player: Player, controls: Controls) -> None:
        """Show the session of `player` from now on, and let phones control it through `controls`."""
        self._player, self._controls = player, controls
        player.listen(self._captions)
        player.listen(lambda _session, events: self._events.extend(events))
        self.look()

    def look(self) -> None:
        """Show what is other than before; to be called whenever the session has been looked at."""
        player = self._player
        if player is None:
            return
        whole, sound, lines = player.groups, player.sound, self._captions.lines
        seen = (tuple(map(_place, whole.sessions)), whole.arrival_ends, sound.muted, sound.volume, lines)
        if seen == self._shown and not self._events:
            return
        self._shown = seen
        events, self._events = tuple(self._events), []
        to_mono, speed = player.speed.mono_ns, float(player.speed.factor)
        self._show(View(whole, to_mono, speed, sound.muted, sound.volume, lines, events))

    def _show(self, view: View) -> None:
        self._view = view
        if self._server:
            self._server.show(view)

    def do(self, request: Request) -> bool:
        """Carry out `request` as a key would; return whether it was possible."""
        player, controls = self._player, self._controls
        if player is None or controls is None or (request.group or 0) >= len(player.groups.groups):
            return False
        before = player.chosen  # what is chosen on the laptop stays so
        player.choose(request.group)
        try:
            return self._done(request, player, controls)
        finally:
            player.choose(before)
            self.look()

    def _done(self, request: Request, player: Player, controls: Controls) -> bool:
        if request.do == ARRIVED:
            return self._arrive(request, controls)
        if request.visit is not None:
            player.tick()
            if player.shown.visit != request.visit:
                return False
        return self._act(request.do, player, controls)

    def _act(self, do: str, player: Player, controls: Controls) -> bool:
        if do in COMMANDS:
            return controls.try_do(*COMMANDS[do])
        if do in MUTE:
            return player.sound.muted is MUTE[do] or controls.control(Control.MUTE)
        return do in SOUND and controls.control(SOUND[do])

    def _arrive(self, request: Request, controls: Controls) -> bool:
        if request.id in self._arrived:
            return True
        if not controls.mark(0, request.at_ns):
            return False
        self._arrived[request.id] = None
        if len(self._arrived) > KEPT_IDS:
            del self._arrived[next(iter(self._arrived))]
        return True

    # what the server reports, in the shell's thread

    def note_offer(self, offer: Offer) -> None:
        """Note where the session is served."""
        self.offer = offer
        self.changed()

    def note_failure(self, error: RetroTimerError) -> None:
        """Note why it cannot be served."""
        self._server, self.offer, self.problem = None, None, error
        self.viewers = self.controllers = 0
        self.changed()

    def note_counts(self, viewers: int, controllers: int) -> None:
        """Note who is connected."""
        self.viewers, self.controllers = viewers, controllers
        self.changed()


def _place(session: Session) -> tuple[object, ...]:
    """Return what is the same as long as time alone moves `session` within its interval."""
    place_ns = session.now_ns - session.offset_ns if session.is_moving else session.offset_ns
    return session.state, session.visit, place_ns, session.missed_ns > 0, id(session.timeline)


class _Delivered:
    """Brings what a server reports into the shell's thread, until the server is turned off."""

    def __init__(self, access: RemoteAccess, deliver: Deliver) -> None:
        self.is_live = True
        self._access, self._deliver = access, deliver

    def offered(self, offer: Offer) -> None:
        self._take(partial(self._access.note_offer, offer))

    def failed(self, error: RetroTimerError) -> None:
        self._take(partial(self._access.note_failure, error))

    def counted(self, viewers: int, controllers: int) -> None:
        self._take(partial(self._access.note_counts, viewers, controllers))

    def asked(self, request: Request, answer: Callable[[bool], None]) -> None:
        self._take(lambda: answer(self._access.do(request)))

    def _take(self, report: Callable[[], object]) -> None:
        self._deliver(lambda: report() if self.is_live else None)
