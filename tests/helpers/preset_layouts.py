"""Write a workout as TOML in random layouts, with a unique comment beside or above each step."""

from __future__ import annotations

from random import Random

from retrotimer.files.presets.writer import item_fields, workout_fields
from retrotimer.training.workout.tree import Items, Path
from retrotimer.training.workout.workout import Repeat, Step, Workout


def remark(path: Path) -> str:
    """Return the comment of the step at `path`."""
    return f"# at {'-'.join(map(str, path))}."


def laid_out(workout: Workout, chance: Random) -> str:
    """Return a preset of `workout` in a random layout."""
    lines = ["# my own", *(f"{key}  =  {value} # {key}" for key, value in workout_fields(workout).items())]
    if chance.random() < 0.4:
        return "\n".join((*lines, *_headers(workout.steps, (), chance), "# the end"))
    ending = chance.choice(("", "\n# the end"))
    return "\n".join((*lines, f"steps = {_array(workout.steps, (), chance)}{ending}"))


def _headers(items: Items, parent: Path, chance: Random) -> list[str]:
    lines = []
    for index, item in enumerate(items):
        path = (*parent, index)
        lines += ["", remark(path), f"[[{'.'.join(['steps'] * len(path))}]]"]
        lines += [f"{key} = {value}" for key, value in item_fields(item).items()]
        if isinstance(item, Repeat):
            in_braces = chance.random() < 0.3
            lines += (
                [f"steps = {_array(item.steps, path, chance)}"] if in_braces else _headers(item.steps, path, chance)
            )
    return lines


def _array(items: Items, parent: Path, chance: Random) -> str:
    ways = (
        "{gap}{item}, {remark}",
        "{gap}{remark}{gap}{item},",
        " {remark}{gap}{item},",
        "{gap}{item} {remark}{gap},",
    )
    gap = "\n" + chance.choice(("  ", "\t", "")) * (len(parent) + 1)
    text = ""
    for index, item in enumerate(items):
        path = (*parent, index)
        way = chance.choice(ways if index == 0 else (*ways[:2], ways[3]))  # else it would be the one's before it
        text += way.format(gap=gap, item=_braces(item, path, chance), remark=remark(path))
    return f"[{text}{chance.choice((gap, f'{gap}# no more{gap}'))}]"


def _braces(item: Step | Repeat, path: Path, chance: Random) -> str:
    pairs = [f"{key} = {value}" for key, value in item_fields(item).items()]
    if isinstance(item, Repeat):
        pairs.append(f"steps = {_array(item.steps, path, chance)}")
    if isinstance(item, Step) and not item.between and chance.random() < 0.2:
        pairs.append("between = false")
    chance.shuffle(pairs)
    return f"{{{chance.choice(('', ' '))}{', '.join(pairs)}}}"
