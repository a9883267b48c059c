"""Links and pictures of README and docs, in the plain files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.helpers.doc_pages import DOCS, NAMES, PAGES, Page


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_what_a_page_links_to_and_shows_is_there(path: Path) -> None:
    """A reader would follow a link to nothing, or see an empty frame."""
    page = Page(path)
    for address in [*page.links, *page.pictures]:
        parts = urlsplit(address)
        if parts.scheme:
            assert parts.scheme == "https", f"{address} is not an https address"
            assert "." in parts.netloc, f"{address} names no host"
            continue
        target = path.parent / unquote(parts.path) if parts.path else path
        assert target.exists(), f"{address} is not there"
        if parts.fragment:
            assert unquote(parts.fragment) in Page(target).anchors, f"{address}: no such place on that page"


def test_no_page_of_the_site_leads_out_of_its_folder() -> None:
    """The site has only what is in docs: such a link would lead nowhere there."""
    for path in DOCS.glob("*.md"):
        page = Page(path)
        assert not [address for address in [*page.links, *page.pictures] if address.startswith("../")], path.name
