"""Choose output, volume and latency of the sound, and play a test."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from retrotimer.app.latency import trial_session
from retrotimer.app.tasks import run_task
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.preview_player import PreviewPlayer, end
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.fields import Choice
from retrotimer.gui.settings.latency_calibration import Calibration
from retrotimer.gui.settings.sections import number_row, volume_row
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.form_rows import Line, Row, Section, notify, text_label
from retrotimer.texts import N_, _
from retrotimer.training.errors import RetroTimerError

VOLUMES = {
    "volume": N_("Volume"),
    "tone_volume": N_("Tones alone"),
    "voice_volume": N_("Words alone"),
}
KEYS = ("output", "device", *VOLUMES, "latency_ms")


class SoundSection(Section):
    """Output, device, volumes and latency. The devices are looked for once it is seen.

    `grown` is sent with a part of it that has just appeared and may be out of sight.
    """

    grown = Signal(QWidget)

    def __init__(self, preferences: Preferences, preview_player: PreviewPlayer) -> None:
        super().__init__(_("Sound"), preferences, KEYS)
        self._preferences, self._preview_player = preferences, preview_player
        self._engine: Engine | None = None
        self._devices: tuple[str, ...] = ()
        self._looked, self._tried = False, ("", "")
        libraries = (("miniaudio", _("miniaudio")), ("simpleaudio", _("simpleaudio")))
        outputs = (("auto", _("Automatic")), *libraries, ("silent", _("No sound")))
        self.device = Choice(preferences, "device", ())
        self.test, self.notice = Button(_("Play a test sound"), px=17), text_label(px=15, wrong=True)
        self.test.setObjectName("test sound")
        self.test.clicked.connect(self._play)
        self.notice.hide()
        self.calibration = Calibration(preferences, preview_player)
        self.calibration.grown.connect(self.grown)
        self.calibration.found.connect(lambda ms: preferences.change(latency_ms=ms))
        self.add(Row(_("Output"), Choice(preferences, "output", outputs)))
        self.add(Row(_("Device"), self.device))
        for key, label in VOLUMES.items():
            self.add(volume_row(preferences, key, _(label)))
        self.add(Line(self.test))
        self.add(self.notice)
        note = _("How late you hear what is played: 100 to 300 ms by Bluetooth, nothing by a cable.")
        self.add(number_row(preferences, "latency_ms", _("Sound delay"), _("ms"), step=10, note=note))
        self.add(self.calibration)
        self.finish()

    def show_values(self) -> None:
        """Show what is set, also a device that is not there now."""
        settings = self._preferences.settings
        self.device.offer(_device_choices(self._devices, settings.device, looked=self._looked))
        is_heard = settings.output != "silent"
        if self.notice.text() and self._tried != (settings.output, settings.device):
            self._say("")  # it is about another device
        for widget in (self.device, self.test, self.calibration.begin):
            widget.setEnabled(is_heard)
        super().show_values()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for devices once the page has been painted: a sound server may take its time."""
        super().showEvent(event)
        if not self._looked:
            QTimer.singleShot(0, self, self.find_devices)

    def hideEvent(self, event: QHideEvent) -> None:
        self._end()
        super().hideEvent(event)

    def find_devices(self) -> None:
        """Offer the devices that there are, as soon as they are found."""
        run_task(self._preview_player.devices, self._offer_devices)

    def _offer_devices(self, names: tuple[str, ...]) -> None:
        self._devices, self._looked = names, True
        self.show_values()

    def _play(self) -> None:
        self._end()
        self._tried = self._preferences.settings.output, self._preferences.settings.device
        try:
            engine = self._preview_player.engine(trial_session(), self._preferences)
        except RetroTimerError as error:
            self._say(str(error))
            return
        self._engine = engine
        engine.changed.connect(self._show_notice)
        engine.ended.connect(self._end)
        engine.start()
        self._show_notice()

    def _end(self) -> None:
        if self._engine:
            engine, self._engine = self._engine, None
            engine.ended.disconnect(self._end)
            end(engine)

    def _show_notice(self) -> None:
        self._say((self._engine and self._engine.player.sound.notice) or "")

    def _say(self, sentence: str) -> None:
        notify(self.notice, sentence)
        if sentence:
            self.grown.emit(self.notice)


def _device_choices(names: tuple[str, ...], wanted: str, *, looked: bool) -> list[tuple[str, str]]:
    choices = [("", _("System default")), *((name, name) for name in names)]
    if wanted and wanted not in names:
        choices.append((wanted, _("{device} (not there now)").format(device=wanted) if looked else wanted))
    return choices
