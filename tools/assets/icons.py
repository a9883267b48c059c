"""Draw the program's icons from their masters: `python tools/assets/icons.py`.

`retrotimer.svg` is the master, `retrotimer-small.svg` that for sizes in which it would blur. Beside a PNG for each
size come what Windows (.ico) and macOS (.icns) want: both are boxes around the same PNGs.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[2] / "assets" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SMALL = 24
"""Up to this size the small master is drawn."""
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS_TYPES = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def drawn(size: int) -> QImage:
    """Return the icon at `size` pixels."""
    master = ICONS / ("retrotimer-small.svg" if size <= SMALL else "retrotimer.svg")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(master)).render(painter)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """Return `image` as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # it takes a device too
    return bytes(buffer.data().data())


def ico(pngs: dict[int, bytes]) -> bytes:
    """Return a Windows icon: a head of 6 bytes, 16 for each picture, then the pictures."""
    at = 6 + 16 * len(ICO_SIZES)
    entries = b""
    for size in ICO_SIZES:
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(pngs[size]), at)
        at += len(pngs[size])
    return struct.pack("<HHH", 0, 1, len(ICO_SIZES)) + entries + b"".join(pngs[size] for size in ICO_SIZES)


def icns(pngs: dict[int, bytes]) -> bytes:
    """Return a macOS icon: a head of 8 bytes, then each picture with its type and length."""
    body = b"".join(kind + struct.pack(">I", 8 + len(pngs[size])) + pngs[size] for size, kind in ICNS_TYPES.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> None:
    """Write all of them."""
    application = QGuiApplication([])
    pngs = {size: png(drawn(size)) for size in SIZES}
    for size, content in pngs.items():
        (ICONS / f"retrotimer-{size}.png").write_bytes(content)
    (ICONS / "retrotimer.ico").write_bytes(ico(pngs))
    (ICONS / "retrotimer.icns").write_bytes(icns(pngs))
    del application


if __name__ == "__main__":
    main()
