"""The blind check: every built-in workout heard in four conditions by a program that knows only the sound language.

PYTHONPATH=. python benchmarks/blind.py [PRESET …]

Prints a line for each: how many tones there are, and how well the worst of them matched; it stops at a mistake.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from retrotimer.files.presets.library import BUILT_IN
from tests.helpers.blind_listening import CONDITIONS, check, overview, rendered


def main() -> None:
    """Listen to the presets that are named, or to all."""
    for preset in sys.argv[1:] or BUILT_IN:
        tones = len(rendered(overview(preset))[1])
        worst = {condition: round(check(preset, condition), 2) for condition in CONDITIONS}
        print(json.dumps({"preset": preset, "tones": tones, "worst_match": worst}), flush=True)


if __name__ == "__main__":
    main()
