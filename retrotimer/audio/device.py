"""Open a sound device, and reopen it when it went away and came back.

Three buffers without a callback mean that the device is lost: it is reopened at once, then after `WAITS_NS`, on the
default device; the one asked for is looked for every `LOOK_NS`. An output that `is_slow` does this in a worker
thread, one call at a time. `device_states` has the table of transitions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock, Thread

from retrotimer.audio.clips import faded_out
from retrotimer.audio.device_states import OPEN, TRANSITIONS, Event, State
from retrotimer.audio.outputs import Output
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

LOST_BUFFERS = 3
FIRST_NS = 3_000_000_000
"""How long a device just opened may take to ask on after its first fill: a virtual one took 2 s."""
WAITS_NS = (500_000_000, 1_000_000_000, 1_000_000_000, 2_000_000_000)
LOOK_NS = 2_000_000_000
CLOSE_S = 1.0  # how long the end of a stream waits for a device that is just being opened


@dataclass(slots=True)
class _Opening:
    """One opening of the output. Times are monotonic, in ns."""

    began_ns: int | None = None
    asked_ns: int | None = None  # when the device asked last
    is_paced: bool = False


class DeviceStream:
    """Keep `output` open.

    `pull` gives the samples; `fresh` is called before each opening, `paced` once in each opening before the first
    pull, when buffer and latency are known.
    """

    def __init__(
        self,
        output: Output,
        pull: Callable[[int, int], bytes],
        fresh: Callable[[], None],
        paced: Callable[[], None] = lambda: None,
    ) -> None:
        self._output = output
        self._pull = pull
        self._fresh = fresh
        self._paced = paced
        self._lock = Lock()
        self._state = State.NEW
        self._opening = _Opening()
        self._worker: Thread | None = None
        self._problem: str | None = None
        self._tries = 0
        self._due_ns: int | None = None
        """When what the state waits for is due; None where that is not known yet."""

    @property
    def is_open(self) -> bool:
        """Whether there is a device that plays, as far as is known."""
        return self._state in OPEN

    @property
    def notice(self) -> str | None:
        """A sentence about what is wrong with the sound; None where all is well."""
        if self._problem is None and self._output.failure is not None:
            return _stumbled(self._output.failure)
        return self._problem or self._output.reason

    def open(self, now_ns: int) -> None:
        """Begin to open the output at monotonic `now_ns`; after a failure `notice` says why and `watch` retries."""
        if self._step(Event.OPEN):
            self._opening.began_ns = now_ns

    def watch(self, now_ns: int) -> None:
        """Look whether the device still asks for samples, and open it again where it does not."""
        event = self._seen(now_ns) if self._output.buffer_ms else None
        if event is Event.QUIET and self._state is State.SUSPECT:
            self._problem = _(
                "The sound device is gone. The session goes on; RetroTimer keeps looking for the device."
            )
        if event:
            self._step(event)

    def close(self) -> None:
        """Close the output for good. A job that has it closes it at its end; this waits for that, but not long."""
        self._step(Event.CLOSE)
        if self._state is State.CLOSING and self._worker:
            self._worker.join(CLOSE_S)

    def _step(self, event: Event) -> bool:
        """Go to the state that follows `event`, and do what it begins with; return whether there is one."""
        with self._lock:
            state = TRANSITIONS[self._state].get(event)
            if state is None:
                return False
            self._state, self._due_ns = state, None
            if state is State.OPENING:
                self._opening = _Opening()
        if state is State.OPENING:
            self._fresh()
            self._do(partial(self._open, self._opening), Event.REFUSED)
        elif state is State.LOOKING:
            self._do(lambda: Event.FOUND if self._output.is_back() else Event.NOT_FOUND, Event.NOT_FOUND)
        elif state is State.CLOSED:
            self._output.close()
        return True

    # jobs, which have the output meanwhile

    def _do(self, job: Callable[[], Event], failed: Event) -> None:
        """Have `job` done, in a thread where it may take long; it answers with `failed` where it raises."""
        work = partial(self._answer, job, failed)
        if self._output.is_slow:
            self._worker = Thread(target=work, name="sound device", daemon=True)
            self._worker.start()
        else:
            work()

    def _answer(self, job: Callable[[], Event], failed: Event) -> None:
        """Run `job`, and make the transition that it answers with: without one the output would stay locked."""
        try:
            answer = job()
        except MissingPart as error:
            self._problem, answer = str(error), failed
        except Exception as error:  # noqa: BLE001 - whatever a sound library brings: `notice` tells
            self._problem, answer = _stumbled(error), failed
        self._step(answer)

    def _open(self, opening: _Opening) -> Event:
        self._output.close()
        self._output.open(partial(self._noting, opening))
        with self._lock:
            self._settle_pace(opening)
        return Event.OPENED

    # looks

    def _seen(self, now_ns: int) -> Event | None:
        """Return what a look at the stream finds; None for nothing."""
        state = self._state
        if state is State.FADED or (state is State.WAITING and self._is_due(now_ns)):
            return Event.DUE
        if state not in {State.PLAYING, State.SUSPECT, State.FADING}:
            return None
        if self._is_quiet(now_ns):
            return Event.QUIET
        if self._has_asked_on():
            self._problem, self._tries = None, 0
        if state is State.PLAYING and self._output.reason is not None and self._is_due(now_ns):
            return Event.DUE
        return Event.ASKS

    def _is_due(self, now_ns: int) -> bool:
        """Return whether what the state waits for is due; the first look in a state says when it will be."""
        if self._due_ns is not None:
            return now_ns >= self._due_ns
        if self._state is State.WAITING:
            self._due_ns = now_ns + WAITS_NS[min(self._tries, len(WAITS_NS) - 1)]
            self._tries += 1
        else:
            self._due_ns = now_ns + LOOK_NS
        return False

    def _has_asked_on(self) -> bool:
        """Return whether the device has asked for more than its first fill."""
        began_ns, asked_ns = self._opening.began_ns, self._opening.asked_ns
        if began_ns is None or asked_ns is None:
            return False
        return asked_ns - began_ns > self._output.buffer_ms * 1_000_000

    def _is_quiet(self, now_ns: int) -> bool:
        opening = self._opening
        if opening.began_ns is None:
            opening.began_ns = now_ns
        if not self._has_asked_on():
            return now_ns - opening.began_ns > FIRST_NS
        return now_ns - (opening.asked_ns or 0) > LOST_BUFFERS * self._output.buffer_ms * 1_000_000

    # the device's thread

    def _noting(self, opening: _Opening, count: int, now_ns: int) -> bytes:
        """Give the device its samples; none to one that was given up."""
        with self._lock:
            if opening is not self._opening or self._state is State.FADED:
                return bytes(2 * count)
            opening.asked_ns = now_ns
            self._settle_pace(opening)
            block = self._pull(count, now_ns)
            is_fading = self._state is State.FADING
        return faded_out(block) if is_fading and self._step(Event.FADE) else block

    def _settle_pace(self, opening: _Opening) -> None:
        """Tell that the pace of `opening` is known, once: a device may ask before `open` has come back from it."""
        if not opening.is_paced:
            opening.is_paced = True
            self._paced()


def _stumbled(error: Exception) -> str:
    return _("The sound stumbled: {error}").format(error=error)
