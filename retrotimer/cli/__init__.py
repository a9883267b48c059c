"""The command line: one file a command. Each imports what it needs when it runs, so that a quick one stays quick.

Exit statuses: 0 done, 1 a wrong file, 2 a wrong request, 3 a missing part of the machine, 70 an error of ours, 130
interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from retrotimer.cli.exit_status import notify, status_of
from retrotimer.cli.streams import configure_streams
from retrotimer.files.paths import missing_data
from retrotimer.files.paths import settings as settings_path
from retrotimer.texts import LANGUAGES, _
from retrotimer.training.errors import WrongRequest


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks, and return the exit status.

    Without arguments the window opens; with a preset and no command, it opens with that preset chosen.
    """
    configure_streams()
    return status_of(lambda: _run(list(sys.argv[1:] if argv is None else argv)))


def window() -> int:
    """Open the window, as the desktop's menu does."""
    return main()


def _run(argv: list[str]) -> int:
    argv = _choose_language(argv)
    if not argv:
        from retrotimer.cli.commands.window import open_with  # the window opens sooner without a parser

        return open_with()
    from retrotimer.cli.parser import COMMANDS, parse

    name, arguments = parse(argv)
    if name and name != "data" and missing_data():  # it tells that itself, as does the window
        from retrotimer.app.data_folder import missing_notice  # seldom

        notify(missing_notice())
    return COMMANDS[name].run(arguments)


def _choose_language(argv: list[str]) -> list[str]:
    """Set the languages of texts and voice by `--lang`, the settings and the system; return the rest of `argv`.

    Raises:
        WrongRequest: where `--lang` names no language that RetroTimer has.
    """
    from retrotimer.files.assets import nearest_language, use_language
    from retrotimer.files.wording import printable

    rest, wanted = take_language(argv)
    language = nearest_language(wanted or "") or ""
    chosen, voice = _language_settings()
    use_language(language or chosen, voice or language)
    if wanted is not None and not language:
        sentence = _("--lang {found}: there is no such language; RetroTimer has {languages}.")
        raise WrongRequest(sentence.format(found=printable(wanted), languages=", ".join(LANGUAGES)))
    return rest


def _language_settings() -> tuple[str, str]:
    """Return the languages of texts and voice that a person set; empty for the system's."""
    if not settings_path().is_file():
        return "", ""
    from retrotimer.files.settings import SYSTEM, read_settings

    settings, _mistakes = read_settings()  # the command that uses them reports its mistakes
    return settings.language.replace(SYSTEM, ""), settings.voice_language.replace(SYSTEM, "")


def take_language(argv: list[str]) -> tuple[list[str], str | None]:
    """Return `argv` without `--lang CODE`, wherever it stands, and the code; None where there is none."""
    rest: list[str] = []
    wanted = None
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*rest, word, *words], wanted
        if word == "--lang":
            wanted = next(words, "")
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return rest, wanted
