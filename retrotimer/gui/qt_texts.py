"""Translate what Qt's own menus and file dialogs say where Qt's catalogues lack it: all of it in Hindi."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTranslator

from retrotimer.files.assets import asset


class QtTexts(QTranslator):
    """Translates by `assets/translations/LANGUAGE/qt.json`: Qt's English text, with its `&`, to the translation."""

    def __init__(self, parent: QObject, language: str) -> None:
        super().__init__(parent)
        self._texts: dict[str, str] = json.loads(asset("translations", language, "qt.json").read_text("utf-8"))

    def isEmpty(self) -> bool:
        return False

    def translate(self, _context: str, text: str, _comment: str | None = None, _number: int = -1) -> str | None:
        """Return the translation of `text`; None leaves it to the next translator."""
        return self._texts.get(text)
