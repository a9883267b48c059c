"""Make the sections of the settings page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from retrotimer.files.settings import LANGUAGE_CHOICES, SWITCHABLE, SYSTEM
from retrotimer.gui import theme
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.fields import Choice, CueSwitch, Number, Speed, Switch, Volume
from retrotimer.gui.settings.viewing_distance import ReadingDistance
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.fold import Fold
from retrotimer.gui.widgets.form_rows import Line, Row, Section, text_label
from retrotimer.texts import LANGUAGES, N_, _
from retrotimer.training.cues.cue_types import CueKind

SPEED_STEP = 0.05
SPEEDS = {
    "run_forward": N_("Running forward"),
    "run_backward": N_("Running backward"),
    "walk_forward": N_("Walking forward"),
    "walk_backward": N_("Walking backward"),
}
CUES = {
    CueKind.GET_READY: N_("Three, two, one before the first interval"),
    CueKind.COUNTDOWN: N_("Three, two, one before each change"),
    CueKind.DIRECTION: N_("The direction in words: “Run backward”"),
    CueKind.SAY: N_("What a step of the workout says"),
    CueKind.ROLE: N_("“Warm up”, “Cool down”"),
    CueKind.LAST_ROUND: N_("“Last round”"),
    CueKind.ROUND: N_("The number of each round: “Round 3”"),
    CueKind.WARNING: N_("A warning before each backward part"),
    CueKind.HALFWAY: N_("Halfway through a long interval"),
    CueKind.MINUTES_LEFT: N_("How many minutes are left"),
    CueKind.LOOK_BEHIND: N_("“Glance left”, “Glance right” in backward parts"),
    CueKind.POSTURE: N_("A reminder of posture in each backward part"),
    CueKind.FINISH: N_("A tone and “Finished” at the end"),
    CueKind.ANSWER: N_("“Paused”, “Resumed”"),
}
FEW = (CueKind.GET_READY, CueKind.COUNTDOWN, CueKind.DIRECTION, CueKind.SAY, CueKind.WARNING, CueKind.FINISH)
RARE = (CueKind.ROUND, CueKind.HALFWAY, CueKind.MINUTES_LEFT, CueKind.LOOK_BEHIND, CueKind.POSTURE)
LEVELS = (
    (N_("Few"), N_("which way, and when"), tuple(kind for kind in SWITCHABLE if kind not in FEW)),
    (N_("Normal"), N_("also warm-up, last round, pauses"), tuple(kind for kind in SWITCHABLE if kind in RARE)),
    (N_("Everything"), N_("also rounds, minutes, glances, posture"), ()),
)
"""How much is heard: its name, what that means, and the cues that are off."""
TIMINGS = {
    CueKind.WARNING: ("warning_s", N_("How long before"), N_("s")),
    CueKind.HALFWAY: ("halfway_from_s", N_("In intervals from"), N_("s")),
    CueKind.MINUTES_LEFT: ("minutes_left_every", N_("Every"), N_("min")),
    CueKind.LOOK_BEHIND: ("look_behind_every_s", N_("Every"), N_("s")),
}
"""What belongs to a cue: setting, label, unit."""
CHECK_PX = 34
"""Where the words of a check begin."""
SCALES = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


def number_row(
    preferences: Preferences, key: str, label: str, unit: str, *, step: float = 1, note: str = ""
) -> Row:
    """Return a row for the number `key`, which shows what is wrong with it."""
    return _row_of(Number(preferences, key, step, unit=unit), label, unit, note)


def language_row(preferences: Preferences, key: str, label: str, note: str = "") -> Row:
    """Return a row for the language `key`."""
    names = {SYSTEM: _("Same as system"), **LANGUAGES}
    return Row(label, Choice(preferences, key, [(one, names[one]) for one in LANGUAGE_CHOICES]), note=note)


def _row_of(field: Number, label: str, unit: str, note: str = "") -> Row:
    row = Row(label, field, unit=unit, note=note)
    field.message.connect(row.notify)
    return row


def volume_row(preferences: Preferences, key: str, label: str) -> Row:
    """Return a row with a slider, and its percents beside it."""
    slider = Volume(preferences, key)
    row = Row(label, slider, unit=_("{percent} %").format(percent=slider.value()))
    row.field.setAccessibleName(label)
    slider.valueChanged.connect(lambda percent: row.unit.setText(_("{percent} %").format(percent=percent)))
    return row


class Paces(Section):
    """How fast a person is, and how heavy."""

    def __init__(self, preferences: Preferences) -> None:
        info = _(
            "Distances in a workout become times by these paces; energy is worked out from them and your mass. "
            "They are yours to measure. The ones we begin with are rules of thumb: running backward at 0.7 of the "
            "speed forward. Energy is an estimate: ACSM's equations, and for running backward 35 % more at the "
            "same speed, as was measured on few (4 people, and 8 uphill)."
        )
        super().__init__(_("Paces and body mass"), preferences, (*SPEEDS, "body_kg", "pace_unit"), info=info)
        self._preferences = preferences
        units = ("min/km", _("min/km: 6:40")), ("min/mile", _("min/mile: 10:44")), ("m/s", _("m/s: 2.5"))
        self.add(Row(_("Paces as"), Choice(preferences, "pace_unit", units)))
        self.rows = {
            key: _row_of(Speed(preferences, key, SPEED_STEP), _(label), preferences.settings.pace_unit)
            for key, label in SPEEDS.items()
        }
        self.warning, self.walk_warning = text_label(px=15, wrong=True), text_label(px=15, wrong=True)
        below = {"run_backward": self.warning, "walk_backward": self.walk_warning}
        for key, row in self.rows.items():
            self.add(row)
            if key in below:
                self.add(below[key])
        self.add(number_row(preferences, "body_kg", _("Body mass"), _("kg")))
        self.finish()

    def show_values(self) -> None:
        """Show what is set, and warn of a fast backward run."""
        super().show_values()
        settings = self._preferences.settings
        paces = settings.paces
        for row in self.rows.values():
            row.use_unit(settings.pace_unit)
        self.warning.setVisible(paces.backward_is_fast)
        self.warning.setText(
            _(
                "That is fast for running backward: over 0.85 of your forward speed, or over 4 m/s (rules of "
                "thumb). Make sure it is what you meant."
            )
        )
        self.walk_warning.setVisible(paces.backward_walk_is_fast)
        self.walk_warning.setText(
            _(
                "Near 1.6 m/s walking backward turns into running (preferred 1.63 ± 0.11, by energy 1.85 ± 0.09: "
                "Hreljac 2005); above, the energy is probably more than is shown."
            )
        )


class CueLevels(QWidget):
    """How much is heard: few cues, the usual ones or all; none is chosen where a person chose each."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.setAccessibleName(_("How much is heard"))
        self._group = QButtonGroup(self)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for nth, (name, about, _off) in enumerate(LEVELS):
            button, meant = QRadioButton(_(name)), text_label(_(about), px=15, muted=True)
            button.setObjectName(f"cues {name}")
            button.setAccessibleDescription(meant.text())
            meant.setContentsMargins(round(theme.sized(CHECK_PX)), 0, 0, 0)
            self._group.addButton(button, nth)
            row.addWidget(button)
            row.addWidget(meant)
        self._group.idClicked.connect(lambda nth: preferences.change(off=LEVELS[nth][2]))

    def show_value(self) -> None:
        """Show which level is set, if one is."""
        off = self._preferences.settings.off
        chosen = next((nth for nth, level in enumerate(LEVELS) if level[2] == off), None)
        self._group.setExclusive(False)
        for nth, button in enumerate(self._group.buttons()):
            button.setChecked(nth == chosen)
        self._group.setExclusive(True)


