"""Extract every text of the program for translators, and compile what they wrote.

python tools/messages.py          write the template, merge it into each language's .po file, compile each to .mo
python tools/messages.py --check  exit 1 if any of these is not as the program and the .po files have it

Weekdays, months and the decimal mark come from CLDR, through Babel. The same texts give the same files anywhere and
on any day: sorted, with no date and no line numbers.
"""

from __future__ import annotations

import io
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.numbers import get_decimal_symbol

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from retrotimer.app.formatting import MONTHS, SHORT_WEEKDAYS, WEEKDAYS  # noqa: E402
from retrotimer.texts import ENGLISH, LANGUAGES  # noqa: E402

TEMPLATE = ROOT / "assets" / "translations" / "retrotimer.pot"
TRANSLATIONS = TEMPLATE.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "spoken": None, "spoken_plural": (1, 2)}
PRESET_TEXTS = ("name", "about", "say")
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
    for path in sorted([*root.glob("assets/presets/*.toml"), *root.glob("assets/plan/*.toml")]):
        for text in _preset_texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            found[text].add(path.relative_to(root).as_posix())
    return found


def _preset_texts(table: dict[str, Any]) -> Iterator[str]:
    """Give what a person reads or hears of a preset, and of its steps."""
    yield from (table[key] for key in PRESET_TEXTS if key in table)
    for step in table.get("steps", ()):
        yield from _preset_texts(step)


def catalogue(language: str) -> Catalog:
    """Return the translations into `language`, with exactly the messages of the template; new ones are empty."""
    path = TRANSLATIONS / f"{language}.po"
    found = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    wanted = read_po(io.BytesIO(template()))
    made = Catalog(
        locale=language,
        fuzzy=False,
        header_comment=f"# RetroTimer in {LANGUAGES[language]}.",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),  # the same texts give the same files on any day
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
    )
    ours = _from_cldr(language)
    for message in wanted:
        if message.id:
            old = found.get(message.id)
            written = ours.get(message.id) or (old.string if old else "")
            made.add(message.id, written if written and all(written) else "")
    return made


def _from_cldr(language: str) -> dict[object, str]:
    """Return the translations of weekdays, months and the decimal mark."""
    locale = Locale.parse(language)
    days, short_days = locale.days["stand-alone"]["wide"], locale.days["stand-alone"]["abbreviated"]
    months = locale.months["format"]["abbreviated"]
    return {
        **{text: days[n] for n, text in enumerate(WEEKDAYS)},
        **{text: short_days[n] for n, text in enumerate(SHORT_WEEKDAYS)},
        **{text: months[n + 1] for n, text in enumerate(MONTHS)},
        "0.5": f"0{get_decimal_symbol(locale)}5",
    }


def files_of(language: str) -> dict[Path, bytes]:
    """Return what the two files of a language are to hold."""
    translated, text, compiled = catalogue(language), io.BytesIO(), io.BytesIO()
    write_po(text, translated, sort_output=True, no_location=True, width=110)
    for message in list(translated):
        if message.id and not any(message.string or ()):
            translated.delete(message.id)  # an empty translation would be shown as one
    write_mo(compiled, translated)
    lines = text.getvalue().splitlines(keepends=True)
    kept = b"".join(line for line in lines if not line.startswith((*LEFT_OUT, b'"Last-Translator')))
    return {
        TRANSLATIONS / f"{language}.po": kept,
        TRANSLATIONS / language / "LC_MESSAGES" / "retrotimer.mo": compiled.getvalue(),
    }


def files() -> dict[Path, bytes]:
    """Return what each file of assets/translations is to hold."""
    made = {TEMPLATE: template()}
    for language in LANGUAGES:
        if language != ENGLISH:
            made |= files_of(language)
    return made


def main(arguments: list[str]) -> int:
    """Write the template, or check it; return the exit status."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write(__doc__ or "")
        return 2
    status = 0
    for path, contents in files().items():
        if path.exists() and path.read_bytes() == contents:
            continue
        if arguments:
            sys.stderr.write(f"{path} is out of date: run `python tools/messages.py`.\n")
            status = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
