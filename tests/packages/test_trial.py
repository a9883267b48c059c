"""How packages are tried on bare systems: what counts as the same, and what is reported."""

from __future__ import annotations

import time
from array import array
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest
import trial
from deb_package import DEPENDS
from freeze_parts import stays_out
from PySide6.QtGui import QImage
from trial import EXPORT, BareSystem, Failure, Observed, Program, finished, heard

SEEN = Observed("RetroTimer 1.0", "abc", bytes(28 * 100), [{"event": "started"}], 40, 12.0)


def test_a_recording_is_counted_in_sounds_and_seconds() -> None:
    """A silent package would pass for one that is heard."""
    tone = array("h", [0, 8_000, 0, -9_000] * 1_200)  # a tenth of a second
    quiet = array("h", [3, -3] * 12_000)
    assert heard(quiet + tone + quiet + tone) == (2, 0.2)
    assert heard(quiet) == (0, 0.0)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (SEEN._replace(version="RetroTimer 0.9"), ["other version"]),
        (SEEN._replace(samples="abd"), ["other samples"]),
        (SEEN._replace(events=[]), ["other events"]),
        (SEEN._replace(page=bytes(28 * 98) + b"\xff" * 56), ["other first page"]),
        (SEEN._replace(page=bytes(28 * 99) + b"\xff" * 28), []),
        (SEEN._replace(page=b""), ["other first page"]),
        (SEEN._replace(seconds=3.0), ["seconds: 3, and from the checkout 12"]),
        (SEEN._replace(sounds=42, seconds=11.5), []),
    ],
)
def test_what_differs_from_the_checkout_is_named(other: Observed, said: list[str]) -> None:
    """A package could leave out, alter or mute something, and nobody would see what."""
    assert other.differences(SEEN) == said


def test_a_silent_checkout_proves_nothing() -> None:
    """Two silent programs would count as alike."""
    silent = SEEN._replace(sounds=0, seconds=0.0)
    assert len(silent.differences(silent)) == 2


def test_old_systems_are_only_asked_for_their_sentence() -> None:
    """A package would be tried where it cannot start, or not where it should."""
    trials = trial.Trials(BareSystem(Path("/nowhere")), Path("/nowhere"))
    assert all("too old" in title for title in trial.plan("focal", trials, Future()))
    assert len(trial.plan("jammy", trials, Future())) == len(trial.PACKAGES) + 1


def test_each_trial_is_reported_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A failed trial would not be seen, or would end all others."""

    def fails() -> list[str]:
        raise Failure("its window is not seen")

    assert trial.report("bookworm, deb", list)
    assert not trial.report("bookworm, run", fails)
    assert capsys.readouterr().out == (
        "ok: bookworm, deb (0 s)\nFAILED: bookworm, run (0 s)\n  its window is not seen\n"
    )


def test_only_the_named_folders_are_bound_to_a_bare_system(tmp_path: Path) -> None:
    """A command there could reach more of ours than the folder it is given."""
    words = BareSystem(tmp_path).command("true", "walker", {"/ours": "/run/theirs"})
    assert words[:4] == ["unshare", "--mount", "--pid", "--fork"]
    assert words[-4:] == [str(tmp_path), "walker", "true", "/ours=/run/theirs"]


def test_the_deb_asks_for_what_the_program_leaves_to_the_system() -> None:
    """The .deb would install where the window does not open."""
    asked = {part.split()[0] for part in DEPENDS.split(", ")}
    assert {package for package, library in trial.X_WINDOW.items() if stays_out(library)} <= asked


def test_a_failing_program_is_reported_with_what_it_printed(tmp_path: Path) -> None:
    """Its reason would be lost with its process."""
    assert Program("echo", tmp_path / "out").run(EXPORT) == f"export first-steps -o {tmp_path}/out/session.wav\n"
    with pytest.raises(Failure, match="exit status 3: no such thing"):
        Program("echo no such thing; exit 3;", tmp_path / "out").run("")
    assert finished(Program("exit", tmp_path / "out").start("3"), 3) == ""


def test_what_files_want_of_the_system_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new need of the program would be found out on a stranger's laptop."""
    objdump = tmp_path / "bin/objdump"
    objdump.parent.mkdir()
    objdump.write_text("#!/bin/sh\nfor l in libours.so.1 libtheirs.so.2 libc.so.6; do echo  NEEDED $l; done\n")
    objdump.chmod(0o755)
    monkeypatch.setenv("PATH", f"{objdump.parent}:/usr/bin:/bin")
    folder = tmp_path / "RetroTimer"
    folder.mkdir()
    for name in ("program", "libours.so.1"):
        (folder / name).write_bytes(b"\x7fELF")
    (folder / "notes.txt").write_text("no program", encoding="utf-8")
    assert trial.needed_libraries(folder) == {"libtheirs.so.2"}


@pytest.mark.parametrize(
    "seen",
    [
        [b"one.", b"two.", b"two.", b"two."],
        [b"two.", b"too.", b"two.", b"too.", b"two."],  # a cursor blinks
    ],
)
def test_a_later_page_is_seen_with_a_cursor_and_little_on_it(
    seen: list[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The trial would wait for ever for a page that is mostly paper."""
    photos = iter(seen)
    monkeypatch.setattr(trial, "_middle", lambda _photo: next(photos))
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    screen = SimpleNamespace(photo=lambda: QImage(1, 1, QImage.Format.Format_RGB32))
    started = SimpleNamespace(poll=lambda: None)
    assert trial.settled(screen, started, tmp_path / "page.png", b"one.") == b"two."  # type: ignore[arg-type]
