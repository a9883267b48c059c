"""The way from the library to the plan, the builder and the text box, and from there to a session or the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.texts import _

if TYPE_CHECKING:
    from retrotimer.files.presets.format import Preset
    from retrotimer.gui.editor.controller import EditorDesk
    from retrotimer.gui.library.page import LibraryPage
    from retrotimer.gui.plan.builder import BuilderPage
    from retrotimer.gui.plan.page import PlanPage
    from retrotimer.gui.plan.text_import import TextPage
    from retrotimer.gui.session.controller import SessionDesk
    from retrotimer.training.workout.workout import Workout


class PlanDesk(QObject):
    """Shows these pages in `window`; `home_wanted` asks for the library, `kept` gives a preset that was made."""

    home_wanted = Signal()
    kept = Signal(object)

    def __init__(self, window: Window, preferences: Preferences, sessions: SessionDesk, editor: EditorDesk) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._sessions, self._editor = sessions, editor
        self._text = ""

    def serve(self, library: LibraryPage) -> None:
        """Do what `library` asks for."""
        library.foot.plan_wanted.connect(self.show_plan)
        library.foot.build_wanted.connect(self.show_builder)
        library.foot.text_wanted.connect(self.show_text)
        library.presets.painted.connect(lambda: self._take_keys(library))
        library.panel.load.gentler.connect(self._make_gentler)

    def show_plan(self) -> PlanPage:
        """Show the eight-week plan."""
        from retrotimer.gui.plan.page import PlanPage  # not before it is wanted

        page = PlanPage(self._preferences.settings.paces)
        page.left.connect(self.home_wanted)
        page.started.connect(self._sessions.ask)
        self._window.show_page(page, _("Eight-week plan"))
        return page

    def show_builder(self) -> BuilderPage:
        """Show the builder; what it builds opens in the editor."""
        from retrotimer.gui.plan.builder import BuilderPage  # not before it is wanted

        page = BuilderPage(self._preferences.settings.paces)
        page.left.connect(self.home_wanted)
        page.built.connect(self._editor.begin_with)
        self._window.show_page(page, _("Build an alternation"))
        return page

    def show_text(self) -> TextPage:
        """Show the text box, with what was typed there before."""
        from retrotimer.gui.plan.text_import import TextPage  # not before it is wanted

        page = TextPage(self._preferences.settings.paces, self._text)
        page.left.connect(self.home_wanted)
        page.taken.connect(self._editor.begin_with)
        page.kept.connect(self._show_kept)
        page.text.textChanged.connect(lambda: self._note(page.text.toPlainText()))
        self._window.show_page(page, _("Write a workout as text"))
        return page

    def _note(self, text: str) -> None:
        self._text = text

    def _show_kept(self, preset: Preset) -> None:
        self._text = ""
        self.home_wanted.emit()
        self.kept.emit(preset)

    def _make_gentler(self, workout: Workout) -> None:
        """Open the gentler workout in the editor, as one of its own: the preset it comes from stays as it is."""
        from retrotimer.training.load.gentler import renamed  # not before it is wanted

        self._editor.begin_with(renamed(workout))

    def _take_keys(self, library: LibraryPage) -> None:
        """Take the keys that do the same; not before the first painting, as they cost time."""
        from PySide6.QtGui import QKeySequence, QShortcut

        for keys, act in (
            ("Ctrl+P", self.show_plan),
            ("Ctrl+B", self.show_builder),
            ("Ctrl+Shift+T", self.show_text),
        ):
            QShortcut(QKeySequence(keys), library).activated.connect(act)
