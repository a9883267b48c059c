"""Play pieces of music one after another, without a gap, each equally loud.

`Pieces` finds and decodes them; `AheadSource` has that done by a thread, so that the device's callback never waits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import NamedTuple

from retrotimer.audio.clips import FRAMES_PER_MS, RATE, faded_out
from retrotimer.audio.music.decoding import decoded, windows
from retrotimer.audio.music.loudness import loudness
from retrotimer.audio.music.playlist import read_playlist, rounds
from retrotimer.audio.pcm import louder
from retrotimer.texts import _, ngettext

LOUDNESS_LUFS = -20.0
"""How loud every piece is at full volume: 6 LU below the cues."""
MOST_GAIN = 10.0  # what is softer by more than 20 dB is meant to be soft, or noise
AHEAD_BYTES = 2 * 6 * RATE
POLL_S = 0.2
TOLD_BYTES = 2 * 10 * RATE
"""How much passes until a notice has been read."""
FADE = 10 * FRAMES_PER_MS

_gains: dict[tuple[str, int, int], float] = {}
"""What pieces were measured, by path, size and time."""


class Chunk(NamedTuple):
    """Some samples of the `nth` piece."""

    nth: int
    sound: bytes


class Pieces:
    """The music in `path`, endless; `message` tells what was left out so far."""

    def __init__(self, path: Path, *, is_shuffled: bool, seed: int | None = None) -> None:
        self._path = path
        self._random = Random(seed) if is_shuffled else None  # noqa: S311 - nothing to guess
        self._broken: list[str] = []
        self._message: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What was left out, in sentences."""
        parts = list(self._message)
        if self._broken:
            sentence = ngettext(
                "{file} cannot be played and is left out.",
                "{n} pieces of music cannot be played and are left out, {file} the last.",
                len(self._broken),
            )
            parts.append(sentence.format(n=len(self._broken), file=Path(self._broken[-1]).name))
        return " ".join(parts)

    def chunks(self, is_skipped: Callable[[int], bool] = lambda _nth: False) -> Iterator[Chunk]:
        """Give the music until a whole round of it cannot be played; pieces that `is_skipped` end at once."""
        playlist = read_playlist(self._path)
        self._message = playlist.message
        playable = self._playable(playlist.pieces)
        coming, nth = next(playable, None), 0
        while coming:
            (path, gain), coming = coming, None
            for n, block in enumerate(self._blocks(path)):
                if is_skipped(nth):
                    break
                yield Chunk(nth, louder(block, gain))
                if n == 1:
                    coming = next(playable, None)  # so that it can begin at once
            coming, nth = coming or next(playable, None), nth + 1

    def _playable(self, pieces: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        """Give path and gain of each piece in turn that can be decoded."""
        broken = 0
        for path in rounds(pieces, self._random):
            gain = _gain(path)
            if gain is None:
                broken += 1
                self._leave_out(path)
                if broken == len(pieces):
                    return
            else:
                broken = 0
                yield path, gain

    def _leave_out(self, path: str) -> None:
        if path not in self._broken:
            self._broken.append(path)

    def _blocks(self, path: str) -> Iterator[bytes]:
        try:
            yield from decoded(path)
        except (OSError, ValueError):
            self._leave_out(path)


def _gain(path: str) -> float | None:
    """Return the factor that makes a piece as loud as all others; None where it cannot be decoded."""
    try:
        about = Path(path).stat()
        key = path, about.st_size, about.st_mtime_ns
        if key not in _gains:
            found = list(windows(path))
            if not found:
                return None
            measured = loudness(found)
            _gains[key] = 1.0 if measured is None else min(MOST_GAIN, 10 ** ((LOUDNESS_LUFS - measured) / 20))
        return _gains[key]
    except (OSError, ValueError):
        return None


class Source:
    """Music that is decoded when it is asked for, as for a sound file."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._keep_from = 0
        self._whole, self._rest = pieces.chunks(lambda nth: nth < self._keep_from), b""

    @property
    def notice(self) -> str:
        """What could not be played; empty where all is well."""
        return self._pieces.message

    def start(self) -> None:
        """Begin to find and decode."""

    def skip(self) -> None:
        """Go on to the next piece."""
        self._keep_from += 1

    def close(self) -> None:
        """Play no more."""

    def read(self, count: int) -> bytes:
        """Return the next `count` frames; silence where there are none."""
        size = 2 * count
        while len(self._rest) < size:
            chunk = next(self._whole, None)
            self._rest = self._rest + chunk.sound if chunk else self._rest.ljust(size, b"\0")
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


class AheadSource(Source):
    """Music decoded ahead by a thread. `read` is called by the device's, all else by the main thread."""

    def __init__(self, pieces: Pieces) -> None:
        super().__init__(pieces)
        self._chunks: deque[Chunk] = deque()
        self._at = 0  # bytes of the first chunk that were read
        self._nth, self._sounding = 0, -1
        self._written = self._gone = self._asked = 0
        self._told, self._told_from = "", 0
        self._error = ""
        self._wake, self._closed = Event(), Event()
        self._worker: Thread | None = None

    @property
    def notice(self) -> str:
        """What could not be played, for some seconds."""
        message = self._error or super().notice
        if message != self._told:
            self._told, self._told_from = message, self._asked
        is_read = self._asked - self._told_from > TOLD_BYTES
        return "" if is_read else message

    def start(self) -> None:  # noqa: D102 - as in its base
        if self._worker is None:
            self._worker = Thread(target=self._run, name="music", daemon=True)
            self._worker.start()

    def skip(self) -> None:  # noqa: D102 - as in its base
        self._keep_from = max(self._keep_from, self._nth) + 1
        self._wake.set()

    def close(self) -> None:  # noqa: D102 - as in its base
        self._closed.set()
        self._wake.set()

    def read(self, count: int) -> bytes:
        """Return the next `count` frames; silence where they are not decoded yet."""
        wanted = 2 * count
        self._asked += wanted
        parts: list[bytes] = []
        while wanted and self._chunks:
            nth, sound = self._chunks[0]
            self._nth = nth
            if nth < self._keep_from:
                part = self._ending(nth, sound)[:wanted]
                self._drop()
            else:
                part = sound[self._at : self._at + wanted]
                self._at += len(part)
                self._sounding = nth
                self._gone += len(part)
                if self._at == len(sound):
                    self._chunks.popleft()
                    self._at = 0
            parts.append(part)
            wanted -= len(part)
        return b"".join((*parts, bytes(wanted)))

    def _ending(self, nth: int, sound: bytes) -> bytes:
        """Return how a piece goes that is broken off: it fades, once."""
        is_sounding, self._sounding = nth == self._sounding, -1
        return faded_out(sound[self._at : self._at + 2 * FADE]) if is_sounding else b""

    def _drop(self) -> None:
        """Drop all that is decoded of pieces that are not to be heard."""
        while self._chunks and self._chunks[0].nth < self._keep_from:
            self._gone += len(self._chunks.popleft().sound) - self._at
            self._at = 0

    def _run(self) -> None:
        try:
            last = -1
            for chunk in self._whole:
                last = chunk.nth
                self._chunks.append(chunk)
                self._written += len(chunk.sound)
                while self._is_full(last) and not self._closed.is_set():
                    self._wake.wait(POLL_S)
                    self._wake.clear()
                if self._closed.is_set():
                    return
        except Exception as error:  # noqa: BLE001 - the session goes on without music, and `notice` tells
            self._error = _("The music stumbled: {error}").format(error=error)

    def _is_full(self, last: int) -> bool:
        return self._written - self._gone >= AHEAD_BYTES and last >= self._keep_from
