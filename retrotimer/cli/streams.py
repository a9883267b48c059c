"""Output that never fails for a sign the terminal cannot show: such signs are replaced by their ASCII kin."""

from __future__ import annotations

import codecs
import io
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
    """Let standard output and error replace what they cannot encode, one sign by one."""
    codecs.register_error(HANDLER, _ascii_fallback)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def _ascii_fallback(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(KIN.get(sign, "?") for sign in error.object[error.start : error.end]), error.end
