"""Extract every text of the program into assets/translations/retrotimer.pot, for translators.

python tools/messages.py          write the template
python tools/messages.py --check  exit 1 if it is not what the program says

The same texts give the same file anywhere and on any day: sorted, with no date and no line numbers.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "assets" / "translations" / "retrotimer.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
LEFT_OUT = (b'"POT-Creation', b'"Generated-By', b'"Project-Id-Version', b'"Report-Msgid', b'"Language-Team')
"""Fields of the header that change with the day or with Babel's version, or would hold only a placeholder."""

Message = str | tuple[str, ...]


def template(root: Path = ROOT) -> bytes:
    """Return the template of the program under `root`."""
    catalogue = Catalog(fuzzy=False, header_comment="# The texts of RetroTimer.")
    for message, files in sorted(_messages(root).items(), key=lambda found: str(found[0])):
        catalogue.add(message, locations=[(file, 1) for file in sorted(files)])
    written = io.BytesIO()
    write_po(written, catalogue, sort_output=True, include_lineno=False, width=110)
    lines = written.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(LEFT_OUT))


def _messages(root: Path) -> dict[Message, set[str]]:
    """Return each text, or its singular and plural, with the files it is in."""
    found: dict[Message, set[str]] = defaultdict(set)
    for path in sorted((root / "retrotimer").rglob("*.py")):
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            found[message].add(path.relative_to(root).as_posix())
    return found


def main(arguments: list[str]) -> int:
    """Write the template, or check it; return the exit status."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write(__doc__ or "")
        return 2
    made = template()
    if arguments:
        if TEMPLATE.exists() and TEMPLATE.read_bytes() == made:
            return 0
        sys.stderr.write(f"{TEMPLATE} is out of date: run `python tools/messages.py`.\n")
        return 1
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
