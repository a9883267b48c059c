#!/usr/bin/env python3
"""`kill -9` at random instants: `python benchmarks/kills.py [--count 500] [--seed 1] [--at-once 4]`.

Starts processes that run, save, edit and export as the program does, kills each at a random instant, and starts the
program again on what is left. What a process had said it had saved must be there, and of a running session all but
the last second. Prints JSON and ends with 1 unless nothing is corrupt, nothing is lost and every restart is usable.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import wave
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.killed import DEEDS, teller
from retrotimer.cli import main as retrotimer
from retrotimer.exchange.registry import read_workout_file
from retrotimer.files import paths
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.files.presets.drafts import draft_of
from retrotimer.files.presets.reader import read_preset
from retrotimer.files.settings import read_settings
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.workout.workout import Duration, Step, Workout

LIVES_S = {"running": (0.02, 4.0), "saving": (0.01, 0.6), "editing": (0.01, 0.6), "exporting": (0.01, 0.6)}
SAFE_NS = 1_000_000_000
"""What a running session had done this long before is not lost."""
READ_AT_ONCE = 1 << 20


class Victim(NamedTuple):
    """A process, what it does, its home, when it is to die and where it tells."""

    pid: int
    kind: str
    home: Path
    dies_at: float
    pipe: int


def begin(kind: str, home: Path, seed: int) -> Victim:
    """Start a process that does deeds of `kind` in `home`."""
    chance = random.Random(seed)  # noqa: S311 - the same deaths each time
    life_s = chance.uniform(*LIVES_S[kind])
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reader)
            os.environ["RETROTIMER_HOME"] = str(home)
            DEEDS[kind](teller(writer), chance)
        finally:
            os._exit(status)
    os.close(writer)
    return Victim(pid, kind, home, time.monotonic() + life_s, reader)


def end(victim: Victim) -> tuple[list[dict[str, Any]], int]:
    """Kill a process; return what it had told, and when it died, in ns."""
    died_ns = time.monotonic_ns()
    os.kill(victim.pid, signal.SIGKILL)
    _pid, status = os.waitpid(victim.pid, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"a process that was {victim.kind} ended by itself")
    message = b""
    while piece := os.read(victim.pipe, READ_AT_ONCE):
        message += piece
    os.close(victim.pipe)
    return [json.loads(line) for line in message.splitlines()], died_ns


def analysed(victim: Victim, message: list[dict[str, Any]], died_ns: int) -> Iterator[str]:
    """Give what is wrong after a death: `corrupt`, `lost` or `unusable`, and why."""
    os.environ["RETROTIMER_HOME"] = str(victim.home)
    had_journal = bool(journals())
    known = set(_sessions())
    yield from _restarted("list")
    yield from _restarted("recover", "--keep") if had_journal else ()
    yield from _corrupt()
    last: dict[str, dict[str, Any]] = {}
    for line in message:
        last |= {key: line for key in ("preset", "draft", "get_ready_s") if key in line}
        yield from _lost(line)
    yield from _lost_editing(last)
    if victim.kind == "running":
        yield from _lost_running(message, died_ns, known)


def _sessions() -> list[Path]:
    folder = paths.history()
    return [path for path in folder.iterdir() if path.name.count(".") == 1] if folder.exists() else []


def _restarted(*arguments: str) -> Iterator[str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = retrotimer(arguments)
    nothing_begun = "No session was cut off" in err.getvalue()
    if (status and not nothing_begun) or "Traceback" in err.getvalue():
        yield f"unusable: {arguments} ended with {status}: {err.getvalue()}"


def _corrupt() -> Iterator[str]:
    readers: dict[str, Callable[[Path], object]] = {
        "history": _read_session,
        "presets": read_preset,
        "trash": read_preset,
        "out": _read_exported,
    }
    for path in paths.presets().parent.rglob("*"):
        read = readers.get(path.parent.name)
        if not read or not path.is_file() or path.name.startswith(".retrotimer-"):
            continue
        try:
            read(path)
        except (RetroTimerError, wave.Error, EOFError) as error:
            yield f"corrupt: {error}"
    _settings, mistakes = read_settings()
    yield from (f"corrupt: {mistake}" for mistake in mistakes)


def _read_session(path: Path) -> None:
    if path in _sessions():
        store.read(path)
        store.rating(path)


def _read_exported(path: Path) -> None:
    if path.suffix == ".wav":
        with wave.open(str(path)) as sound:
            message, found = sound.getnframes(), len(sound.readframes(1 << 30)) // sound.getsampwidth()
        if message != found or message < 48_000 * 7:
            raise wave.Error(f"{path}: {found} of {message} frames")
    elif path.suffix == ".toml":
        read_preset(path)
    else:
        read_workout_file(path)


def _lost(line: dict[str, Any]) -> Iterator[str]:
    for key in ("saved", "rated", "exported"):
        if key in line and not Path(line[key]).exists():
            yield f"lost: {line}"
            return
    if "saved" in line and store.read(Path(line["saved"])).done_ms != line["done_ms"]:
        yield f"lost: {line}"
    if "rated" in line:
        rating = store.rating(Path(line["rated"]))
        if rating is None or rating.effort != line["effort"]:
            yield f"lost: {line}"


def _lost_editing(last: dict[str, dict[str, Any]]) -> Iterator[str]:
    if "get_ready_s" in last and read_settings()[0].get_ready_s not in _or_next(last["get_ready_s"]["get_ready_s"]):
        yield f"lost: {last['get_ready_s']}"
    for key in ("preset", "draft"):
        if key not in last:
            continue
        path, n = Path(last[key]["preset" if key == "preset" else "draft"]), last[key]["n"]
        draft = draft_of(path)
        found = (
            draft.workout if draft and key == "draft" else read_preset(path).workout if key == "preset" else None
        )
        if found is None or _number(found) not in _or_next(n):
            yield f"lost: {last[key]}"


def _or_next(n: int) -> tuple[int, int]:
    return n, n + 1  # it was killed between the deed and the telling


def _number(workout: Workout) -> int:
    first = workout.steps[0]
    return first.length.ms // 1_000 if isinstance(first, Step) and isinstance(first.length, Duration) else -1


def _lost_running(message: list[dict[str, Any]], died_ns: int, known: set[Path]) -> Iterator[str]:
    """Compare what was recovered with what had been done a second before the death."""
    ends = [n for n, line in enumerate(message) if "saved" in line]
    present = message[ends[-1] + 1 :] if ends else message
    wanted_ms = max((line["done_ms"] for line in present if line["at_ns"] <= died_ns - SAFE_NS), default=0)
    saved = {Path(line["saved"]) for line in message if "saved" in line}
    found = [store.read(path).done_ms for path in set(_sessions()) - saved]
    if wanted_ms and max(found, default=0) < wanted_ms:
        yield f"lost: {wanted_ms} ms were done, {found} are there; {len(known)} before, {len(journals())} journals"


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=4)
    wanted = parser.parse_args(arguments)
    found: Counter[str] = Counter()
    told_lines = 0
    with tempfile.TemporaryDirectory(prefix="rt-kills-") as folder:
        for victim, message, died_ns in _deaths(Path(folder), wanted.count, wanted.seed, wanted.at_once):
            found[f"killed {victim.kind}"] += 1
            told_lines += len(message)
            for problem in analysed(victim, message, died_ns):
                found[problem.split(":")[0]] += 1
                print(f"{victim.kind}: {problem}", file=sys.stderr)
    figures = {name: found[name] for name in ("corrupt", "lost", "unusable")}
    print(json.dumps({**dict(sorted(found.items())), "acknowledged": told_lines, **figures}))
    return int(any(figures.values()))


def _deaths(
    folder: Path, count: int, seed: int, at_once: int
) -> Iterator[tuple[Victim, list[dict[str, Any]], int]]:
    alive: list[Victim] = []
    kinds = list(DEEDS)
    for n in range(count + at_once):
        if n < count:
            home = folder / str(n)
            home.mkdir()
            alive.append(begin(kinds[n % len(kinds)], home, seed * 1_000_003 + n))
        if len(alive) >= at_once or (n >= count and alive):
            victim = min(alive, key=lambda one: one.dies_at)
            alive.remove(victim)
            time.sleep(max(0.0, victim.dies_at - time.monotonic()))
            yield victim, *end(victim)


if __name__ == "__main__":
    raise SystemExit(main())
