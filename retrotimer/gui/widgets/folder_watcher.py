"""Watch a folder for changes by other programs: by system events, and by polling for those that send none."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS, LOOK_MS = 300, 5_000
"""How long a folder has to be quiet before it is read, and how often it is looked at where nobody tells."""

Stamp = tuple[int, int]


class Watching(QObject):
    """Watches the files in `folder`, which may come later; `changed` has the paths that are not as before."""

    changed = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._known = self._stamps()
        self._message = QFileSystemWatcher(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(SETTLE_MS)
        self._quiet.timeout.connect(self.look)
        self._message.directoryChanged.connect(lambda _path: self._quiet.start())
        self._message.fileChanged.connect(lambda _path: self._quiet.start())
        self._now_and_then = QTimer(self)
        self._now_and_then.setInterval(LOOK_MS)
        self._now_and_then.timeout.connect(self.look)
        self._now_and_then.start()
        self._watch()

    def look(self) -> None:
        """Compare the folder with what it was, and tell what differs."""
        now, before = self._stamps(), self._known
        self._known = now
        self._watch()
        differing = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        if differing:
            self.changed.emit(sorted(map(Path, differing)))

    def _watch(self) -> None:
        if self._folder.is_dir() and not self._message.directories():
            self._message.addPath(str(self._folder))

    def _stamps(self) -> dict[str, Stamp]:
        found: dict[str, Stamp] = {}
        try:
            with os.scandir(self._folder) as listed:
                for entry in listed:
                    if not entry.name.startswith("."):
                        stat = entry.stat(follow_symlinks=False)
                        found[entry.path] = (stat.st_size, stat.st_mtime_ns)
        except OSError:  # gone, or going: what could be seen is compared, the rest at the next look
            return found
        return found
