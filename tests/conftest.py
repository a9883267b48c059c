"""Configure all tests: hypothesis profiles, markers and timeouts by folder, and no system voice."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No example is too slow: that would depend on what else the machine does.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")
# The quick tests are deterministic; only packaging/checks/any_day.py uses random examples.
settings.register_profile("fast", derandomize=True, max_examples=15)
settings.register_profile("thorough", derandomize=True, max_examples=50)
settings.register_profile("random", max_examples=25)
PROFILE = os.environ.get("RETROTIMER_TEST_PROFILE", "fast")
settings.load_profile(PROFILE)

TESTS = Path(__file__).parent
LONGEST_S = {"process": 120, "system": 300, "packages": 600}
"""Timeouts by folder, in s; for `unit` pyproject.toml sets it, except for more or random examples."""
THOROUGH_S = 300

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # windows of this process need no screen; others start their own

for size in ("COLUMNS", "LINES"):
    os.environ.pop(size, None)  # pytest-xdist sets them, and they override the size of a terminal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell ignores Ctrl-C for what it starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by its folder, set timeouts, and deselect slow tests.

    A test that is named on the command line is never deselected.
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
        elif PROFILE != "fast":
            item.add_marker(pytest.mark.timeout(THOROUGH_S))


@pytest.fixture(scope="session")
def nothing_said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return an empty cache folder, without recordings of a system voice."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _no_system_voice(monkeypatch: pytest.MonkeyPatch, nothing_said: str) -> None:
    """Remove the system voice and its cached recordings."""
    monkeypatch.setattr("retrotimer.app.session.voices.find_speaker", lambda: None)
    monkeypatch.setenv("XDG_CACHE_HOME", nothing_said)


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder for temporary files with a short path, because a socket path has at most 107 characters."""
    with tempfile.TemporaryDirectory(prefix="rt-") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)


def pytest_collection_finish() -> None:
    """Exclude the collected tests from garbage collection, which would scan them each time."""
    gc.collect()
    gc.freeze()
