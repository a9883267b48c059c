"""Disks that fill, turn read-only or go away under a session, an editor and the settings."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from retrotimer.app.diagnostics.log import note, read
from retrotimer.app.session.crash_journal import keep_done
from retrotimer.files.atomic import NotSaved
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.files.presets import drafts, user_presets
from retrotimer.files.presets.drafts import Draft
from retrotimer.files.presets.reader import read_preset
from retrotimer.files.settings import read_settings, write_settings
from tests.helpers.course import WORKOUT, Course, found
from tests.helpers.examples import rb, rf, workout
from tests.system.root.conftest import Disk

OTHER = workout(*[rf(n + 1) for n in range(90)], rb(7))


def test_a_disk_that_fills_in_mid_session(disk: Disk) -> None:
    """If it failed, a full disk would end the session, pass unseen, or cost what was done before."""
    course = Course()
    course.pass_s(60)
    disk.fill()
    course.pass_s(600)  # the block that the journal has begun takes some more
    assert course.journal_writer.notice
    assert course.journal_writer.notice.startswith("A crash or an empty battery would cost")
    assert course.player.session.index == 11
    kept = course.end()
    assert kept.path is None
    assert "could not be saved: No space left" in kept.problem
    disk.free()
    path = keep_done(found()).path
    assert path
    assert store.read(path).done_ms >= 59_000
    assert journals() == ()


def test_a_disk_that_turns_read_only_in_mid_session(disk: Disk) -> None:
    """If it failed, a disk with errors, which the system protects, would cost the session."""
    course = Course()
    course.pass_s(60)
    # a file that is open for writing keeps a disk from being protected: what an error does, done by hand
    course.journal_writer._file.close()  # type: ignore[union-attr]
    disk.protect()
    course.journal_writer._file = None
    course.pass_s(60)
    kept = course.end()
    assert kept.path is None
    assert "Read-only file system" in kept.problem
    disk.protect(is_protected=False)
    assert found().record


@pytest.mark.parametrize("spoil", [Disk.fill, Disk.protect])
def test_what_is_edited_stays_as_it_was(disk: Disk, spoil: Callable[[Disk], None]) -> None:
    """If it failed, saving to a full or protected disk would cost the preset, the draft or the settings."""
    opened = user_presets.save_new(WORKOUT)
    drafts.keep(Draft(WORKOUT, opened.path, opened.source))
    before, _none = read_settings()
    write_settings(before, before._replace(get_ready_s=7))
    spoil(disk)
    with pytest.raises(NotSaved):
        user_presets.save(opened, OTHER)
    with pytest.raises(NotSaved):
        user_presets.save_new(OTHER)
    with pytest.raises(NotSaved):
        drafts.keep(Draft(OTHER, opened.path, opened.source * 50))
    with pytest.raises(NotSaved):
        write_settings(before._replace(get_ready_s=7), before._replace(get_ready_s=8, device="x" * 5_000))
    note("nobody minds")
    assert read_preset(opened.path).workout == WORKOUT
    assert drafts.draft_of(opened.path) == Draft(WORKOUT, opened.path, opened.source)
    assert read_settings()[0].get_ready_s == 7
    assert list(disk.path.rglob(".retrotimer-*")) == []
    assert "Traceback" not in read()


def test_a_file_that_is_locked(disk: Disk) -> None:
    """If it failed, a file that another program or the system holds would be lost, or be no clear notice."""
    opened = user_presets.save_new(WORKOUT)
    subprocess.run(["chattr", "+i", str(opened.path)], check=True)
    try:
        with pytest.raises(NotSaved, match="could not be saved: Operation not permitted"):
            user_presets.save(opened, OTHER)
        with pytest.raises(NotSaved):
            user_presets.move_to_trash(opened.path)
    finally:
        subprocess.run(["chattr", "-i", str(opened.path)], check=True)
    assert user_presets.open_preset(opened.path).workout == WORKOUT
    assert user_presets.save(opened, OTHER).workout == OTHER
    assert list(disk.path.rglob(".retrotimer-*")) == []
