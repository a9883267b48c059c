"""Test search, filter and order of the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retrotimer.app import library as shelves
from retrotimer.app.library import LibraryEntry, LibraryModel
from retrotimer.app.overview import Overview
from retrotimer.files import paths
from retrotimer.files.library_state import LibraryState
from retrotimer.files.presets.library import BUILT_IN, Broken, Listed, Preset, all_presets, listed
from retrotimer.files.presets.reader import read_preset
from retrotimer.training.workout.paces import Paces

BROKEN = Broken("bad", Path("bad.toml"), ("bad.toml: name: this key is missing",))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be built-in presets alone."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))


def library_model(marks: LibraryState | None = None) -> LibraryModel:
    """Return a shelf of all built-in presets and a broken file, all read."""
    return LibraryModel([*all_presets(), BROKEN], Paces(), marks or LibraryState())


def ids(items: list[LibraryEntry]) -> list[str]:
    """Return the ids of `items`."""
    return [item.found.id for item in items]


def test_the_usual_order_has_the_last_used_on_top_then_the_person_s_own() -> None:
    """If it failed, what is done every week would have to be looked for every week."""
    mine = library_model()
    assert ids(mine.arranged()) == ["bad", *BUILT_IN]
    for preset_id, day in (("pyramid", 1), ("shuttle", 3), ("beginner", 2)):
        preset = next(item.found for item in mine.items if item.found.id == preset_id)
        assert isinstance(preset, Preset)
        mine.record_use(preset, datetime(2026, 5, day, tzinfo=UTC))
    assert ids(mine.arranged())[:5] == ["shuttle", "beginner", "pyramid", "bad", "first-steps"]


def own(name: str) -> Preset:
    """Write a preset of the person's own into its file, and return it."""
    path = paths.presets() / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'format = 1\nname = "{name}"\n[[steps]]\ndo = "run forward"\nfor = "2 s"\n')
    return read_preset(path)


@pytest.mark.parametrize("sort", shelves.SORTS)
@pytest.mark.parametrize("how", ["add", "put"])
def test_the_order_is_the_same_after_a_restart(sort: str, how: str) -> None:
    """If it failed, what a person made would sink below what came with the program, or wander about."""
    first, marks = own("Middle"), LibraryState(used={"pyramid": "2026-05-01T00:00:00Z"}, sort=sort)
    mine = LibraryModel(all_presets(), Paces(), marks)
    for name in ("Zebra", "alpha", "Middle 2", "Beta"):
        getattr(mine, how)(own(name))
    mine.forget(own("alpha").path)
    mine.put(own("alpha"))  # deleted, and undone
    mine.put(replace(first, workout=replace(first.workout, about="Changed")))
    before = ids(mine.arranged())
    again = LibraryModel(listed(), Paces(), marks)
    for item in again.unread():
        item.found  # noqa: B018 - asking reads it
    assert ids(again.arranged()) == before
    if sort == shelves.USED:
        assert before == [
            "pyramid",
            "alpha",
            "Beta",
            "Middle 2",
            "Middle",
            "Zebra",
            *(x for x in BUILT_IN if x != "pyramid"),
        ]


def test_the_usual_order_reads_no_file() -> None:
    """If it failed, the window would wait for all files before it shows one."""
    mine = LibraryModel(listed(), Paces(), LibraryState(used={"pyramid": "2026-05-01T00:00:00Z"}))
    mine.arranged()
    assert len(list(mine.unread())) == len(BUILT_IN)
    assert not mine.needs_reading(" ")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gentler", "gentler-3-1"),
        ("GENTLER novice", "gentler-3-1"),
        ("retro hiit", "retro-hiit"),
        ("bad", "bad"),
        ("zzz", None),
        ("gentler zzz", None),
    ],
)
def test_all_words_must_match_somewhere(words: str, found: str | None) -> None:
    """If it failed, a search would give too much, or miss what its words say."""
    assert ids(library_model().arranged(words))[:1] == ([found] if found else [])


def test_search_looks_at_about_and_tags() -> None:
    """If it failed, a workout could be found by its name alone."""
    preset = next(entry for entry in all_presets() if isinstance(entry, Preset))
    tagged = replace(preset, workout=replace(preset.workout, about="Uphill", tags=("Kenya",)))
    mine = LibraryModel([tagged], Paces(), LibraryState())
    assert mine.arranged("kenya uphill")
    assert not mine.arranged("kenya downhill")


@pytest.mark.parametrize("sort", [s for s in shelves.SORTS if s != shelves.USED])
def test_each_order_is_by_its_value_with_broken_files_last(sort: str) -> None:
    """If it failed, the shortest workout would not be where a person looks for it."""
    found = library_model(LibraryState(sort=sort)).arranged()
    assert len(found) == len(BUILT_IN) + 1
    assert found[-1].found is BROKEN
    values = [shelves._VALUES[sort](item) for item in found[:-1]]
    assert values == sorted(values)  # type: ignore[type-var]  # texts alone, or numbers alone
    assert len(set(values)) > 2


def test_open_lengths_are_the_longest() -> None:
    """If it failed, a workout whose length nobody knows would pass for a short one."""
    last = library_model(LibraryState(sort=shelves.LENGTH)).arranged()[-2].entry
    assert isinstance(last, Overview)
    assert last.total_text == "open"


def test_level_and_favourites_narrow_the_list() -> None:
    """If it failed, a beginner would be shown what is not for them."""
    found = library_model(LibraryState(level="novice")).arranged()
    assert found
    assert {item.level for item in found} == {"novice"}
    marks = LibraryState(frozenset({"pyramid", "shuttle"}), favourites_only=True)
    assert ids(library_model(marks).arranged()) == ["pyramid", "shuttle"]


def test_words_of_a_newer_program_mean_the_usual() -> None:
    """If it failed, marks shared with a newer RetroTimer would empty the list."""
    mine = library_model(LibraryState(sort="by mood", level="olympic"))
    assert (mine.sort, mine.level, len(mine.arranged())) == ("used", "", len(BUILT_IN) + 1)


def test_what_is_not_read_yet_waits_at_the_end() -> None:
    """If it failed, an order would read all files at once, or lose those that are not read."""
    mine = LibraryModel(
        [Listed(item.path, is_builtin=True) for item in all_presets()], Paces(), LibraryState(sort="name")
    )
    assert mine.needs_reading("")
    mine.items[5].found  # noqa: B018 - asking reads it
    assert mine.arranged()[0] is mine.items[5]
    assert len(mine.arranged()) == len(BUILT_IN)
    assert mine.arranged("a") == [mine.items[5]]


def test_a_star_comes_and_goes() -> None:
    """If it failed, a favourite could not be taken back."""
    mine = library_model()
    mine.toggle(mine.items[1])
    assert mine.is_favourite(mine.items[1])
    mine.toggle(mine.items[1])
    assert not mine.marks.favourites


def test_a_file_from_elsewhere_stands_first_and_once() -> None:
    """If it failed, a file given on the command line would not be seen, or be seen twice."""
    mine = library_model()
    known = mine.items[3].found
    assert isinstance(known, Preset)
    assert mine.add(known) is mine.items[3]
    elsewhere = replace(known, path=Path("/elsewhere/x.toml"), id="x", is_builtin=False)
    item = mine.add(elsewhere)
    assert mine.add(elsewhere) is item
    assert mine.arranged()[0] is item


def test_new_paces_change_lengths() -> None:
    """If it failed, the settings' speeds would count only after the next start."""
    mine = library_model()
    item = next(item for item in mine.items if item.found.id == "track-laps")
    before = item.figures
    mine.use_paces(Paces(run_forward=3.5))
    assert item.figures[0] < before[0]
    assert isinstance(item.entry, Overview)
    assert item.entry.paces.run_forward == 3.5


def test_a_saved_preset_stands_in_place_of_what_was_read_before() -> None:
    """A changed preset would stand in the list twice, or as it was."""
    mine = library_model()
    item = mine.items[3]
    assert isinstance(item.found, Preset)
    changed = replace(item.found, workout=replace(item.found.workout, name="Changed"))
    made = mine.put(changed)
    assert mine.items[3] is made
    assert (made.name, made.place) == ("Changed", item.place)
    count = len(mine.items)
    new = mine.put(replace(changed, path=changed.path.with_name("new.toml"), id="new"))
    assert len(mine.items) == count + 1
    mine.forget(new.path)
    assert len(mine.items) == count
