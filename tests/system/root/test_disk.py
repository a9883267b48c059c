"""Disks that fill, turn read-only or go away under a session, an editor and the settings."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.app.journal import keep_done
from retrotimer.app.log import note, read
from retrotimer.files import drafts, history, own_presets, places
from retrotimer.files.atomic import NotSaved
from retrotimer.files.drafts import Draft
from retrotimer.files.journal import journals
from retrotimer.files.preset import read_preset
from retrotimer.files.settings import read_settings, write_settings
from tests.helpers.course import WORKOUT, Course, found
from tests.helpers.examples import rb, rf, workout
from tests.system.root.conftest import Disk, somebody

OTHER = workout(*[rf(n + 1) for n in range(90)], rb(7))


def test_a_disk_that_fills_in_mid_session(disk: Disk) -> None:
    """If it failed, a full disk would end the session, pass unseen, or cost what was done before."""
    course = Course()
    course.pass_s(60)
    disk.fill()
    course.pass_s(600)  # the block that the journal has begun takes some more
    assert course.journalist.notice
    assert course.journalist.notice.startswith("A crash or an empty battery would cost")
    assert course.player.session.index == 11
    kept = course.end()
    assert kept.path is None
    assert "could not be saved: No space left" in kept.trouble
    disk.free()
    path = keep_done(found()).path
    assert path
    assert history.read(path).done_ms >= 59_000
    assert journals() == ()


def test_a_disk_that_turns_read_only_in_mid_session(disk: Disk) -> None:
    """If it failed, a disk with errors, which the system protects, would cost the session."""
    course = Course()
    course.pass_s(60)
    # a file that is open for writing keeps a disk from being protected: what an error does, done by hand
    course.journalist._file.close()  # type: ignore[union-attr]
    disk.protect()
    course.journalist._file = None
    course.pass_s(60)
    kept = course.end()
    assert kept.path is None
    assert "Read-only file system" in kept.trouble
    disk.protect(is_protected=False)
    assert found().record


@pytest.mark.parametrize("spoil", [Disk.fill, Disk.protect])
def test_what_is_edited_stays_as_it_was(disk: Disk, spoil: Callable[[Disk], None]) -> None:
    """If it failed, saving to a full or protected disk would cost the preset, the draft or the settings."""
    opened = own_presets.save_new(WORKOUT)
    drafts.keep(Draft(WORKOUT, opened.path, opened.source))
    before, _none = read_settings()
    write_settings(before, before._replace(get_ready_s=7))
    spoil(disk)
    with pytest.raises(NotSaved):
        own_presets.save(opened, OTHER)
    with pytest.raises(NotSaved):
        own_presets.save_new(OTHER)
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
    opened = own_presets.save_new(WORKOUT)
    subprocess.run(["chattr", "+i", str(opened.path)], check=True)
    try:
        with pytest.raises(NotSaved, match="could not be saved: Operation not permitted"):
            own_presets.save(opened, OTHER)
        with pytest.raises(NotSaved):
            own_presets.throw_away(opened.path)
    finally:
        subprocess.run(["chattr", "-i", str(opened.path)], check=True)
    assert own_presets.open_preset(opened.path).workout == WORKOUT
    assert own_presets.save(opened, OTHER).workout == OTHER
    assert list(disk.path.rglob(".retrotimer-*")) == []


def test_a_folder_that_goes_in_mid_session(home: Path) -> None:
    """If it failed, a stick pulled out or a folder cleaned away would cost the session."""
    course = Course()
    course.pass_s(60)
    shutil.rmtree(home)
    course.pass_s(60)
    path = course.end().path
    assert path
    assert history.read(path).done_ms == 120_000


def test_rights_that_are_lost_in_mid_session(home: Path) -> None:
    """If it failed, a folder that somebody closed would cost the session, or show a traceback."""
    home.parent.chmod(0o755)
    home.mkdir()
    home.chmod(0o777)
    for folder in home.parents:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)
    with somebody():
        course = Course()
        course.pass_s(60)
        (home / "data").mkdir()
        (home / "data").chmod(0o000)
        course.pass_s(60)
        assert course.player.session.index == 2
        kept = course.end()
        assert kept.path is None
        assert "Permission denied" in kept.trouble
        (home / "data").chmod(0o700)
        assert keep_done(found()).path
    (path,) = places.history().iterdir()
    assert history.read(path).done_ms == 120_000
