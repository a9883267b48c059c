"""Reading a file of which nobody knows what stands under its name: a pipe or a device could stop every start."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_regular(path: Path, most: int) -> bytes:
    """Return at most `most` bytes of the file at `path`.

    Raises:
        OSError: where it cannot be read, or is no ordinary file.
    """
    # a pipe that nobody writes to would be waited for
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        data: bytes | None = file.read(most)
    if data is None:  # a file of the system that would have to be waited for
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path))
    return data
