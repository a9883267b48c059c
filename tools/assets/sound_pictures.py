"""Draw the contour of each tone for `docs/sounds.md`: `PYTHONPATH=. python tools/assets/sound_pictures.py`.

Height is pitch, width is time, gaps are rests: the notes that the program plays.
"""

from __future__ import annotations

from math import log2
from pathlib import Path

from retrotimer.audio.tones import EVENTS, STARTS, Note
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, STAND, WALK_BACKWARD, WALK_FORWARD, Role

FOLDER = Path(__file__).parents[2] / "docs" / "pictures" / "sounds"
NAMES = {
    RUN_FORWARD: "run-forward",
    RUN_BACKWARD: "run-backward",
    WALK_FORWARD: "walk-forward",
    WALK_BACKWARD: "walk-backward",
    STAND: "stand",
    Role.TURN: "turn",
}
WIDTH, HEIGHT, EDGE = 320, 96, 8
SHOWN_MS = 600
"""The width of a picture; a longer tone fills it."""
LOWEST_HZ, HIGHEST_HZ = 500, 1_200
LINE = 'fill="none" stroke="#0b6e99" stroke-width="7" stroke-linecap="round"'


def tones() -> dict[str, tuple[Note, ...]]:
    """Return each tone's notes by its picture's name."""
    return {
        **{NAMES[meaning]: STARTS[meaning] for meaning in STARTS},
        **{str(kind): EVENTS[kind] for kind in EVENTS},
    }


def picture(notes: tuple[Note, ...]) -> str:
    """Return the contour of a tone as an SVG file's text."""
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#f4f6f7"/>',
    ]
    whole_ms = max(SHOWN_MS, sum(note.length_ms + note.rest_ms for note in notes))
    start_ms = 0
    for note in notes:
        end_ms = start_ms + note.length_ms
        points = [(start_ms, note.hz), (end_ms, note.to_hz or note.hz)]
        line = " ".join(f"{_x(ms, whole_ms):.1f},{_y(hz):.1f}" for ms, hz in points)
        rows.append(f'<polyline points="{line}" {LINE}/>')
        start_ms = end_ms + note.rest_ms
    return "\n".join([*rows, "</svg>", ""])


def _x(ms: float, whole_ms: float) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * ms / whole_ms


def _y(hz: float) -> float:
    share = log2(hz / LOWEST_HZ) / log2(HIGHEST_HZ / LOWEST_HZ)
    return HEIGHT - 2 * EDGE - (HEIGHT - 4 * EDGE) * share


if __name__ == "__main__":
    for name, notes in tones().items():
        (FOLDER / f"{name}.svg").write_text(picture(notes), encoding="utf-8", newline="\n")
