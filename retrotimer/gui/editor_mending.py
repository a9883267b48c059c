"""Leading a person to what must be mended before their workout can be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrotimer.training import editing

if TYPE_CHECKING:
    from retrotimer.gui.editor_page import EditorPage


def mend(page: EditorPage) -> bool:
    """Go to what must be mended; return False where nothing must."""
    return mend_typed(page) or _mend_faults(page)


def mend_typed(page: EditorPage) -> bool:
    """Go to what was typed and cannot be used; return False where there is nothing of that kind."""
    if page.tree.cell.mistake:
        page.say(page.tree.cell.mistake)
        return True
    wrong = page.name if page.name.mistake else page.side.wrong_field()
    if wrong:
        wrong.setFocus()
        page.say(wrong.mistake)
        return True
    return False


def _mend_faults(page: EditorPage) -> bool:
    faults = page.work.catch_up().faults
    if not faults:
        return False
    fault = faults[0]
    if fault.path:
        page.work.do(lambda now: editing.select(now, [fault.path]))
    fields = page.side.step.fields
    wanted = page.name if fault.key == "name" and not fault.path else fields.get(fault.key, page.tree)
    (wanted if wanted.isVisible() else page.tree).setFocus()
    page.say(fault.sentence)
    return True
