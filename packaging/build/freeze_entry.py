"""Where the frozen program starts. It gives the environment back first, for whatever it starts itself."""

from __future__ import annotations

import os
import sys

# PyInstaller's loader puts the bundle's libraries before the system's in this variable and keeps what it was beside
# it. This process has loaded by it already; espeak-ng, xdg-open and the like would take our libraries for theirs.
LIBRARIES, BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"
PIPE = "RETROTIMER_PIPE"
"""Names the open file by which the single file knows that we still run; what we start must not keep it."""


def give_back() -> None:
    """Set the variables to what the person had, in the process itself, so that Qt's children get it too."""
    before = os.environ.pop(BEFORE, None)
    if before:
        os.environ[LIBRARIES] = before
    else:
        os.environ.pop(LIBRARIES, None)
    pipe = os.environ.pop(PIPE, "")
    if pipe.isdecimal():
        os.set_inheritable(int(pipe), False)


if __name__ == "__main__":
    give_back()
    if sys.argv[1:] == ["--try-simpleaudio"]:  # in a process of its own, which it may crash
        from retrotimer.audio.outputs.simpleaudio_probe import TRY

        exec(TRY)  # noqa: S102 - our own text
        sys.exit()
    from retrotimer.cli import main

    sys.exit(main())
