"""What must hold before a release: every rule refuses with one sentence that says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import release
from release import CHANGELOG, VERSION_FILE, Refusal

from tests.helpers import checkouts


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that is ready to release 1.2.0 on its day."""
    monkeypatch.setattr(release, "today", lambda: checkouts.TODAY)
    monkeypatch.setattr(release, "ROOT", checkouts.make(tmp_path))
    return tmp_path


def refusal(version: str = "1.2.0") -> str:
    """Return why `version` is not released, which must be told in one line."""
    with pytest.raises(Refusal) as refused:
        release.demand_ready(version)
    sentence = str(refused.value)
    assert re.fullmatch(r"[^\n]+\.", sentence)
    return sentence


def test_a_ready_checkout_is_not_refused() -> None:
    """There would never be a release."""
    release.demand_ready("1.2.0")


@pytest.mark.parametrize("version", ["1.2", "v1.2.0", "1.2.0rc1", "01.2.0", "", "1.2.0\n"])
def test_what_is_no_version_is_a_wrong_request(version: str) -> None:
    """A tag would be made that nothing can order."""
    with pytest.raises(Refusal, match="three numbers") as refused:
        release.demand_ready(version)
    assert refused.value.status == 2


@pytest.mark.parametrize("version", ["1.1.0", "1.0.9", "0.9.0"])
def test_a_version_must_be_newer(version: str) -> None:
    """A release would hide behind an older one."""
    assert refusal(version) == f"{version} is not newer than 1.1.0, which is released already."


def test_versions_are_compared_as_numbers(checkout: Path) -> None:
    """1.10.0 would count as older than 1.9.0."""
    checkouts.git(checkout, "tag", "v1.10.0")
    assert "is not newer than 1.10.0" in refusal()


def test_tags_of_another_form_do_not_count(checkout: Path) -> None:
    """A tag for something else would keep every release back."""
    checkouts.git(checkout, "tag", "very-old")
    release.demand_ready("1.2.0")


@pytest.mark.parametrize("name", [CHANGELOG, "new.py"])
def test_every_change_must_be_in_a_commit(name: str, checkout: Path) -> None:
    """What is built would not be what is tagged."""
    (checkout / name).write_text("changed", encoding="utf-8")
    assert f"in no commit: {name}. Commit" in refusal()


def test_many_changes_are_told_in_one_line(checkout: Path) -> None:
    """The sentence would fill the screen."""
    for n in range(9):
        (checkout / f"{n}.py").touch()
    assert "0.py, 1.py, 2.py and 6 more. Commit" in refusal()


def test_the_program_must_say_its_version(checkout: Path) -> None:
    """The wheel would have another version than the tag."""
    checkouts.change(checkout, VERSION_FILE, "1.2.0", "1.1.0")
    assert f"{VERSION_FILE} says 1.1.0, not 1.2.0" in refusal()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("## [1.2.0] - 2026-03-01", "## [1.3.0] - 2026-03-01", "has no “## [1.2.0] - 2026-03-01”"),
        ("## [1.2.0] - 2026-03-01", "## [1.2.0]", "the day “”: write today's, 2026-03-01"),
        ("2026-03-01", "1 March", "has no “## [1.2.0] - 2026-03-01”"),
        ("2026-03-01", "2026-02-30", "the day “2026-02-30”"),
        ("2026-03-01", "2026-03-02", "the day “2026-03-02”"),
        ("- Hills.\n", "", "says nothing of 1.2.0"),
        ("[Unreleased]\n", "[Unreleased]\n\n- Valleys.\n", "entries under Unreleased"),
    ],
)
def test_the_changelog_must_tell_of_it(old: str, new: str, why: str, checkout: Path) -> None:
    """People would not learn what is new, or of a day that is not the release's."""
    checkouts.change(checkout, CHANGELOG, old, new)
    assert why in refusal()


def test_a_folder_without_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who unpacked the source archive would get a traceback."""
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    monkeypatch.setattr(release, "ROOT", unpacked)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(Refusal, match=r"`git tag --list .*` failed: fatal: not a git repository"):
        release.demand_ready("1.2.0")


def test_our_own_changelog_has_the_form() -> None:
    """The release would refuse what was written by a rule that nobody was told."""
    text = (Path(release.__file__).parents[1] / CHANGELOG).read_text(encoding="utf-8")
    assert release.notes(text, "Unreleased") or re.search(r"^## \[\d+\.\d+\.\d+\] - ", text, re.MULTILINE)
