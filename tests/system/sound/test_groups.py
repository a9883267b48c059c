"""Four groups, played live and followed by ear; benchmarks/groups.py does it with whole presets."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.audio.live import LATE_NS
from retrotimer.files.presets.reader import Preset
from retrotimer.training.session import MS
from tests.helpers.examples import rb, rf, wf, workout
from tests.helpers.sound_server import SoundServer
from tests.system.sound.followed_groups import follow

ALLOWED_MS = LATE_NS / MS
"""A later cue is dropped; `benchmarks/groups.py` measures how late they are."""


@pytest.mark.parametrize("kind", [SoundServer])
def test_four_waves_are_followed_by_ear(server: SoundServer) -> None:
    """A coach could not lead four groups by sound: a direction would be wrong, late or of another group."""
    preset = Preset("short", Path("short.toml"), workout(wf(9), rf(13), rb(7), wf(15), rf(7)))
    assert max(follow(server, preset, apart_ms=11_000)) < ALLOWED_MS
