"""What others wrote and Qt's libraries hold: for the licences and the bill of materials of the standalone program.

The wheel of PySide6 does not tell; this is from the notes of attribution in Qt's own sources, for the libraries and
plugins that freeze_parts.py lets in, on Linux. A library that lies there as a file of its own is not named here.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

TEXTS = Path(__file__).resolve().parent / "licences"
COMMON = Path("/usr/share/common-licenses")
FILE = "Qt-third-parties.md"


class Part(NamedTuple):
    """A piece of somebody else's work: the library of Qt it is in, its licence by SPDX, and whose it is."""

    name: str
    inside: str
    licence: str
    holders: str


PARTS = (
    Part("zlib", "Qt Core", "Zlib", "1995-2024 Jean-loup Gailly and Mark Adler"),
    Part("double-conversion", "Qt Core", "BSD-3-Clause", "2006-2012 the V8 project authors"),
    Part("TinyCBOR", "Qt Core", "MIT", "2015-2021 Intel Corporation"),
    Part("forkfd", "Qt Core", "MIT", "2016 Intel Corporation; 2015 Klarälvdalens Datakonsult AB"),
    Part("FreeBSD strtoll", "Qt Core", "BSD-3-Clause", "1992, 1993 The Regents of the University of California"),
    Part("Easing equations", "Qt Core", "BSD-3-Clause", "2001 Robert Penner"),
    Part("SHA-384 and SHA-512", "Qt Core", "BSD-3-Clause", "2011 IETF Trust and the authors of the code"),
    Part("brg_endian", "Qt Core", "BSD-2-Clause", "1998-2013 Brian Gladman, Worcester, UK"),
    Part("Keccak", "Qt Core", "CC0-1.0", "Guido Bertoni, Joan Daemen, Michaël Peeters and Gilles Van Assche"),
    Part("SHA-1", "Qt Core", "CC0-1.0", "Dominik Reichl; 2016 The Qt Company Ltd"),
    Part("BLAKE2", "Qt Core", "CC0-1.0 OR Apache-2.0", "2012 Samuel Neves"),
    Part("MD4", "Qt Core", "CC0-1.0", "2001 Alexander Peslyak, placed in the public domain"),
    Part("MD5", "Qt Core", "CC0-1.0", "1993 Colin Plumb, no copyright is claimed; Ian Jackson"),
    Part("SipHash", "Qt Core", "CC0-1.0", "2012-2014 Jean-Philippe Aumasson, Daniel J. Bernstein; 2016 Intel"),
    Part("Unicode Character Database", "Qt Core", "Unicode-3.0", "1991-2026 Unicode, Inc."),
    Part("Unicode CLDR", "Qt Core", "Unicode-3.0", "1991-2026 Unicode, Inc."),
    Part("ICU", "Qt Core", "Unicode-3.0", "1991-2026 Unicode, Inc.; 1995-2016 International Business Machines"),
    Part("libpng", "Qt GUI", "Libpng", "the PNG Reference Library Authors; see the licence"),
    Part("HarfBuzz", "Qt GUI", "MIT", "2010-2026 Google, Inc., Behdad Esfahbod, Red Hat, Inc. and others"),
    Part("MD4C", "Qt GUI", "MIT", "2016-2024 Martin Mitáš"),
    Part("Emoji Segmenter", "Qt GUI", "Apache-2.0", "2019 Google LLC"),
    Part("FreeType's smooth rasteriser", "Qt GUI", "FTL", "1996-2015 David Turner, Robert Wilhelm, Werner Lemberg"),
    Part("Smooth scaling", "Qt GUI", "BSD-2-Clause", "2004, 2005 Daniel M. Duley; Imlib2: Carsten Haitzler"),
    Part("WebGradients", "Qt GUI", "MIT", "2017 itmeo and the collaborators of WebGradients"),
    Part("Adobe Glyph List", "Qt GUI", "BSD-3-Clause", "2002-2010 Adobe Systems Incorporated"),
    Part("sRGB profile", "Qt GUI", "LicenseRef-ICC-License", "2015 International Color Consortium"),
    Part("XCB-XInput", "Qt XCB", "MIT", "2001-2006 Bart Massey, Jamey Sharp, Josh Triplett; 2006 Peter Hutterer"),
    Part("XSVG", "Qt SVG", "HPND-sell-variant", "2002 USC/Information Sciences Institute"),
    Part(
        "Wayland protocols",
        "Qt Wayland",
        "MIT",
        "2008-2021 Kristian Høgsberg, Intel, Collabora, Red Hat and others",
    ),
)


def write(folder: Path) -> None:
    """Write the list to `folder`, and beside it the text of each licence that it names."""
    rows = [f"| {part.name} | {part.inside} | {part.licence} | {part.holders} |" for part in PARTS]
    head = (
        "# What others wrote and Qt holds\n",
        "Qt is under the LGPL; these parts of it keep licences of their own, whose texts lie beside this file.\n",
        "| Part | in | licence | copyright |",
        "| --- | --- | --- | --- |",
    )
    (folder / FILE).write_text("\n".join([*head, *rows, ""]), encoding="utf-8")
    for name in sorted({name for part in PARTS for name in part.licence.split(" OR ")}):
        ours = TEXTS / f"{name}.txt"
        shutil.copyfile(ours if ours.is_file() else COMMON / name, folder / f"{name}.txt")
