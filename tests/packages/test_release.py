"""The release in one command: what it does in which order, and that it tags nothing that is not whole."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import release
from build import write_sums
from release import Refusal

from tests.helpers import checkouts

MADE = {
    "retrotimer-1.2.0-py3-none-any.whl": "wheel",
    "retrotimer-1.2.0.tar.gz": "source",
    "retrotimer-voice-it.zip": "voice",
    f"RetroTimer-1.2.0-{sys.platform}-x86_64.tar.xz": "folder",
    "RetroTimer/sbom.cdx.json": "{}",
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that is ready to release 1.2.0, where somebody is known to Git."""
    for name, value in checkouts.PERSON.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(release, "ROOT", checkouts.make(tmp_path))
    monkeypatch.setattr("release.today", lambda: checkouts.TODAY)
    return tmp_path


@pytest.fixture
def build(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let the steps be noted and leave what they would; one may fail, or do something more."""

    def prepare(*, lost: str = "", fails: str = "", also: Callable[[], object] = list) -> list[str]:
        accepted: list[str] = []

        def take(step: release.Step, env: dict[str, str]) -> None:
            assert env["SOURCE_DATE_EPOCH"].isdigit()
            accepted.append(str(step))
            if fails and fails in str(step):
                raise Refusal("It failed.")
            for name, text in MADE.items():
                path = checkout / "dist/1.2.0" / name
                path.parent.mkdir(exist_ok=True)
                if name != lost:
                    path.write_text(text, encoding="utf-8")
            also()

        monkeypatch.setattr(release.Step, "take", take)
        return accepted

    return prepare


def tags(checkout: Path) -> list[str]:
    """List the tags."""
    return checkouts.git(checkout, "tag", "--list").split()


def test_a_release_tests_builds_sums_up_and_tags(checkout: Path, build: Callable[..., list[str]]) -> None:
    """People would get something untested, without sums, or that no tag leads back to."""
    (checkout / "dist/1.2.0").mkdir(parents=True)
    (checkout / "dist/1.2.0/old.whl").touch()
    accepted = build()
    assert release.main(["1.2.0"]) == 0
    commands = ("dev.py test", "-m build", "packaging/build/voice_packs.py", "packaging/build/build.py")
    assert [command in step for command, step in zip(commands, accepted, strict=True)] == [True] * 4
    dist = checkout / "dist/1.2.0"
    sums = (dist / "SHA256SUMS").read_text(encoding="utf-8")
    names = [line.split("  ")[1] for line in sums.splitlines()]
    files = [name for name in MADE if "/" not in name]
    assert sorted(names) == sorted([*files, "RetroTimer-1.2.0-sbom.cdx.json"])
    assert tags(checkout) == ["v1.1.0", "v1.2.0"]
    said = checkouts.git(checkout, "tag", "--list", "--format=%(contents)", "v1.2.0")
    assert said.strip() == "RetroTimer 1.2.0\n\n### Added\n\n- Hills."


def test_others_can_check_the_sums(checkout: Path, build: Callable[..., list[str]]) -> None:
    """`sha256sum --check`, which the documents name, would not read them, or would find a file changed."""
    build()
    release.main(["1.2.0"])
    dist = checkout / "dist/1.2.0"
    for line in (dist / "SHA256SUMS").read_bytes().decode("utf-8").split("\n")[:-1]:
        row = re.fullmatch(r"([0-9a-f]{64})  ([^/ ]+)", line)
        assert row
        assert row[1] == hashlib.sha256((dist / row[2]).read_bytes()).hexdigest()


@pytest.mark.parametrize("lost", MADE)
def test_nothing_is_tagged_when_a_kind_is_lacking(
    lost: str, checkout: Path, build: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A release would lack the wheel, the program or its bill of materials."""
    build(lost=lost)
    assert release.main(["1.2.0"]) == 1
    assert "release: The build left no " in capsys.readouterr().err
    assert tags(checkout) == ["v1.1.0"]


@pytest.mark.parametrize(
    ("fails", "count"), [("dev.py", 1), ("-m build", 2), ("voice_packs.py", 3), ("build/build.py", 4)]
)
def test_the_first_failure_ends_it(fails: str, count: int, checkout: Path, build: Callable[..., list[str]]) -> None:
    """Something would be built that failed its tests, or tagged though it was not built."""
    accepted = build(fails=fails)
    assert release.main(["1.2.0"]) == 1
    assert len(accepted) == count
    assert tags(checkout) == ["v1.1.0"]


def test_a_changed_file_is_not_tagged(checkout: Path) -> None:
    """A file that was cut short while it was written would be handed on with a sum that it does not have."""
    (checkout / "a.whl").write_text("whole", encoding="utf-8")
    write_sums(checkout, [checkout / "a.whl"])
    assert release.verify(checkout) == 1
    (checkout / "a.whl").write_text("cut", encoding="utf-8")
    with pytest.raises(Refusal, match=r"a\.whl is not what SHA256SUMS says"):
        release.verify(checkout)
    (checkout / "a.whl").unlink()
    with pytest.raises(Refusal, match=r"a\.whl is not what SHA256SUMS says"):
        release.verify(checkout)


@pytest.mark.parametrize("how", ["changed", "committed"])
def test_what_changed_meanwhile_is_not_tagged(
    how: str, checkout: Path, build: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """The tag would lead to something else than what was built."""

    def meddle() -> None:
        (checkout / "new.py").touch()
        if how == "committed":
            checkouts.commit(checkout)

    build(also=meddle)
    assert release.main(["1.2.0"]) == 1
    assert {"changed": "in no commit", "committed": "a new commit since"}[how] in capsys.readouterr().err
    assert tags(checkout) == ["v1.1.0"]


def test_a_dry_run_only_says_what_it_would_do(
    checkout: Path, build: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A look ahead would take an hour, or tag."""
    accepted = build()
    assert release.main(["1.2.0", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert accepted == []
    assert not (checkout / "dist").exists()
    assert tags(checkout) == ["v1.1.0"]
    assert all(word in said for word in ("dev.py test", "-m build", "packaging/build/build.py", "git tag"))
    assert "--windows" not in said
    release.main(["1.2.0", "--dry-run", "--windows"])
    assert "packaging/build/build.py --windows" in capsys.readouterr().out


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_refusal_is_one_sentence_and_does_nothing(
    dry: list[str], checkout: Path, build: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A person would be left with a traceback, or with half a release."""
    accepted = build()
    assert release.main(["1.1.0", *dry]) == 1
    assert release.main(["next", *dry]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.startswith("release: ") for line in said] == [True, True]
    assert accepted == []
    assert not (checkout / "dist").exists()


def test_a_step_that_fails_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A failed test run would be taken for a good one."""
    step = release.Step("The tests failed", sys.executable, "-c", "raise SystemExit(4)")
    with pytest.raises(Refusal, match=r"The tests failed \(exit status 4\): nothing is tagged\."):
        step.take({})
    assert "== " in capsys.readouterr().out
