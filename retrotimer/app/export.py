"""A session as a file to take along; the ending of the file's name says which kind."""

from __future__ import annotations

from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.app.start import Wishes
from retrotimer.files.atomic import atomic_write
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest

ENDINGS = (".wav",)


def export(overview: Overview, out: Path, wishes: Wishes) -> None:
    """Write the session of `overview` to `out`, never half of it.

    Raises:
        WrongRequest: for an ending that no kind of file here has, or a session without a set end.
        MissingPart: where the file cannot be written.
    """
    if out.suffix.lower() not in ENDINGS:
        raise WrongRequest(
            _("{file}: '{ending}' is not a kind of file that can be exported; use {endings}.").format(
                file=out, ending=out.suffix, endings=", ".join(ENDINGS)
            )
        )
    if overview.timeline.total_ms is None:
        raise WrongRequest(
            _("{name} waits for you to tap, so it has no sound file: nobody knows when you will.").format(
                name=overview.preset.workout.name
            )
        )
    from retrotimer.audio.render import write_wav  # noqa: PLC0415 - heavy, and not needed to refuse
    from retrotimer.audio.sounds import Sounds  # noqa: PLC0415

    with atomic_write(out) as file:
        write_wav(file, overview.timeline, wishes.cues, wishes.get_ready_ms, Sounds())
