"""Moving all data to another folder, such as one that is shared with a second laptop; and the way back.

The old folder is in use until every file has been compared in the new one. Then one small file is replaced, which
says where the data lies, and only then is the old data renamed. Cut off before, all is as it was; cut off after,
the old data only keeps its name.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from retrotimer.files import places
from retrotimer.files.atomic import NotSaved, atomic_write
from retrotimer.files.moving import Progress, copy_data, holds_data, put_aside
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import WrongRequest


class Moved(NamedTuple):
    """Where the data lies now, and sentences that tell what became of the old one and of files of the same name."""

    folder: Path
    told: tuple[str, ...]


def missing_notice() -> str:
    """Return a sentence where the folder of the data is not there; "" where all is well."""
    missing = places.missing_data()
    if missing is None:
        return ""
    sentence = _(
        "Your data lies in {folder}, which is not there now: connect its disk, or say where it is with "
        "`retrotimer data move FOLDER`. `retrotimer data usual` begins with the usual folder."
    )
    return sentence.format(folder=printable(str(missing)))


def move(folder: Path, told: Progress = lambda _done, _of: None) -> Moved:
    """Move all data to `folder`, or join it to what lies there already, and use that from now on.

    Where the data's folder is not there now, `folder` is where it lies instead: nothing is copied.

    Raises:
        MissingPart: where something cannot be read or written; the old folder stays in use.
        WrongRequest: for a folder that cannot be one.
    """
    target = Path(os.path.realpath(folder.expanduser()))
    _check(target)
    if places.missing_data():
        _use(target)
        return Moved(target, (_("Your data is used from {folder} now.").format(folder=printable(str(target))),))
    source = places.data()
    copied = copy_data(source, target, told)
    _use(target)
    if source != places.usual_data():  # another laptop may use it: what is renamed there is renamed for both
        left = _("What lies in {folder} stays as it is: another laptop may use it.")
        told_of = _told(target, copied.new, copied.beside, None, left.format(folder=printable(str(source))))
        return Moved(target, tuple(told_of))
    name = f"moved-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.urandom(2).hex()}"
    aside, trouble = put_aside(source, name)
    return Moved(target, tuple(_told(target, copied.new, copied.beside, aside, trouble)))


def use_usual() -> Path:
    """Use the platform's folder from now on, with whatever lies there, and return it; nothing is moved.

    Raises:
        NotSaved: where that cannot be written.
        WrongRequest: where `RETROTIMER_HOME` says where everything lies.
    """
    _refuse_home()
    try:
        places.pointer().unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(places.pointer(), error) from error
    return places.usual_data()


def _use(target: Path) -> None:
    if target == Path(os.path.realpath(places.usual_data())):
        use_usual()
        return
    with atomic_write(places.pointer(), make_folder=True) as file:
        file.write(f"{target}\n".encode())


def _check(target: Path) -> None:
    _refuse_home()
    shown, source = printable(str(target)), Path(os.path.realpath(places.data()))
    if target.exists() and not target.is_dir():
        raise WrongRequest(_("{folder} is a file; give a folder.").format(folder=shown))
    if not str(target).isprintable():
        raise WrongRequest(_("{folder} has signs in its name that cannot be kept; rename it.").format(folder=shown))
    if places.missing_data():
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
    if places.home():
        sentence = _("{variable} says where everything lies: change that instead.")
        raise WrongRequest(sentence.format(variable=places.HOME_VARIABLE))


def _told(target: Path, new: int, beside: tuple[Path, ...], aside: Path | None, trouble: str) -> list[str]:
    sentence = ngettext(
        "Your data lies in {folder} now: {n} file was brought there, and compared.",
        "Your data lies in {folder} now: {n} files were brought there, and compared.",
        new,
    )
    told = [sentence.format(folder=printable(str(target)), n=new)]
    words = _("One of that name with other contents was there already: yours is kept beside it as {file}.")
    told += [words.format(file=printable(str(path))) for path in beside]
    if aside:
        kept = _("The old data is kept in {folder}; delete it once all is well.")
        told.append(kept.format(folder=printable(str(aside))))
    return [*told, trouble] if trouble else told
