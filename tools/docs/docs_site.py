"""Make the pages of docs/ into a site that works without a network: `.venv/bin/python tools/docs/docs_site.py`.

It is written to site/, whose index.html opens in any browser. Broken links, and pages that would fetch anything
from elsewhere, end it with exit status 1.
"""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
"""What a browser fetches as it shows a page, but for what a link in its head names."""
LINKS_ONLY = {"canonical", "prev", "next", "alternate"}
"""Links in a page's head that fetch nothing."""
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
IN_STYLES = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s;]+)", re.IGNORECASE)


class Page(HTMLParser):
    """Reads a page and keeps in `fetched` the addresses that showing it fetches."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what `tag` fetches."""
        values = {name: value or "" for name, value in attrs}
        if tag in FETCHED:
            self.fetched.append(values.get(FETCHED[tag], ""))
        elif tag == "link" and not LINKS_ONLY & set(values.get("rel", "").split()):
            self.fetched.append(values.get("href", ""))


def fetched_from_elsewhere(folder: Path) -> list[str]:
    """Return a sentence for each address that the pages and style sheets in `folder` would fetch from a network."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".html":
            addresses = [one for one in Page(path.read_text(encoding="utf-8")).fetched if ELSEWHERE.match(one)]
        elif path.suffix == ".css":
            addresses = IN_STYLES.findall(path.read_text(encoding="utf-8"))
        else:
            continue
        found += [f"{path.relative_to(folder)} would fetch {address}" for address in addresses]
    return found


def main() -> int:
    """Build the site, look through it, and return the exit status."""
    zensical = Path(sys.executable).with_name("zensical")
    built = subprocess.run([zensical, "build", "--strict", "--clean"], cwd=ROOT, check=False).returncode
    if built:
        return 1
    found = fetched_from_elsewhere(SITE)
    for sentence in found:
        print(sentence, file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
