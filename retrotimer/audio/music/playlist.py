"""Find the pieces of music in a folder or a list, and put them in order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from retrotimer.audio.clips import ENDINGS
from retrotimer.texts import _, ngettext

LISTS = (".m3u", ".m3u8")
OTHERS = (".aac", ".aif", ".aiff", ".alac", ".ape", ".m4a", ".mpc", ".oga", ".opus", ".wma", ".wv")
"""Music that the sound library cannot decode; any other file beside the pieces is a cover or a text."""
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Playlist:
    """The paths of pieces, and sentences on what was left out."""

    pieces: tuple[str, ...]
    message: tuple[str, ...] = ()


def read_playlist(path: Path) -> Playlist:
    """Return what is to be played from a folder and those in it, a list of files, or one file.

    A folder's pieces are in the order of their names; of a list nothing is opened yet.
    """
    try:
        if path.suffix.casefold() in LISTS and path.is_file():
            pieces = tuple(_listed(path))
            return Playlist(pieces, () if pieces else (_("The list {file} names no music.").format(file=path),))
        if path.is_file():
            return Playlist((str(path),))
        if not path.is_dir():
            return Playlist((), (_("The music is not there now: {folder}.").format(folder=path),))
        return _folder(path)
    except OSError as error:
        sentence = _("The music in {folder} cannot be read: {why}.")
        return Playlist((), (sentence.format(folder=path, why=error.strerror),))


def _listed(path: Path) -> Iterator[str]:
    """Give the files of an M3U list; those with a relative path lie beside it."""
    source = path.read_bytes()
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.decode("cp1252", errors="replace")
    for line in map(str.strip, text.splitlines()):
        if line and not line.startswith("#"):
            yield str(path.parent / line)


def _folder(path: Path) -> Playlist:
    pieces: list[str] = []
    others = 0
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            ending = os.path.splitext(name)[1].casefold()  # noqa: PTH122 - thousands of them, and no path needed
            if ending in ENDINGS and not name.startswith("."):
                pieces.append(os.path.join(folder, name))  # noqa: PTH118 - the same
            others += ending in OTHERS
        if len(pieces) > MOST:
            break
    message = []
    if len(pieces) > MOST:
        message.append(
            _("{folder} holds more than {n} pieces of music: these are played.").format(folder=path, n=MOST)
        )
    if others:
        sentence = ngettext(
            "{n} file in {folder} is of a kind that RetroTimer cannot play: save it as MP3, FLAC, Ogg or WAV.",
            "{n} files in {folder} are of a kind that RetroTimer cannot play: save them as MP3, FLAC, Ogg or WAV.",
            others,
        )
        message.append(sentence.format(n=others, folder=path))
    if not pieces:
        message.append(_("There is no music in {folder}: MP3, FLAC, Ogg or WAV.").format(folder=path))
    return Playlist(tuple(sorted(pieces[:MOST], key=_natural)), tuple(message))


def _natural(name: str) -> list[str]:
    """Return a key that sorts "2 Two" before "10 Ten"."""
    return [part.zfill(8) if part.isdecimal() else part for part in re.split(r"(\d+)", name.casefold())]


def rounds(pieces: Sequence[str], random: Random | None) -> Iterator[str]:
    """Give `pieces` again and again, each round shuffled by `random` or all in order; none if there is none."""
    turn = list(pieces)
    last = None
    while turn:
        if random:
            random.shuffle(turn)
            if turn[0] == last:
                turn.append(turn.pop(0))  # not the same piece twice in a row
        yield from turn
        last = turn[-1]
