"""A stream that stays open: an output whose device may go away and come back.

A lost device says nothing: it only stops to ask for samples. So three buffers without a callback mean lost. It is
then closed and opened again at once, and after `WAITS_NS` where that fails, on the default device of that moment. A
device that another one stands in for is looked for every `LOOK_NS`, and gone back to.

Opening, closing a lost device and looking for one take up to seconds, and a dead sound server may keep them for
good. So an output that `is_slow` does them in a thread, one job at a time, and whoever calls never waits for it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from threading import Lock, Thread

from retrotimer.audio.outputs import Output
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

LOST_BUFFERS = 3
FIRST_NS = 3_000_000_000
"""How long a device just opened may take to ask on after its first fill: a virtual one took 2 s."""
WAITS_NS = (500_000_000, 1_000_000_000, 1_000_000_000, 2_000_000_000)
LOOK_NS = 2_000_000_000
CLOSE_S = 1.0
"""How long the end of a stream waits for a device that is just being opened."""


class Stream:
    """Keeps `output` open.

    Args:
        output: where the sound goes.
        pull: gives the samples; see `outputs.Pull`.
        fresh: called before each opening, while nothing is pulled.
    """

    def __init__(self, output: Output, pull: Callable[[int, int], bytes], fresh: Callable[[], None]) -> None:
        self.is_open = False
        self._output = output
        self._pull = pull
        self._fresh = fresh
        self._lock = Lock()
        self._worker: Thread | None = None
        self._trouble: str | None = None
        self._wanted = False
        self._is_busy = False
        self._opening = 0
        self._opened_ns: int | None = None
        self._pulled_ns: int | None = None
        self._suspect = False
        self._tries = 0
        self._try_ns: int | None = None
        self._look_ns: int | None = None
        self._is_leaving = self._is_silent = False

    @property
    def notice(self) -> str | None:
        """A sentence about what is wrong with the sound; None where all is well."""
        if self._trouble is None and self._output.failure is not None:
            return _("The sound stumbled: {error}").format(error=self._output.failure)
        return self._trouble or self._output.reason

    def open(self, now_ns: int) -> None:
        """Begin to open the output; where that fails `notice` says why, and `watch` tries again.

        `now_ns` is monotonic.
        """
        self._wanted = True
        self._begin()
        self._opened_ns = now_ns

    def watch(self, now_ns: int) -> None:
        """Look whether the device still asks for samples, and open it again where it does not."""
        if not self._wanted or not self._output.buffer_ms or self._is_busy:
            return
        if self._is_leaving:
            self._begin()
        elif not self.is_open:
            self._try(now_ns)
        elif not self._is_quiet(now_ns):
            self._suspect = False
            self._is_well(now_ns)
        elif self._suspect:
            self._trouble = _(
                "The sound device is gone. The session goes on; RetroTimer keeps looking for the device."
            )
            self._begin()
        else:  # one look may only mean that this whole process stood still
            self._suspect = True

    def close(self) -> None:
        """Close the output for good."""
        self._wanted = self.is_open = False
        if self._is_busy and self._worker:
            self._worker.join(CLOSE_S)  # which closes what it has opened
        else:
            self._output.close()

    def _begin(self) -> None:
        """Open the output, which is not asked for anything from before from now on."""
        with self._lock:
            self._opening += 1
        self.is_open = self._suspect = self._is_leaving = self._is_silent = False
        self._opened_ns = self._pulled_ns = self._try_ns = self._look_ns = None
        self._fresh()
        self._do(partial(self._opened, self._opening))

    def _do(self, job: Callable[[], None]) -> None:
        """Have `job` done, in a thread where it may take long."""
        self._is_busy = True
        if self._output.is_slow:
            self._worker = Thread(target=self._done, args=(job,), name="sound device", daemon=True)
            self._worker.start()
        else:
            self._done(job)

    def _done(self, job: Callable[[], None]) -> None:
        try:
            job()
        finally:
            self._is_busy = False

    def _opened(self, opening: int) -> None:
        try:
            self._output.close()
            self._output.open(partial(self._noting, opening))
        except MissingPart as error:
            self._trouble = str(error)
            return
        self.is_open = self._wanted
        if not self._wanted:
            self._output.close()

    def _try(self, now_ns: int) -> None:
        """Open the output where it is time to try again."""
        if self._try_ns is None:
            self._try_ns = now_ns + WAITS_NS[min(self._tries, len(WAITS_NS) - 1)]
            self._tries += 1
        elif now_ns >= self._try_ns:
            self._begin()

    def _is_well(self, now_ns: int) -> None:
        """Forget the trouble of a device that asks, and look from time to time for the one it stands in for."""
        if self._has_asked_on():
            self._trouble, self._tries = None, 0
        if self._output.reason is None:
            return
        if self._look_ns is not None and now_ns >= self._look_ns:
            self._do(self._look_for_ours)
            self._look_ns = None
        elif self._look_ns is None:
            self._look_ns = now_ns + LOOK_NS

    def _look_for_ours(self) -> None:
        """Where the device that was asked for is back, let what sounds fade, so that the next look goes to it."""
        self._is_leaving = self._output.is_back()

    def _noting(self, opening: int, count: int, now_ns: int) -> bytes:
        """Give the device its samples; none to one that was given up."""
        with self._lock:
            if opening != self._opening or self._is_silent:
                return bytes(2 * count)
            self._pulled_ns = now_ns
            block = self._pull(count, now_ns)
        if self._is_leaving:
            self._is_silent = True
            return faded(block)
        return block

    def _has_asked_on(self) -> bool:
        """Return whether the device has asked for more than its first fill."""
        if self._opened_ns is None or self._pulled_ns is None:
            return False
        return self._pulled_ns - self._opened_ns > self._output.buffer_ms * 1_000_000

    def _is_quiet(self, now_ns: int) -> bool:
        if self._opened_ns is None:
            self._opened_ns = now_ns
        if not self._has_asked_on():
            return now_ns - self._opened_ns > FIRST_NS
        return now_ns - (self._pulled_ns or 0) > LOST_BUFFERS * self._output.buffer_ms * 1_000_000


def faded(block: bytes) -> bytes:
    """Return `block`, int16, going down to nothing at its end."""
    samples = array("h", block)
    return array("h", (sample * (len(samples) - n) // len(samples) for n, sample in enumerate(samples))).tobytes()
