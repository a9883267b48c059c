"""Draws the contour of each tone, as the program itself makes it, for `docs/sounds.md`.

Run after a change of a tone: `PYTHONPATH=. python tools/assets/sound_pictures.py`. Height is pitch, measured in the
rendered clip as the period after which it repeats itself; width is time; gaps are rests.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log2
from pathlib import Path

from retrotimer.audio.clips import FRAMES_PER_MS, RATE, Clip
from retrotimer.audio.tones import event_tone, start_tone
from retrotimer.training.cues.cues import TONE_MS, CueKind
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, STAND, WALK_BACKWARD, WALK_FORWARD, Role

FOLDER = Path(__file__).parents[2] / "docs" / "pictures" / "sounds"
WIDTH, HEIGHT, EDGE = 320, 96, 8
LONGEST_MS = 600
LOWEST_HZ, HIGHEST_HZ = 500, 1_200
COLOUR = "#0b6e99"
STEP_MS = 6
"""A pitch is measured so often; a rest is silence of this length."""
SILENT = 40
FEWEST = 3
"""Fewer measurements in a row are a note's edge, which has no sure pitch."""


def clips() -> dict[str, Clip]:
    """Return each tone by its picture's name."""
    start_ms = TONE_MS[CueKind.START]
    starts = {
        "run-forward": RUN_FORWARD,
        "run-backward": RUN_BACKWARD,
        "walk-forward": WALK_FORWARD,
        "walk-backward": WALK_BACKWARD,
        "stand": STAND,
    }
    found = {name: start_tone(movement, None, start_ms) for name, movement in starts.items()}
    found["turn"] = start_tone(STAND, Role.TURN, start_ms)
    return found | {str(kind): clip for kind in TONE_MS if (clip := event_tone(kind))}


def picture(clip: Clip) -> str:
    """Return the contour of `clip` as an SVG file's text."""
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#f4f6f7"/>',
    ]
    longest_ms = max(LONGEST_MS, clip.length_ms)
    for note in (note for note in _notes(clip) if len(note) >= FEWEST):
        points = " ".join(f"{_x(ms, longest_ms):.1f},{_y(hz):.1f}" for ms, hz in note)
        rows.append(
            f'<polyline points="{points}" fill="none" stroke="{COLOUR}" stroke-width="7" stroke-linecap="round"/>'
        )
    return "\n".join([*rows, "</svg>", ""])


def _notes(clip: Clip) -> Iterator[list[tuple[float, float]]]:
    """Give the notes of `clip`: runs of times in ms with their pitches, parted by rests and by leaps."""
    note: list[tuple[float, float]] = []
    for ms in range(0, int(clip.length_ms) - STEP_MS, STEP_MS):
        hz = _pitch(clip, ms)
        leaps = bool(note and hz and abs(log2(hz / note[-1][1])) > 1 / 8)
        if note and (hz is None or leaps):
            yield note
            note = []
        if hz is not None:
            note.append((ms + STEP_MS / 2, hz))
    if note:
        yield note


def _pitch(clip: Clip, ms: int) -> float | None:
    """Return the pitch around `ms`; None where it is silent."""
    near = clip.samples[ms * FRAMES_PER_MS : (ms + STEP_MS) * FRAMES_PER_MS]
    if max(map(abs, near[len(near) // 4 : -len(near) // 4])) < SILENT:
        return None
    periods = range(RATE * 10 // (HIGHEST_HZ * 11), RATE * 11 // (LOWEST_HZ * 10))
    changes = {period: _change(clip, ms * FRAMES_PER_MS, period) for period in periods}
    enough = min(changes.values()) + max(changes.values()) // 5
    first = next(period for period in periods if changes[period] <= enough)  # twice the period fits as well
    return RATE / min((period for period in periods if first <= period < first + 6), key=changes.__getitem__)


def _change(clip: Clip, start: int, period: int) -> int:
    """Return how much the sound changes from one `period` to the next: least where it is the wave's own."""
    end = start + (STEP_MS * FRAMES_PER_MS - RATE * 11 // (LOWEST_HZ * 10))
    return sum(abs(clip.samples[n] - clip.samples[n + period]) for n in range(start, end))


def _x(ms: float, longest_ms: float) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * ms / longest_ms


def _y(hz: float) -> float:
    share = log2(hz / LOWEST_HZ) / log2(HIGHEST_HZ / LOWEST_HZ)
    return HEIGHT - 2 * EDGE - (HEIGHT - 4 * EDGE) * share


def draw() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, clip in clips().items():
        (FOLDER / f"{name}.svg").write_text(picture(clip), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    draw()