class Cues(Section):
    """What is heard, and when."""

    def __init__(self, preferences: Preferences) -> None:
        about = _("The tone at the start of each interval always sounds: it tells which way.")
        keys = ("off", "count_aloud", *(key for key, _label, _unit in TIMINGS.values()))
        super().__init__(_("Cues"), preferences, keys, about)
        levels = CueLevels(preferences)
        self.add(levels)
        each = Fold(_("Choose each"), *self._rows(preferences), gap=0)
        each.set_open(is_open=all(level[2] != preferences.settings.off for level in LEVELS))
        self.add(each)
        self.each = each
        self.finish()

    def _rows(self, preferences: Preferences) -> Iterator[QWidget]:
        for kind in map(CueKind, SWITCHABLE):
            switch = CueSwitch(preferences, kind, _(CUES[kind]))
            yield switch
            if kind in TIMINGS:
                key, label, unit = TIMINGS[kind]
                row = number_row(preferences, key, _(label), _(unit))
                row.field.setAccessibleName(
                    _("{cue}: {setting} ({unit})").format(cue=_(CUES[kind]), setting=_(label), unit=_(unit))
                )
                row.setContentsMargins(round(theme.sized(CHECK_PX)), 0, 0, 0)
                row.setEnabled(switch.isChecked())
                switch.toggled.connect(row.setEnabled)
                yield row
            if kind is CueKind.COUNTDOWN:
                yield Switch(preferences, "count_aloud", _("Count in words, not in beeps"))


