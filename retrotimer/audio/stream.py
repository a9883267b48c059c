"""A stream that stays open: an output whose device may go away and come back.

A lost device says nothing: it only stops to ask for samples. So three buffers without a callback mean lost. It is
then closed and opened again after 1, 2 and then every 5 seconds, on the default device of that moment.
"""

from __future__ import annotations

from collections.abc import Callable

from retrotimer.audio.outputs import Output
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

LOST_BUFFERS = 3
FIRST_NS = 3_000_000_000
"""How long a device just opened may take to ask on after its first fill: a virtual one took 2 s."""
WAITS_NS = (1_000_000_000, 2_000_000_000, 5_000_000_000)


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
        self._trouble: str | None = None
        self._wanted = False
        self._opened_ns = 0
        self._pulled_ns: int | None = None
        self._suspect = False
        self._tries = 0
        self._try_ns = 0

    @property
    def notice(self) -> str | None:
        """A sentence about what is wrong with the sound; None where all is well."""
        if self._trouble is None and self._output.failure is not None:
            return _("The sound stumbled: {error}").format(error=self._output.failure)
        return self._trouble or self._output.reason

    def open(self, now_ns: int) -> None:
        """Open the output, or say in `notice` why not and try again later; `now_ns` is monotonic."""
        self._wanted = True
        self._opened_ns, self._pulled_ns, self._suspect = now_ns, None, False
        self._fresh()
        try:
            self._output.open(self._noting)
        except MissingPart as error:
            self._trouble = str(error)
            self._again_after(now_ns)
        else:
            self.is_open = True

    def watch(self, now_ns: int) -> None:
        """Look whether the device still asks for samples, and open it again where it does not."""
        if not self._wanted or not self._output.buffer_ms:
            return
        if not self.is_open:
            if now_ns >= self._try_ns:
                self.open(now_ns)
        elif not self._is_quiet(now_ns):
            self._suspect = False
            if self._pulled_ns is not None and self._pulled_ns > self._opened_ns:
                self._trouble, self._tries = None, 0
        elif self._suspect:
            self._lose(now_ns)
        else:  # one look may only mean that this whole process stood still
            self._suspect = True

    def close(self) -> None:
        """Close the output for good."""
        self._wanted = self.is_open = False
        self._output.close()

    def _noting(self, count: int, now_ns: int) -> bytes:
        self._pulled_ns = now_ns
        return self._pull(count, now_ns)

    def _is_quiet(self, now_ns: int) -> bool:
        if now_ns - self._opened_ns <= FIRST_NS:
            return False
        heard_ns = self._opened_ns if self._pulled_ns is None else self._pulled_ns
        return now_ns - heard_ns > LOST_BUFFERS * self._output.buffer_ms * 1_000_000

    def _lose(self, now_ns: int) -> None:
        self._trouble = _("The sound device is gone. The session goes on; RetroTimer keeps looking for the device.")
        self.is_open = False
        self._output.close()
        self._again_after(now_ns)

    def _again_after(self, now_ns: int) -> None:
        self._try_ns = now_ns + WAITS_NS[min(self._tries, len(WAITS_NS) - 1)]
        self._tries += 1
