"""Parse the command line. Only the parser of the command that was asked for is made."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple, NoReturn

from retrotimer import __version__, texts
from retrotimer.cli.argument_types import get_ready_ms, music, place, speed
from retrotimer.cli.streams import terminal_columns
from retrotimer.output_names import OUTPUTS
from retrotimer.texts import LANGUAGES, N_, _
from retrotimer.training.errors import WrongRequest

PROGRAM = "retrotimer"
WINDOW = ""
"""The name of what is done without a command."""
REMOTE = "--remote"
DEFAULT_COLUMNS = 80
"""Where help goes to no terminal."""
PRESET = N_("PRESET|FILE")
PRESET_HELP = N_("a preset's id, or a preset file")
CONTROLS = {n: repr(chr(n))[1:-1] for n in (*range(32), *range(127, 160))}
"""What a terminal would obey is written out; a translation's own spaces and joiners stay."""
JSON_HELP = N_("give it as JSON, for programs")

Run = Callable[[argparse.Namespace], int]


argparse._, argparse.ngettext = texts._, texts.ngettext  # type: ignore[attr-defined]
"""Argparse asks the module gettext, which knows neither `--lang` nor the settings."""
_OF_ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse would load compression libraries to ask for that width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


class _Parser(argparse.ArgumentParser):
    """Tells a mistake in one sentence, and where help is."""

    def error(self, message: str) -> NoReturn:
        sentence = _("{program}: {mistake}. See `{program} --help`.")
        raise WrongRequest(sentence.format(program=self.prog, mistake=message.rstrip(".").translate(CONTROLS)))


class Command(NamedTuple):
    """A command: what it does in a line, its arguments, and how it runs."""

    about: str
    add: Callable[[argparse.ArgumentParser], None]
    run: Run


def parse(argv: list[str]) -> tuple[str, argparse.Namespace]:
    """Return the name of the command in `argv`, and its arguments.

    Raises:
        WrongRequest: where they do not fit.
        SystemExit: once --help or --version has been answered.
    """
    argv = list(_with_whole_remote(argv))
    if argv and argv[0] in COMMANDS:
        command = COMMANDS[argv[0]]
        about = _(command.about)
        parser = _Parser(prog=f"{PROGRAM} {argv[0]}", description=about, formatter_class=_Help, allow_abbrev=False)
        command.add(parser)
        add_language(parser)
        return argv[0], _arguments(parser, argv[1:])
    parser = _Parser(
        prog=PROGRAM,
        usage=_("retrotimer [PRESET|FILE], or retrotimer COMMAND …"),
        description=_("The interval timer for people who run backwards."),
        epilog=_epilog(),
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"RetroTimer {__version__}")
    add_language(parser)
    COMMANDS[WINDOW].add(parser)
    return WINDOW, _arguments(parser, argv)


def _arguments(parser: argparse.ArgumentParser, argv: list[str]) -> argparse.Namespace:
    """Return what `argv` says. Where there is a word too many, one after `--remote` was meant as its address."""
    arguments, extras = parser.parse_known_args(argv)
    if extras:
        words = [word for option, word in pairwise(argv) if option == f"{REMOTE}=" and not word.startswith("-")]
        for word in words:
            from retrotimer.app.remote.networks import parse_place  # seldom

            parse_place(word)
        parser.error(_("unrecognized arguments: %s") % " ".join(extras))
    return arguments


def _with_whole_remote(argv: list[str]) -> Iterator[str]:
    """Join `--remote` with the address that follows it; what is no address is left to be the preset."""
    rest = iter(argv)
    for argument in rest:
        if argument != REMOTE:
            yield argument
            continue
        from retrotimer.app.remote.networks import looks_like_address  # seldom

        following = next(rest, None)
        is_address = following is not None and looks_like_address(following)
        yield f"{REMOTE}={following if is_address else ''}"
        if following is not None and not is_address:
            yield from _with_whole_remote([following])


def add_language(parser: argparse.ArgumentParser) -> None:
    """Let the help tell of `--lang`, which `retrotimer.cli` takes from the command line before it is parsed."""
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        metavar="CODE",
        help=_("the language: {languages}").format(languages=", ".join(LANGUAGES)),
    )


def _columns() -> int:
    """Return how wide help is, as argparse finds it: COLUMNS, if that is a number, or the terminal's width."""
    said = os.environ.get("COLUMNS", "")
    return (int(said) if said.isdecimal() else 0) or terminal_columns() or DEFAULT_COLUMNS


def _epilog() -> str:
    message = [f"  {name:<8}{_(command.about)}" for name, command in COMMANDS.items() if name]
    more = _("`retrotimer COMMAND --help` tells more of each.")
    return "\n".join((_("commands:"), *message, "", more))


