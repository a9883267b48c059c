"""What `kills.py` kills: processes that run, save, edit and export as the program does, and say what they did.

Each writes a line of JSON for what it acknowledges, once it would tell a person so.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrotimer.app.export.audio import export
from retrotimer.app.overview import Overview
from retrotimer.app.session.crash_journal import command_log_of
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.app.session.recorder import Recorder, keep
from retrotimer.exchange.registry import WRITERS, Terms
from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write
from retrotimer.files.history import store
from retrotimer.files.presets import drafts, user_presets
from retrotimer.files.presets.drafts import Draft
from retrotimer.files.presets.reader import Preset
from retrotimer.files.settings import read_settings, write_settings
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.session import Command, State
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_FORWARD, Workout
from tests.helpers.examples import rb, rf, times, workout

Say = Callable[[dict[str, object]], None]
SHORT = replace(workout(rf(1), times(3, rb(1), rf(1))), name="Short")
NS_PER_S = 1_000_000_000
NS_PER_MS = 1_000_000


def teller(pipe: int) -> Say:
    """Return what writes into `pipe`, each line whole."""

    def say(message: dict[str, object]) -> None:
        os.write(pipe, json.dumps({**message, "at_ns": time.monotonic_ns()}).encode() + b"\n")

    return say


def running(say: Say, chance: random.Random) -> None:
    """Run sessions, one after the other, with somebody at the keys."""
    overview = Overview(Preset("short", Path("short.toml"), SHORT), Paces())
    action_row = (*Command, *[None] * 60) if chance.random() < 0.5 else (None,)
    while True:
        moved_ns = 0
        player = make_player(overview, PlaybackOptions(output="silent", get_ready_ms=0))
        recorder = Recorder(overview)
        journal_writer = command_log_of(player, overview)
        player.listen(recorder)
        player.do(Command.START)
        while player.session.state is not State.FINISHED:
            time.sleep(min(player.wait_ns() / NS_PER_S, 0.05))
            before = player.session
            player.tick()
            moved_ns += player.session.now_ns - before.now_ns if before.is_moving else 0
            action = chance.choice(action_row)
            if action and action not in (Command.STOP, Command.START):
                before = player.session
                player.try_do(action)
                moved_ns += player.session.now_ns - before.now_ns if before.is_moving else 0
            say({"done_ms": moved_ns // NS_PER_MS - 1})  # a visit is rounded down
        player.close()
        if recorder.record:
            kept = keep(recorder.record)
            journal_writer.close(is_kept=kept.path is not None)
            say({"saved": str(kept.path), "done_ms": recorder.record.done_ms})


def saving(say: Say, chance: random.Random) -> None:
    """Save sessions, rate them, and change settings."""
    what = Planned(RUN_FORWARD, 60_000)
    started = datetime(2026, 5, 1, tzinfo=UTC)
    for n in range(1, 1_000_000):
        visits = tuple(Visit(0, what, 1_000) for _visit in range(n % 50 + 1))
        record = SessionRecord(f"n{n}", "x", started + timedelta(seconds=n), Paces(), (what,), visits, False)
        path = store.save(record)
        say({"saved": str(path), "done_ms": record.done_ms})
        if chance.random() < 0.5:
            effort = n % 10 + 1
            store.rate(path, effort, "Größe " * (n % 30))
            say({"rated": str(path), "effort": effort})
        before, _mistakes = read_settings()
        write_settings(before, before._replace(get_ready_s=n % 3_000))
        say({"get_ready_s": n % 3_000})


def numbered(n: int) -> Workout:
    """Return a workout that tells its number."""
    return replace(workout(rf(n), *[rb(20) for _step in range(n % 40)]), name="Numbered")


def editing(say: Say, _chance: random.Random) -> None:
    """Change a preset and save it, its draft before each time, and throw one away now and then."""
    opened = user_presets.save_new(numbered(1))
    say({"preset": str(opened.path), "n": 1})
    for n in range(2, 1_000_000):
        drafts.keep(Draft(numbered(n), opened.path, opened.source))
        say({"draft": str(opened.path), "n": n})
        opened = user_presets.save(opened, numbered(n))
        say({"preset": str(opened.path), "n": n})
        if n % 10 == 0:
            user_presets.move_to_trash(user_presets.save_new(replace(numbered(n), name="Thrown")).path)


def exporting(say: Say, _chance: random.Random) -> None:
    """Export, over and over, to the same names."""
    folder = paths.presets().parent / "out"
    folder.mkdir(parents=True)
    overview = Overview(Preset("short", Path("short.toml"), SHORT), Paces())
    terms = Terms(Paces(), 1_700_000_000_000)
    for n in range(1_000_000):
        for ending in (".fit", ".zwo", ".txt", ".toml"):
            with atomic_write(folder / f"short{ending}") as file:
                WRITERS[ending](SHORT, file, terms)
            say({"exported": str(folder / f"short{ending}")})
        if n % 3 == 0:
            export(overview, folder / "short.wav", PlaybackOptions(get_ready_ms=0))
            say({"exported": str(folder / "short.wav")})


DEEDS: dict[str, Callable[[Say, random.Random], None]] = {
    "running": running,
    "saving": saving,
    "editing": editing,
    "exporting": exporting,
}
