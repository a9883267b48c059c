"""Measure the latency of the sound by taps along with a beat."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.latency import EARLY_MS, LEAD_MS, NS_PER_MS, Verdict, analysed, beat_session, late_ms
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.preview_player import PreviewPlayer, end
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.form_rows import Line, notify, text_label
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import RetroTimerError


class Calibration(QWidget):
    """Plays a beat and listens to taps. What it finds is offered; `found` tells it once a person takes it.

    `grown` is sent with the calibration itself when it needs more room, which may be out of sight.
    """

    found = Signal(int)
    grown = Signal(QWidget)

    def __init__(self, preferences: Preferences, preview_player: PreviewPlayer) -> None:
        super().__init__()
        self._preferences, self._preview_player = preferences, preview_player
        self._engine: Engine | None = None
        self._first_ns = 0
        self._taps: tuple[float, ...] = ()
        self.verdict = Verdict(0)
        self.words = text_label()
        self.words.hide()
        self.begin = Button(_("Measure by tapping"), px=17)
        self.begin.setObjectName("calibrate")
        self.pad = Button(_("Tap here with each beep"), _("Space"), px=24, filled=True)
        self.take, self.stop = Button("", px=17, filled=True), Button(_("Stop"), px=17)
        self.pad.setMinimumHeight(10 * GRID)
        self.begin.clicked.connect(self.start)
        self.pad.pressed.connect(self.tap)
        self.take.clicked.connect(self._take)
        self.stop.clicked.connect(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.words)
        layout.addWidget(self.pad)
        layout.addWidget(Line(self.take, self.begin, self.stop))
        self._offer()

    @property
    def is_listening(self) -> bool:
        """Whether the beat is playing."""
        return self._engine is not None

    def start(self) -> None:
        """Play the beat and wait for taps."""
        self.end()
        self._taps, self.verdict = (), analysed(())
        try:
            engine = self._preview_player.engine(beat_session(), self._preferences, latency_ms=0)
        except RetroTimerError as error:
            self._say(str(error))
            return
        self._engine = engine
        self._first_ns = self._preview_player.clock.now_ns() + LEAD_MS * NS_PER_MS
        engine.changed.connect(self._show_notice)
        engine.ended.connect(self._leave)
        engine.start()
        self._offer()
        self._say(
            _("Listen to the beeps, then tap along with them: press Space or click, just as you hear each one.")
        )
        self._show_notice()
        self.pad.setFocus()

    def tap(self) -> None:
        """Take note of a tap, just now."""
        now_ns = self._preview_player.clock.now_ns()
        if self._engine is None or now_ns < self._first_ns - EARLY_MS * NS_PER_MS:
            return
        self._taps += (late_ms(now_ns, self._first_ns),)
        self.verdict = analysed(self._taps)
        if self.verdict.missing:
            more = ngettext("{n} more tap.", "{n} more taps.", self.verdict.missing)
            self._say(more.format(n=self.verdict.missing))
        else:
            self._analyse()

    def end(self) -> None:
        """Stop the beat, if it plays."""
        if self._engine:
            engine, self._engine = self._engine, None
            engine.ended.disconnect(self._leave)
            end(engine)

    def hideEvent(self, event: QHideEvent) -> None:
        self.end()
        super().hideEvent(event)

    def _analyse(self) -> None:
        self.end()
        self._offer()
        if self.verdict.latency_ms is None:
            sentence = _(
                "Your taps lie too far apart to say: half of them differ by {spread} ms. Try again: listen to a "
                "few beeps first, and tap with one finger."
            )
            self._say(sentence.format(spread=self.verdict.spread_ms))
            self.begin.setFocus()
        else:
            self._say(_("Your sound comes about {ms} ms late.").format(ms=self.verdict.latency_ms))
            self.take.setFocus()

    def _take(self) -> None:
        if self.verdict.latency_ms is not None:
            self.found.emit(self.verdict.latency_ms)
        self._leave()

    def _leave(self) -> None:
        self.end()
        self.verdict = Verdict(0)
        self._offer()
        self._say("")
        self.begin.setFocus()

    def _offer(self) -> None:
        """Show the buttons that make sense now."""
        latency_ms = self.verdict.latency_ms
        has_result = latency_ms is not None and not self.is_listening
        self.pad.setVisible(self.is_listening)
        self.stop.setVisible(self.is_listening or has_result)
        self.begin.setVisible(not self.is_listening)
        self.take.setVisible(has_result)
        _rename(self.take, _("Use {ms} ms").format(ms=latency_ms))
        _rename(self.stop, _("Stop") if self.is_listening else _("Leave it as it was"))
        _rename(self.begin, _("Tap again") if has_result else _("Measure by tapping"))
        self.grown.emit(self)

    def _show_notice(self) -> None:
        if self._engine and self._engine.notice:
            self._say(self._engine.notice)

    def _say(self, sentence: str) -> None:
        notify(self.words, sentence)


def _rename(button: Button, text: str) -> None:
    button.setText(text)
    button.setAccessibleName(text)
    button.updateGeometry()
