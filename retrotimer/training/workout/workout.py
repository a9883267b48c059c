"""Define a workout: steps and repeats, before they are placed in time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_INTERVALS = 2_000
MAX_TOTAL_MS = 24 * 3_600_000
MAX_NESTING = 8
MAX_NAME = 80
STEP_MS = (1_000, 6 * 3_600_000)
"""Shortest and longest step by time, in ms."""
STEP_MM = (1_000, 50_000_000)
"""Shortest and longest step by distance, in mm."""


class Gait(StrEnum):
    """How the athlete moves."""

    RUN = "run"
    WALK = "walk"
    STAND = "stand"


class Direction(StrEnum):
    """Which way the athlete moves."""

    FORWARD = "forward"
    BACKWARD = "backward"


class Level(StrEnum):
    """For whom a workout is."""

    NOVICE = "novice"
    INTERMEDIATE = "intermediate"
    EXPERIENCED = "experienced"


class Role(StrEnum):
    """What a step is there for. `turn` is for the gaps that compiling puts in, never typed by a person."""

    WARM_UP = "warm-up"
    WORK = "work"
    REST = "rest"
    COOL_DOWN = "cool-down"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Movement:
    """A gait and its direction; standing has none."""

    gait: Gait
    direction: Direction | None = None

    def __post_init__(self) -> None:
        if (self.gait is Gait.STAND) != (self.direction is None):
            raise ValueError(f"{self.gait} with direction {self.direction}")


RUN_FORWARD = Movement(Gait.RUN, Direction.FORWARD)
RUN_BACKWARD = Movement(Gait.RUN, Direction.BACKWARD)
WALK_FORWARD = Movement(Gait.WALK, Direction.FORWARD)
WALK_BACKWARD = Movement(Gait.WALK, Direction.BACKWARD)
STAND = Movement(Gait.STAND)
MOVEMENTS = {
    "run forward": RUN_FORWARD,
    "run backward": RUN_BACKWARD,
    "walk forward": WALK_FORWARD,
    "walk backward": WALK_BACKWARD,
    "stand": STAND,
}
"""What a preset may write after `do`."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A step that lasts `ms` milliseconds.

    Raises:
        ValueError: outside `STEP_MS`.
    """

    ms: int

    def __post_init__(self) -> None:
        if not STEP_MS[0] <= self.ms <= STEP_MS[1]:
            raise ValueError(f"a step of {self.ms} ms")


@dataclass(frozen=True, slots=True)
class Distance:
    """A step that covers `mm` millimetres: as long as that takes at the pace of its movement.

    With `until_tap` it lasts until the athlete says so, and the pace gives only an estimate.

    Raises:
        ValueError: outside `STEP_MM`.
    """

    mm: int
    until_tap: bool = False

    def __post_init__(self) -> None:
        if not STEP_MM[0] <= self.mm <= STEP_MM[1]:
            raise ValueError(f"a step of {self.mm} mm")


@dataclass(frozen=True, slots=True)
class Tap:
    """A step that counts up until the athlete advances."""


Length = Duration | Distance | Tap


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a workout. `between` leaves it out after the last round of its repeat."""

    movement: Movement
    length: Length
    name: str = ""
    say: str = ""
    role: Role | None = None
    between: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps done `rounds` times."""

    rounds: int
    steps: tuple[Step | Repeat, ...]
    name: str = ""
    between: bool = False


@dataclass(frozen=True, slots=True)
class Workout:
    """Steps and repeats with a name. `turn_ms` puts a gap wherever running changes direction."""

    name: str
    steps: tuple[Step | Repeat, ...]
    level: Level | None = None
    about: str = ""
    turn_ms: int = 0
    source: str = ""
    tags: tuple[str, ...] = ()
