"""Provide painted buttons and a row of them that folds: no style sheet to parse at the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from retrotimer.gui import theme
from retrotimer.texts import _

RADIUS = 10
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Button(QAbstractButton):
    """A button with a text and, smaller, the key that does the same.

    `filled` is for the one thing a page is for; `px` is the size of its text at plain text scale.
    """

    def __init__(
        self, text: str, key: str = "", *, px: int = 20, filled: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._filled = key, filled
        self._own_key, self._shows_key = key, True
        self.setText(text)
        self.setFont(theme.head_font(px))
        self.setAccessibleName(text)

    def label(self) -> str:
        """Return what is painted."""
        return self._labelled(self.text()) if self._shows_key else self.text()

    def show_key(self, is_shown: bool) -> None:
        """Show the key beside the text, or not while it means something else; the room for it stays."""
        if is_shown != self._shows_key:
            self._shows_key = is_shown
            self.update()

    def give_up_key(self, is_given_up: bool) -> None:
        """Have neither the key nor the room for it, in favour of what stands beside the button."""
        key = "" if is_given_up else self._own_key
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        wide = max(metrics.horizontalAdvance(self.label()), metrics.horizontalAdvance(self._labelled(self.text())))
        return QSize(wide + 5 * theme.GRID, metrics.height() + 2 * theme.GRID)

    def width_for(self, text: str) -> int:
        """Return how wide the button is with `text` in place of its own, in px."""
        return QFontMetrics(self.font()).horizontalAdvance(self._labelled(text)) + 5 * theme.GRID

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ground, ink = self._colours()
        painter.setBrush(ground)
        painter.setPen(self._edge())
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.label())

    def _labelled(self, text: str) -> str:
        return f"{text}   {self._key}" if self._key else text

    def _edge(self) -> QPen:
        """Return the pen of the edge: where it cannot be pressed it has gaps, to be told without colour."""
        if self.hasFocus():
            return QPen(theme.colours.focus, 3)
        return QPen(theme.colours.ink, 1.5) if self.isEnabled() else theme.disabled_pen()

    def _colours(self) -> tuple[QColor, QColor]:
        if not self.isEnabled():
            return theme.colours.panel, theme.colours.disabled
        ground, ink = (
            (theme.colours.filled, theme.colours.on_filled)
            if self._filled
            else (theme.colours.paper, theme.colours.ink)
        )
        if self.isDown():
            return (
                (theme.colours.muted, theme.colours.on_filled)
                if self._filled
                else (theme.colours.track, theme.colours.ink)
            )
        if self.underMouse() and not self._filled:
            return theme.colours.panel, ink
        return ground, ink


MENU_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Space)
Options = Sequence[tuple[str, str]]


class MenuButton(Button):
    """A button that opens what `parts` gives when it is pressed, by mouse, Space, Enter or Down."""

    def __init__(self, text: str, parts: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._parts = parts
        self.setFont(theme.head_font(17))
        self.clicked.connect(self._open)

    def label(self) -> str:
        """Return the text with room for its arrow."""
        return self.text() + "    "

    def _open(self) -> None:
        from retrotimer.gui.widgets.menus import open_menu  # not before the window is up

        open_menu(self, self._parts())  # type: ignore[arg-type]  # parts of a menu, whose module is not loaded yet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MENU_KEYS:
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and an arrow down: the fonts have none."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = theme.sized(5)
        x, y = self.width() - 1.5 * theme.GRID - half, self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours.ink)
        painter.drawPolygon(
            QPolygonF([QPointF(x - half, y - half / 2), QPointF(x + half, y - half / 2), QPointF(x, y + half / 2)])
        )


class Chooser(MenuButton):
    """One of several values, shown by its words; `picked` tells the value that a person took."""

    picked = Signal(str)

    def __init__(self, name: str, options: Options, value: str, parent: QWidget | None = None) -> None:
        super().__init__("", self._choices, parent)
        self.name, self._options = name, options
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show `value`, without telling it."""
        self.value = value
        words = dict(self._options)[value]
        self.setText(words)
        self.setAccessibleName(f"{self.name}: {words}")
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    def part(self) -> object:
        """Return the choice as a part of a menu."""
        from retrotimer.gui.widgets.menus import Line, Part  # not before the window is up

        lines = [
            Line(words, partial(self.picked.emit, value), value == self.value) for value, words in self._options
        ]
        return Part(tuple(lines), self.name, exclusive=True)

    def _choices(self) -> object:
        return (self.part(),)


