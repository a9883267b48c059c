"""Make the matrix of a QR code."""

from __future__ import annotations

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, True where dark, with a border."""
BORDER = 4
"""The light modules around a code, as its standard wants."""


def qr_matrix(text: str) -> Matrix:
    """Return the QR code of `text`, with its border."""
    import segno  # not before a code is shown

    code = segno.make(text, error="l", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=BORDER))
