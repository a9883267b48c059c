"""Read a finished session back from a FIT activity that RetroTimer wrote."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

from retrotimer.exchange.fit.write_activity import OURS
from retrotimer.exchange.json_archive import ArchivedSession, carried_from, parsed
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile

MAX_PLAIN = 64 << 20


def read_activity(data: bytes) -> ArchivedSession:
    """Return the session in the `data` of a FIT file that RetroTimer wrote. Raises WrongFile."""
    packed = "".join(text for _nth, text in sorted(_pieces(data)))
    if not packed:
        raise WrongFile(_("RetroTimer did not write it: only its own activities come back into the history"))
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(base64.b64decode(packed, validate=True), MAX_PLAIN)
    except (ValueError, zlib.error) as error:
        raise WrongFile(_("what RetroTimer wrote into it is damaged")) from error
    return carried_from(parsed(plain))


def _pieces(data: bytes) -> Iterator[tuple[int, str]]:
    from fitdecode import CrcCheck, FitDataMessage, FitReader  # heavy

    if data[8:12] != b".FIT":
        raise WrongFile(_("this is not a FIT file"))
    try:
        with FitReader(data, processor=None, check_crc=CrcCheck.RAISE) as reader:
            for frame in reader:
                if isinstance(frame, FitDataMessage) and frame.global_mesg_num == OURS:
                    values = {field.def_num: field.raw_value for field in frame.fields}
                    yield int(values.get(0) or 0), str(values.get(1) or "")
    except Exception as error:  # the library stumbles over broken files in many ways
        raise WrongFile(_("it is damaged or cut short")) from error
