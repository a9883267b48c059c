"""Find the English words for how a step is done (gait, direction, role) in names, and write them."""

from __future__ import annotations

import re

from retrotimer.training.workout.workout import MOVEMENTS, STAND, Direction, Gait, Movement, Role

DIRECTIONS = {
    **dict.fromkeys(("f", "fw", "fwd", "forward", "forwards", "vorwärts", "vor"), Direction.FORWARD),
    **dict.fromkeys(
        ("b", "bw", "bwd", "back", "backward", "backwards", "retro", "reverse", "rückwärts", "zurück"),
        Direction.BACKWARD,
    ),
}
GAITS = {
    **dict.fromkeys(("r", "run", "runs", "running", "jog", "jogs", "jogging", "sprint", "sprints"), Gait.RUN),
    **dict.fromkeys(("float", "lauf", "laufen", "trab", "traben", "trabpause", "joggen"), Gait.RUN),
    **dict.fromkeys(("einlaufen", "auslaufen", "warmlaufen"), Gait.RUN),
    **dict.fromkeys(("w", "walk", "walks", "walking", "geh", "gehen", "gehpause"), Gait.WALK),
    **dict.fromkeys(("s", "stand", "standing", "static", "stop", "stehen", "stehpause"), Gait.STAND),
}
REST = {"rest", "rests", "resting", "recover", "recovering", "recovery", "recoveries"} | {
    "rec", "recs", "ri", "pause", "pausen"
}  # fmt: skip
"""What is walked where nothing else is said."""
OFF = re.compile(r"(?:^|\W)off\W*$", re.IGNORECASE)  # the other half of `1 min on, 1 min off`
EFFORTS = {"easy", "hard", "fast", "slow", "steady", "tempo", "strong", "moderate", "brisk", "max", "on", "off"} | {
    "locker", "ruhig", "zügig", "schnell", "strides", "threshold"
}  # fmt: skip
EASY = re.compile(r"\b(?:easy|steady|gentle|slow|light|locker|ruhig|(?-i:EL|AL))\b", re.IGNORECASE)
VAGUE = {"back", "reverse", "stop"}
_ABBREVIATED = r"(?<![\w/])(?:{})(?![\w/])"
_GERMAN_START = r"\b(?:einlaufen|aufwärmen|warmlaufen|(?-i:EL))\b"
_GERMAN_END = r"\b(?:auslaufen|abwärmen|(?-i:AL))\b"
ROLES = (
    (
        re.compile(rf"\bwarm(?:ing)?[ -]?up\b|{_ABBREVIATED.format('w/?up?')}|{_GERMAN_START}", re.IGNORECASE),
        Role.WARM_UP,
    ),
    (
        re.compile(
            rf"\b(?:cool|warm)(?:ing)?[ -]?down\b|{_ABBREVIATED.format('[cw]/?d')}|{_GERMAN_END}", re.IGNORECASE
        ),
        Role.COOL_DOWN,
    ),
)
WORD = re.compile(r"(?<![\w/%'’])[^\W\d_]+(?![\w%'’])")
SENTENCES = {movement: text.capitalize() for text, movement in MOVEMENTS.items()}


def role_in(text: str) -> Role | None:
    """Return the role that `text` names."""
    return next((role for pattern, role in ROLES if pattern.search(text)), None)


def movement_in(text: str, *, plain: bool = False) -> tuple[Movement | None, str]:
    """Return the movement in `text` and the rest; in `plain` names single letters and "back" are no words."""
    gait: Gait | None = None
    direction: Direction | None = None
    is_letter = False
    kept, at = [], 0
    for word in WORD.finditer(text):
        folded = word[0].casefold()
        if plain and (len(folded) == 1 or folded in VAGUE):
            continue
        is_gait = (gait is None or is_letter) and folded in GAITS  # in "r 1' walk" the word holds
        is_letter = is_letter if not is_gait else len(folded) == 1
        is_direction = direction is None and folded in DIRECTIONS
        if is_gait:
            gait = GAITS[folded]
        elif is_direction:
            direction = DIRECTIONS[folded]
        if is_gait or is_direction:
            kept.append(text[at : word.start()])
            at = word.end()
    rest = " ".join("".join((*kept, text[at:])).split())
    if gait is Gait.STAND:
        return STAND, rest
    if gait is None and direction is None:
        return None, rest
    return Movement(gait or Gait.RUN, direction or Direction.FORWARD), rest


def rests(text: str) -> bool:
    """Return whether `text` speaks of a rest."""
    return OFF.search(text) is not None or any(word[0].casefold() in REST for word in WORD.finditer(text))


def without_role(text: str) -> str:
    """Return `text` without the words that name a role."""
    for pattern, _role in ROLES:
        text = pattern.sub(" ", text)
    return text


def is_gait(word: str) -> bool:
    """Return whether `word` says how one moves, or which way."""
    return word in GAITS or word in DIRECTIONS


def is_cue(word: str) -> bool:
    """Return whether `word` says how a step is done: where it stands beside a length, that is one to do."""
    return is_gait(word) or word in REST or word in EFFORTS or role_in(word) is not None


def front(movement: Movement) -> str:
    """Return what stands at the front of a step's name where little of it is seen: "B Run backward"."""
    letter = "S" if movement.direction is None else movement.direction.value[0].upper()
    return f"{letter} {SENTENCES[movement]}"


FRONTS = {front(movement): movement for movement in MOVEMENTS.values()}


def without_prefix(text: str) -> tuple[Movement | None, str]:
    """Return the movement that `front` put before a name, and the name; None where it was not put there."""
    for mark, movement in FRONTS.items():
        if text == mark:
            return movement, ""
        if text.startswith(f"{mark}: "):
            return movement, text[len(mark) + 2 :]
    return None, text
