"""The manual page, written from what the program's parsers know and the few sections that they do not."""

from __future__ import annotations

from commands import Option, Spoken, Value

HEAD = r""".\" Made by packaging/command_line.py from the program's parser: change that, not this file.
.TH RETROTIMER 1 "" "RetroTimer" "User Commands"
.SH NAME
retrotimer \- interval timer for people who run backwards
.SH SYNOPSIS
.B retrotimer
.RI [ PRESET | FILE ]
.br
.B retrotimer
.I COMMAND
.RI [ ARGUMENTS ]
.SH DESCRIPTION
Leads through sessions that alternate forward and backward running.
Without a command it opens the window, with a preset chosen if one is named.
A
.I PRESET
is named by its id, as
.B retrotimer list
gives it, or by a file.
"""
FOOT = r""".SH EXIT STATUS
.TP
.B 0
It was done.
.TP
.B 1
A file is wrong; its mistakes are told.
.TP
.B 2
What was asked for is wrong.
.TP
.B 3
Something of the machine is missing.
.TP
.B 70
Something went wrong in RetroTimer itself.
.TP
.B 130
It was interrupted.
.SH ENVIRONMENT
.TP
.B RETROTIMER_HOME
A folder that holds all data in the place of the usual ones.
.TP
.B RETROTIMER_LANGUAGE
The language of its words, such as
.BR de ;
it goes before the system's.
.SH FILES
.B retrotimer doctor
tells where settings, presets and history lie. Removing RetroTimer leaves them.
.SH EXAMPLES
.TP
.B retrotimer run gentler\-3\-1
Run a session in this terminal.
.TP
.B retrotimer export gentler\-3\-1 \-o session.mp3
Write what would be heard to a file for a telephone.
.TP
.B retrotimer check my\-own.toml
Tell all mistakes of a preset file.
"""


def manual(commands: tuple[Spoken, ...]) -> str:
    """Return the page as roff."""
    program, *rest = commands
    options = f".SH OPTIONS\n{''.join(map(_option, program.options))}"
    return HEAD + options + ".SH COMMANDS\n" + "".join(map(_command, rest)) + FOOT


def _command(command: Spoken) -> str:
    places = " ".join(_place(value) for value, _about in command.places)
    title = f"\\fB{_plain(' '.join(command.words))}\\fR {places}".rstrip()
    message = "".join(f".TP\n{_place(value)}\n{_line(about)}" for value, about in command.places if about)
    own = "".join(_option(option) for option in command.options if "--help" not in option.flags)
    deeper = f".RS\n{message}{own}.RE\n" if message or own else ""
    return f".TP\n{title}\n{_line(_sentence(command.about))}{deeper}"


def _option(option: Option) -> str:
    flags = ", ".join(f"\\fB{_plain(flag)}\\fR" for flag in option.flags)
    value = f" {_value(option.value)}" if option.value else ""
    return f".TP\n{flags}{value}\n{_line(_sentence(option.about))}"


def _value(value: Value) -> str:
    if value.choices:
        return "|".join(f"\\fB{_plain(choice)}\\fR" for choice in value.choices)
    return f"\\fI{_plain(value.name)}\\fR"


def _place(value: Value) -> str:
    forms = {"?": "[{}]", "+": "{} ...", "*": "[{} ...]"}
    return forms.get(value.form, "{}").format(_value(value))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _line(text: str) -> str:
    """Return a line of text that roff cannot take for a request."""
    plain = _plain(text)
    return f"\\&{plain}\n" if plain.startswith((".", "'")) else f"{plain}\n"


def _plain(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-").replace("…", "\\&...").replace("`", "\\`")
