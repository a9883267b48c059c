"""The workflow for a hosted CI: nobody here can run it, so its rules are held by reading it."""

from __future__ import annotations

import re

import pytest
from try_wheel import ROOT, project

TEXT = (ROOT / ".github/workflows/build.yml").read_text(encoding="utf-8")
JOBS = dict(re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", TEXT.partition("\njobs:\n")[2] + "\n", re.MULTILINE))


def test_every_action_is_one_commit_and_says_which_version_that_is() -> None:
    """Whoever can move a tag of an action could build what athletes install."""
    used = re.findall(r"uses: (.+)", TEXT)
    assert used
    assert all(re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in used)
    names = {action.split("@")[0]: action for action in used}
    assert set(names.values()) == set(used)


def test_every_image_and_download_has_a_hash() -> None:
    """The build would change without a change here, or run what somebody else put there."""
    assert all("@sha256:" in image for image in re.findall(r"(?:container|image): (.+)", TEXT))
    downloads = re.findall(r"^ +(\w+): https://\S+$", TEXT, re.MULTILINE)
    assert downloads
    for name in downloads:
        assert re.search(rf"^ +{name}_SHA256: [0-9a-f]{{64}}$", TEXT, re.MULTILINE)
        assert f'"${name}_SHA256"' in TEXT


@pytest.mark.parametrize("job", JOBS)
def test_only_the_release_may_write(job: str) -> None:
    """A broken tool in a build could change the repository or its releases."""
    assert TEXT.count("\npermissions: {}\n") == 1
    rights = re.findall(r"^      ([\w-]+): (read|write) # to ", JOBS[job], re.MULTILINE)
    wanted = {"contents": "read"}
    if job == "release":
        wanted = dict.fromkeys(("contents", "id-token", "attestations"), "write")
        assert "if: github.ref_type == 'tag'" in JOBS[job]
    assert dict(rights) == wanted
    assert JOBS[job].count("actions/checkout@") == JOBS[job].count("persist-credentials: false") == 1


def test_no_script_takes_words_from_outside() -> None:
    """A branch's or tag's name could be run as a command."""
    scripts = re.findall(r"run: (?!\|)(.+)|run: \|\n((?:          .*\n)+)", TEXT)
    assert len(scripts) > len(JOBS)
    assert not any("${{" in script for both in scripts for script in both)


def test_all_three_systems_and_every_python_are_there() -> None:
    """A system or a Python that we say to support would be forgotten."""
    claimed = re.findall(r"Python :: (3\.\d+)'", str(project()["project"]["classifiers"]))
    [tested] = re.findall(r"python: \[(.+)\]", JOBS["test"])
    assert tested == ", ".join(f'"{version}"' for version in claimed)
    assert all(system in JOBS["test"] for system in ("ubuntu-", "windows-", "macos-"))
    assert sorted(re.findall(r"^            (3\.\d+)$", JOBS["wheel"], re.MULTILINE)) == claimed
    assert set(re.findall(r"needs: \[(.+)\]", JOBS["release"])[0].split(", ")) == set(JOBS) - {"release"}


def test_every_file_that_it_names_is_there() -> None:
    """A file that was renamed would stop the build on the day of a release."""
    named = set(re.findall(r"(?:packaging|docs)[/\\][\w./\\-]+\.\w+|\bdev\.py\b", TEXT))
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name.replace("\\", "/")).is_file()] == []
