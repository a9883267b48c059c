"""One window for each person, where the other starts are processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrotimer.app.single_instance import Message, claim
from tests.helpers.runtime_folder import use_runtime_folder

pytestmark = pytest.mark.usefixtures("runtime")


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what runs, and no long patience."""
    return use_runtime_folder(tmp_path_factory.mktemp("run"), monkeypatch)


def test_a_crash_leaves_nothing_that_matters(runtime: Path) -> None:
    """After a crash no window could be opened, or each start would wait for the dead."""
    code = (
        "import os; from retrotimer.app.single_instance import *; "
        "i = claim(Message()); i.open(); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code], env=os.environ | PATHS, check=False).returncode == -9
    assert list(runtime.glob("*.socket"))
    found = claim(Message())
    assert found
    found.open()
    found.close()


def test_of_many_starts_at_once_exactly_one_is_first() -> None:
    """A double click that starts twice would open two windows."""
    code = "import sys; from retrotimer.app import single_instance as i; i.OPENING_S = 0; sys.stdin.read(1)\n"
    code += "try: kept = i.claim(i.Message()); print(bool(kept), flush=True)\n"
    code += "except i.Alone: print('waits', flush=True)\n"
    code += "sys.stdin.read()"
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env=os.environ | PATHS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _n in range(6)
    ]
    for start in starts:
        assert start.stdin
        start.stdin.write("g")
        start.stdin.flush()
    answers = sorted(start.stdout.readline().strip() for start in starts if start.stdout)
    for start in starts:
        start.communicate()
    assert answers == ["True", *["waits"] * 5]


PATHS = {"PYTHONPATH": str(Path(__file__).parents[2])}
