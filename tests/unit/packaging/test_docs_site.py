"""The site of the pages in docs/."""

from __future__ import annotations

from pathlib import Path

import docs_site
import pytest


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("a.html", '<script src="https://x.example/a.js"></script>', "https://x.example/a.js"),
        ("a.html", '<link rel="stylesheet" href="//x.example/a.css">', "//x.example/a.css"),
        ("a.html", '<img alt="" src="HTTP://x.example/a.png">', "HTTP://x.example/a.png"),
        ("a.css", "@font-face { src: url('https://x.example/a.woff2') }", "https://x.example/a.woff2"),
        ("a.css", '@import "https://x.example/a.css";', "https://x.example/a.css"),
    ],
)
def test_what_a_page_would_fetch_from_a_network_is_found(
    name: str, text: str, address: str, tmp_path: Path
) -> None:
    """Beside a track without a network the pages would be slow, bare or without search."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert docs_site.fetched_from_elsewhere(tmp_path) == [f"{name} would fetch {address}"]


def test_what_a_page_only_links_to_is_let_alone(tmp_path: Path) -> None:
    """Else no page could name another site."""
    text = '<link rel="canonical" href="https://x.example"><a href="https://x.example">x</a><img src="a.png">'
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    (tmp_path / "a.css").write_text("a { background: url(a.png) url(data:image/png;base64,x) }", encoding="utf-8")
    assert docs_site.fetched_from_elsewhere(tmp_path) == []


def test_a_page_for_each_is_in_the_navigation() -> None:
    """A page that nobody can reach from the others would only be found by searching."""
    order = (docs_site.ROOT / "zensical.toml").read_text(encoding="utf-8")
    assert [page.name for page in (docs_site.ROOT / "docs").glob("*.md") if f'"{page.name}"' not in order] == []
