"""The page for a package index: README without what only a checkout can show."""

from __future__ import annotations

import pytest
from index_page import IndexPage, for_index
from publisher import SITE
from try_wheel import RELATIVE, ROOT


@pytest.mark.parametrize(
    ("readme", "page"),
    [
        ("Above.\n\n![A picture](docs/a.png)\n\nBelow.\n", "Above.\n\nBelow.\n"),
        ('Above.\n\n<img src="docs/a.png" width="9">\n\nBelow.\n', "Above.\n\nBelow.\n"),
        ('<picture>\n<source srcset="docs/a.png">\n<img src="docs/b.png">\n</picture>\nBelow.\n', "Below.\n"),
        ("See [the format](docs/format.md), [MIT](LICENSE).", "See the format, MIT."),
        ("See [two\nlines](docs/format.md).", "See two\nlines."),
        ("[Site](https://example.org) [below](#keys)", "[Site](https://example.org) [below](#keys)"),
        ("![Theirs](https://example.org/a.png)", "![Theirs](https://example.org/a.png)"),
    ],
)
def test_only_what_leads_nowhere_goes(readme: str, page: str) -> None:
    """The index would show broken pictures and dead links, or lack what it can show."""
    assert for_index(readme) == page


def test_our_readme_becomes_a_page_of_its_own() -> None:
    """A form of link that is new in README would reach the index broken."""
    metadata: dict[str, object] = {}
    IndexPage(str(ROOT), {}).update(metadata)
    readme = metadata["readme"]
    assert isinstance(readme, dict)
    assert readme["content-type"] == "text/markdown"
    assert readme["text"].startswith("# RetroTimer\n")
    assert metadata["urls"] == {"Documentation": SITE}
    assert not RELATIVE.findall(readme["text"])
