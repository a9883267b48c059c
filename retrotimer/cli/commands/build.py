"""`retrotimer build`: an alternation of forward and backward from four numbers and a level."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.cli.commands.show import page
from retrotimer.cli.exit_status import notify
from retrotimer.cli.settings import own_settings
from retrotimer.files.presets.lengths import parse_length
from retrotimer.files.presets.reader import Preset
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.alternation import BACKWARD_PERCENT, BOUT_S, TOTAL_S, WALK_S, Wish, build
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import clock_text
from retrotimer.training.workout.workout import MAX_NAME, Duration, Level, Workout

USUAL = Wish()


def add(parser: argparse.ArgumentParser) -> None:
    """Add what may stand after `build`."""
    total = _("how long it all takes, as 30:00")
    parser.add_argument("--total", type=_seconds(*TOTAL_S), default=USUAL.total_s, metavar=_("TIME"), help=total)
    share = _("how much of the running is backward, as 25%%")
    parser.add_argument(
        "--backward", type=_percent, default=USUAL.backward_percent, metavar=_("PERCENT"), help=share
    )
    bout = _("how long each backward run is, as 0:30")
    parser.add_argument("--bout", type=_seconds(*BOUT_S), default=USUAL.bout_s, metavar=_("TIME"), help=bout)
    walk = _("how long the walk in each round is, as 1:00, or 0")
    parser.add_argument("--walk", type=_seconds(*WALK_S), default=USUAL.walk_s, metavar=_("TIME"), help=walk)
    levels = [level.value for level in Level]
    parser.add_argument("--level", choices=levels, default=USUAL.level.value, help=_("for whom it is"))
    parser.add_argument("--name", type=_name, metavar=_("NAME"), help=_("what it is called"))
    out = _("write it to a preset file, .toml")
    parser.add_argument("-o", "--out", metavar=_("FILE"), help=out)


def run(arguments: argparse.Namespace) -> int:
    """Print what was built, and write it where that is wanted; what was changed is told on standard error."""
    made = build(Wish(arguments.total, arguments.backward, arguments.bout, arguments.walk, Level(arguments.level)))
    notify(*made.notes)
    workout = made.workout(arguments.name or "")
    out = Path(arguments.out) if arguments.out else None
    if out and out.suffix.casefold() != ".toml":
        sentence = _("{file}: a preset's file ends in .toml.")
        raise WrongRequest(sentence.format(file=printable(str(out))))
    print(page(Overview(Preset(out.stem if out else "", out or Path(), workout), own_settings().paces)))
    if out:
        _write(workout, out)
        print("\n" + _("{name} is in {file}.").format(name=workout.name, file=printable(str(out))))
    return 0


def _write(workout: Workout, out: Path) -> None:
    from retrotimer.files.atomic import atomic_write  # most of the time it is only looked at
    from retrotimer.files.presets.writer import preset_text

    if out.exists():
        sentence = _("{file} is there already: choose another name, nothing was written.")
        raise WrongRequest(sentence.format(file=printable(str(out))))
    with atomic_write(out) as file:
        file.write(preset_text(workout).encode())


def _seconds(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a time of whole seconds between two bounds."""

    def read(text: str) -> int:
        if text == "0" and least == 0:
            return 0
        try:
            length = parse_length(text)
        except WrongRequest:
            length = None
        if not isinstance(length, Duration) or length.ms % 1_000 or not least <= length.ms // 1_000 <= most:
            sentence = _("'{text}' is not a time of whole seconds from {least} to {most}")
            bounds = {"least": clock_text(least), "most": clock_text(most)}
            raise argparse.ArgumentTypeError(sentence.format(text=printable(text), **bounds))
        return length.ms // 1_000

    return read


def _percent(text: str) -> int:
    digits = text.removesuffix("%").strip()
    least, most = BACKWARD_PERCENT
    if not (digits.isascii() and digits.isdigit() and least <= int(digits[:4]) <= most):
        sentence = _("'{text}' is not a share from {least}% to {most}%")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text), least=least, most=most))
    return int(digits)


def _name(text: str) -> str:
    if not text.strip() or not text.isprintable() or len(text) > MAX_NAME:
        sentence = _("'{text}' is not a name: it has 1 to {most} characters, in one line")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text), most=MAX_NAME))
    return text
