"""AppStream's description of the program, with who publishes it and the releases that the changelog tells of."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from publisher import MAIL, SITE

NAME = "org.retrotimer.RetroTimer.metainfo.xml"
TEMPLATE = Path(__file__).resolve().parent / "desktop" / NAME
SECTION = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)
ENTRY = re.compile(r"^- (?P<text>.+(?:\n  .+)*)|^(?:### )?(?P<subject>\w.*)", re.MULTILINE)


def metainfo(changelog: str, version: str, epoch: int) -> str:
    """Return the whole file; what is not released yet counts as `version`, in the making at `epoch`."""
    today = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    releases = []
    _start, *parts = SECTION.split(changelog)  # after what is before them, each section's version, date and text
    for name, date, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if name != "Unreleased":
            releases.append(_release(name, date or today, "stable", text))
        elif "\n- " in text and f"## [{version}]" not in changelog:
            releases.append(_release(version, today, "development", text))
    return TEMPLATE.read_text(encoding="utf-8").format(mail=MAIL, site=SITE, releases="\n".join(releases))


def _release(version: str, date: str, kind: str, text: str) -> str:
    lines: list[str] = []
    subject = ""
    for entry in ENTRY.finditer(text):
        if entry["subject"]:
            subject = entry["subject"]
            continue
        if subject or not lines:
            lines += ["        </ul>"] * bool(lines) + [f"        <p>{escape(subject)}</p>"] * bool(subject)
            lines.append("        <ul>")
            subject = ""
        lines.append(f"          <li>{escape(_plain(entry['text']))}</li>")
    head = [f'    <release version="{version}" date="{date}" type="{kind}">', "      <description>"]
    return "\n".join([*head, *lines, "        </ul>", "      </description>", "    </release>"])


def _plain(text: str) -> str:
    """Return an entry of the changelog as plain text in one line."""
    return " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("`", "").split())
