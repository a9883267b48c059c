"""Test the offsets of keys and values in a source."""

from __future__ import annotations

import pytest

from retrotimer.files.presets.toml_spans import UnsupportedForm, comments_in, outline

SOURCE = """\
# top
name = "a # b" # name
steps = [ { do = 'x', for = "1:30" }, # one
  { repeat = 2, steps = [] } ]

# second
[[steps]]
do = "y" # why
"""


def test_every_key_and_value_has_its_place() -> None:
    """A change would be written over what stands beside it."""
    root = outline(SOURCE)
    name, steps = root.entries["name"].value, root.entries["steps"].value
    assert SOURCE[name.start : name.end] == '"a # b"'
    assert [SOURCE[one.start : one.end] for one in steps.elements] == [
        "{ do = 'x', for = \"1:30\" }",
        "{ repeat = 2, steps = [] }",
    ]
    length = steps.elements[0].entries["for"]
    assert SOURCE[length.start : length.value.end] == 'for = "1:30"'
    assert [list(one.entries) for one in steps.elements] == [["do", "for"], ["repeat", "steps"]]
    section = root.sections["steps"][0]
    assert SOURCE[section.start : section.end] == '\n# second\n[[steps]]\ndo = "y" # why\n'
    assert SOURCE[: root.end].endswith("steps = [] } ]\n")


@pytest.mark.parametrize(
    "source", ["a.b = 1", "[a]\n", "[[a.b]]\n", "a = [1", "a = {b.c = 1}", f"a = {'[' * 99}{']' * 99}"]
)
def test_a_form_that_is_not_followed_is_told(source: str) -> None:
    """A file would be changed in the wrong place."""
    with pytest.raises(UnsupportedForm):
        outline(source)


def test_comments_are_found_outside_of_texts_alone() -> None:
    """A piece of a text would be kept as a comment."""
    text = 'a = "# no" # one\nb = \'\'\'# no\n# no\'\'\' #two  \n# three\nc = """\n# no"""'
    assert comments_in(text) == ["# one", "#two", "# three"]
