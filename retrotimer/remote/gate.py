"""Decide who may in: keys, addresses that guess them, and how many connections there are."""

from __future__ import annotations

import secrets
from collections import Counter, OrderedDict
from collections.abc import Callable
from enum import StrEnum
from hmac import compare_digest

from retrotimer.app.remote.networks import is_loopback

KEY_BYTES = 16
TRIES = 10
"""So many wrong keys lock an address out."""
LOCKED_S = 60.0
SLOW_S = 0.5
"""How long a wrong key from this machine itself waits for its answer: it is never locked out."""
MOST_VIEWERS = 30
MOST_WAITING, MOST_WAITING_EACH = 64, 16
"""How many connections may be open that have shown no key, in all and from one address."""
REMEMBERED = 1_000
"""Addresses whose wrong keys are counted; the one that came first is forgotten for another."""


class Role(StrEnum):
    """What a key is good for."""

    LOOK = "look"
    CONTROL = "control"


class Gate:
    """Knows the keys of one offer. Used by one thread; `now_s` is a monotonic clock."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        self.keys = {role: secrets.token_urlsafe(KEY_BYTES) for role in Role}
        self._now_s = now_s
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._waiting: Counter[str] = Counter()

    def role(self, key: object) -> Role | None:
        """Return what `key` is good for; it takes as long whatever is right about it."""
        given = key.encode(errors="replace") if isinstance(key, str) else b""
        fits = [role for role, own in self.keys.items() if compare_digest(own.encode(), given)]
        return fits[0] if fits else None

    def note_wrong(self, address: str) -> float:
        """Count a wrong key; return how many seconds the answer is to wait."""
        if is_loopback(address):
            return SLOW_S
        count, _since = self._counted(address)
        self._wrong[address] = count + 1, self._now_s()
        self._wrong.move_to_end(address)
        if len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)
        return 0.0

    def is_locked(self, address: str) -> bool:
        """Return whether `address` has guessed too often within the last minute."""
        return self._counted(address)[0] >= TRIES

    def _counted(self, address: str) -> tuple[int, float]:
        count, since = self._wrong.get(address, (0, 0.0))
        return (count, since) if self._now_s() - since < LOCKED_S else (0, 0.0)

    def enter(self, address: str) -> bool:
        """Count a connection from `address` that has shown no key yet; return False where there are too many."""
        is_free = self._waiting.total() < MOST_WAITING and self._waiting[address] < MOST_WAITING_EACH
        if is_free:
            self._waiting[address] += 1
        return is_free

    def leave(self, address: str) -> None:
        """Count it no longer: it has shown a key, or is closed."""
        self._waiting[address] -= 1
        if not self._waiting[address]:
            del self._waiting[address]
