"""Pass on connections as a bad network does: late, unevenly, and held up now and then as TCP shows a lost packet.

python -m tests.helpers.slow_relay PORT HOST:PORT DELAY_MS JITTER_MS LOSS_PERCENT HELD_MS
"""

from __future__ import annotations

import asyncio
import random
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Badness:
    """How late each way: `delay_ms` ± `jitter_ms`; `loss` of the messages are held for `held_ms` more."""

    delay_ms: float
    jitter_ms: float
    loss: float
    held_ms: float

    def wait_s(self, chance: random.Random) -> float:
        """Return how late the next message is."""
        held = self.held_ms if chance.random() < self.loss else 0.0
        return max(0.0, self.delay_ms + chance.uniform(-self.jitter_ms, self.jitter_ms) + held) / 1_000


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, badness: Badness, seed: int) -> None:
    """Pass on in order: what comes after a held message waits for it."""
    loop, chance = asyncio.get_running_loop(), random.Random(seed)  # noqa: S311 - a network, not a secret
    queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def take() -> None:
        due = 0.0
        while data := await reader.read(65_536):
            due = max(due, loop.time() + badness.wait_s(chance))
            queue.put_nowait((due, data))
        queue.put_nowait((due, b""))

    taking = asyncio.create_task(take())
    try:
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(0.0, due - loop.time()))
            if not data:
                break
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        taking.cancel()
        writer.close()


async def relay(port: int, host: str, target: int, badness: Badness) -> None:
    """Listen on this machine's `port`, and pass everything on to `host`."""
    seeds = iter(range(1_000_000))

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(host, target)
        except OSError:
            writer.close()
            return
        out, back = pipe(reader, far_writer, badness, next(seeds)), pipe(far_reader, writer, badness, next(seeds))
        await asyncio.gather(out, back, return_exceptions=True)

    server = await asyncio.start_server(connected, "127.0.0.1", port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    own, to, delay, jitter, loss, held = sys.argv[1:]
    where, _, number = to.partition(":")
    asyncio.run(
        relay(int(own), where, int(number), Badness(float(delay), float(jitter), float(loss) / 100, float(held)))
    )
