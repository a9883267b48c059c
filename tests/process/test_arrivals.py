"""Arrivals marked by keys in the window's run page, whose process is killed in the middle."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from retrotimer.app.history.arrivals import csv_text
from retrotimer.app.session.crash_journal import interrupted
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE

COUNT = 24
WINDOW = """
import sys, time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from retrotimer.app.overview import Overview
from retrotimer.app.session.crash_journal import interrupted
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.files.presets.library import find
from retrotimer.gui.app import make_application
from retrotimer.gui.session.active_session import ActiveSession
from retrotimer.gui.session.run_page import RunPage
from retrotimer.training.groups.groups import GroupEntry
from retrotimer.training.session import Command
from retrotimer.training.workout.paces import Paces

application = make_application()
found = next(interrupted(), None)
groups = GroupEntry("Red"), GroupEntry("Blue")
fresh = Overview(find("gentler-3-1"), Paces()).with_groups(groups, arrival_ends=False)
overview = found.overview if found else fresh
player = make_player(overview, PlaybackOptions(output="silent", get_ready_ms=0), found=found)
active = ActiveSession(overview, player, None, found)
page = RunPage()
page.show_engine(active.engine)
page.show()
active.start()
if found:
    active.engine.try_do(Command.RESUME)
keys = [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Return]

def press():
    done = len(player.groups.marks)
    if done < 24:
        QTest.keyClick(page, keys[done % 3])
        last = player.groups.marks[-1]
        print(done + 1, last.person, last.at_ms, flush=True)
        QTimer.singleShot(250 if done % 6 == 5 else 50, press)
    else:
        active.close()
        application.quit()

QTimer.singleShot(50, press)
application.exec()
"""


def test_none_is_lost_or_doubled_when_the_process_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, times that a coach took would be gone with the battery."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    with subprocess.Popen(
        [sys.executable, "-c", WINDOW], env=environment, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        told = [first.stdout.readline().split() for _n in range(13)]
        first.kill()
        told += [line.split() for line in first.stdout.read().splitlines() if line.count(" ") == 2]
    (found,) = interrupted()
    marks = found.groups.marks
    # one more may be in the journal: that whose line was cut off with the process
    assert [(m.person, m.at_ms) for m in marks[: len(told)]] == [(int(p), int(ms)) for _n, p, ms in told]
    assert len(marks) - len(told) in (0, 1)
    again = subprocess.run(
        [sys.executable, "-c", WINDOW], env=environment, capture_output=True, text=True, check=True
    )
    told += [line.split() for line in again.stdout.splitlines()][: COUNT - len(told)]
    assert [int(number) for number, *_rest in told][-1] == COUNT
    (path,) = (tmp_path / "data" / "history").glob("*.json")
    record = store.read(path)
    rows = list(csv.DictReader(csv_text(record).splitlines()))
    assert len(rows) == COUNT
    at = {int(number): int(ms) for number, _person, ms in told}
    assert all(abs(int(row["at ms"]) - at[int(row["nr"])]) <= 10 for row in rows if int(row["nr"]) in at)
    assert [row["athlete"] for row in rows[:3]] == ["Red", "Blue", "'Arrival 3"]
    gaps = [int(after["at ms"]) - int(before["at ms"]) for before, after in pairwise(rows[6:12])]
    assert min(gaps) >= 45
    assert not list(interrupted())
