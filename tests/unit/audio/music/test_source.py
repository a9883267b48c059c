"""Test finding, measuring and decoding music."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from threading import Event

import numpy as np
import pytest

from retrotimer.audio.clips import RATE
from retrotimer.audio.encoders.mp3 import write_mp3
from retrotimer.audio.encoders.tags import Tags
from retrotimer.audio.music import source as source_module
from retrotimer.audio.music.decoding import decoded, windows
from retrotimer.audio.music.loudness import loudness
from retrotimer.audio.music.playlist import MOST, read_playlist, rounds
from retrotimer.audio.music.source import AHEAD_BYTES, AheadSource, Chunk, Pieces, Source
from tests.helpers.blind_listening import pink
from tests.helpers.loudness import k_weighted
from tests.helpers.music_files import chords, write_wav

LU = 2.0


def lufs(samples: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> float:
    """Return the ungated loudness of mono samples at 48 kHz."""
    return -0.691 + 10 * float(np.log10(np.sum(k_weighted(samples) ** 2) / len(samples)))  # type: ignore[arg-type]


def sine(seconds: float, hz: float, level: float) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Return a sine with amplitude `level` of full scale."""
    return (32_767 * level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(sine(40, 997, 0.5), id="sine"),
        pytest.param(sine(40, 100, 0.01), id="soft low sine", marks=pytest.mark.thorough),
        pytest.param(sine(3, 440, 0.1), id="short"),
        pytest.param((3_000 * pink()).astype(np.int16), id="pink noise", marks=pytest.mark.thorough),
        pytest.param((100 * pink()[: 5 * RATE]).astype(np.int16), id="short soft noise"),
        pytest.param(chords(40), id="chords", marks=pytest.mark.thorough),
        pytest.param(
            np.concatenate((chords(20), np.zeros(20 * RATE, np.int16))),
            id="half silence",
            marks=pytest.mark.thorough,
        ),
    ],
)
def test_every_piece_is_equally_loud(
    tmp_path: Path, samples: np.ndarray[tuple[int, ...], np.dtype[np.int16]]
) -> None:
    """One piece would drown the cues, and the next be unheard."""
    path = write_wav(tmp_path / "piece.wav", samples)
    heard = samples[: np.flatnonzero(samples)[-1] + 1]  # what is silent does not count
    measured = loudness(windows(str(path)))
    assert measured is not None
    assert abs(measured - lufs(heard)) < LU
    played = np.frombuffer(Source(Pieces(path, is_shuffled=False)).read(len(heard)), np.int16)
    assert abs(lufs(played) - min(-20.0, lufs(heard) + 20)) < LU


@pytest.mark.thorough
def test_an_mp3_file_is_measured_in_slices(tmp_path: Path) -> None:
    """A seek in an MP3 file decodes all before it: thirty would take seconds of a core."""
    samples, path = chords(60), tmp_path / "piece.mp3"
    with path.open("wb") as file:
        write_mp3(file, [samples.tobytes()], len(samples), Tags("Chords", "", "", ""))
    long = path.with_name("long.mp3")
    long.write_bytes(path.read_bytes() * 2)
    assert len(list(windows(str(long)))) >= 25
    for piece in (path, long):
        measured = loudness(windows(str(piece)))
        assert measured is not None
        assert abs(measured - lufs(samples)) < LU


def test_pieces_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    """A continuous mix would have holes."""
    whole = sine(4.0, 400, 0.3)
    for n, part in enumerate(np.split(whole, 4)):
        write_wav(tmp_path / f"{n + 1}.wav", part)
    played = np.frombuffer(Source(Pieces(tmp_path, is_shuffled=False)).read(len(whole)), np.int16).astype(int)
    steps = np.abs(np.diff(played))
    assert np.max(steps) <= 1.2 * np.median(np.sort(steps)[-1_000:])
    assert played[0] == played[-1] == 0 or abs(played[-1]) < 1_000


def test_broken_files_are_left_out_and_told(tmp_path: Path) -> None:
    """A bad file would end the music, or nobody would know why it is never heard."""
    write_wav(tmp_path / "2 good.wav", chords(1))
    (tmp_path / "1 text.mp3").write_text("no sound")
    (tmp_path / "3 empty.flac").write_bytes(b"")
    (tmp_path / "cover.jpg").write_bytes(b"no music")
    (tmp_path / "4 phone.m4a").write_bytes(b"not ours")
    source = Source(Pieces(tmp_path, is_shuffled=False))
    assert max(np.frombuffer(source.read(3 * RATE), np.int16)) > 1_000
    assert "2 pieces of music cannot be played" in source.notice
    assert "1 file in" in source.notice


