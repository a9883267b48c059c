"""Numbers of Garmin's profile for workouts, and how a step's note says what FIT has no field for."""

from __future__ import annotations

import re

from retrotimer.training.workout import Role

NAME, DURATION_TYPE, DURATION_VALUE, TARGET_TYPE, TARGET_VALUE, INTENSITY, NOTES, INDEX = 0, 1, 2, 3, 4, 7, 8, 254
"""Fields of a step."""
SPORT, WORKOUT_NAME, DESCRIPTION = 4, 8, 17
"""Fields of the workout."""
TIME, DISTANCE, OPEN, REPEAT_STEPS, REPETITION_TIME, TIME_ONLY = 0, 1, 5, 6, 28, 31
"""Kinds of durations that can be kept; the last two are times, too."""
REPEATS = {*range(REPEAT_STEPS, 14), 17, 18, 27}
"""Kinds of durations that go back to an earlier step."""
NO_TARGET = 2
INDEX_BITS = 0xFFF
SPORTS = {0, 1, 11, 17}
"""Generic, running, walking, hiking."""
ACTIVE, REST, WARM_UP, COOL_DOWN, RECOVERY, INTERVAL = range(6)
ROLES = {
    REST: Role.REST,
    WARM_UP: Role.WARM_UP,
    COOL_DOWN: Role.COOL_DOWN,
    RECOVERY: Role.REST,
    INTERVAL: Role.WORK,
}
INTENSITIES = {
    None: ACTIVE,
    Role.REST: RECOVERY,
    Role.WARM_UP: WARM_UP,
    Role.COOL_DOWN: COOL_DOWN,
    Role.WORK: INTERVAL,
}
MM_PER_UNIT = 10
"""A distance is in centimetres."""
UNTIL_LAP = re.compile(r"(\d{1,5}(?:\.\d{1,3})?) m, then press lap\.(?: (.*))?")
"""What the note of an open step says that is meant as a distance; then comes what is to be spoken."""
