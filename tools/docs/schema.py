"""Write docs/preset.schema.json from the tables of the code: `python tools/docs/schema.py`."""

from __future__ import annotations

import json
from pathlib import Path

from retrotimer.files.presets.schema import schema

FILE = Path(__file__).parents[2] / "docs" / "preset.schema.json"


def text() -> str:
    """Return what the file is to hold."""
    return json.dumps(schema(), indent=2, ensure_ascii=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
