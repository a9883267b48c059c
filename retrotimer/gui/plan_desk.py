"""The way from the library to the plan and to the builder, and from there to a session or the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.gui.preferences import Preferences
from retrotimer.gui.window import Window
from retrotimer.texts import _

if TYPE_CHECKING:
    from retrotimer.gui.builder_page import BuilderPage
    from retrotimer.gui.editor_desk import EditorDesk
    from retrotimer.gui.library_page import LibraryPage
    from retrotimer.gui.plan_page import PlanPage
    from retrotimer.gui.session_desk import SessionDesk
    from retrotimer.training.workout import Workout


class PlanDesk(QObject):
    """Shows both pages in `window`; `home_wanted` asks for the library."""

    home_wanted = Signal()

    def __init__(self, window: Window, preferences: Preferences, sessions: SessionDesk, editor: EditorDesk) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._sessions, self._editor = sessions, editor

    def serve(self, library: LibraryPage) -> None:
        """Do what `library` asks for."""
        library.foot.plan_wanted.connect(self.show_plan)
        library.foot.build_wanted.connect(self.show_builder)
        library.presets.painted.connect(lambda: self._take_keys(library))
        library.panel.load.gentler.connect(self._make_gentler)

    def show_plan(self) -> PlanPage:
        """Show the eight-week plan."""
        from retrotimer.gui.plan_page import PlanPage  # noqa: PLC0415 - not before it is wanted

        page = PlanPage(self._preferences.settings.paces)
        page.left.connect(self.home_wanted)
        page.started.connect(self._sessions.ask)
        self._window.show_page(page, _("Eight-week plan"))
        return page

    def show_builder(self) -> BuilderPage:
        """Show the builder; what it builds opens in the editor."""
        from retrotimer.gui.builder_page import BuilderPage  # noqa: PLC0415 - not before it is wanted

        page = BuilderPage(self._preferences.settings.paces)
        page.left.connect(self.home_wanted)
        page.built.connect(self._editor.begin_with)
        self._window.show_page(page, _("Build an alternation"))
        return page

    def _make_gentler(self, workout: Workout) -> None:
        """Open the gentler workout in the editor, as one of its own: the preset it comes from stays as it is."""
        from retrotimer.training.gentler import renamed  # noqa: PLC0415 - not before it is wanted

        self._editor.begin_with(renamed(workout))

    def _take_keys(self, library: LibraryPage) -> None:
        """Take the keys that do the same; not before the first painting, as they cost time."""
        from PySide6.QtGui import QKeySequence, QShortcut  # noqa: PLC0415

        for keys, act in (("Ctrl+P", self.show_plan), ("Ctrl+B", self.show_builder)):
            QShortcut(QKeySequence(keys), library).activated.connect(act)
