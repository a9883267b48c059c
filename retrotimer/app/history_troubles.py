"""What was passed over in the folder of the history, in few sentences however many files there are."""

from __future__ import annotations

from collections.abc import Iterable

from retrotimer.files.history_folder import Cause, Passed
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext

SHOWN = 3


def sentences(passed: Iterable[Passed]) -> tuple[str, ...]:
    """Return a sentence or two for each cause that there was."""
    by_cause: dict[Cause, list[Passed]] = {}
    for one in passed:
        by_cause.setdefault(one.cause, []).append(one)
    return tuple(_sentence(cause, sorted(by_cause[cause])) for cause in Cause if cause in by_cause)


def _sentence(cause: Cause, found: list[Passed]) -> str:
    count = len(found)
    return _words(cause, count).format(n=count, files=_files(found))


def _words(cause: Cause, count: int) -> str:
    match cause:
        case Cause.COPY:
            return ngettext(
                "{n} copy in the history folder is passed over, as the session itself counts: {files}.",
                "{n} copies in the history folder are passed over, as the sessions themselves count: {files}.",
                count,
            )
        case Cause.FOREIGN:
            return ngettext(
                "{n} file in the history folder is not of RetroTimer and is passed over: {files}.",
                "{n} files in the history folder are not of RetroTimer and are passed over: {files}.",
                count,
            )
        case Cause.NO_FILE:
            return ngettext(
                "{n} entry in the history folder is a link, a folder or a device and is passed over: {files}.",
                "{n} entries in the history folder are links, folders or devices and are passed over: {files}.",
                count,
            )
        case Cause.NEWER:
            return ngettext(
                "A newer RetroTimer wrote {n} file in the history folder: it is left alone: {files}.",
                "A newer RetroTimer wrote {n} files in the history folder: they are left alone: {files}.",
                count,
            )
        case Cause.UNREADABLE:
            return ngettext(
                "{n} file in the history folder cannot be read and is left alone: {files}.",
                "{n} files in the history folder cannot be read and are left alone: {files}.",
                count,
            )


def _files(found: list[Passed]) -> str:
    shown = [_file(one) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        shown.append("…")
    return ", ".join(shown)


def _file(one: Passed) -> str:
    name = printable(one.name)
    if one.cause is not Cause.UNREADABLE:
        return name
    return _("{file} ({why})").format(file=name, why=one.why.rstrip("."))
