"""The messages that the page of troubles quotes."""

from __future__ import annotations

import re

from babel.messages.pofile import read_po

from tests.helpers.doc_pages import DOCS, ROOT

SHELL = (
    ROOT / "packaging" / "linux" / "desktop" / "launcher.sh",
    ROOT / "packaging" / "linux" / "desktop" / "single.sh",
    ROOT / "dev.py",
)
"""Where messages stand that come before the program itself runs."""
VARIES = re.compile(r"\\{[^}]*\\}|\\\$\w+|\\\$0")


def known() -> list[re.Pattern[str]]:
    """Return what matches each message of the program, whatever stands in its gaps."""
    with (ROOT / "assets" / "translations" / "retrotimer.pot").open("rb") as file:
        sentences = [str(message.id) for message in read_po(file) if isinstance(message.id, str)]
    for path in SHELL:
        sentences += re.findall(r'"([^"\n]{20,})"', path.read_text(encoding="utf-8"))
    return [re.compile(VARIES.sub(".+", re.escape(one))) for one in sentences if one]


def test_quoted_messages_are_those_of_the_program() -> None:
    """A person would search the page for what the program said, and not find it."""
    page = (DOCS / "troubleshooting.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^> (.+)$", page, re.MULTILINE)
    messages = known()
    assert len(quoted) > 15
    assert [one for one in quoted if not any(message.fullmatch(one) for message in messages)] == []
