"""Show all keys, the way to the manual, the sources of the figures, the credits and the version."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from retrotimer import __version__
from retrotimer.gui import theme
from retrotimer.gui.core.key_bindings import TABLES, ActionTable, session_keys
from retrotimer.gui.session.key_help import key_grid
from retrotimer.gui.theme import window_icon
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, listed, words
from retrotimer.gui.widgets.page import Page
from retrotimer.texts import ENGLISH, _, reader_language

ICON_PX, BESIDE_PX = 96, 520
PARTS = (
    ("Qt, PySide6", "PySide6-Essentials", "LGPL 3"),
    ("miniaudio", "miniaudio", "MIT"),
    ("Rich", "rich", "MIT"),
    ("TOML Kit", "tomlkit", "MIT"),
    ("wakepy", "wakepy", "MIT"),
    ("psutil", "psutil", "BSD"),
    ("segno", "segno", "BSD"),
    ("websockets", "websockets", "BSD"),
    ("platformdirs", "platformdirs", "MIT"),
)
"""Libraries: what people call them, their distribution, their licence."""


class AboutPage(Page):
    """Tells all of that."""

    PLACE = "help"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Help and shortcuts"), parent=parent)
        self.copy = Button(_("Copy"), px=17)
        self.copy.setAccessibleDescription(_("Copies the versions, for a report of a mistake."))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions()))
        self.manual = Button(_("Open the manual"), px=17)
        self.manual.clicked.connect(lambda: QDesktopServices.openUrl(manual_address()))
        if manual_address().isEmpty():
            self.manual.hide()
        self.fill(self._what(), *self._keys(), self._numbers(), self._whose(), self._versions())

    def _what(self) -> QWidget:
        icon, texts, whole = QLabel(), QVBoxLayout(), QWidget()
        icon.setPixmap(window_icon().pixmap(QSize(ICON_PX, ICON_PX), self.devicePixelRatioF()))
        icon.setAccessibleName(_("The icon: a blue arrow up above a line, an amber arrow down below it"))
        texts.addStretch()
        texts.addWidget(words(_("Version {version}").format(version=__version__), bold=True))
        texts.addWidget(words(_("The interval timer for people who run backwards.")))
        texts.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3 * theme.GRID)
        self._row.addWidget(icon)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self.manual, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put icon, words and the way to the manual below each other where the page is narrow."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.sized(BESIDE_PX)
        self._row.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _keys(self) -> list[Card]:
        return [_key_card(keys) for keys in (session_keys(), *TABLES)]

    def _numbers(self) -> Card:
        card = Card(_("Where the numbers come from"))
        message = (
            _("Energy is an estimate from published formulas for walking and running, and a measured factor for"
              " running backward from small groups in a laboratory."),
            _("The load of knee and calf is a model of ours, on borrowed constants. It compares sessions; it does"
              " not foresee injuries."),
            _("Paces, lines for each level, the range of the energy and distances for reading are rules of thumb"
              " where they say so."),
        )  # fmt: skip
        card.column.addWidget(listed(message))
        return card

    def _whose(self) -> Card:
        card = Card(_("Credits"))
        card.column.addWidget(words(_("RetroTimer is free software under the MIT licence.")))
        parts = [f"{name} {version_of(part)}, {licence}" for name, part, licence in PARTS]
        fonts = _(
            "Fonts made from Barlow Condensed, Atkinson Hyperlegible Next and Noto Sans Devanagari, {licence}"
        )
        card.column.addWidget(listed([*parts, fonts.format(licence="SIL OFL 1.1")]))
        card.column.addWidget(words(_("Qt is used under the LGPL: you may replace it by a version of your own.")))
        if reader_language() != ENGLISH:
            card.column.addWidget(
                words(_("The translation was made by machine and has not yet been read by a native speaker."))
            )
        return card

    def _versions(self) -> Card:
        card = Card(_("For a report of a fault"))
        card.column.addWidget(words(versions()))
        card.column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _key_card(keys: ActionTable) -> Card:
    card = Card(_(keys.title))
    card.column.addLayout(key_grid(keys))
    return card


def version_of(distribution: str) -> str:
    """Return the version of a library, empty where the program is frozen and does not know it."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def versions() -> str:
    """Return what a report of a mistake needs to say."""
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    return f"RetroTimer {__version__}\nPython {platform.python_version()}\nQt {qVersion()}\n{system}"


def manual_address() -> QUrl:
    """Return where the manual is: beside the source, else where the package says; empty where it does not."""
    beside = Path(__file__).parents[2] / "docs" / "index.md"
    if beside.is_file():
        return QUrl.fromLocalFile(str(beside))
    try:
        found = metadata.metadata("retrotimer").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return QUrl()
    return QUrl(next((entry.partition(", ")[2] for entry in found if entry.startswith("Documentation")), ""))
