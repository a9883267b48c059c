"""Ogg Vorbis: small and free; its comments are put in afterwards, which gives every page another number.

After xiph.org's "Ogg bitstream overview" (RFC 3533) and the "Vorbis I specification".
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import chain
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from retrotimer.audio.encoders.sndfile import OGG_VORBIS, encode
from retrotimer.audio.encoders.tags import Tags
from retrotimer.audio.encoders.vorbis_comment import comment, picture

_COMPRESSION = 0.6
_COMMENT_HEAD, _FRAMING = b"\x03vorbis", b"\x01"
_CONTINUED = 1
_HEAD = struct.Struct("<4sBBqIIIB")
_LACES = 255
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class _Page(NamedTuple):
    flags: int
    granule: int
    serial: int
    laces: bytes
    body: bytes

    def bytes(self, number: int) -> bytes:
        """Return it as page `number` of the stream, with its checksum."""
        head = _HEAD.pack(b"OggS", 0, self.flags, self.granule, self.serial, number, 0, len(self.laces))
        whole = head + self.laces + self.body
        return whole[:22] + struct.pack("<I", _checksum(whole)) + whole[26:]


def write_ogg(file: BinaryIO, blocks: Iterable[bytes], _frames: int, tags: Tags) -> None:
    """Write `blocks` to `file`, which is left open.

    Raises:
        MissingPart: where the encoder is not installed; nothing is written.
    """
    with TemporaryFile() as plain:
        encode(plain, blocks, OGG_VORBIS, _COMPRESSION)
        plain.seek(0)
        pages = _pages(plain)
        first = next(pages)
        heads = _paged(first.serial, [_comments(tags), _setup(pages)])
        file.writelines(page.bytes(number) for number, page in enumerate(chain([first], heads, pages)))


def _comments(tags: Tags) -> bytes:
    more = []
    if tags.picture:
        more.append(f"METADATA_BLOCK_PICTURE={b64encode(picture(tags.picture)).decode()}")
    return _COMMENT_HEAD + comment(tags, *more) + _FRAMING


def _pages(plain: BinaryIO) -> Iterator[_Page]:
    while head := plain.read(_HEAD.size):
        _sign, _version, flags, granule, serial, _number, _sum, count = _HEAD.unpack(head)
        laces = plain.read(count)
        yield _Page(flags, granule, serial, laces, plain.read(sum(laces)))


def _setup(pages: Iterator[_Page]) -> bytes:
    """Take the pages of the second and third packet, which end with a page, and return the third."""
    packets = [b""]
    while len(packets) < 3:
        page, at = next(pages), 0
        for lace in page.laces:
            packets[-1] += page.body[at : at + lace]
            at += lace
            if lace < _LACES:
                packets.append(b"")
    return packets[1]


def _paged(serial: int, packets: list[bytes]) -> Iterator[_Page]:
    """Return pages that hold `packets`."""
    laces = b"".join(b"\xff" * (len(one) // _LACES) + bytes([len(one) % _LACES]) for one in packets)
    whole, at, is_begun = b"".join(packets), 0, False
    for start in range(0, len(laces), _LACES):
        part = laces[start : start + _LACES]
        end = at + sum(part)
        # a page on which no packet ends has no place in time
        granule = 0 if min(part) < _LACES else -1
        yield _Page(_CONTINUED if is_begun else 0, granule, serial, part, whole[at:end])
        at, is_begun = end, part[-1] == _LACES


def _checksum(page: bytes) -> int:
    """Return Ogg's CRC-32, which is zlib's with the bits of each byte, and of the sum, the other way round."""
    mirrored = zlib.crc32(page.translate(_REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(mirrored.to_bytes(4, "little").translate(_REVERSED))
