"""Move all data to another folder, such as a shared one, and back.

The old folder is used until every file was compared in the new one and the pointer file is replaced; only then is
the old data renamed. A crash at any moment leaves one whole library in use.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, atomic_write
from retrotimer.files.data_migration import DataCopy, Progress, holds_data, move_to_subfolder
from retrotimer.files.presets import drafts
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import RetroTimerError, WrongRequest


class Moved(NamedTuple):
    """Where the data lies now, and sentences on the old folder and on files of the same name."""

    folder: Path
    message: tuple[str, ...]


def missing_notice() -> str:
    """Return a sentence where the folder of the data is not there; "" where all is well."""
    return f"{missing_words()} {ways_words()}" if paths.missing_data() else ""


def missing_words() -> str:
    """Return which folder is not there, where one is not."""
    missing = paths.missing_data()
    if missing == paths.pointer():
        sentence = _("{folder} should say where your data lies, and cannot be understood.")
    else:
        sentence = _("Your data lies in {folder}, which is not there now.")
    return sentence.format(folder=printable(str(missing)))


def ways_words() -> str:
    """Return what to type where the folder is not there."""
    return _(
        "Connect its disk, or say where it is with `retrotimer data move FOLDER`. `retrotimer data usual` begins "
        "with the usual folder."
    )


def move(folder: Path, progress: Progress = lambda _done, _of: None) -> Moved:
    """Copy all data to `folder`, whose files stay, and use it from then on. Raises MissingPart, WrongRequest.

    Where the present folder is missing, nothing is copied. An exception from `progress` cancels the move.
    """
    target = resolved(folder)
    check(target)
    if paths.missing_data():
        _use(target)
        return Moved(target, (_("Your data is used from {folder} now.").format(folder=printable(str(target))),))
    source, left = paths.data(), paths.waiting()
    copying = DataCopy(source, target, progress)
    copying.run()
    _use(target)
    late = _finish(copying, source, target)
    sentences = _sentences(target, copying)
    if left not in (None, target):
        sentences.append(_("What lies in {folder} is not used any more.").format(folder=printable(str(left))))
    return Moved(target, (*sentences, *([late] if late else _put_away(source))))


def use_usual() -> Path:
    """Use the platform's folder, with whatever lies there, and return it. Raises NotSaved, WrongRequest."""
    _refuse_home()
    try:
        paths.pointer().unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(paths.pointer(), error) from error
    return paths.usual_data()


def use_usual_for_now() -> None:
    """Use the platform's folder while the chosen one is missing; `paths.waiting` names that. Raises NotSaved."""
    missing, pointer = paths.missing_data(), paths.pointer()
    if missing == pointer:  # what it says cannot be understood, but may be by a person
        try:
            pointer.replace(pointer.with_name(f"{pointer.name}.old"))
        except OSError as error:
            raise NotSaved(pointer, error) from error
    elif missing:
        _point(f"{missing}\n{paths.FOR_NOW}\n")


def resolved(folder: Path) -> Path:
    """Return the folder that `folder` is, without links and `~`."""
    return Path(os.path.realpath(paths.expanded(folder)))


def check(target: Path) -> None:
    """Look whether the data can lie in `target`, a resolved path. Raises WrongRequest."""
    _refuse_home()
    shown, source = printable(str(target)), resolved(paths.data())
    if target.exists() and not target.is_dir():
        raise WrongRequest(_("{folder} is a file; give a folder.").format(folder=shown))
    if not str(target).isprintable():
        raise WrongRequest(_("{folder} has signs in its name that cannot be kept; rename it.").format(folder=shown))
    if paths.missing_data():
        if not holds_data(target):
            raise WrongRequest(
                _("There is no data of RetroTimer in {folder}. {notice}").format(
                    folder=shown, notice=missing_notice()
                )
            )
    elif target == source:
        raise WrongRequest(_("Your data lies in {folder} already.").format(folder=shown))
    elif target.is_relative_to(source) or source.is_relative_to(target):
        sentence = _("{folder} lies within the folder in use, or around it; give another one.")
        raise WrongRequest(sentence.format(folder=shown))


def _refuse_home() -> None:
    if paths.home():
        sentence = _("{variable} says where everything lies: change that instead.")
        raise WrongRequest(sentence.format(variable=paths.HOME_VARIABLE))


def _use(target: Path) -> None:
    if target == resolved(paths.usual_data()):
        use_usual()
    else:
        _point(f"{target}\n")


def _point(text: str) -> None:
    with atomic_write(paths.pointer(), make_folder=True) as file:
        file.write(text.encode())


def _finish(copying: DataCopy, source: Path, target: Path) -> str:
    """Point drafts to `target` and copy what was saved meanwhile; return a sentence where that failed."""
    try:
        for draft in drafts.drafts():
            if draft.path and draft.path.is_relative_to(source) and draft.path.exists():
                drafts.keep(replace(draft, path=target / draft.path.relative_to(source)))
                drafts.forget(draft.path)
        copying.run()
    except RetroTimerError as error:
        sentence = _("The old folder is left as it is, as what was saved last may not have been brought: {why}")
        return sentence.format(why=error)
    return ""


def _put_away(source: Path) -> list[str]:
    """Rename what lies in `source`, where only this laptop uses it; return what to tell of it."""
    if source != paths.usual_data():  # what is renamed there is renamed for another laptop too
        left = _("What lies in {folder} stays as it is: another laptop may use it.")
        return [left.format(folder=printable(str(source)))]
    name = f"moved-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.urandom(2).hex()}"
    subfolder, problem = move_to_subfolder(source, name)
    kept = _("The old data is kept in {folder}; delete it once all is well.")
    return [kept.format(folder=printable(str(subfolder))) if subfolder else problem]


def _sentences(target: Path, copying: DataCopy) -> list[str]:
    sentence = ngettext(
        "Your data lies in {folder} now: {n} file was brought there, and compared.",
        "Your data lies in {folder} now: {n} files were brought there, and compared.",
        len(copying.new),
    )
    sentences = [sentence.format(folder=printable(str(target)), n=len(copying.new))]
    if copying.differing:
        sentence = ngettext(
            "{n} file of that name was there already with other contents, and is used; yours stays in the old "
            "folder: {files}.",
            "{n} files of the same names were there already with other contents, and are used; yours stay in the "
            "old folder: {files}.",
            len(copying.differing),
        )
        files = ", ".join(printable(str(path)) for path in sorted(copying.differing))
        sentences.append(sentence.format(n=len(copying.differing), files=files))
    return sentences
