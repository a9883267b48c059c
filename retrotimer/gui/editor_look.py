"""What the editor looks like beyond other forms: its name, and the field over a row."""

from __future__ import annotations

from retrotimer.gui import theme
from retrotimer.gui.theme import GRID, sized


def sheet() -> str:
    """Return its style sheet."""
    c, head = theme.colours, f'font-family: "{theme.CONDENSED}"; font-weight: bold'
    return f"""
QLineEdit#workout-name {{ {head}; font-size: {round(sized(26))}px; min-height: {round(sized(34))}px; }}
QLineEdit#cell {{ {head}; font-size: {round(sized(24))}px; min-height: 0; }}
QLabel#told {{
  background: {c.field.name()}; color: {c.wrong.name()}; border: 2px solid {c.wrong.name()}; border-radius: 6px;
  padding: 2px {GRID}px;
}}
"""
