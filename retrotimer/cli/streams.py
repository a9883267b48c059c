"""Output that never fails for a sign the terminal cannot show: its ASCII kin replaces it; the terminal's width."""

from __future__ import annotations

import codecs
import io
import os
import sys

HANDLER = "retrotimer.kin"
KIN = {
    "\N{NO-BREAK SPACE}": " ",
    "≈": "~",
    "▲": "^",
    "▼": "v",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "–": "-",
    "—": "-",
    "−": "-",
    "×": "x",
    "·": ".",
    "…": ".",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "✓": "+",
    "█": "#",
    "▀": '"',
    "▄": "_",
    "▁": ".",
    "▂": ":",
    "▃": "-",
    "▅": "=",
    "▆": "+",
    "▇": "*",
    "─": "-",
    "━": "=",
    "┃": "|",
}


def configure_streams() -> None:
    """Let standard output and error replace what they cannot encode, one sign by one.

    On Windows a file or a pipe gets UTF-8, unless PYTHONIOENCODING says otherwise: the system's own encoding lacks
    most scripts, and JSON in it could not be read.
    """
    codecs.register_error(HANDLER, _ascii_fallback)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_file = sys.platform == "win32" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if is_file else None, errors=HANDLER)


def terminal_columns() -> int | None:
    """Return how wide the terminal is that standard output goes to; None where it goes elsewhere or nowhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (AttributeError, OSError, ValueError):
        return None


def _ascii_fallback(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(KIN.get(sign, "?") for sign in error.object[error.start : error.end]), error.end
