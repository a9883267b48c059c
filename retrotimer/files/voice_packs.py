"""Find the voice of a language: one that came with RetroTimer, or a pack that was put beside it or into a folder.

A pack is a folder of clips named by its language, such as `it`, or the zip file `retrotimer-voice-it.zip` of one.
Zip files are unpacked into the cache.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from retrotimer.files import paths
from retrotimer.files.assets import asset
from retrotimer.files.atomic import make_own_folder
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongFile

PACKS = ("es", "fr", "it", "pt_BR")
"""The languages for which there is a pack; English is inside."""
ABOUT, CLIP = "voice.toml", ".ogg"
LARGEST = 32 << 20  # bytes that a pack may have unpacked: eight times what one has


def find_voice(language: str) -> Path | None:
    """Return the folder with the clips of `language`, None where there is none. Raises WrongFile for a pack."""
    for folder in _folders():
        if (folder / language / ABOUT).is_file():
            return folder / language
        pack = folder / pack_name(language)
        if pack.is_file():
            return _unpacked(pack, language)
    return None


def pack_name(language: str) -> str:
    """Return the name of the zip file with the voice of `language`."""
    return f"retrotimer-voice-{language}.zip"


def folder_for_packs() -> Path:
    """Return the folder for packs among a person's data, made where it is missing. Raises NotSaved."""
    folder = paths.voices()
    make_own_folder(folder)
    return folder


def _folders() -> Iterator[Path]:
    with suppress(MissingPart):
        yield asset("voice")
    yield Path(sys.executable).parent / "voices"
    yield paths.voices()


def _unpacked(pack: Path, language: str) -> Path:
    """Return the folder that `pack` is unpacked into; it is unpacked again where it has changed since."""
    target = paths.cache() / "voices" / language
    stamp = f"{pack.stat().st_size} {pack.stat().st_mtime_ns}"
    note = target / "unpacked"
    if note.is_file() and note.read_text(encoding="utf-8") == stamp:
        return target
    try:
        with ZipFile(pack) as archive:
            _check(archive, pack, language)
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            for member in archive.infolist():
                name = Path(member.filename).name
                if name == ABOUT or name.endswith(CLIP):  # never a path of the archive's own
                    (target / name).write_bytes(archive.read(member))
    except (BadZipFile, OSError, ValueError) as error:
        sentence = _("{file} is no voice of RetroTimer's: {why}. Get it again, or take it away.")
        raise WrongFile(sentence.format(file=printable(str(pack)), why=printable(str(error)))) from error
    note.write_text(stamp, encoding="utf-8")
    return target


def _check(archive: ZipFile, pack: Path, language: str) -> None:
    if sum(member.file_size for member in archive.infolist()) > LARGEST:
        raise ValueError(_("it is too large"))
    abouts = [member for member in archive.infolist() if Path(member.filename).name == ABOUT]
    if not abouts:
        raise ValueError(_("{file} is missing in it").format(file=ABOUT))
    found = tomllib.loads(archive.read(abouts[0]).decode()).get("language")
    if found != language:
        sentence = _("it speaks {found}, not {language} as {pack} says")
        raise ValueError(sentence.format(found=printable(str(found)), language=language, pack=pack.name))
