"""Draw the codes that phones scan, over the whole screen."""

from __future__ import annotations

from textwrap import wrap

from rich.text import Text

from retrotimer.app.remote.access import Offer
from retrotimer.app.remote.qr import BORDER, Matrix
from retrotimer.terminal.phones import Codes
from retrotimer.texts import _

MARGIN = 2
"""Light modules around a code: a screen has less room than paper, and its edge is light too."""
HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
STYLE = "#000000 on #ffffff"


def code_lines(matrix: Matrix) -> list[str]:
    """Return `matrix` in half blocks, two rows a line."""
    cut = BORDER - MARGIN
    rows = [row[cut : len(row) - cut] for row in matrix[cut : len(matrix) - cut]]
    rows += [(False,) * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(HALVES[pair] for pair in zip(above, below, strict=True)) for above, below in pairs]


def code_screen(codes: Codes, heading: str, width: int, height: int) -> list[Text]:
    """Return the lines that stand in place of the session: what goes on, both codes, and the keys."""
    keys = _("P: back to the session · Esc: turn phones off")
    lines = [Text(heading, style="bold"), *map(Text, wrap(codes.sentence, width))]
    if codes.offer:
        lines += _codes(codes.offer, width, height - len(lines) - 1)
    return [*lines, Text(keys, style="bold")]


def _codes(offer: Offer, width: int, height: int) -> list[Text]:
    """Return both codes side by side; where there is no room for them, the addresses in letters."""
    look, control = code_lines(offer.look_code), code_lines(offer.control_code)
    wide = len(look[0])
    if 2 * wide + 2 > width or len(look) + 1 > height:
        letters = (
            _("Look: {address}").format(address=offer.look),
            _("Control: {address}").format(address=offer.control),
        )
        return [Text(line) for address in letters for line in wrap(address, width)]
    named = Text(_("Look").ljust(wide + 2) + _("Control"), style="bold")
    named.append(f"  {offer.address}", style="not bold")
    return [
        named,
        *(Text.assemble((one, STYLE), "  ", (other, STYLE)) for one, other in zip(look, control, strict=True)),
    ]
