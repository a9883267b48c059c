"""Choose a folder, or none, for a setting."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.form_rows import Line, text_label
from retrotimer.texts import _


class FolderChoice(QWidget):
    """The folder of the setting `key`, called `label`; a file can be chosen too where `lists` filters files."""

    def __init__(self, preferences: Preferences, key: str, label: str, lists: str = "") -> None:
        super().__init__()
        self.setObjectName(key)
        self.setAccessibleName(label)
        self._preferences, self._key, self._label = preferences, key, label
        self.message = text_label(px=15, muted=True)
        self.choose = self._button(_("Choose a folder…"), _("{what}: choose a folder"))
        self.choose.clicked.connect(self._ask_folder)
        self.choose_list = self._button(_("Choose a list…"), _("{what}: choose a list"))
        self.choose_list.clicked.connect(lambda: self._ask_file(lists))
        self.none = self._button(_("Use none"), _("{what}: use none"))
        self.none.clicked.connect(lambda: self._take(""))
        buttons = (self.choose, self.choose_list, self.none) if lists else (self.choose, self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addWidget(text_label(label))
        layout.addWidget(self.message)
        layout.addWidget(Line(*buttons))

    @property
    def value(self) -> str:
        """What is chosen; empty for none."""
        return str(getattr(self._preferences.settings, self._key))

    def show_value(self) -> None:
        """Offer to use none where there is one."""
        if self.none.hasFocus() and not self.value:
            self.choose.setFocus()
        self.none.setVisible(bool(self.value))

    def explain(self, sentence: str) -> None:
        """Say what is chosen."""
        self.message.setText(sentence)

    def _button(self, text: str, named: str) -> Button:
        button = Button(text, px=17)
        button.setAccessibleName(named.format(what=self._label))
        return button

    def _take(self, path: str) -> None:
        self._preferences.change(**{self._key: path})

    def _ask_folder(self) -> None:
        self._ask(_("{what}: choose a folder"), QFileDialog.FileMode.Directory)

    def _ask_file(self, lists: str) -> None:
        self._ask(_("{what}: choose a list"), QFileDialog.FileMode.ExistingFile).setNameFilter(lists)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self.window(), title.format(what=self._label), self.value)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog
