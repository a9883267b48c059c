"""The page: one file, small, with nothing from elsewhere, in the reader's words."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from retrotimer.files.assets import asset
from retrotimer.remote.page import MAX_BYTES, SCRIPTS, headers, page
from retrotimer.remote.words import WORDS

BODY, POLICY = page("en")
TEXT = BODY.decode()


def test_it_is_one_small_file() -> None:
    """A phone in a weak network would wait for it."""
    assert len(BODY) <= MAX_BYTES
    assert not re.search(
        r"%[a-z0-9]+%", re.sub(r"<style>.*?</style>|<script>.*?</script>", "", TEXT, flags=re.DOTALL)
    )


def test_it_loads_nothing_from_elsewhere() -> None:
    """The promise that nothing leaves the network would be broken."""
    addresses = set(re.findall(r"(?:https?|wss?)://[^\s\"'`)]*", TEXT))
    assert addresses == {"http://www.w3.org/2000/svg", "ws://${location.host}/socket"}
    assert set(re.findall(r"\b(?:src|href)=\"(?!data:)([^\"]*)", TEXT)) == set()


def test_its_policy_lets_its_own_style_and_script_run_and_nothing_else() -> None:
    """The browser would run nothing of it, or something that was put into it."""
    for kind, tag in (("style", "style"), ("script", "script")):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", TEXT, flags=re.DOTALL)
        digest = b64encode(sha256(source.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in POLICY
    policy = headers(POLICY, "192.168.1.20:8137")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "connect-src http://192.168.1.20:8137 ws://192.168.1.20:8137;" in policy


def test_it_keeps_no_cookies_and_passes_no_address_on() -> None:
    """The key would get to somebody else."""
    found = headers(POLICY, "192.168.1.20:8137")
    assert found["Referrer-Policy"] == "no-referrer"
    assert found["Cache-Control"] == "no-store"
    assert "document.cookie" not in TEXT


def test_every_word_that_it_shows_is_there_and_none_is_left_over() -> None:
    """A button would have no name, or a translator would work for nothing."""
    source = "\n".join(asset("phone", f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    assert set(re.findall(r"\bwords\.(\w+)", source)) == set(WORDS)


def test_its_words_are_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever translates the program would find the page in English; a word could end the element it is in."""
    monkeypatch.setattr("retrotimer.remote.words._", lambda text: f"</script>{text}")
    page.cache_clear()
    try:
        text = page("xx")[0].decode()
    finally:
        page.cache_clear()
    (source,) = re.findall(r'id="words">(.*?)</script>', text)
    assert json.loads(source)["pause"] == "</script>Pause"
    assert '<html lang="xx">' in text
