"""Write a rotating log for bug reports, without names of presets, notes, devices or the person's home.

`logging` is imported with the first entry, as it would delay the start.
"""

from __future__ import annotations

import atexit
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from retrotimer import __version__
from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.files import paths
from retrotimer.files.atomic import read_regular

if TYPE_CHECKING:
    import logging

    from retrotimer.app.session.player import Player
    from retrotimer.training.groups.session import GroupSession
    from retrotimer.training.session import Event

NAME = "retrotimer.log"
MAX_BYTES = 512 * 1_024  # of the present file; one older file as large is kept beside it
TELLING = (AttributeError, TypeError, NameError, ImportError, IndexError, ArithmeticError, RecursionError)
"""Errors whose text speaks of the program; that of others may quote what a person wrote."""
PACKAGE = Path(__file__).parents[3]

_loggers: dict[Path, logging.Logger] = {}
_queue = TaskQueue()
atexit.register(_queue.close)


def versions() -> str:
    """Return what runs here, in a line."""
    qt = sys.modules.get("PySide6")
    parts = [f"RetroTimer {__version__}", f"Python {platform.python_version()}", platform.platform()]
    return ", ".join([*parts, f"PySide6 {qt.__version__}"] if qt else parts)


def note(text: str, folder: Path | None = None) -> None:
    """Write a line, which must say nothing of the person; where it cannot be written, nothing happens."""
    with suppress(OSError):
        _logger((folder or paths.log()) / NAME).info(text)


def note_beside(text: str) -> None:
    """Write the same in a thread of its own: for where nobody may wait for a disk."""
    folder = paths.log()
    run_task(lambda: note(text, folder), queue=_queue)


def described(error: BaseException) -> str:
    """Return an error and where it came from, without what it may quote of a person's files."""
    return "\n".join(_described(error))


def read() -> str:
    """Return the log, the older file first; empty where there is none."""
    text = ""
    for name in (f"{NAME}.1", NAME):
        with suppress(OSError):
            text += read_regular(paths.log() / name, 2 * MAX_BYTES).decode(errors="replace")
    return text


def watch(player: Player) -> None:
    """Note the begin and the end of the session of `player`, and where its sound is lost and found."""
    player.listen(_Watch(player))


class _Watch:
    def __init__(self, player: Player) -> None:
        self._player = player
        self._is_silent = False
        intervals = len(player.session.timeline.intervals)
        note_beside(f"a session of {intervals} intervals; {versions()}")

    def __call__(self, _session: GroupSession, events: tuple[Event, ...]) -> None:
        for event in events:
            if event.kind in ("paused", "resumed", "slept", "finished", "stopped"):
                note_beside(f"{event.kind} at {event.at_ms} ms, in interval {event.index}")
        is_silent = self._player.sound.notice is not None
        if is_silent is not self._is_silent:
            note_beside("the sound is lost" if is_silent else "the sound is back")
        self._is_silent = is_silent


def _logger(path: Path) -> logging.Logger:
    if path not in _loggers:
        import logging  # 10 ms, only once there is something to note
        from logging.handlers import RotatingFileHandler

        class Quiet(RotatingFileHandler):
            def handleError(self, record: logging.LogRecord) -> None:
                """Go on: a log that cannot be written is no reason to disturb anybody."""

        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise FileExistsError(path)
        handler = Quiet(path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
        logger = logging.getLogger(str(path))
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(handler)
        _loggers[path] = logger
    return _loggers[path]


def _described(error: BaseException, depth: int = 0) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause and depth < 4:
        yield from _described(cause, depth + 1)
        yield "and then:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {short_path(frame.filename)}:{frame.lineno} in {frame.name}"
    yield f"{type(error).__name__}{_text(error)}"


def _text(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f": {error.strerror} ({error.errno})"
    return f": {error}" if isinstance(error, TELLING) else " (its text is left out)"


def short_path(path: str) -> str:
    """Return `path` from our own folder or the libraries' on, or below `~`."""
    plain = path.replace("\\", "/")
    for start in (f"{PACKAGE.as_posix()}/", "site-packages/"):
        if start in plain:
            return plain.rsplit(start, maxsplit=1)[-1]
    return without_home(path)


def without_home(text: str) -> str:
    """Return `text` with `~` in place of the person's home, and a variable's name in place of our own folder."""
    own = paths.home()
    if own:
        text = text.replace(str(own), f"${paths.HOME_VARIABLE}")
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
