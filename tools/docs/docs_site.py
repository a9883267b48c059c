"""Make the pages of docs/ into a site that works without a network: `.venv/bin/python tools/docs/docs_site.py`.

It is written to site/, whose index.html opens in any browser. Broken links, and pages that would fetch anything
from elsewhere, end it with exit status 1.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
FETCHED = {
    ".html": (
        re.compile(
            r"<(?:script|img|iframe|source|video)\b[^>]*?\ssrc=[\"']?((?:https?:)?//[^\"'\s>]+)",
            re.IGNORECASE,
        ),
        re.compile(
            r"<link\b(?![^>]*rel=[\"']?(?:canonical|prev|next|alternate))[^>]*?href=[\"']?((?:https?:)?//[^\"'\s>]+)",
            re.IGNORECASE,
        ),
    ),
    ".css": (re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s;]+)", re.IGNORECASE),),
}
"""What a browser fetches from elsewhere as it shows a page, by the kind of file."""


def fetched_from_elsewhere(folder: Path) -> list[str]:
    """Return a sentence for each address that the pages and style sheets in `folder` would fetch from a network."""
    return [
        f"{path.relative_to(folder)} would fetch {address}"
        for path in sorted(folder.rglob("*"))
        for pattern in FETCHED.get(path.suffix, ())
        for address in pattern.findall(path.read_text(encoding="utf-8"))
    ]


def main() -> int:
    """Build the site, look through it, and return the exit status."""
    zensical = Path(sys.executable).with_name("zensical")
    if subprocess.run([zensical, "build", "--strict", "--clean"], cwd=ROOT, check=False).returncode:
        return 1
    found = fetched_from_elsewhere(SITE)
    for sentence in found:
        print(sentence, file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
