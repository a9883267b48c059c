"""Make the style sheets of forms and scroll bars. Set them never before the first paint: parsing costs time."""

from __future__ import annotations

from retrotimer.gui import theme
from retrotimer.gui.theme import GRID, sized


def scroll_bars() -> str:
    """Return the look of scroll bars."""
    handle = theme.colours.muted.name() if theme.colours.is_dark else theme.colours.line.darker(115).name()
    return f"""
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {handle}; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
"""


def forms() -> str:
    """Return the look of everything that a person fills in: fields, choices, switches, sliders, lists and tips."""
    c = theme.colours
    high, text = round(sized(40)), round(sized(17))
    box = round(sized(22))
    return (
        scroll_bars()
        + f"""
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QRadioButton, QAbstractItemView {{
  color: {c.ink.name()}; font-family: "{theme.TEXT}"; font-size: {text}px;
}}
QScrollArea {{ background: transparent; border: none; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.muted.name()}; }}
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {{
  background: {c.field.name()}; color: {c.ink.name()}; border: 1px solid {c.muted.name()}; border-radius: 8px;
  padding: 2px 10px; selection-background-color: {c.focus.name()}; selection-color: {c.field.name()};
}}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {high - 6}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {{
  border: 3px solid {c.focus.name()}; padding: 0 8px;
}}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
  background: {c.panel.name()}; color: {c.disabled.name()}; border: 1px dashed {c.disabled.name()};
}}
QRadioButton:disabled {{ color: {c.disabled.name()}; }}
QRadioButton::indicator:disabled {{ border: 2px dashed {c.disabled.name()}; background: {c.panel.name()}; }}
QSlider::sub-page:horizontal:disabled {{ background: {c.disabled.name()}; }}
QSlider::handle:horizontal:disabled {{ background: {c.panel.name()}; border: 2px dashed {c.disabled.name()}; }}
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"] {{
  border: 2px solid {c.wrong.name()};
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
  width: 0; border: none;
}}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0; background: transparent; }}
QDateEdit::drop-down {{ border: none; width: {round(sized(28))}px; }}
QComboBox {{ combobox-popup: 0; }} /* below its field, with all entries whole: as a menu it is a few px too low */
QComboBox QAbstractItemView::item {{ min-height: {round(sized(32))}px; padding: 0 8px; }}
QComboBox QAbstractItemView::item:selected {{ background: {c.focus.name()}; color: {c.field.name()}; }}
QComboBox::drop-down {{ border: none; width: {round(sized(28))}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
  background: {c.field.name()}; color: {c.ink.name()}; border: 1px solid {c.muted.name()}; outline: none;
  selection-background-color: {c.focus.name()}; selection-color: {c.field.name()};
}}
QRadioButton {{ spacing: 10px; min-height: {round(sized(32))}px; padding: 2px 4px; border-radius: 6px; }}
QRadioButton {{ border: 2px solid transparent; }}
QRadioButton:focus {{ border: 2px solid {c.focus.name()}; }}
QRadioButton::indicator {{
  width: {box}px; height: {box}px; border: 2px solid {c.muted.name()}; background: {c.field.name()};
}}
QRadioButton::indicator {{ border-radius: {box // 2 + 2}px; }}
QSlider {{ min-height: {round(sized(36))}px; }}
QSlider::groove:horizontal {{ height: 8px; border-radius: 4px; background: {c.track.name()}; }}
QSlider::sub-page:horizontal {{ height: 8px; border-radius: 4px; background: {c.bar.name()}; }}
QSlider::handle:horizontal {{
  width: {box}px; margin: -{box // 2 - 2}px 0; border-radius: {box // 2}px; background: {c.ink.name()};
  border: 2px solid {c.paper.name()};
}}
QSlider::handle:horizontal:focus {{ border: 3px solid {c.focus.name()}; }}
QToolTip {{ background: {c.panel.name()}; color: {c.ink.name()}; border: 1px solid {c.line.name()}; padding: 4px; }}
"""
    )


def calendar() -> str:
    """Return the look of a calendar to choose a day from."""
    c = theme.colours
    return f"""
QCalendarWidget QWidget {{
  font-family: "{theme.TEXT}"; font-size: {round(sized(16))}px; background: {c.field.name()}; color: {c.ink.name()};
  alternate-background-color: {c.panel.name()};
}}
QCalendarWidget QAbstractItemView {{ selection-background-color: {c.focus.name()};
  selection-color: {c.field.name()}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {c.disabled.name()}; }}
"""


def sheet() -> str:
    """Return its style sheet."""
    c, head = theme.colours, f'font-family: "{theme.CONDENSED}"; font-weight: bold'
    return f"""
QLineEdit#workout-name {{ {head}; font-size: {round(sized(26))}px; min-height: {round(sized(34))}px; }}
QLineEdit#cell {{ {head}; font-size: {round(sized(24))}px; min-height: 0; }}
QLabel#error {{
  background: {c.field.name()}; color: {c.wrong.name()}; border: 2px solid {c.wrong.name()}; border-radius: 6px;
  padding: 2px {GRID}px;
}}
"""
