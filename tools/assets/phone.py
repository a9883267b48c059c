#!/usr/bin/env python3
"""Make the font and the films of the page for phones: `python3 tools/assets/phone.py`.

Needs fontTools and brotli from PyPI, and ffmpeg. The films are black, silent and four seconds long: a phone that
plays one stays awake. Their sound is there because some browsers take a film without any for decoration.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from fontTools.subset import main as subset

ASSETS = Path(__file__).parents[2] / "assets"
LETTERS = "U+20-7E,U+A0-17F,U+2013,U+2014,U+2018-201E,U+2026,U+2190-2193,U+2248,U+25B2,U+25BC,U+2713"
FILMS = {
    "awake.mp4": ("-c:v libx264 -profile:v baseline -pix_fmt yuv420p -c:a aac -b:a 8k -movflags +faststart", 8_000),
    "awake.webm": ("-c:v libvpx -c:a libopus -b:a 6k", 48_000),
}
PLAIN = "-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact"


def main() -> None:
    """Make all three files."""
    font = ASSETS / "fonts" / "RetroTimerCondensed-Bold.ttf"
    target = ASSETS / "phone" / "font.woff2"
    subset(
        [str(font), f"--unicodes={LETTERS}", "--layout-features=tnum", "--flavor=woff2", f"--output-file={target}"]
    )
    for name, (codecs, hz) in FILMS.items():
        sources = f"-f lavfi -i color=black:s=16x16:r=2 -f lavfi -i anullsrc=r={hz}:cl=mono -t 4"
        command = f"ffmpeg -v error -y {sources} {codecs} {PLAIN}"
        subprocess.run([*command.split(), str(ASSETS / "phone" / name)], check=True)


if __name__ == "__main__":
    main()
