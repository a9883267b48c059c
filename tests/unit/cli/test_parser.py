"""What may stand on the command line, and what is said when it does not fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import retrotimer as package
from retrotimer.app.remote.networks import Place
from retrotimer.cli.parser import COMMANDS, parse

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run",), "PRESET|FILE"),
        (("run", "beginner", "--speed", "0"), "'0' is not a number from 0.01 to 10000"),
        (("run", "beginner", "--speed", "nan"), "'nan' is not a number"),
        (("run", "beginner", "--get-ready", "-1"), "'-1' is not a number from 0 to 3600"),
        (("run", "beginner", "--output", "loud"), "'loud'"),
        (("run", "beginner", "--wat"), "--wat"),
        (("run", "beginner", "--close"), "--close needs --window"),
        (("run", "begginer"), "Did you mean 'beginner'?"),
        (("show", "nothing-like-it"), "`retrotimer list` shows those there are"),
        (("check",), "FILE"),
        (("export", "beginner"), "-o"),
        (("list", "--speed", "2"), "--speed"),
        (("begginer",), "Did you mean 'beginner'?"),
        (("lst",), "'lst'"),
        (("--wat",), "--wat"),
        (("import",), "FILE"),
        (("run", "beginner", "--music", "~nobody-here/x"), "x' is not there"),
        (("run", "beginner", "--music", "x" * 5_000), "is not there"),
        (("run", "beginner", "--remote", "10.0.0.1:" + "9" * 5_000), "is no port"),
        (("run", "beginner", "--remote", ":\u0663"), "'\u0663' is no port"),
        (("run", "beginner", "--remote", "abc"), "'abc' is no address"),
        (("run", "--remote", "abc", "beginner"), "'abc' is no address"),
        (("run", "beginner", "--remote", "--wat"), "unrecognized arguments: --wat"),
        (("beginner", "--remote", "abc"), "'abc' is no address"),
        (("run", "beginner", "abc"), "unrecognized arguments: abc"),
        (("run", "beginner", "--wat\x1b"), r"--wat\x1b"),
        (("list", "--lang", "\x1b"), r"--lang \x1b"),
        (("plan", "--ics", ""), "No plan was begun yet"),
        (("import", "x.tcx"), "'.tcx' is not a kind of file that can be imported"),
    ],
)
def test_a_wrong_request_is_one_sentence_and_status_2(
    retrotimer: Run, arguments: tuple[str, ...], words: str
) -> None:
    """If it failed, a slip would end in a traceback, or in a status that scripts take for something else."""
    status, out, err = retrotimer(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("name", ["~nobody-here/x.toml", "~nobody-here/x.zwo", "x" * 5_000 + ".zwo"])
@pytest.mark.parametrize("command", [(), ("show",), ("import",)], ids=" ".join)
def test_a_file_that_cannot_be_there_is_status_1_or_2(retrotimer: Run, command: tuple[str, ...], name: str) -> None:
    """If it failed, a slip in a name would be reported as a fault of the program, or of its output."""
    status, _out, err = retrotimer(*command, name)
    assert status in {1, 2}
    assert "output" not in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("length", [300, 5_000])
def test_events_in_a_file_with_a_name_too_long_are_refused(retrotimer: Run, length: int) -> None:
    """If it failed, a slip in a name would start a session without its events, or end in a traceback."""
    status, out, err = retrotimer("run", "beginner", "--output", "silent", "--events", "x" * length)
    assert status in {1, 3}  # Windows does not say that it is the name
    assert out == ""
    assert err.startswith("The events cannot be written to x")
    assert len(err.splitlines()) == 1


def test_an_export_with_a_name_too_long_says_which(retrotimer: Run) -> None:
    """If it failed, a person would read of an output and not know which name to shorten."""
    status, _out, err = retrotimer("export", "beginner", "-o", "x" * 300 + ".txt")
    assert status == 3
    assert "x.txt could not be saved" in err


def test_a_mistake_says_where_help_is(retrotimer: Run) -> None:
    """If it failed, a person would not know how to go on."""
    assert retrotimer("run", "--wat", "x")[2].endswith("See `retrotimer run --help`.\n")


def test_help_names_every_command(retrotimer: Run) -> None:
    """If it failed, a command would be hidden."""
    status, out, _err = retrotimer("--help")
    assert status == 0
    assert all(f"  {name} " in out for name in COMMANDS if name)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name])
def test_every_command_has_help(retrotimer: Run, name: str) -> None:
    """If it failed, asking for help would be an error."""
    status, out, _err = retrotimer(name, "--help")
    assert status == 0
    assert out.startswith(f"usage: retrotimer {name}")


def test_version(retrotimer: Run) -> None:
    """If it failed, nobody could say what they run."""
    assert retrotimer("--version") == (0, f"RetroTimer {package.__version__}\n", "")


@pytest.mark.parametrize("arguments", [(), ("beginner",), ("run", "beginner", "--window")])
def test_without_a_screen_the_window_says_how_to_run_in_the_terminal(
    retrotimer: Run, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, Qt would abort the program where there is no screen."""
    monkeypatch.setattr("sys.platform", "linux")
    status, _out, err = retrotimer(*arguments)
    assert status == 3
    assert "`retrotimer run PRESET` runs a session in the terminal" in err


def test_a_qt_that_does_not_load_is_a_missing_part(retrotimer: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a machine without Qt's libraries would show a traceback."""
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setitem(__import__("sys").modules, "retrotimer.gui.app", None)
    status, _out, err = retrotimer()
    assert status == 3
    assert "`retrotimer doctor` tells what is missing" in err


@pytest.mark.parametrize(
    ("arguments", "preset", "place"),
    [
        (["--remote", "first-steps"], "first-steps", Place()),
        (["first-steps", "--remote"], "first-steps", Place()),
        (["--remote", "127.0.0.1:9000", "first-steps"], "first-steps", Place("127.0.0.1", 9_000)),
        (["--remote=10.0.0.7", "first-steps"], "first-steps", Place("10.0.0.7")),
        (["--remote"], None, Place()),
        (["first-steps"], "first-steps", None),
    ],
)
def test_what_is_no_address_after_remote_is_the_preset(
    arguments: list[str], preset: str | None, place: Place | None
) -> None:
    """`retrotimer --remote first-steps` would look for a network of that name."""
    _name, parsed = parse(arguments)
    assert (parsed.preset, parsed.remote) == (preset, place)
    if preset:
        assert parse(["run", *arguments])[1].remote == place


def test_an_address_of_the_internet_is_refused(retrotimer: Run) -> None:
    """A session would be served to everybody."""
    status, _out, err = retrotimer("run", "first-steps", "--remote", "8.8.8.8")
    assert status == 2
    assert "never served to the internet" in err
