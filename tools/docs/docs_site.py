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
FETCHED = re.compile(
    r"""(?:<(?:script|img|iframe|source|video)\b[^>]*?\ssrc=
    |<link\b(?![^>]*rel=["']?(?:canonical|prev|next|alternate))[^>]*?href=
    |url\(\s*|@import\s+)["']?((?:https?:)?//[^"'\s>);]+)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a browser fetches from elsewhere as it shows a page or a style sheet."""


def fetched_from_elsewhere(folder: Path) -> list[str]:
    """Return a sentence for each address that the pages and style sheets in `folder` would fetch from a network."""
    return [
        f"{path.relative_to(folder)} would fetch {address}"
        for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.css")])
        for address in FETCHED.findall(path.read_text(encoding="utf-8"))
    ]


if __name__ == "__main__":
    zensical = Path(sys.executable).with_name("zensical")
    subprocess.run([zensical, "build", "--strict", "--clean"], cwd=ROOT, check=True)
    sys.exit("\n".join(fetched_from_elsewhere(ROOT / "site")) or 0)
