"""Put the page together: one HTML file with its style, script, font and words; and its headers."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from retrotimer.files.assets import asset
from retrotimer.remote.words import page_words

SCRIPTS = ("clock", "session", "sound", "draw", "link", "page")
DATA = {"font": "font.woff2", "mp4": "awake.mp4", "webm": "awake.webm"}
MAX_BYTES = 80_000


@lru_cache(maxsize=1)
def page(language: str) -> tuple[bytes, str]:
    """Return the page in the reader's `language`, and the policy that lets its style and script run alone."""
    parts = {name: b64encode(asset("phone", file).read_bytes()).decode() for name, file in DATA.items()}
    style = _filled(_source("page.css"), parts)
    script = '"use strict";\n' + "\n".join(_source(f"{name}.js") for name in SCRIPTS)
    # "<" could end the element that the words are in
    words = json.dumps(page_words(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts |= {"style": style, "script": script, "words": words, "language": language.replace("_", "-")}
    policy = f"style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'"
    return _filled(_source("page.html"), parts).encode(), policy


def headers(policy: str, host: str) -> dict[str, str]:
    """Return the headers of the page served at `host`: nothing is loaded from elsewhere, kept or passed on."""
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": (
            f"default-src 'none'; {policy}; connect-src http://{host} ws://{host}; font-src data:; "
            "img-src data:; media-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "X-Frame-Options": "DENY",
        **PLAIN,
    }


PLAIN = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""The headers of every answer."""


def _source(name: str) -> str:
    return asset("phone", name).read_text(encoding="utf-8")


def _filled(source: str, parts: dict[str, str]) -> str:
    for name, text in parts.items():
        source = source.replace(f"%{name}%", text)
    return source


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
