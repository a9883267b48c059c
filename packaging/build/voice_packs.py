"""Pack the voice of each language but English into a zip file: `python3 packaging/build/voice_packs.py FOLDER`.

The same clips give the same bytes. `retrotimer.files.voice_packs` says where a person puts such a file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile, ZipInfo

VOICES = Path(__file__).resolve().parents[2] / "assets" / "voice"

if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for folder in sorted(path for path in VOICES.iterdir() if path.is_dir() and path.name != "en"):
        with ZipFile(target / f"retrotimer-voice-{folder.name}.zip", "w") as archive:  # stored: Ogg gets no smaller
            for file in (*sorted(folder.iterdir()), VOICES / "Apache-2.0.txt"):
                archive.writestr(ZipInfo(f"{folder.name}/{file.name}"), file.read_bytes())
        print(archive.filename)
