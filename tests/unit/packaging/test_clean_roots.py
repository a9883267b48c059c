"""How packages are tried on bare systems: what counts as alike, and what is told."""

from __future__ import annotations

from array import array
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import clean_roots
import pytest
from clean_libraries import TABLE
from clean_root import SUITES, Root
from clean_trial import Heard, Seen, Surprise, heard
from deb_package import DEPENDS
from freeze_parts import stays_out

SEEN = Seen("RetroTimer 1.0", "abc", bytes(28 * 100), [{"event": "started"}], Heard(40, 12.0, 9_000))


def test_a_recording_is_counted_in_sounds_seconds_and_loudness() -> None:
    """A silent package would pass for one that is heard."""
    tone = array("h", [0, 8_000, 0, -9_000] * 1_200)  # a tenth of a second
    quiet = array("h", [3, -3] * 12_000)
    assert heard(quiet + tone + quiet + tone) == Heard(2, 0.2, 9_000)
    assert heard(quiet) == Heard(0, 0.0, 0)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(SEEN, version="RetroTimer 0.9"), ["other version"]),
        (replace(SEEN, samples="abd"), ["other exported samples"]),
        (replace(SEEN, events=[]), ["other events"]),
        (replace(SEEN, page=bytes(28 * 98) + b"\xff" * 56), ["other first page"]),
        (replace(SEEN, page=bytes(28 * 99) + b"\xff" * 28), []),
        (replace(SEEN, page=b""), ["other first page"]),
        (replace(SEEN, heard=Heard(40, 3.0, 9_000)), ["seconds of sound: 3, and from the checkout 12"]),
        (replace(SEEN, heard=Heard(42, 11.5, 9_100)), []),
    ],
)
def test_what_differs_from_the_checkout_is_named(other: Seen, said: list[str]) -> None:
    """A package could leave out, alter or mute something, and nobody would see what."""
    assert other.unlike(SEEN) == said


def test_a_silent_checkout_proves_nothing() -> None:
    """Two silent programs would count as alike."""
    silent = replace(SEEN, heard=Heard(0, 0.0, 0))
    assert len(silent.unlike(silent)) == 3


def test_old_systems_are_only_asked_for_their_sentence() -> None:
    """A package would be tried in vain where it cannot start, or not where it should."""
    trials = clean_roots.Trials(Root(Path("/nowhere")), Path("/nowhere"), Path("/nowhere"))
    assert [name for name, suite in SUITES.items() if suite.is_too_old] == ["bullseye", "focal"]
    assert all("too old" in title for title in clean_roots.plan(SUITES["focal"], trials, Future()))
    assert len(clean_roots.plan(SUITES["jammy"], trials, Future())) == len(clean_roots.ARTEFACTS) + 1


def test_each_trial_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A failed trial would not be seen, or would end all others."""

    def fails() -> list[str]:
        raise Surprise("its window is not seen")

    assert clean_roots.message("bookworm, deb", list)
    assert not clean_roots.message("bookworm, run", fails)
    assert capsys.readouterr().out == (
        "ok: bookworm, deb (0 s)\nSURPRISE: bookworm, run (0 s)\n  its window is not seen\n"
    )


def test_only_files_of_the_person_are_bound_to_a_root(tmp_path: Path) -> None:
    """A command in a root could reach more of ours than the folder it is given."""
    words = Root(tmp_path).command("true", "walker", {"/ours": "/run/theirs"})
    assert words[:4] == ["unshare", "--mount", "--pid", "--fork"]
    assert words[-4:] == [str(tmp_path), "walker", "true", "/ours=/run/theirs"]


def test_the_deb_asks_for_what_the_program_leaves_to_the_system() -> None:
    """The .deb would install where the window does not open."""
    asked = {part.split()[0] for part in DEPENDS.split(", ")}
    assert {package for package, library in TABLE.items() if stays_out(library)} <= asked