@pytest.mark.parametrize("name", ["nowhere", "empty", "broken", "list.m3u", "none.m3u", "head.m3u8"])
def test_without_any_piece_there_is_silence_and_a_notice(tmp_path: Path, name: str) -> None:
    """A session would wait for music that never comes, or end with an error."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.ogg").write_bytes(b"OggS" + bytes(100))
    (tmp_path / "list.m3u").write_text("gone.mp3\n")
    (tmp_path / "none.m3u").touch()
    (tmp_path / "head.m3u8").write_text("#EXTM3U\n\n")
    source = Source(Pieces(tmp_path / name, is_shuffled=True, seed=1))
    assert source.read(RATE) == bytes(2 * RATE)
    assert source.notice


def test_a_list_names_its_files_in_its_order(tmp_path: Path) -> None:
    """A list of another player would be read wrong."""
    path = tmp_path / "run.m3u8"
    path.write_text("#EXTM3U\n#EXTINF:1,x\nb.mp3\n\n/music/é.flac\n../c.ogg\n", encoding="utf-8-sig")
    assert read_playlist(path).pieces == (f"{tmp_path}/b.mp3", "/music/é.flac", f"{tmp_path}/../c.ogg")
    path.write_bytes("é.mp3\n".encode("cp1252"))
    assert read_playlist(path).pieces == (f"{tmp_path}/é.mp3",)


def test_a_folder_is_read_with_its_folders_in_natural_order(tmp_path: Path) -> None:
    """Piece 10 would come before piece 2, and an album in a folder not at all."""
    for name in ("10 ten.mp3", "2 Two.MP3", "album/1.ogg", ".hidden/1.mp3", "._2 Two.mp3", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [Path(piece).relative_to(tmp_path).as_posix() for piece in read_playlist(tmp_path).pieces]
    assert found == ["2 Two.MP3", "10 ten.mp3", "album/1.ogg"]


def test_shuffled_rounds_hold_every_piece_once_and_none_twice_in_a_row() -> None:
    """A favourite would never come, or the same song twice."""
    pieces = [str(n) for n in range(7)]
    for seed in range(40):
        order = list(islice(rounds(pieces, Random(seed)), 70))  # noqa: S311 - nothing to guess
        assert all(sorted(order[n : n + 7]) == pieces for n in range(0, 70, 7))
        assert all(one != other for one, other in pairwise(order))


def ahead(tmp_path: Path, pieces: int = 3) -> AheadSource:
    """Return a started source of `pieces` pieces of a constant level each: 1,000, then 2,000."""
    for n in range(pieces):
        write_wav(tmp_path / f"{n}.wav", np.full(60 * RATE, 1_000 * (n + 1), np.int16))
    return AheadSource(Pieces(tmp_path, is_shuffled=False))


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play pieces as loud as they are."""
    monkeypatch.setattr(source_module, "_gain", lambda _path: 1.0)


def filled(source: AheadSource, has_come: Callable[[], bool]) -> None:
    """Wait until `has_come`, which a worker brings about; the limit of the test's time is the longest wait."""
    pause = Event()
    source.start()
    while not has_come():
        pause.wait(0.005)


@pytest.mark.usefixtures("plain")
def test_the_next_piece_is_heard_at_once_and_the_old_one_fades(tmp_path: Path) -> None:
    """A key would be answered seconds later, when what is decoded has been played, or with a click."""
    source = ahead(tmp_path)
    filled(source, lambda: source._written >= AHEAD_BYTES)
    assert set(np.frombuffer(source.read(RATE), np.int16)) == {1_000}
    source.skip()
    filled(source, lambda: source._chunks[-1].nth == 1)
    heard = np.frombuffer(source.read(RATE // 10), np.int16)
    assert np.all(np.diff(heard[:480]) <= 0)
    assert set(heard[480:]) == {2_000}
    source.skip()
    source.skip()
    filled(source, lambda: source._chunks[-1].nth == 3)
    assert np.frombuffer(source.read(RATE // 10), np.int16)[-1] == 1_000
    source.close()


@pytest.mark.usefixtures("plain")
def test_reading_never_waits_for_the_disk(tmp_path: Path) -> None:
    """A slow disk would stop the device, and every cue with it."""
    gate = Event()

    class Slow(Pieces):
        def chunks(self, is_skipped: Callable[[int], bool] = lambda _nth: False):  # type: ignore[no-untyped-def]  # noqa: ANN202, ARG002
            gate.wait()
            yield Chunk(0, b"\1\0" * 10)

    source = Slow(tmp_path, is_shuffled=False)
    player = AheadSource(source)
    player.start()
    assert player.read(100) == bytes(200)
    gate.set()
    filled(player, lambda: bool(player._chunks))
    assert player.read(100) == b"\1\0" * 10 + bytes(180)
    player.close()


def test_an_error_in_the_worker_is_told(tmp_path: Path) -> None:
    """If it failed, the music would end without a word."""

    class Broken(Pieces):
        def chunks(self, is_skipped: Callable[[int], bool] = lambda _nth: False):  # type: ignore[no-untyped-def]  # noqa: ANN202, ARG002
            yield Chunk(0, b"\1\0")
            raise RuntimeError("the disk burns")

    player = AheadSource(Broken(tmp_path, is_shuffled=False))
    filled(player, lambda: bool(player.notice))
    assert "the disk burns" in player.notice


@pytest.mark.thorough
def test_thousands_of_pieces_cost_little_memory(tmp_path: Path) -> None:
    """A large collection would fill the memory of a small laptop."""
    for n in range(5_000):
        (tmp_path / f"{n:05} a piece of music with a long and telling name.mp3").touch()
    gc.collect()
    tracemalloc.start()
    try:
        playlist = read_playlist(tmp_path)
        used = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(playlist.pieces) == 5_000
    assert used + AHEAD_BYTES < 8 << 20
    assert MOST >= 5_000


def test_decoded_sound_is_mono_at_our_rate(tmp_path: Path) -> None:
    """A file of a phone, 44.1 kHz in stereo, would play too slowly."""
    path = write_wav(tmp_path / "piece.wav", np.repeat(chords(2)[::2], 2), 44_100, 2)
    frames = sum(len(block) for block in decoded(str(path))) // 2
    assert abs(frames - RATE * RATE / 44_100) < 100