class AppearanceSection(Section):
    """Theme, text size, motion and flash."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            _("Appearance"),
            preferences,
            ("theme", "language", "text_scale", "reduced_motion", "flash"),
        )
        themes = (("system", _("Same as system")), ("light", _("Light: for sun")), ("dark", _("Dark: for dusk")))
        scale = preferences.settings.text_scale
        scales = [
            (value, _("{percent} %").format(percent=round(100 * value))) for value in sorted({*SCALES, scale})
        ]
        self.add(language_row(preferences, "language", _("Language"), _("From the next start on.")))
        note = _("High contrast, where your system asks for it, holds for either.")
        self.add(Row(_("Theme"), Choice(preferences, "theme", themes), note=note))
        note = _("The digits of a session fill the window whatever this is.")
        self.add(Row(_("Size of texts"), Choice(preferences, "text_scale", scales), note=note))
        self.add(Switch(preferences, "reduced_motion", _("Less motion: nothing moves but the time")))
        self.add(Switch(preferences, "flash", _("A soft flash of the screen at each change")))
        self.finish()


class Start(Section):
    """What comes before a session."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Before a session"), preferences, ("get_ready_s", "ask_before"))
        self._preferences = preferences
        label, note = _("Get ready"), _("The countdown from Start to the first interval; 0 is none.")
        self.add(number_row(preferences, "get_ready_s", label, _("s"), note=note))
        self.add(Switch(preferences, "ask_before", _("Check sound, battery and safety before each session")))
        self.again, self.shown = Button(_("Show the safety checklist again"), px=17), text_label(px=15, muted=True)
        self.again.setObjectName("checklist again")
        self.again.clicked.connect(lambda: preferences.change(checklist_read=False))
        self.add(Line(self.again))
        self.add(self.shown)
        self.finish()

    def show_values(self) -> None:
        """Show what is set, and whether the checklist is to come."""
        super().show_values()
        is_read = self._preferences.settings.checklist_read
        self.shown.setText("" if is_read else _("The checklist will be shown before your next session."))
        self.shown.setVisible(not is_read)


class Distance(Section):
    """From how far the digits are to be read."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Viewing distance"), preferences, ("distance_m", "screen_width_cm"))
        self.viewing = ReadingDistance(preferences)
        self.add(self.viewing)
        self.finish()


def sections(
    preferences: Preferences, sound: tuple[Section, ...], voice: Section
) -> tuple[tuple[str, tuple[Section, ...]], ...]:
    """Return the sections in the order of the page, under the names of the index."""
    return (
        (_("You"), (Paces(preferences),)),
        (_("Sound"), sound),
        (_("Voice and cues"), (voice, Cues(preferences))),
        (_("Appearance"), (AppearanceSection(preferences), Distance(preferences))),
        (_("Start"), (Start(preferences),)),
    )
