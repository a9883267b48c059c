"""Keys, addresses that guess them, and how many may wait."""

from __future__ import annotations

import pytest

from retrotimer.remote.gate import (
    LOCKED_S,
    MOST_WAITING,
    MOST_WAITING_EACH,
    REMEMBERED,
    SLOW_S,
    TRIES,
    Gate,
    Role,
)

FAR = "192.168.1.66"


class Time:
    """Seconds that tests move."""

    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def now() -> Time:
    """A clock."""
    return Time()


@pytest.fixture
def gate(now: Time) -> Gate:
    """A gate on that clock."""
    return Gate(now)


def test_each_key_is_good_for_its_role_alone(gate: Gate) -> None:
    """Whoever may look could control."""
    assert [gate.role(gate.keys[role]) for role in Role] == list(Role)
    assert len(set(gate.keys.values())) == 2
    assert all(len(key) == 22 for key in gate.keys.values())  # 128 bits


@pytest.mark.parametrize("key", ["", "x", None, 7, [], {}, True, "ä", "\ud800", "\0" * 22])
def test_anything_else_is_good_for_nothing(gate: Gate, key: object) -> None:
    """A key that is none would let somebody in, or raise."""
    assert gate.role(key) is None


def test_keys_are_new_for_each_gate(now: Time) -> None:
    """An old code would open the next session."""
    assert not set(Gate(now).keys.values()) & set(Gate(now).keys.values())


def test_ten_wrong_keys_lock_an_address_out_for_a_minute(gate: Gate, now: Time) -> None:
    """Somebody could guess on, or would be locked out for good."""
    for _time in range(TRIES):
        assert not gate.is_locked(FAR)
        assert gate.note_wrong(FAR) == 0
    assert gate.is_locked(FAR)
    assert not gate.is_locked("192.168.1.67")
    now.s += LOCKED_S
    assert not gate.is_locked(FAR)


def test_wrong_keys_of_long_ago_do_not_count(gate: Gate, now: Time) -> None:
    """A coach who mistypes once a week would be locked out in the end."""
    for _time in range(3 * TRIES):
        gate.note_wrong(FAR)
        now.s += LOCKED_S
    assert not gate.is_locked(FAR)


def test_this_machine_is_slowed_and_never_locked(gate: Gate) -> None:
    """Who reaches it through a tunnel would lock everybody there out."""
    assert [gate.note_wrong("127.0.0.1") for _time in range(2 * TRIES)] == [SLOW_S] * 2 * TRIES
    assert not gate.is_locked("127.0.0.1")


def test_the_memory_of_wrong_keys_is_bounded(gate: Gate) -> None:
    """Somebody with many addresses could fill the memory."""
    for n in range(REMEMBERED + 50):
        gate.note_wrong(f"10.0.{n // 256}.{n % 256}")
    assert len(gate._wrong) == REMEMBERED


def test_one_address_cannot_take_all_places_to_wait(gate: Gate) -> None:
    """Half-open sockets of one phone would keep all others out."""
    entered = [gate.enter(FAR) for _time in range(MOST_WAITING_EACH + 1)]
    assert entered == [True] * MOST_WAITING_EACH + [False]
    assert gate.enter("192.168.1.67")
    gate.leave(FAR)
    assert gate.enter(FAR)


def test_there_are_only_so_many_places_to_wait(gate: Gate) -> None:
    """Many addresses together could use up the files that a process may open."""
    assert sum(gate.enter(f"10.0.0.{n}") for n in range(2 * MOST_WAITING)) == MOST_WAITING
