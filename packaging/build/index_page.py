"""Makes of README.md the page that a package index shows: an index has neither our pictures nor our other pages.

The build calls it, through `[tool.hatch.metadata.hooks.custom]` in pyproject.toml.
"""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path

from hatchling.metadata.plugin.interface import MetadataHookInterface

ELSEWHERE = r"(?!https?://|mailto:|#)"
PICTURE = re.compile(rf'(?s:!\[[^\]]*\]\({ELSEWHERE}[^)]*\)|<picture>.*?</picture>|<img src="{ELSEWHERE}[^>]*>)\n*')
LINK = re.compile(rf"\[([^\]]*)\]\({ELSEWHERE}[^)]*\)")


def for_index(readme: str) -> str:
    """Return Markdown without the pictures of our own, and with the words alone of links to our other files."""
    return LINK.sub(r"\1", PICTURE.sub("", readme))


class IndexPage(MetadataHookInterface):
    """Sets the long description of wheel and source archive, and where there is more to read."""

    def update(self, metadata: dict[str, object]) -> None:
        """Fill in `readme` and `urls`."""
        metadata["urls"] = {"Documentation": run_path(str(Path(__file__).parents[1] / "publisher.py"))["SITE"]}
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": for_index(text)}
