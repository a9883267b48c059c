"""A session whose program was killed, as the next start finds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from retrotimer.app.session.crash_journal import interrupted
from retrotimer.files.paths import HOME_VARIABLE
from tests.helpers.course import Course
from tests.helpers.tasks import AtOnce


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no zombies")
def test_it_is_offered_though_nobody_collected_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a killed session would be offered only at the second start after it."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    course = Course()
    course.pass_s(33)
    course.crash()
    path = course.journal_writer.path
    assert path
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as program:
        lines = path.read_text(encoding="utf-8").splitlines()
        process = [program.pid, psutil.Process(program.pid).create_time()]
        lines[0] = json.dumps(json.loads(lines[0]) | {"process": process})
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert not [*interrupted(path.parent)], "it still runs"
        program.kill()
        os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and stays a zombie
        assert psutil.Process(program.pid).status() == psutil.STATUS_ZOMBIE
        (again,) = interrupted(path.parent)
        assert again.record
        assert again.record.done_ms >= 30_000
