"""Write manual page and completion from the command line's parser: `PYTHONPATH=. python tools/command_line.py`.

argparse-manpage writes the page and shtab the completions; a test fails when they no longer match the parser.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from retrotimer.cli.parser import COMMANDS, PRESET, PROGRAM, add_language
from retrotimer.files.assets import use_language
from retrotimer.texts import ENGLISH, _

DESKTOP = Path(__file__).resolve().parents[1] / "packaging" / "linux" / "desktop"
SECTIONS = Path(__file__).with_name("manual_sections.roff")
"""What the manual page says beside the commands: a heading a section, as `.SH FILES`."""
HEADINGS = {
    "de": ("BEZEICHNUNG", "ÜBERSICHT", "BEFEHLE"),
    "es": ("NOMBRE", "SINOPSIS", "ÓRDENES"),
    "fr": ("NOM", "SYNOPSIS", "COMMANDES"),
    "it": ("NOME", "SINTASSI", "COMANDI"),
    "pt_BR": ("NOME", "SINOPSE", "COMANDOS"),
}
"""The headings of a manual page's summary in each language. None in Hindi: groff drops its vowel signs."""
IDS = "retrotimer list 2>/dev/null | awk 'NR > 1 { print $1 }'"
"""Lists the ids of presets, a line each; the first line is the table's head."""
COMPLETE_PRESET = {
    "bash": "_retrotimer_file_or_preset",
    "zsh": "_retrotimer_preset",
    "fish": "(__retrotimer_preset)",
}
PREAMBLE = {
    # the name with "file" in it lets shtab quote what it completes as files
    "bash": f'_retrotimer_file_or_preset() {{ compgen -W "$({IDS})" -- "$1"; compgen -f -- "$1"; }}\n'
    "_shtab_retrotimer_pos_0_COMPGEN=_retrotimer_file_or_preset",
    "zsh": f'_retrotimer_preset() {{ local -a ids=(${{(f)"$({IDS})"}}); compadd -a ids; _files; }}',
    "fish": f"function __retrotimer_preset\n  {IDS}\n  __fish_complete_path (commandline -ct)\nend",
}
AFTER_COMMANDS = {"zsh": "_describe 'retrotimer commands' _commands", "fish": "complete -c retrotimer -f\n"}
"""Where presets are added to the commands, since the program takes either as its first word."""


def whole_parser() -> argparse.ArgumentParser:
    """Return one parser that holds every command, with what shells complete each value by."""
    parser = argparse.ArgumentParser(prog=PROGRAM)
    parser.add_argument("--version", action="version", version="", help="tell the version")
    add_language(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, command in COMMANDS.items():
        if name:
            command.add(commands.add_parser(name, help=command.about))
    _prepare(parser)
    return parser


def _prepare(parser: argparse.ArgumentParser) -> None:
    """Let shells complete values by their kind, and let no line break depend on the width of a terminal."""
    parser.formatter_class = partial(argparse.HelpFormatter, width=10_000)
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to list them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                _prepare(command)
        name = str(action.metavar or action.dest.upper())
        kinds = {PRESET: COMPLETE_PRESET, "FILE": shtab.FILE, "OUT": shtab.FILE, "FOLDER": shtab.DIRECTORY}
        if name in kinds:
            action.complete = kinds[name]  # type: ignore[attr-defined]  # shtab's own attribute


def manual() -> str:
    """Return the manual page as roff."""
    about = {"date": " ", "project_name": "RetroTimer", "manual_title": "User Commands"}
    about["description"] = "interval timer for people who run backwards"
    page = Manpage(whole_parser(), about, format="single-commands-section")
    for section in SECTIONS.read_text(encoding="utf-8").split(".SH ")[1:]:
        heading, _, content = section.partition("\n")
        page.add_section(heading, ">", content.rstrip())
    return str(page)


def summary(language: str) -> str:
    """Return the manual page's summary in `language` as roff: what RetroTimer is, and what each command does."""
    use_language(language, environment={})
    try:
        name, synopsis, commands = HEADINGS[language]
        about = _("The interval timer for people who run backwards.").rstrip(".।")
        usage = _("retrotimer [PRESET|FILE], or retrotimer COMMAND …")
        entries = [f".TP\n.B {command}\n{_(COMMANDS[command].about)}" for command in COMMANDS if command]
        more = _("`retrotimer COMMAND --help` tells more of each.").replace("`", "")
    finally:
        use_language(ENGLISH, environment={})
    head = f'.TH RETROTIMER 1 "" RetroTimer\n.SH {name}\nretrotimer \\- {about}\n.SH {synopsis}\n{usage}\n'
    return head + "\n".join([f".SH {commands}", *entries, ".PP", more.replace("-", "\\-"), ""])


def completion(shell: str) -> str:
    """Return the completion for bash, zsh or fish."""
    text = shtab.complete(whole_parser(), shell, preamble=PREAMBLE[shell])
    mark = AFTER_COMMANDS.get(shell, "")
    if mark not in text:
        raise ValueError(f"shtab's completion for {shell} has no line {mark!r} to add presets after")
    if shell == "zsh":
        return text.replace(mark, f"{mark}\n  _retrotimer_preset")
    if shell == "fish":
        where = "_shtab_retrotimer_using; and test $_shtab_retrotimer_npos -eq 0"
        return text + f"complete -c retrotimer -n '{where}' -ka \"{COMPLETE_PRESET['fish']}\"\n"
    return text


def texts() -> dict[str, str]:
    """Return the files below packaging/linux/desktop by name."""
    shells = {"retrotimer.bash": "bash", "_retrotimer": "zsh", "retrotimer.fish": "fish"}
    summaries = {f"retrotimer.{language}.1": summary(language) for language in HEADINGS}
    return {"retrotimer.1": manual(), **summaries, **{name: completion(shell) for name, shell in shells.items()}}


def main() -> None:
    """Write them."""
    for name, text in texts().items():
        (DESKTOP / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
