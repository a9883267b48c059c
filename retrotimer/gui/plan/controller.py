"""Show the plan, the builder and the text box, and pass on what is chosen or made there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.texts import _

if TYPE_CHECKING:
    from retrotimer.files.presets.reader import Preset
    from retrotimer.gui.plan.builder import BuilderPage
    from retrotimer.gui.plan.page import PlanPage
    from retrotimer.gui.plan.text_import import TextPage
    from retrotimer.training.alternation import Wish


class PlanController(QObject):
    """Shows these pages in `window`.

    `root_page_requested` asks for the library, `session_requested` for a session of an `Overview`,
    `editor_requested` for the editor with a `Workout`; `kept` gives a preset that was made.
    """

    root_page_requested = Signal()
    session_requested = Signal(object)
    editor_requested = Signal(object)
    kept = Signal(object)

    def __init__(self, window: Window, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._text = ""

    def show_plan(self) -> PlanPage:
        """Show the eight-week plan."""
        from retrotimer.gui.plan.page import PlanPage  # not before it is wanted

        page = PlanPage(self._preferences.settings.paces)
        page.left.connect(self.root_page_requested)
        page.started.connect(self.session_requested)
        self._window.show_page(page, _("Eight-week plan"))
        return page

    def show_builder(self, wish: Wish | None = None, name: str = "") -> BuilderPage:
        """Show the builder, with a `wish` and a `name` where there are some; what it builds opens in the editor."""
        from retrotimer.gui.plan.builder import BuilderPage  # not before it is wanted

        page = BuilderPage(self._preferences.settings.paces, wish)
        page.name.setText(name)
        page.left.connect(self.root_page_requested)
        page.built.connect(self.editor_requested)
        title = _("Make one from four numbers")
        self._window.show_page(page, title, lambda: page.is_wrong or self.show_builder(page.wish, page.name.text()))
        return page

    def show_text(self) -> TextPage:
        """Show the text box, with what was typed there before."""
        from retrotimer.gui.plan.text_import import TextPage  # not before it is wanted

        page = TextPage(self._preferences.settings.paces, self._text)
        page.left.connect(self.root_page_requested)
        page.accepted.connect(self.editor_requested)
        page.kept.connect(self._show_kept)
        page.text.textChanged.connect(lambda: self._note(page.text.toPlainText()))
        self._window.show_page(page, _("From text"), self.show_text)
        return page

    def _note(self, text: str) -> None:
        self._text = text

    def _show_kept(self, preset: Preset) -> None:
        self._text = ""
        self.root_page_requested.emit()
        self.kept.emit(preset)
