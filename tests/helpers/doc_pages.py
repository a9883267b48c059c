"""Parse the documentation pages: their links, pictures, anchors and tables."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import markdown

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "packaging" / "README.md", *sorted(DOCS.glob("*.md"))]
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]


class Page(HTMLParser):
    """A rendered page: the addresses of its `links` and `pictures`, and its `anchors`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.anchors: set[str] = set()
        text = path.read_text(encoding="utf-8")
        self.feed(markdown.markdown(text, extensions=["tables", "fenced_code", "toc"]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the link, picture or anchor of `tag`."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.anchors.add(values["id"])
        if tag == "a":
            self.links.append(values.get("href", ""))
        elif tag == "img":
            self.pictures.append(values.get("src", ""))


def tables(path: Path) -> dict[str, list[list[str]]]:
    """Return the table rows of a page by the heading above them, without the head rows."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        elif line.startswith("| ") and not line.startswith("| ---"):
            found.setdefault(heading, []).append([cell.strip() for cell in line.strip("|").split("|")])
    return {name: rows[1:] for name, rows in found.items()}
