"""Ask a server of phones for everything that no phone of ours asks for: a bounded number of times, then stop."""

from __future__ import annotations

import asyncio
import json
import os
import random
from base64 import b64encode
from collections import Counter
from contextlib import suppress
from urllib.parse import urlsplit

from websockets.frames import Frame, Opcode

AT_ONCE = 12
ANSWER_S = 5.0


class Attack:
    """Requests to the server of `look`, an address with a key that is good for looking only.

    `outcomes` counts what came back: a status, a close code, or nothing.
    """

    def __init__(self, look: str, seed: int = 1) -> None:
        parts = urlsplit(look)
        self._host, self._port, self._key = parts.hostname or "", parts.port or 80, parts.fragment
        self._authority = parts.netloc
        self._chance = random.Random(seed)  # noqa: S311 - it chooses what to try
        self.outcomes: Counter[str] = Counter()

    async def run(self, count: int) -> None:
        """Try `count` times, some at a time."""
        often = (self._rubbish, self._other_path, self._other_host, self._other_origin, self._unknown_command)
        kinds = [
            *often,
            *often,
            self._command_of_a_looker,
            self._command_of_a_looker,
            self._half_open,
            self._no_key,
        ]
        kinds += [self._huge, self._broken_text, self._unmasked, self._wrong_key]
        queue = iter([kinds[n % len(kinds)] for n in range(count)])

        async def work() -> None:
            for kind in queue:
                with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                    await asyncio.wait_for(kind(), ANSWER_S)

        await asyncio.gather(*(work() for _worker in range(AT_ONCE)))

    async def _send(self, *parts: bytes, wait: bool = True) -> bytes:
        """Send parts one after another, and return what comes back until the end."""
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            answer = b""
            for part in parts:
                writer.write(part)
                await writer.drain()
                if part is parts[0] and len(parts) > 1:
                    answer = await reader.readuntil(b"\r\n\r\n")
            if wait:
                answer += await reader.read(65_536)
            self.outcomes[answer.split(b"\r\n")[0].decode("latin-1")[:12] or "nothing"] += 1
            return answer
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def _request(self, path: str = "/", **headers: str) -> bytes:
        sent = {"Host": self._authority, **headers}
        lines = [f"GET {path} HTTP/1.1", *(f"{name.replace('_', '-')}: {text}" for name, text in sent.items())]
        return "\r\n".join([*lines, "", ""]).encode()

    def _upgrade(self, origin: str = "") -> bytes:
        key = b64encode(os.urandom(16)).decode()
        return self._request(
            "/socket", Origin=origin or f"http://{self._authority}", Connection="Upgrade", Upgrade="websocket",
            Sec_WebSocket_Version="13", Sec_WebSocket_Key=key,
        )  # fmt: skip

    def _frame(self, data: bytes, *, opcode: Opcode = Opcode.TEXT, mask: bool = True) -> bytes:
        return Frame(opcode, data).serialize(mask=mask)

    def _said(self, message: object) -> bytes:
        return self._frame(json.dumps(message).encode())

    async def _rubbish(self) -> None:
        await self._send(self._chance.randbytes(self._chance.randrange(1, 3_000)) + b"\r\n\r\n")

    async def _half_open(self) -> None:
        await self._send(self._request()[: self._chance.randrange(1, 20)], wait=False)

    async def _other_path(self) -> None:
        paths = ("/../../etc/passwd", "/sound/x", "/socket?x", "/" + "x" * 9_000)
        await self._send(self._request(self._chance.choice(paths)))

    async def _other_host(self) -> None:
        await self._send(self._request(Host=self._chance.choice(("example.org", "localhost", "", "127.0.0.1:1"))))

    async def _other_origin(self) -> None:
        await self._send(self._upgrade(self._chance.choice(("http://example.org", "null", "file://"))))

    async def _no_key(self) -> None:
        await self._send(self._upgrade(), self._said({"do": "stop", "id": 1}))

    async def _wrong_key(self) -> None:
        await self._send(self._upgrade(), self._said({"key": b64encode(self._chance.randbytes(16)).decode()}))

    async def _huge(self) -> None:
        first = self._said({"key": self._key})
        await self._send(self._upgrade(), first + self._frame(b"x" * self._chance.randrange(1_025, 100_000)))

    async def _broken_text(self) -> None:
        await self._send(self._upgrade(), self._said({"key": self._key}) + self._frame(b'{"t":"\xff\xfe"}'))

    async def _unknown_command(self) -> None:
        texts = ('{"do":"quit","id":1}', "[]", '{"t":1e999}', "[" * 900, '{"do":["stop"],"id":1}')
        text = self._chance.choice(texts)
        await self._send(self._upgrade(), self._said({"key": self._key}) + self._frame(text.encode()))

    async def _command_of_a_looker(self) -> None:
        do = self._chance.choice(("stop", "next", "pause", "mute"))
        await self._send(self._upgrade(), self._said({"key": self._key}) + self._said({"do": do, "id": 1}))

    async def _unmasked(self) -> None:
        await self._send(self._upgrade(), self._frame(b'{"t":1}', mask=False))
