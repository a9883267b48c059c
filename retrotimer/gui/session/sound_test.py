"""Test the sound: play a tone for each direction, ask whether it was heard, and say what to do if not."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QWidget

from retrotimer.app.session.safety_checklist import SoundTest, unheard
from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.gui import theme
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.widgets.cards import Card, coloured, listed, words
from retrotimer.gui.widgets.form_rows import DeviceChoice, VolumeSlider
from retrotimer.gui.widgets.hearing_question import Question
from retrotimer.texts import _
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Movement

SAVE_MS = 400
"""How long a volume must stand before it is saved: a slider gives many."""
SIDE_BY_SIDE_PX = 470
"""The width at plain text scale from which on the two directions stand beside each other."""


def _notify(label: QLabel, text: str, more: str = "") -> None:
    """Show `text`, or nothing where it is empty; a screen reader says it, and `more` after it, when it is new."""
    if text and text != label.text():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(label, f"{text} {more}".strip()))
    label.setText(text)
    label.setVisible(bool(text))


def _device_names() -> tuple[str, ...]:
    from retrotimer.audio.outputs import device_names  # loads a C library, in the worker thread

    return device_names()


class SoundCheck(Card):
    """Test tones, output device and volume, kept in `preferences`; what takes long is given to `queue`.

    The device is held between `open` and `close_device` only.
    """

    def __init__(self, preferences: Preferences, queue: TaskQueue, parent: QWidget | None = None) -> None:
        super().__init__(_("Sound"), parent=parent)
        self._preferences, self._queue = preferences, queue
        self._test: SoundTest | None = None
        self.forward = Question(
            RUN_FORWARD,
            _("▲ Play forward"),
            _("Forward rises. Did you hear it?"),
            (_("Yes, I heard forward"), _("No, I did not hear forward")),
        )
        self.backward = Question(
            RUN_BACKWARD,
            _("▼ Play backward"),
            _("Backward falls. Did you hear it?"),
            (_("Yes, I heard backward"), _("No, I did not hear backward")),
        )
        self.notice, self.verdict, self.help = words(bold=True), words(bold=True), listed(unheard())
        self.devices, self.volume = DeviceChoice(), VolumeSlider(_("Volume"))
        self._percent = words()
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(2 * theme.GRID)
        for question in (self.forward, self.backward):
            self._pair.addWidget(question, 1)
        self.column.addLayout(self._pair)
        for widget in (self.notice, self.verdict, self.help):
            widget.hide()
            self.column.addWidget(widget)
        coloured(self.notice, theme.colours.wrong)
        self._percent.setWordWrap(False)
        self._percent.setMinimumWidth(round(theme.sized(56)))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        volume = QWidget()
        loud = QHBoxLayout(volume)
        loud.setContentsMargins(0, 0, 0, 0)
        loud.addWidget(self.volume, 1)
        loud.addWidget(self._percent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * theme.GRID)
        self._grid.setColumnStretch(1, 1)
        self._rows = [(words(_("Output device")), self.devices), (words(_("Volume")), volume)]
        for (label, _field), buddy in zip(self._rows, (self.devices, self.volume), strict=True):
            label.setBuddy(buddy)
            label.setWordWrap(False)
        self.column.addSpacing(theme.GRID)
        self.column.addLayout(self._grid)

    def _connect(self) -> None:
        for question in (self.forward, self.backward):
            question.play.clicked.connect(lambda _on=False, way=question.movement: self._play(way))
            question.answered.connect(self._analyse)
        self.devices.picked.connect(self._change_device)
        self.volume.valueChanged.connect(self._change_volume)
        self._saving.timeout.connect(self.save)

    def open(self) -> None:
        """Take the settings as they are now, open their device and look for others."""
        settings = self._preferences.settings
        self.devices.show_device(settings.device)
        self.volume.setValue(round(100 * settings.volume))
        self._show_volume()
        self._begin()
        self.look()

    def close_device(self) -> None:
        """Save what was set and give the device back."""
        self.save()
        if self._test:
            self._test.close()
            self._test = None

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what can have the focus, in Tab's order."""
        questions = ((q.play, q.yes, q.no) for q in (self.forward, self.backward))
        return (*chain.from_iterable(questions), self.devices, self.volume)

    def look(self) -> None:
        """Look for devices, and show what is found."""
        if self._preferences.settings.output != "silent":
            run_task(_device_names, self.devices.show_devices, queue=self._queue)

    def tick(self) -> None:
        """Show what has come up since the last time; to be called a few times a second."""
        if self._test:
            self._test.tick()
        _notify(self.notice, (self._test.notice if self._test else None) or "")

    def save(self) -> None:
        """Save the volume."""
        self._saving.stop()
        self._preferences.change(volume=self.volume.value() / 100)

    def set_width(self, px: int) -> None:
        """Set the directions side by side, and labels beside their fields, where `px` have room for it."""
        is_wide = px >= theme.sized(SIDE_BY_SIDE_PX)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(way)
        for n, (label, field) in enumerate(self._rows):
            self._grid.addWidget(label, n if is_wide else 2 * n, 0)
            if is_wide:
                self._grid.addWidget(field, n, 1)
            else:
                self._grid.addWidget(field, 2 * n + 1, 0, 1, 2)

    def _begin(self) -> None:
        """Open the device of the settings; what was heard from another tells nothing of it."""
        if self._test:
            self._test.close()
        settings = self._preferences.settings
        self._test = SoundTest(
            settings.output,
            settings.device,
            volume=settings.volume,
            tone_volume=settings.tone_volume,
            voice_volume=settings.voice_volume,
            voice=settings.voice,
            queue=self._queue,
        )
        for question in (self.forward, self.backward):
            question.forget()
        self._analyse()

    def _play(self, movement: Movement) -> None:
        if self._test:
            self._test.play(movement)

    def say(self, names: tuple[str, ...]) -> None:
        """Say the names of groups as a session will."""
        if self._test:
            self._test.say(names)

    def _analyse(self) -> None:
        """Say what follows from the answers."""
        pair = (self.forward, self.backward)
        is_unheard = any(question.no.isChecked() for question in pair)
        is_heard = all(question.yes.isChecked() for question in pair)
        self.help.setVisible(is_unheard)
        if is_unheard:
            _notify(self.verdict, _("What helps:"), " ".join(unheard()))
        else:
            _notify(self.verdict, _("✓ You hear both directions.") if is_heard else "")

    def _change_device(self, name: str) -> None:
        self._preferences.change(device=name)
        self._begin()

    def _change_volume(self) -> None:
        self._show_volume()
        if self._test:
            self._test.set_volume(self.volume.value() / 100)
            self._saving.start()

    def _show_volume(self) -> None:
        self._percent.setText(_("{percent} %").format(percent=self.volume.value()))
