"""Format times, distances and energies for display."""

from __future__ import annotations

from retrotimer.texts import number_text

LAST_SECONDS = 10
"""So near the end of an interval, its seconds stand alone."""
NS_PER_S = 1_000_000_000
WHOLE_METRES_MM = 10_000
"""From here on fractions of a metre tell a runner nothing."""


def seconds_to_go(left_ns: int) -> int:
    """Return whole seconds still to go, rounded up: 0 only when `left_ns` is."""
    return -(-left_ns // NS_PER_S)


def clock_text(seconds: int) -> str:
    """Return `seconds` as `M:SS`, or `H:MM:SS` from an hour on."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def marked(text: str, *, is_estimate: bool) -> str:
    """Return `text` with the sign of an estimate, where it is one."""
    return f"≈ {text}" if is_estimate else text


def length_text(ms: int, *, is_estimate: bool = False) -> str:
    """Return a length of time as it reads in a plan: `1:30`, or `≈ 0:48` for an estimate."""
    return marked(clock_text((ms + 500) // 1_000), is_estimate=is_estimate)


def distance_text(mm: int) -> str:
    """Return a distance as it reads from afar: whole metres from ten metres on; empty where there is none."""
    if not mm:
        return ""
    metres = round(mm / 1_000) if mm >= WHOLE_METRES_MM else round(mm / 1_000, 2)
    return f"{number_text(metres, '.6g')}\N{NO-BREAK SPACE}m"


def countdown_text(left_ns: int) -> str:
    """Return what a countdown shows: `M:SS`, the last ten seconds as one number."""
    seconds = seconds_to_go(left_ns)
    return str(seconds) if seconds <= LAST_SECONDS else clock_text(seconds)


def kcal_text(kcal: float) -> str:
    """Return an energy as it is shown, rounded to 5 and marked as the estimate it is."""
    return marked(str(5 * round(kcal / 5)), is_estimate=True)
