"""Test tags with an independent library or the formats' own rules."""

from __future__ import annotations

import io
import struct

import pytest
from tinytag import TinyTag

from retrotimer.audio.clips import RATE
from retrotimer.audio.encoders.tags import Chapter, Tags
from tests.helpers.sound_file import FRAMES, PICTURE, TAGS, WRITERS, samples, written


@pytest.mark.parametrize("ending", WRITERS)
def test_players_read_the_tags(ending: str) -> None:
    """A phone would list the session as "unknown"."""
    tag = TinyTag.get(file_obj=io.BytesIO(written(ending)), filename=f"x.{ending}", image=ending != "wav")
    assert (tag.title, tag.artist, tag.album, tag.comment) == (TAGS.title, TAGS.artist, TAGS.album, TAGS.comment)
    assert tag.duration == pytest.approx(FRAMES / RATE, abs=0.05)
    if ending != "wav":  # where the reader does not look for one
        assert tag.images.any
        assert tag.images.any.data == PICTURE.png
        assert tag.images.any.mime_type == "image/png"


def test_chapters_are_told_in_id3() -> None:
    """A podcast player could not go to an interval."""
    file = written("mp3")
    frames = _id3_frames(file[file.index(b"ID3\x04") :])
    assert frames["CTOC"] == [b"toc\0\x03\x02chp0\0chp1\0"]
    for nth, chapter in enumerate(TAGS.chapters):
        name, rest = frames["CHAP"][nth].split(b"\0", 1)
        assert name == f"chp{nth}".encode()
        assert struct.unpack(">II", rest[:8]) == (chapter.start_ms, chapter.end_ms)
        assert rest[26:] == b"\x03" + chapter.title.encode()


def test_a_wav_file_names_its_cue_points() -> None:
    """A sound editor would show no intervals."""
    chunks = _riff_chunks(written("wav")[12:])
    cues = chunks[b"cue "][0]
    assert [struct.unpack_from("<II", cues, 4 + 24 * n) for n in range(2)] == [(1, 0), (2, 240_000)]
    labels = _riff_chunks(chunks[b"LIST"][1][4:])[b"labl"]
    assert labels[1] == b"\x02\0\0\0" + "Run forward · 2 of 6".encode() + b"\0"


@pytest.mark.parametrize("ending", WRITERS)
def test_many_chapters_and_a_long_comment_fit(ending: str) -> None:
    """The most that there can be would break the file."""
    many = tuple(Chapter(n * 100, n * 100 + 100, f"Run backward · {n} " * 20) for n in range(255))
    tags = Tags("Many", "RetroTimer", "Workouts", ("word " * 20_000).strip(), PICTURE, many)
    file = written(ending, tags=tags)
    assert len(samples(file)) == len(samples(written("wav")))
    tag = TinyTag.get(file_obj=io.BytesIO(file), filename=f"x.{ending}")
    assert tag.comment == tags.comment


def test_a_wav_file_tells_each_chapter_once() -> None:
    """A player that reads both its cue points and its ID3 tag would list chapters twice."""
    file = written("wav")
    assert set(_id3_frames(file[file.index(b"ID3\x04") :])) == {"TIT2", "TPE1", "TALB", "TCON", "COMM", "APIC"}


def _id3_frames(tag: bytes) -> dict[str, list[bytes]]:
    size, at, found = _synchsafe(tag[6:10]), 10, dict[str, list[bytes]]()
    while at < 10 + size:
        length = _synchsafe(tag[at + 4 : at + 8])
        found.setdefault(tag[at : at + 4].decode(), []).append(tag[at + 10 : at + 10 + length])
        at += 10 + length
    return found


def _synchsafe(four: bytes) -> int:
    return sum(byte << shift for byte, shift in zip(four, (21, 14, 7, 0), strict=True))


def _riff_chunks(body: bytes) -> dict[bytes, list[bytes]]:
    at, found = 0, dict[bytes, list[bytes]]()
    while at < len(body):
        (length,) = struct.unpack_from("<I", body, at + 4)
        found.setdefault(body[at : at + 4], []).append(body[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    return found
