"""Open presets and drafts in the editor, and leave it: ask about unsaved changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.files.presets.library import Preset
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.workout.workout import Workout

if TYPE_CHECKING:
    from retrotimer.files.presets.drafts import Draft
    from retrotimer.files.presets.user_presets import Opened
    from retrotimer.gui.editor.autosave import DraftAutosave
    from retrotimer.gui.editor.document import Document
    from retrotimer.gui.editor.page import EditorPage
    from retrotimer.gui.editor.saving import Saving


class EditorController(QObject):
    """Edits one preset at a time in `window`.

    `kept` tells each preset as it is saved, `left` the last of them once the editor is left, None where there is
    none; `problem` tells in a sentence why a preset cannot be edited.
    """

    kept = Signal(object)
    left = Signal(object)
    problem = Signal(str)

    def __init__(self, window: Window, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self.page: EditorPage | None = None
        self.saving: Saving | None = None
        self.drafts: DraftAutosave | None = None
        self._saved: Preset | None = None
        self._then: Callable[[], object] | None = None
        self.kept.connect(self._note_kept)

    # the way in

    def new(self) -> None:
        """Edit a workout from nothing."""
        self.edit_new(Workout(_("New workout"), ()))

    def edit_new(self, workout: Workout) -> None:
        """Edit `workout`, which has no file yet: a new one, or one that was built or imported."""
        self._after_draft(None, lambda: self._show_new(workout))

    def edit(self, preset: Preset) -> None:
        """Edit `preset`; one that came with RetroTimer becomes one of the person's own once it is saved."""
        from retrotimer.files.presets.user_presets import open_preset  # not before a preset is edited

        if preset.is_builtin:
            self._after_draft(None, lambda: self._show_builtin(preset))
            return
        try:
            opened = open_preset(preset.path)
        except RetroTimerError as error:
            self.problem.emit(str(error))
            return
        self._after_draft(opened, lambda: self._show(opened.preset, opened))

    def rename(self, preset: Preset) -> None:
        """Edit `preset`, beginning with its name."""
        self.edit(preset)
        if self.page:
            self.page.edit_name_first()

    def offer_drafts(self) -> bool:
        """Offer to go on with work that was left unsaved; return whether there is any."""
        from retrotimer.files import paths  # not before the library is seen

        if not paths.drafts().is_dir():
            return False
        from retrotimer.files.presets.drafts import drafts  # seldom needed

        found = drafts()
        if found:
            self._ask(found[0], lambda: None)
        return bool(found)

    def _after_draft(self, opened: Opened | None, otherwise: Callable[[], object]) -> None:
        """Offer a draft of what is to be edited, where there is one; else do what is asked `otherwise`."""
        from retrotimer.files.presets.drafts import draft_of

        draft = draft_of(opened.path if opened else None)
        if draft:
            self._ask(draft, otherwise)
        else:
            otherwise()

    def _ask(self, draft: Draft, otherwise: Callable[[], object]) -> None:
        from retrotimer.gui.editor.autosave import ask_for_draft  # seldom needed

        ask_for_draft(self._window, draft, lambda: self._restore(draft), otherwise)

    def _restore(self, draft: Draft) -> None:
        """Edit what was left, on top of what its file said then: undo leads back to that."""
        from retrotimer.files.presets.user_presets import opened_then
        from retrotimer.training.workout.editing import Editing, select

        opened = opened_then(draft.path, draft.source) if draft.path else None
        page = self._show(opened.preset if opened else _nowhere(Workout(draft.workout.name, ())), opened)
        page.document.do(lambda _now: select(Editing(draft.workout), [(0,)]))

    def _show_new(self, workout: Workout) -> None:
        empty = replace(workout, steps=())
        page = self._show(_nowhere(workout), None, empty)  # what was made elsewhere is worth keeping as it is
        page.edit_name_first()

    def _show_builtin(self, preset: Preset) -> None:
        from retrotimer.files.presets.user_presets import own_name  # seldom needed

        own = replace(preset, workout=replace(preset.workout, name=own_name(preset.workout.name)))
        self._show(own, None).explain(
            _("This workout came with RetroTimer and stays as it is: what you change is saved as one of your own.")
        )

    def _show(self, preset: Preset, opened: Opened | None, unchanged: Workout | None = None) -> EditorPage:
        from retrotimer.gui.editor.document import Document  # not before a preset is edited

        self._close()
        self._saved = None
        return self._show_document(Document(preset, opened, self._preferences.settings.paces, unchanged))

    def _show_document(self, document: Document) -> EditorPage:
        from retrotimer.gui.editor.autosave import DraftAutosave  # not before a preset is edited
        from retrotimer.gui.editor.page import EditorPage
        from retrotimer.gui.editor.saving import Saving

        self.page = page = EditorPage(document, self._preferences)
        self.drafts, self.saving = DraftAutosave(document, page), Saving(page, self._window)
        self.drafts.problem.connect(page.say)
        self.saving.kept.connect(self.kept)
        page.left.connect(self.leave)
        page.hidden.connect(self._close)
        self._window.show_page(page, _("Editor"), self._remake)
        return page

    def _remake(self) -> None:
        """Make the page once more, with its workout, undo and place; not while it is saved or a field is wrong."""
        before = self.page
        if before is None or not before.may_be_remade or (self.saving and not self.saving.wait()):
            return
        place = before.place()
        self._close()
        self._show_document(before.document.twin()).restore(place)

    # the way out

    def leave(self, then: Callable[[], object] | None = None) -> None:
        """Go back, or do `then`; ask first where something is unsaved."""
        if self.page is None:
            return
        self._then = then
        if self.saving:
            self.saving.wait()
        if self.page.document.is_in_conflict:
            return  # its question comes first
        if not self.page.document.is_unsaved:
            self._go()
            return
        from retrotimer.gui.widgets.dialogs import Answer, Question  # not before it is asked

        title = _("Save changes to “{name}”?").format(name=self.page.document.workout.name or _("New workout"))
        answers = (Answer("save", _("Save")), Answer("drop", _("Don’t save")), Answer("stay", _("Cancel")))
        text = _("Without saving, they are lost.")
        question = Question(self._window, title, text, answers, safe="stay")
        question.answered.connect(self._answer)

    def _answer(self, answer: str) -> None:
        if answer == "drop" or (answer == "save" and self.saving and self.saving.save()):
            self._go()

    def _go(self) -> None:
        """Go back, with nothing left to keep."""
        if self.drafts:
            self.drafts.forget()
            self.drafts.close()
        saved = self._saved
        self._let_go()
        self.left.emit(saved)
        if self._then:
            self._then()

    def _note_kept(self, preset: Preset) -> None:
        self._saved = preset

    def _close(self) -> None:
        """Keep what is unsaved, however the editor is left: by another page, or with the window."""
        if self.saving:
            self.saving.close()
        if self.drafts:
            self.drafts.keep()
            self.drafts.close()
        self._let_go()

    def _let_go(self) -> None:
        if self.page:
            self.page.hidden.disconnect(self._close)
            self.page.document.close()
        self.page = self.saving = self.drafts = None


def _nowhere(workout: Workout) -> Preset:
    """Return a preset that has no file yet."""
    from retrotimer.files import paths

    return Preset("", paths.presets(), workout)