def _add_preset(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("preset", metavar=_(PRESET), help=_(PRESET_HELP))


def _add_window(parser: argparse.ArgumentParser) -> None:
    about = _("opens the window with this chosen: a preset, or a workout of another program, as FILE.zwo")
    parser.add_argument("preset", nargs="?", metavar=_(PRESET), help=about)
    _add_remote(parser)


def _add_remote(parser: argparse.ArgumentParser) -> None:
    about = _("show the session on phones in the same network; with an address, on that one")
    parser.add_argument(REMOTE, type=place, metavar=_("ADDRESS[:PORT]"), help=about)


def _add_run(parser: argparse.ArgumentParser) -> None:
    _add_preset(parser)
    parser.add_argument("--speed", type=speed, default=1.0, metavar="X", help=_("play X times as fast"))
    parser.add_argument("--output", choices=OUTPUTS, help=_("where the sound goes"))
    parser.add_argument("--mute", action="store_true", help=_("start with the sound off"))
    parser.add_argument("--events", metavar=_("FILE"), help=_("write what happens to FILE, a JSON line an event"))
    _add_get_ready(parser)
    _add_music(parser)
    _add_groups(parser)
    _add_mine(parser)
    arrivals = _("an arrival (Enter, or the group's digit) ends a step that waits for a tap")
    parser.add_argument("--arrival-ends", action="store_true", help=arrivals)
    parser.add_argument("--window", action="store_true", help=_("run in the window, not in the terminal"))
    parser.add_argument("--close", action="store_true", help=_("with --window: close it when the session ends"))
    _add_remote(parser)


def _add_get_ready(parser: argparse.ArgumentParser) -> None:
    seconds = _("how long to count down before the first interval")
    parser.add_argument("--get-ready", type=get_ready_ms, metavar=_("SECONDS"), help=seconds)


def _add_music(parser: argparse.ArgumentParser) -> None:
    about = _("music to play below the cues: a folder, a list (.m3u) or a sound file; an empty name is none")
    parser.add_argument("--music", type=music, metavar=_("FOLDER"), help=about)


def _add_groups(parser: argparse.ArgumentParser) -> None:
    about = _(
        "a group, again for each: it starts SECONDS after the first one, or is the partner of the one before "
        "(eyes, swap or mirror), and may do a preset of its own"
    )
    form = _("NAME[,+SECONDS][,eyes|swap|mirror][,PRESET]")
    parser.add_argument("--group", action="append", metavar=form, help=about)


def _add_mine(parser: argparse.ArgumentParser) -> None:
    about = _("the group that is yours: only it counts for your weeks, your plan and your paces")
    parser.add_argument("--mine", metavar=_("NAME"), help=about)


def _add_show(parser: argparse.ArgumentParser) -> None:
    _add_preset(parser)
    _add_json(parser)


def _add_list(parser: argparse.ArgumentParser) -> None:
    tag = _("only those with this tag, as race; more than one narrows it down")
    parser.add_argument("--tag", action="append", default=[], metavar=_("TAG"), help=tag)
    _add_json(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar=_("FILE"), help=_("a preset file"))


def _add_export(parser: argparse.ArgumentParser) -> None:
    _add_preset(parser)
    out = _("the file to write; its ending says which kind: .mp3 .wav .fit .zwo .txt .toml .ics .pdf")
    parser.add_argument("-o", "--out", required=True, metavar=_("OUT"), help=out)
    _add_get_ready(parser)
    _add_music(parser)
    _add_groups(parser)


def _adder(name: str) -> Callable[[argparse.ArgumentParser], None]:
    """Return what adds the arguments that the file of a command knows itself; it is imported only then."""

    def add(parser: argparse.ArgumentParser) -> None:
        from importlib import import_module

        import_module(f"retrotimer.cli.commands.{name}").add(parser)

    return add


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    _add_json(parser)
    parser.add_argument("--sounds", action="store_true", help=_("play every sound and tell what it means"))
    parser.add_argument("--output", choices=OUTPUTS, help=_("where these sounds go"))
    report = _("write versions, findings, settings and the log to FILE, for a bug report")
    parser.add_argument("--report", metavar=_("FILE"), help=report)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_(JSON_HELP))


def _runner(name: str) -> Callable[[argparse.Namespace], int]:
    """Return what runs the command in the module `name`, which is imported only then."""

    def run(arguments: argparse.Namespace) -> int:
        from importlib import import_module

        status: int = import_module(f"retrotimer.cli.commands.{name}").run(arguments)
        return status

    return run


COMMANDS = {
    WINDOW: Command(N_("open the window"), _add_window, _runner("window")),
    "run": Command(N_("run a session, in the terminal or the window"), _add_run, _runner("run")),
    "list": Command(N_("list the presets"), _add_list, _runner("list")),
    "show": Command(N_("show a preset: its intervals, totals, energy and load"), _add_show, _runner("show")),
    "check": Command(N_("check preset files, and tell all their mistakes"), _add_check, _runner("check")),
    "export": Command(
        N_("write a session to a sound file, or a workout for another program"), _add_export, _runner("export")
    ),
    "build": Command(N_("make a workout from four numbers"), _adder("build"), _runner("build")),
    "plan": Command(
        N_("the eight-week plan: its days, what was done, what is next"), _adder("plan"), _runner("plan")
    ),
    "import": Command(N_("make a workout of another program a preset"), _adder("import_"), _runner("import_")),
    "recover": Command(
        N_("sessions that were cut off: go on, keep or discard them"), _adder("recover"), _runner("recover")
    ),
    "history": Command(
        N_("what was done: sessions, weeks, ratings; export and import"), _adder("history"), _runner("history")
    ),
    "data": Command(N_("where your data lies; move it to a shared folder"), _adder("data"), _runner("data")),
    "doctor": Command(
        N_("look what RetroTimer finds on this machine, and what is missing"), _add_doctor, _runner("doctor")
    ),
}
