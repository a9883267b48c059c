"""Set what all tests share: hypothesis's profiles, markers by folder, and a machine without a voice of its own."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The quick tests are the same each time; packaging/checks/any_day.py alone asks for luck.
settings.register_profile("fast", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("thorough", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("random", deadline=None, max_examples=25)
PROFILE = os.environ.get("RETROTIMER_TEST_PROFILE", "fast")
settings.load_profile(PROFILE)

TESTS = Path(__file__).parent
LONGEST_S = {"process": 120, "system": 300, "packages": 600}
"""How long a test may take, by its folder; in `unit` it is what pyproject.toml says, but for thorough ones."""
THOROUGH_S = 300

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # windows of this process need no screen; others start their own

for size in ("COLUMNS", "LINES"):
    os.environ.pop(size, None)  # pytest-xdist sets them, and a program would believe them rather than its terminal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell ignores Ctrl-C for what it starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by its folder, give those that start programs more time, and leave out what takes seconds.

    A test that is named on the command line is never left out.
    """
    named = any("::" in argument for argument in config.args)
    thorough = [item for item in items if item.get_closest_marker("thorough")]
    if thorough and PROFILE != "thorough" and not named:
        config.hook.pytest_deselected(items=thorough)
        items[:] = [item for item in items if item not in set(thorough)]
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if folder in LONGEST_S:
            item.add_marker(folder)
            item.add_marker(pytest.mark.timeout(LONGEST_S[folder]))
        elif PROFILE == "thorough":
            item.add_marker(pytest.mark.timeout(THOROUGH_S))


@pytest.fixture(scope="session")
def nothing_said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder for caches in which no system's voice has said anything."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _no_system_voice(monkeypatch: pytest.MonkeyPatch, nothing_said: str) -> None:
    """Let every machine be one without a voice of its own, which has never had one."""
    monkeypatch.setattr("retrotimer.app.session.voices.find_speaker", lambda: None)
    monkeypatch.setenv("XDG_CACHE_HOME", nothing_said)


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files; its path is short, as a socket's below it may hold only 107 characters."""
    with tempfile.TemporaryDirectory(prefix="rt-") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)


def pytest_collection_finish() -> None:
    """Spare the garbage collector the thousands of tests, which it would walk through at each turn."""
    gc.collect()
    gc.freeze()
