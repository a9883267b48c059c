"""Export the history and import it again: a file of all sessions, or a FIT activity of one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from retrotimer.app.history.history import Session, SessionList, load_history
from retrotimer.exchange.json_archive import ArchivedSession
from retrotimer.files.export_files import export_write
from retrotimer.files.history import store
from retrotimer.files.history.annotations import Rating, rating_text
from retrotimer.files.history.checks import Check
from retrotimer.files.history.merge import Kind, kind_of
from retrotimer.files.history.session_file import session_of
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile, WrongRequest

ONE = ".fit"  # the ending of a file that holds one
MAX_BYTES = 256 << 20


class Brought(NamedTuple):
    """How many sessions of a file are new here, were known already, and got a rating that is newer than ours."""

    new: int
    known: int
    ratings: int
    notes: tuple[str, ...]


class Shared(NamedTuple):
    """What is to be said of an export: a sentence for each session that cannot be read, and for what is lost."""

    unread: tuple[str, ...]
    lost: tuple[str, ...]


def share_history(book: SessionList, out: Path) -> Shared:
    """Write all sessions to `out` by its ending.

    Raises NotSaved, or WrongRequest for an unknown ending or a file of the history itself.
    """
    write = _writer(out)
    notes: list[str] = []
    lost: list[str] = []
    extra: dict[str, object] = {"notes": lost}
    if out.suffix.casefold() == ".json":
        extra = {"checks": book.checks[::-1]}
    with export_write(out, _own_file(book.folder, out)) as file:
        write(_carried(book.sessions[::-1], notes), file, **extra)
    return Shared(tuple(notes), tuple(lost))


def share_session(session: Session, out: Path) -> tuple[str, ...]:
    """Write `session` to `out` by its ending; return what is lost. Raises NotSaved, WrongFile, WrongRequest."""
    return _share(_carry(session), out, session.path.parent)


def share_file(path: Path, out: Path) -> tuple[str, ...]:
    """Write the session in the file `path` of the history to `out`, as `share_session` does."""
    return _share(ArchivedSession(path.stem, store.read(path), store.rating(path)), out, path.parent)


def _share(carried: ArchivedSession, out: Path, folder: Path) -> tuple[str, ...]:
    sources = _own_file(folder, out)
    notes: list[str] = []
    if out.suffix.casefold() != ONE:
        write = _writer(out)
        extra = {"notes": notes} if out.suffix.casefold() == ".csv" else {}
        with export_write(out, sources) as file:
            write(iter([carried]), file, **extra)
        return tuple(notes)
    from retrotimer.exchange.fit.write_activity import write_activity  # seldom wanted

    with export_write(out, sources) as file:
        write_activity(carried, file)
    return ()


def _own_file(folder: Path, out: Path) -> tuple[Path, ...]:
    """Return the file of the history in `folder` that `out` would replace, if it is one."""
    name = Path(os.path.realpath(out)).name
    return (folder / name,) if kind_of(name) is not Kind.FOREIGN else ()


def _writer(out: Path) -> Callable[..., None]:
    from retrotimer.exchange.csv_table import write_csv
    from retrotimer.exchange.json_archive import write_json

    writers: dict[str, Callable[..., None]] = {".csv": write_csv, ".json": write_json}
    write = writers.get(out.suffix.casefold())
    if write is None and out.suffix.casefold() == ONE:
        raise WrongRequest(
            _("A FIT file holds one session: name it, as in `retrotimer history export ID -o x.fit`.")
        )
    if write is None:
        sentence = _("{file}: '{ending}' is not a kind of file that sessions go into; use .csv, .json or .fit.")
        raise WrongRequest(sentence.format(file=printable(str(out)), ending=printable(out.suffix)))
    return write


def _carried(sessions: tuple[Session, ...], notes: list[str]) -> Iterator[ArchivedSession]:
    for session in sessions:
        try:
            yield _carry(session)
        except WrongFile as error:  # changed or gone since it was listed
            notes.append(str(error))


def _carry(session: Session) -> ArchivedSession:
    at = session.rated_at
    rating = None if at is None else Rating(session.effort, session.note, at)
    return ArchivedSession(session.id, store.read(session.path), rating)


def bring(path: Path, folder: Path | None = None) -> Brought:
    """Add the sessions in the file at `path` to `folder` (default: the history's); idempotent.

    Known and deleted sessions stay as they are; ratings are merged, the latest counts. Raises NotSaved, WrongFile,
    WrongRequest.
    """
    notes: list[str] = []
    checks: list[Check] = []
    found = _read(path, notes, checks)
    book = load_history(folder)
    known = {session.id: session for session in (*book.sessions, *book.deleted)}
    deleted = {session.id for session in book.deleted}
    new = ratings = 0
    for carried in found:
        place = book.folder / f"{carried.id}.json"
        if not place.exists():
            store.save_as(carried.record, place)
            new += 1
        ratings += _bring_rating(carried.rating, place, known.get(carried.id))
    for check in set(checks) - set(book.checks):
        store.save_check(check, book.folder)
    words = _("{id} was deleted here and stays so: `retrotimer history undelete {id}` takes that back.")
    notes += [words.format(id=one.id) for one in found if one.id in deleted]
    return Brought(new, len(found) - new, ratings, tuple(notes))


def _bring_rating(rating: Rating | None, place: Path, known: Session | None) -> bool:
    """Write `rating` beside its session, where it is newer than what is said there."""
    if rating is None or (known and known.rated_at and known.rated_at >= rating.at):
        return False
    mark = f"{crc32(rating_text(rating).encode()):08x}"
    store.rate(place, rating.effort, rating.note, rating.at, mark)
    return True


def _read(path: Path, notes: list[str], checks: list[Check]) -> list[ArchivedSession]:
    from retrotimer.exchange.csv_table import read_csv
    from retrotimer.exchange.fit.read_activity import read_activity
    from retrotimer.exchange.json_archive import is_session, read_json

    readers: dict[str, Callable[[bytes], list[ArchivedSession]]] = {
        ".json": lambda data: [_one(path, data)] if is_session(data) else read_json(data, checks),
        ".csv": lambda data: read_csv(data, notes),
        ".fit": lambda data: [read_activity(data)],
    }
    read = readers.get(path.suffix.casefold())
    if read is None:
        sentence = _("{file}: '{ending}' is not a kind of file that sessions come from; use .json, .csv or .fit.")
        raise WrongRequest(sentence.format(file=printable(str(path)), ending=printable(path.suffix)))
    try:
        return read(_bytes(path))
    except WrongFile as error:
        sentence, file = _("{file}: {why}"), printable(str(path))
        raise WrongFile(*(sentence.format(file=file, why=why) for why in error.mistakes)) from error


def _one(path: Path, data: bytes) -> ArchivedSession:
    """Return the session of a file that was saved outside the history, with what was said of it beside."""
    record = session_of(data.decode(errors="replace"))
    return ArchivedSession(store.known_id(path, data, record), record, store.rating(path))


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise WrongFile(_("this is a folder or a device, not a file"))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise WrongFile(_("there is no such file")) from error
    except OSError as error:
        raise WrongFile(error.strerror or str(error)) from error
    if len(data) > MAX_BYTES:
        raise WrongFile(_("it is larger than any history"))
    return data
