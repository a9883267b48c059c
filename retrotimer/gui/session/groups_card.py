"""Set up groups before a session: names, partners, waves and workouts of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from retrotimer.app.group_words import entry_of, partner_text
from retrotimer.app.session.factory import groups_of
from retrotimer.files.group_state import GroupState, KnownGroup, read_groups, write_groups
from retrotimer.files.presets.library import Preset, all_presets
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.fold import Fold
from retrotimer.gui.widgets.form_rows import Line, notify, text_label
from retrotimer.gui.widgets.inputs import Check, Combo
from retrotimer.texts import _, number_text
from retrotimer.training.errors import WrongRequest
from retrotimer.training.groups.groups import MAX_GROUPS, MAX_NAME, NAMES, GroupEntry, notes
from retrotimer.training.groups.pairs import Partner, usual_partner

if TYPE_CHECKING:
    from retrotimer.app.overview import Overview

NAME_PX, WHEN_PX, SECONDS_PX = 110, 130, 64
BOX_PX = 48
"""How much wider than its words a box with a list is, at plain text."""
LATER = "later"
TOGETHER = "together"


def relations() -> dict[str, str]:
    """Return how a group may go with those before it, in words."""
    return {
        TOGETHER: _("starts with the first"),
        LATER: _("starts seconds later"),
        **{partner: partner_text(partner) for partner in (Partner.SWAP, Partner.EYES, Partner.MIRROR)},
    }


class GroupRow(QWidget):
    """One group. `changed` is sent when something of it changed, `removed` when it is not wanted any more."""

    changed = Signal()
    removed = Signal()

    def __init__(self, nth: int, known: KnownGroup, presets: Callable[[], tuple[Preset, ...]]) -> None:
        super().__init__()
        self._presets = presets
        self.name, self.when, self.seconds, self.preset = QLineEdit(known.name), Combo(), QLineEdit(), Combo()
        self.mine = Check(_("mine"))
        self.mine.setToolTip(_("Only this group counts for your weeks, your plan and your paces."))
        self.remove = Button("✕", px=17)
        self.name.setMaxLength(MAX_NAME)
        for key, text in relations().items():
            self.when.addItem(text, key)
        self.when.setCurrentIndex(self.when.findData(known.partner or (LATER if known.offset_ms else TOGETHER)))
        self.seconds.setText(number_text(known.offset_ms / 1_000 or 20, "g"))
        self._fill_presets(known.preset)
        self.mine.setChecked(known.is_mine)
        number = {"n": nth + 1}
        for widget, text, wide in (
            (self.name, _("Name of group {n}"), NAME_PX),
            (self.when, _("When group {n} starts, or whose partner it is"), WHEN_PX),
            (self.seconds, _("Seconds until group {n} starts"), SECONDS_PX),
            (self.preset, _("Workout of group {n}"), WHEN_PX),
            (self.remove, _("Remove group {n}"), 0),
        ):
            widget.setAccessibleName(text.format(**number))
            widget.setMinimumWidth(round(theme.sized(wide)))
        self.seconds.setMaximumWidth(self.seconds.minimumWidth())
        self._lay_out()
        self.when.setVisible(nth > 0)  # shown without a parent it would be a window of its own
        self.name.textEdited.connect(self.changed)
        self.seconds.textEdited.connect(self.changed)
        self.when.activated.connect(self._note_change)
        self.preset.activated.connect(self._note_change)
        self.mine.toggled.connect(self.changed)
        self.remove.clicked.connect(self.removed)
        self._show_fields()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.GRID)
        first, self._second = QHBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for line in (first, self._second):
            line.setSpacing(theme.GRID)
            self._column.addLayout(line)
        first.addWidget(self.name, 1)
        first.addWidget(self.mine)
        first.addWidget(self.remove)
        self._start = QHBoxLayout()
        self._start.setSpacing(theme.GRID)
        self._start.addWidget(self.when, 1)
        self._start.addWidget(self.seconds)
        self._second.addLayout(self._start)
        self._second.addWidget(self.preset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put when and what beside each other where both can be read whole, else below each other."""
        start, preset = (0 if box.isHidden() else text_width(box) for box in (self.when, self.preset))
        if not self.seconds.isHidden():
            start += self.seconds.minimumWidth() + theme.GRID
        self._second.setStretchFactor(self._start, start)
        self._second.setStretchFactor(self.preset, preset)
        ways = QBoxLayout.Direction
        is_wide = start + theme.GRID + preset <= self.width() - self._column.contentsMargins().left()
        self._second.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what can have the focus, in Tab's order."""
        return self.name, self.mine, self.remove, self.when, self.seconds, self.preset

    def known(self) -> KnownGroup:
        """Return the group as it stands. Raises WrongRequest where its seconds are no number."""
        relation = str(self.when.currentData()) if not self.when.isHidden() else TOGETHER
        partner = relation if relation not in (LATER, TOGETHER) else ""
        preset = "" if partner else str(self.preset.currentData())
        offset_ms = self._offset_ms() if relation == LATER else 0
        return KnownGroup(self.name.text().strip(), offset_ms, partner, preset, self.mine.isChecked())

    def entry(self) -> GroupEntry:
        """Return the group as a session takes it. Raises WrongRequest."""
        return entry_of(self.known(), self._presets())

    def _offset_ms(self) -> int:
        text = self.seconds.text().strip().replace(",", ".")
        try:
            seconds = float(text)
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds <= 86_400:
            sentence = _("'{text}' is not a number of seconds.")
            raise WrongRequest(sentence.format(text=self.seconds.text()))
        return round(1_000 * seconds)

    def _fill_presets(self, chosen: str) -> None:
        self.preset.addItem(_("the same workout"), "")
        for preset in self._presets():
            self.preset.addItem(preset.workout.name, preset.id)
        self.preset.setCurrentIndex(max(0, self.preset.findData(chosen)))

    def _note_change(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        relation = str(self.when.currentData()) if not self.when.isHidden() else TOGETHER
        self.seconds.setVisible(relation == LATER)
        self.preset.setVisible(relation in (LATER, TOGETHER))
        is_partner = relation not in (LATER, TOGETHER)  # it belongs to the group above it
        self._column.setContentsMargins(3 * theme.GRID if is_partner else 0, 0, 0, theme.GRID)
        self._fit()


def text_width(box: Combo) -> int:
    """Return how wide `box` is with the words that it shows."""
    return box.fontMetrics().horizontalAdvance(box.currentText()) + round(theme.sized(BOX_PX))


class GroupsCard(Card):
    """Sets up the groups of a session, and remembers them. `said` asks to say names aloud."""

    changed = Signal()
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._overview: Overview | None = None
        self._state = GroupState()
        self._found: tuple[Preset, ...] | None = None
        self.rows: list[GroupRow] = []
        self.add = Button(_("+ Group"), px=17)
        self.again, self.hear = Button("", px=17), Button(_("Hear the names"), px=17)
        self.ends = Check(_("Arrival ends the step"))
        self.ends.setToolTip(_("Enter, or a group's digit, ends a step that waits for a tap."))
        self.about = words(_("For a pair, for waves, or for several workouts on one clock."))
        self.notes, self.problem = words(), text_label(wrong=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GRID)
        place = QWidget()
        place.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.fold = Fold(
            _("Groups and arrivals"),
            self.about,
            place,
            Line(self.add, self.hear, self.again),
            self.ends,
            self.notes,
            self.problem,
        )
        self.column.addWidget(self.fold)
        self.add.clicked.connect(self._add)
        self.again.clicked.connect(self._take_last)
        self.hear.clicked.connect(lambda: self.said.emit(tuple(row.name.text().strip() for row in self.rows)))
        self.ends.toggled.connect(lambda _on: self._check())
        self.notes.hide()
        self.problem.hide()

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what can have the focus, in Tab's order."""
        of_rows = (widget for row in self.rows for widget in row.in_order())
        return (self.fold.head, *of_rows, self.add, self.hear, self.again, self.ends)

    def show_overview(self, overview: Overview) -> None:
        """Offer groups for a session of `overview`; those of the last session by a button."""
        self._overview, self._state = overview, read_groups()
        self._clear()
        last = ", ".join(group.name for group in self._state.groups)
        self.again.setText(_("As last time: {names}").format(names=last))
        self.again.setVisible(bool(last))
        self.ends.setChecked(False)
        for entry in overview.groups:
            self._append(
                KnownGroup(entry.name, entry.offset_ms, str(entry.partner or ""), entry.preset, entry.is_mine)
            )
        self._check()

    def apply(self, overview: Overview) -> Overview | None:
        """Return `overview` with the groups as they stand, which are remembered; None where they do not fit."""
        if not self._check():
            return None
        if self.rows:
            known = tuple(row.known() for row in self.rows)
            write_groups(GroupState(known, self.ends.isChecked(), self._state.athletes))
        groups = tuple(row.entry() for row in self.rows)
        return overview.with_groups(groups, arrival_ends=self.ends.isChecked())

    def _presets(self) -> tuple[Preset, ...]:
        if self._found is None:
            self._found = tuple(one for one in all_presets() if isinstance(one, Preset))
        return self._found

    def _add(self) -> None:
        """Add a group, with the first also a second one, its partner: one alone needs none."""
        for _time in range(1 if self.rows else 2):
            nth = len(self.rows)
            if nth < MAX_GROUPS:
                tags = self._overview.preset.workout.tags if self._overview else ()
                partner = str(usual_partner(tags)) if nth % 2 else ""
                self._append(KnownGroup(_(NAMES[nth]), partner=partner))
        self._check()

    def _take_last(self) -> None:
        self._clear()
        for group in self._state.groups[:MAX_GROUPS]:
            self._append(group)
        self.ends.setChecked(self._state.arrival_ends)
        self._check()

    def _append(self, known: KnownGroup) -> None:
        row = GroupRow(len(self.rows), known, self._presets)
        row.changed.connect(self._check)
        row.mine.toggled.connect(lambda on, row=row: self._only_mine(row) if on else None)
        row.removed.connect(lambda row=row: self._remove(row))
        self.rows.append(row)
        self._rows.addWidget(row)
        row.show()  # at once, so that Tab comes to it
        self.changed.emit()

    def _only_mine(self, chosen: GroupRow) -> None:
        for row in self.rows:
            if row is not chosen:
                row.mine.setChecked(False)

    def _remove(self, gone: GroupRow) -> None:
        """Remove a group; the others stay as they are, as far as they can."""
        try:
            known = [row.known() for row in self.rows if row is not gone]
        except WrongRequest:
            known = [KnownGroup(row.name.text()) for row in self.rows if row is not gone]
        self._clear()
        for nth, group in enumerate(known):
            is_tied = group.partner and (nth == 0 or known[nth - 1].partner)
            free = group._replace(partner="") if is_tied else group
            self._append(free if nth else free._replace(offset_ms=0))
        self._check()
        self.add.setFocus()

    def _clear(self) -> None:
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self.changed.emit()

    def _check(self) -> bool:
        """Tell what does not fit, or what is worth knowing; return whether all fits."""
        self.add.setEnabled(len(self.rows) < MAX_GROUPS)
        self.hear.setVisible(bool(self.rows))
        self.about.setVisible(not self.rows)
        sentences: tuple[str, ...] = ()
        problem = ""
        try:
            if self._overview and self.rows:
                groups = groups_of(self._overview, tuple(row.entry() for row in self.rows))
                sentences = notes(groups, self._overview.paces)
        except WrongRequest as error:
            problem = str(error)
        notify(self.problem, problem)
        self.notes.setText("\n".join(sentences))
        self.notes.setVisible(bool(sentences))
        return not problem
