"""Completion of the command line for bash, zsh and fish, written from what the program's parsers know."""

from __future__ import annotations

from commands import Kind, Option, Spoken, Value

MADE = "Made by packaging/command_line.py from the program's parser: change that, not this file."
PRESETS = "retrotimer list 2>/dev/null | awk 'NR > 1 { print $1 }'"
"""Lists the ids of presets, a line each; the first line is the table's head."""

BASH = """# Completion of `retrotimer` for bash. {made}
_retrotimer() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} place= words= kind= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$place/${{COMP_WORDS[i]}}" in
      {paths}) place="$place/${{COMP_WORDS[i]}}" ;;
    esac
  done
  case "$place $before" in
{values}
    *)
      case "$place" in
{commands}
      esac
      ;;
  esac
  [[ $kind != preset || $word == -* ]] || words="$words $({presets})"
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  case "$kind" in
    preset | file) compopt -o filenames && mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen -f -- "$word") ;;
    folder) compopt -o filenames && mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen -d -- "$word") ;;
  esac
}}
complete -F _retrotimer retrotimer
"""
ZSH = """#compdef retrotimer
# Completion of `retrotimer` for zsh. {made}
_retrotimer() {{
  local place= kind=
  local -a offers
  local -i i shown=1
  for (( i = 2; i < CURRENT; i++ )); do
    case "$place/$words[i]" in
      ({paths}) place="$place/$words[i]" ;;
    esac
  done
  case "$place $words[CURRENT-1]" in
{values}
    (*)
      case "$place" in
{commands}
      esac
      ;;
  esac
  if [[ $PREFIX == -* ]]; then
    kind=
  else
    offers=(${{offers:#-*}})
  fi
  [[ $kind != preset ]] || offers+=(${{(f)"$({presets})"}})
  (( $#offers == 0 )) || {{ _describe RetroTimer offers && shown=0 }}
  case "$kind" in
    (preset|file) _files && shown=0 ;;
    (folder) _files -/ && shown=0 ;;
  esac
  return shown
}}
_retrotimer "$@"
"""
FISH = """# Completion of `retrotimer` for fish. {made}
function __retrotimer_is_at
    set -l place
    for word in (commandline -opc)[2..]
        switch "$place/$word"
            case {paths}
                set place "$place/$word"
        end
    end
    test "$place" = "$argv[1]"
end
complete -c retrotimer -f
{commands}
"""

Commands = tuple[Spoken, ...]


def bash(commands: Commands) -> str:
    """Return the completion for bash."""
    places = [f'        "{each.path}") {_bash_offers(each, commands)} ;;' for each in commands]
    return _filled(BASH, commands, places, _values(commands, "    {}) {} ;;", "words=({})"))


def _bash_offers(command: Spoken, commands: Commands) -> str:
    words = [each.words[-1] for each in _below(command, commands)]
    words += [flag for option in command.options for flag in option.flags]
    return " ".join([f'words="{" ".join(words)}"', *_kinds(command)])


def zsh(commands: Commands) -> str:
    """Return the completion for zsh."""
    places = [f'        ("{each.path}") {_zsh_offers(each, commands)} ;;' for each in commands]
    return _filled(ZSH, commands, places, _values(commands, "    ({}) {} ;;", "offers=({})"))


def _zsh_offers(command: Spoken, commands: Commands) -> str:
    message = [(each.words[-1], each.about) for each in _below(command, commands)]
    message += [(flag, option.about) for option in command.options for flag in option.flags]
    offers = " ".join(_quoted(f"{word}:{about}") for word, about in message)
    return " ".join([f"offers=({offers})", *_kinds(command)])


def fish(commands: Commands) -> str:
    """Return the completion for fish."""
    lines = [line for command in commands for line in _fish_command(command, _below(command, commands))]
    return _filled(FISH, commands, lines, [], between=" ")


def _fish_command(command: Spoken, below: list[Spoken]) -> list[str]:
    start = f"complete -c retrotimer -n \"__retrotimer_is_at '{command.path}'\""
    lines = [f"{start} -a {each.words[-1]} -d {_quoted(each.about)}" for each in below]
    kinds = {value.kind for value, _about in command.places}
    lines += [f"{start} -a {_quoted(f'({PRESETS})', fish=True)}"] * (Kind.PRESET in kinds)
    lines += [f"{start} -F"] * bool(kinds & {Kind.PRESET, Kind.FILE})
    lines += [f"{start} -a '(__fish_complete_directories)'"] * (Kind.FOLDER in kinds)
    return lines + [f"{start} {_fish_option(option)}" for option in command.options]


def _fish_option(option: Option) -> str:
    flags = [f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags]
    value = option.value
    if value and value.choices:
        flags.append(f"-x -a '{' '.join(value.choices)}'")
    elif value:
        flags.append("-r -F" if value.kind in {Kind.FILE, Kind.PRESET} else "-x")
    return " ".join([*flags, "-d", _quoted(option.about, fish=True)])


def _filled(template: str, commands: Commands, places: list[str], values: list[str], between: str = "|") -> str:
    paths = between.join(command.path for command in commands if command.path)
    lines = {"commands": "\n".join(places), "values": "\n".join(values)}
    return template.format(made=MADE, paths=paths, presets=PRESETS, **lines)


def _values(commands: Commands, line: str, words: str) -> list[str]:
    """Return a line for each option with a value: after it, only that is offered."""
    lines = []
    for command in commands:
        for option in command.options:
            if option.value:
                asked = "|".join(f'"{command.path} {flag}"' for flag in option.flags)
                lines.append(line.format(asked, _offer(option.value, words) or ":"))
    return lines


def _offer(value: Value, words: str) -> str:
    if value.choices:
        choices = " ".join(value.choices)
        return words.format(choices) if "offers" in words else f'words="{choices}"'
    return "" if value.kind is Kind.FREE else f"kind={value.kind.value}"


def _kinds(command: Spoken) -> list[str]:
    return [f"kind={value.kind.value}" for value, _about in command.places if value.kind is not Kind.FREE]


def _below(command: Spoken, commands: Commands) -> list[Spoken]:
    """Return what may follow `command` as its next word."""
    return [each for each in commands if each.words and each.words[:-1] == command.words]


def _quoted(text: str, *, fish: bool = False) -> str:
    """Return `text` in single quotes, as the shells of old read it, or fish."""
    inner = text.replace("\\", "\\\\").replace("'", "\\'") if fish else text.replace("'", "'\\''")
    return f"'{inner}'"
