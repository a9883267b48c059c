"""The sheet of paper as a PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize

from retrotimer.app.overview import Overview
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.files.presets.reader import Preset
from retrotimer.gui.export import sheet_pdf
from retrotimer.gui.export.sheet_pdf import write_sheet
from retrotimer.training.errors import WrongRequest
from retrotimer.training.groups.groups import GroupEntry
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Duration, Step, Workout

pytestmark = pytest.mark.usefixtures("qapp")


def text_of(path: Path) -> str:
    """Return the text of the only page of the file at `path`."""
    (page,) = PdfReader(path).pages
    return re.sub(r"[\x00-\x1f]+", " ", page.extract_text())  # Qt names no sign for the space's glyph


@pytest.mark.parametrize(
    "name", [*BUILT_IN[:1], *(pytest.param(one, marks=pytest.mark.thorough) for one in BUILT_IN[1:])]
)
def test_every_preset_is_one_page_with_everything_on_it(name: str, tmp_path: Path) -> None:
    """If it failed, a coach would print half a workout."""
    overview = Overview(find(name), Paces())
    assert write_sheet(overview, tmp_path / "sheet.pdf") == ()
    text = text_of(tmp_path / "sheet.pdf")
    assert overview.preset.workout.name in text
    assert overview.total_text in text
    assert "The key C goes to the cool-down." in text


def test_its_text_reads_in_order(tmp_path: Path) -> None:
    """If it failed, what is copied from it, or read out by a screen reader, would be jumbled."""
    write_sheet(Overview(find("gentler-3-1"), Paces()), tmp_path / "sheet.pdf")
    text = text_of(tmp_path / "sheet.pdf")
    wanted = (
        "Gentler 3:1",
        "26:18",
        "5:00 walk to warm up",
        "1:30 run forward",
        "0:30 run backward",
        "Round 1",
        "6:33",
        "You have walked",
    )
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)


GROUPS = (
    GroupEntry("Rot"),
    GroupEntry("Zoé", partner=Partner.SWAP),
    GroupEntry("Late", 20_000),
    GroupEntry("x" * 40, 90_000, preset="beginner", workout=find("beginner").workout),
)


@pytest.mark.parametrize(
    "name",
    ["long-and-tall", *(pytest.param(one, marks=pytest.mark.thorough) for one in ("gentler-3-1", "alternata-3k"))],
)
def test_groups_are_on_the_sheet(name: str, tmp_path: Path) -> None:
    """If it failed, a coach with four groups would not know from the paper who does what and when."""
    overview = Overview(find(name), Paces())
    write_sheet(overview, tmp_path / "without.pdf")
    notes = write_sheet(overview.with_groups(GROUPS, arrival_ends=False), tmp_path / "with.pdf")
    assert notes == ()
    assert "Groups:" not in text_of(tmp_path / "without.pdf")
    text = text_of(tmp_path / "with.pdf")
    assert "Groups: Rot · Zoé, partner: backward in turn · Late, 0:20 later · xxx" in text
    assert "1:30 later, Beginner" in text
    assert "The key C goes to the cool-down." in text


def test_groups_that_do_not_fit_make_no_sheet(tmp_path: Path) -> None:
    """If it failed, a coach would print groups that no session can have."""
    overview = Overview(find("gentler-3-1"), Paces())
    with pytest.raises(WrongRequest, match="Two groups are called"):
        write_sheet(overview.with_groups((GROUPS[0], GROUPS[0]), arrival_ends=False), tmp_path / "sheet.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("is_metric", "size"), [(True, (595, 842)), (False, (612, 792))])
def test_the_paper_is_that_of_the_country(
    is_metric: bool, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a printer would scale or cut the page."""
    ids = QPageSize.PageSizeId
    monkeypatch.setattr(sheet_pdf, "page_size", lambda: ids.A4 if is_metric else ids.Letter)
    assert write_sheet(Overview(find("pyramid"), Paces()), tmp_path / "sheet.pdf") == ()
    box = PdfReader(tmp_path / "sheet.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_what_has_no_room_is_reported(tmp_path: Path) -> None:
    """If it failed, a long workout would lose its end in silence."""
    steps = tuple(
        Step((RUN_FORWARD, RUN_BACKWARD)[n % 2], Duration(20_000), name=f"Step number {n}") for n in range(1, 600)
    )
    overview = Overview(Preset("long", Path("long.toml"), Workout("Long", steps)), Paces())
    notes = " ".join(write_sheet(overview, tmp_path / "sheet.pdf"))
    assert "no room for the last" in notes
    assert "no room for the table of times" in notes
    assert "too long for a QR code" in notes
    assert len(PdfReader(tmp_path / "sheet.pdf").pages) == 1


def test_it_never_goes_over_what_it_is_made_from() -> None:
    """If it failed, a slip would cost somebody their preset."""
    preset = find("pyramid")
    with pytest.raises(WrongRequest, match="made from"):
        write_sheet(Overview(preset, Paces()), preset.path)
