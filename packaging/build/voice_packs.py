"""Pack the voice of each language but English into a zip file: `python3 packaging/build/voice_packs.py FOLDER`.

The same clips give the same bytes. `retrotimer.files.voice_packs` says where a person puts such a file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

VOICES = Path(__file__).resolve().parents[2] / "assets" / "voice"
LICENCE = VOICES / "Apache-2.0.txt"
UNIX, MODE = 3, 0o644


def pack_all(target: Path) -> list[Path]:
    """Write `retrotimer-voice-LANGUAGE.zip` for each language into `target`, and return the files."""
    target.mkdir(parents=True, exist_ok=True)
    return [pack(folder, target) for folder in sorted(VOICES.iterdir()) if folder.is_dir() and folder.name != "en"]


def pack(folder: Path, target: Path) -> Path:
    """Write the voice in `folder` as a zip file into `target`; return it."""
    path = target / f"retrotimer-voice-{folder.name}.zip"
    with ZipFile(path, "w", ZIP_STORED) as archive:  # Ogg gets no smaller
        for file in (*sorted(folder.iterdir()), LICENCE):
            entry = ZipInfo(f"{folder.name}/{file.name}")
            entry.create_system, entry.external_attr = UNIX, MODE << 16  # else they differ from system to system
            archive.writestr(entry, file.read_bytes())
    return path


if __name__ == "__main__":
    for made in pack_all(Path(sys.argv[1])):
        print(made)