class FoldingRow(QWidget):
    """Shows `buttons` side by side, or where they do not fit, one button named `folded` with all of them.

    With `keeps_first` as many of them as fit stay, and only the others are folded. With `menu` that button is
    always there, and opens what `menu` gives.
    """

    def __init__(
        self,
        buttons: Sequence[Button],
        folded: str,
        parent: QWidget | None = None,
        *,
        keeps_first: bool = False,
        menu: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeps_first, self._has_menu = keeps_first, menu is not None
        self._buttons = list(buttons)
        self._offered = dict.fromkeys(self._buttons, True)
        for button in self._buttons:
            button.setParent(self)
        self._folded = MenuButton(folded, menu or self._parts, self)
        self._folded.hide()
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons in their order, and last the one that stands for those that have no room."""
        return (*self._buttons, self._folded)

    def offer(self, button: Button, *, is_offered: bool) -> None:
        """Show `button`, or do without it."""
        self._offered[button] = is_offered
        self.arrange()

    def sizeHint(self) -> QSize:
        sizes = [button.sizeHint() for button in (*self._wanted(), *([self._folded] if self._has_menu else []))]
        gaps = theme.GRID * (len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._folded.sizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place what fits."""
        wanted = self._wanted()
        fits = self.sizeHint().width() <= self.width()
        is_folded = self._has_menu or not fits
        room = self.width() - (self._folded.sizeHint().width() + theme.GRID if is_folded else 0)
        focused = next((button for button in self._buttons if button.hasFocus()), None)
        left, is_full = 0, not fits and not self._keeps_first
        for button in self._buttons:
            wide = button.sizeHint().width()
            is_full = is_full or (button in wanted and left + wide > room)
            is_shown = button in wanted and not is_full
            button.setVisible(is_shown)
            if is_shown:
                button.setGeometry(left, 0, wide, self.height())
                left += wide + theme.GRID
        self._folded.setVisible(is_folded)
        self._folded.setGeometry(left, 0, min(self.width() - left, self._folded.sizeHint().width()), self.height())
        if focused and focused in wanted and focused.isHidden():
            self._folded.setFocus()

    def _wanted(self) -> list[Button]:
        return [button for button in self._buttons if self._offered[button]]

    def _parts(self) -> object:
        from retrotimer.gui.widgets.menus import Line, Part  # not before the window is up

        parts, plain = [], []
        for button in (button for button in self._wanted() if button.isHidden()):
            if isinstance(button, Chooser):
                parts.append(button.part())
            else:
                is_on = button.isChecked() if button.isCheckable() else None
                keys = button.shortcut_text if isinstance(button, ActionButton) else ""
                if button.isEnabled():
                    plain.append(Line(button.accessibleName(), button.click, is_on, keys))
        return (*parts, Part(tuple(plain))) if plain else tuple(parts)


class ActionButton(Button):
    """A button that tells its `shortcut` in a tip, and in the menu that it folds into."""

    def __init__(self, text: str, shortcut: str = "") -> None:
        super().__init__(text)
        self.shortcut_text = shortcut
        self.setFont(theme.head_font(17))
        self.setToolTip(_("{what} ({key})").format(what=text, key=shortcut) if shortcut else text)


class InfoButton(QAbstractButton):
    """A small ⓘ that shows or hides what there is to know; `name` says about what."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        side = round(theme.sized(28))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.sized(20)
        circle = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ink = c.focus if self.hasFocus() or self.isChecked() else c.muted
        painter.setPen(QPen(ink, 3 if self.hasFocus() else 1.5))
        painter.setBrush(c.panel if self.underMouse() else c.paper)
        painter.drawEllipse(circle)
        painter.setFont(theme.text_font(13, bold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "i")


class FoldButton(QAbstractButton):
    """A heading with an arrow that shows or hides what stands below it, which is on while it is shown."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setText(text)
        self.setFont(theme.text_font(18, bold=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + self._left() + theme.GRID
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, self.text().split()), default=0)
        return QSize(longest + self._left() + theme.GRID, metrics.height() + theme.GRID)

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._left()), 1)
        return self.fontMetrics().boundingRect(room, WRAPPED, self.text()).height() + theme.GRID

    def _left(self) -> int:
        return self.fontMetrics().height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c, left = QPainter(self), theme.colours, self._left()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(c.focus, 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        x, y, half = left * 0.45, (left + theme.GRID) / 2, left * 0.22
        down = ((-half, -half * 0.6), (half, -half * 0.6), (0.0, half * 0.8))
        corners = down if self.isChecked() else tuple((along, across) for across, along in down)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.ink)
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
        painter.setPen(c.ink)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), WRAPPED, self.text())


def action_button(text: str, key: str = "") -> ActionButton:
    """Return a button that tells its key in a tip."""
    return ActionButton(text, key)


INNER = 0.45
"""How near to the centre the corners between two points are."""


def paint_star(painter: QPainter, area: QRectF, ink: QColor, *, is_filled: bool) -> None:
    """Paint a star into the middle of `area`."""
    radius, centre = min(area.width(), area.height()) / 2, area.center()
    points = []
    for nth in range(10):
        far, angle = radius * (INNER if nth % 2 else 1.0), pi * nth / 5
        points.append(QPointF(centre.x() + far * sin(angle), centre.y() - far * cos(angle)))
    painter.setPen(QPen(ink, max(1.5, radius / 7)))
    painter.setBrush(ink if is_filled else QColor(0, 0, 0, 0))
    painter.drawPolygon(QPolygonF(points))


class StarButton(Button):
    """A button with a star that is filled while it is on; with no text it is the star alone.

    `name` is told in its tip, with the `key` that does the same.
    """

    def __init__(self, text: str, name: str, *, key: str = "", px: int = 17, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setFont(theme.head_font(px))
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(_("{what} ({key})").format(what=name, key=key) if key else name)
        self._side = round(theme.sized(px + 2))

    def label(self) -> str:
        """Return the text with room for the star before it."""
        return ""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.text()) + theme.GRID if self.text() else 0
        return QSize(self._side + words + 3 * theme.GRID, max(metrics.height(), self._side) + 2 * theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colours.ink if self.isEnabled() else theme.colours.disabled
        left = 1.5 * theme.GRID if self.text() else (self.width() - self._side) / 2
        star = QRectF(left, (self.height() - self._side) / 2, self._side, self._side)
        paint_star(painter, star, ink, is_filled=self.isChecked())
        if self.text():
            words = QRectF(star.right() + theme.GRID, 0, self.width() - star.right() - theme.GRID, self.height())
            painter.setPen(ink)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
