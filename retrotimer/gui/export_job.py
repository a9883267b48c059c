"""A session or workout written to a file beside the window, which goes on answering."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from retrotimer.app.background import Background
from retrotimer.app.export import Cancelled, export
from retrotimer.app.overview import Overview
from retrotimer.app.sharing import ENDINGS, share
from retrotimer.app.start import Wishes
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError


class ExportJob(QObject):
    """Writes one file. `moved` tells the percent that are done; then one of the others ends it.

    `done` comes with the file and a sentence for each thing that it cannot say, `failed`
    with a sentence, `cancelled` once nothing is left of it.
    """

    moved = Signal(int)
    done = Signal(object, object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background, self._cancel = background, Event()
        self._percent = -1

    def start(self, overview: Overview, out: Path, wishes: Wishes) -> None:
        """Begin to write."""
        self._background.do(lambda: self._work(overview, out, wishes))

    def cancel(self) -> None:
        """Have it end soon, without a file."""
        self._cancel.set()

    def _work(self, overview: Overview, out: Path, wishes: Wishes) -> None:
        lost: tuple[str, ...] = ()
        try:
            if out.suffix.casefold() in ENDINGS:
                lost = share(overview, out)
            else:
                export(overview, out, wishes, progress=self._tell, cancel=self._cancel)
        except Cancelled:
            self.cancelled.emit()
        except RetroTimerError as error:
            self.failed.emit(str(error))
        except Exception as error:  # noqa: BLE001 - a thread's end would leave the page waiting for ever
            self.failed.emit(_("The file could not be written: {why}.").format(why=error))
        else:
            self.done.emit(out, lost)

    def _tell(self, part: float) -> None:
        percent = int(100 * part)
        if percent != self._percent:
            self._percent = percent
            self.moved.emit(percent)
