"""A session under ten thousand hostile requests: nothing reaches it, and nobody else notices."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.hostile import Attack
from tests.helpers.phones import Phone
from tests.system.phone.conftest import Laptop, until

REQUESTS = 10_000
LATE_S = 0.5


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """The program on this machine, where no address is locked out."""
    laptop = Laptop(tmp_path, "", "127.0.0.1")
    yield laptop
    laptop.stop()


def test_hostile_requests_reach_nothing_and_disturb_nobody(laptop: Laptop, tmp_path: Path) -> None:
    """Somebody in the same network could stop a session, slow it down, or end the program."""
    answers: list[float] = []
    with Phone(laptop.control) as phone:
        assert phone.hear("role") == "control"
        until(lambda: "interval" in laptop.kinds())

        async def watch(attack: asyncio.Task[None]) -> None:
            while not attack.done():
                began = time.monotonic()
                await asyncio.to_thread(ask)
                answers.append(time.monotonic() - began)
                await asyncio.sleep(0.5)

        def ask() -> None:
            phone.say({"t": 1})
            phone.hear("now")

        async def both() -> None:
            task = asyncio.create_task(attack.run(REQUESTS))
            await watch(task)
            await task

        attack = Attack(laptop.look)
        asyncio.run(both())
        assert sum(attack.outcomes.values()) > 0.9 * REQUESTS
        assert set(laptop.kinds()) <= {"get-ready", "interval"}
        assert laptop.program.poll() is None
        assert sorted(answers)[int(0.95 * len(answers))] < LATE_S
        phone.say({"do": "pause", "id": 1})
        assert phone.hear("ack") == 1
    until(lambda: "paused" in laptop.kinds())
    said = laptop.stop()
    assert "Traceback" not in said
    log = tmp_path / "home" / "state" / "log" / "retrotimer.log"
    assert "Error" not in log.read_text()
