"""The schema in docs."""

from __future__ import annotations

import json

import schema

from retrotimer.files.presets import schema as rules


def test_the_schema_in_docs_is_what_the_code_says() -> None:
    """Editors would complete keys of an older version; `python tools/docs/schema.py` writes it anew."""
    assert schema.FILE.read_text("utf-8") == schema.text()
    assert json.loads(schema.text()) == rules.schema()
