"""Work beside the window."""

from __future__ import annotations

from threading import Event, get_ident

from retrotimer.app.background import Background


def test_jobs_are_done_in_their_order_and_elsewhere() -> None:
    """The window would stand still while a device opens, or a device be closed before it is open."""
    background, done = Background(), list[tuple[int, int]]()
    for n in range(5):
        background.do(lambda n=n: done.append((n, get_ident())))  # type: ignore[misc]  # mypy cannot infer it
    background.end()
    assert [n for n, _thread in done] == list(range(5))
    assert get_ident() not in {thread for _n, thread in done}


def test_it_begins_anew_after_its_end() -> None:
    """The sound test would be dead the second time the panel is shown."""
    background, done = Background(), Event()
    background.end()
    for _time in range(2):
        done.clear()
        background.do(done.set)
        background.end()
        assert done.is_set()
