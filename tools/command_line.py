"""Write manual page and completion from the command line's parser: `PYTHONPATH=. python tools/command_line.py`.

It needs what RetroTimer runs with. A test tells when what it wrote is no longer what the parser knows.
"""

from __future__ import annotations

from pathlib import Path

import completion
from commands import spoken
from manual import manual

DESKTOP = Path(__file__).resolve().parents[1] / "packaging" / "linux" / "desktop"


def texts() -> dict[str, str]:
    """Return the files below packaging/linux/desktop by name."""
    commands = spoken()
    return {
        "retrotimer.1": manual(commands),
        "retrotimer.bash": completion.bash(commands),
        "_retrotimer": completion.zsh(commands),
        "retrotimer.fish": completion.fish(commands),
    }


def main() -> None:
    """Write them."""
    for name, text in texts().items():
        (DESKTOP / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
