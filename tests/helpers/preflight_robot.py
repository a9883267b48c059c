"""Open the check before a session with a fake device; worker tasks run at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from retrotimer.audio import outputs
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.tones import start_tone
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.session import preflight
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.training.cues.cue_types import TONE_MS, CueKind
from retrotimer.training.workout.workout import Movement
from tests.helpers.audio_fakes import FakeOutput, samples_of
from tests.helpers.tasks import AtOnce

DEVICES = ("Laptop", "Speaker")


class Machine:
    """Fake the outputs and device names that the panel finds, and record the requested devices."""

    def __init__(self) -> None:
        self.output = FakeOutput()
        self.names: Iterable[str] = DEVICES
        self.wanted: list[tuple[str, str]] = []

    @classmethod
    def installed(cls, patch: pytest.MonkeyPatch) -> Machine:
        """Return a machine that replaces the real one; it has no battery."""
        machine = cls()
        patch.setattr(outputs, "choose", machine.choose)
        patch.setattr(outputs, "device_names", machine.device_names)
        patch.setattr(preflight, "battery", lambda: None)
        return machine

    def choose(self, name: str, _clock_ns: object, device: str) -> FakeOutput:
        self.wanted.append((name, device))
        return self.output

    def device_names(self) -> tuple[str, ...]:
        return tuple(self.names)

    def heard(self) -> list[int]:
        """Return the next 600 ms of samples sent to the device."""
        assert self.output.pull
        return list(samples_of(self.output.pull(600 * FRAMES_PER_MS, 0)))


def tone(movement: Movement) -> list[int]:
    """Return the samples of the start tone of `movement`."""
    return list(start_tone(movement, None, TONE_MS[CueKind.START]).samples)


def make_page(file: Path, text: str = "") -> PreflightPage:
    """Return a panel whose settings are in `file`, after writing `text` to it."""
    if text:
        file.write_text(text)
    return PreflightPage(Preferences(file), AtOnce())


def focusable(page: PreflightPage) -> set[QWidget]:
    """Return the widgets that Tab should reach: of each pair of answers only one."""
    found = {w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    return found - {page.sound.forward.no, page.sound.backward.no}
