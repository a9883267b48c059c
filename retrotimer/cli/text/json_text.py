"""Format JSON with indentation."""

from __future__ import annotations

import json


def print_json(data: object) -> None:
    """Print `data`; signs beyond ASCII as escapes, which every terminal and pipe carries."""
    print(json.dumps(data, indent=2))
