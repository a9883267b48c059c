#!/usr/bin/env python3
"""Make the fonts in assets/fonts: `python3 tools/assets/fonts.py`. Needs npm, and fontTools from PyPI.

Takes Barlow Condensed and Atkinson Hyperlegible Next (both OFL, without a reserved name) as the npm packages of
Fontsource carry them, joins their Latin parts, adds the few signs that RetroTimer shows and they lack (≈, arrows,
a tick, the space bar), and renames the result, so that a font of the same name on the machine cannot stand in.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from fontTools.merge import Merger
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
VERSION = "5.3.0"
FAMILIES = {
    "barlow-condensed": ("RetroTimer Condensed", {"Bold": 700}),
    "atkinson-hyperlegible-next": ("RetroTimer Text", {"Regular": 500, "Bold": 700}),
}
BOLD_CLASS = 700

Outline = tuple[tuple[float, float], ...]
ARROW_UP: Outline = ((0.5, 1), (1, 0.45), (0.64, 0.45), (0.64, 0), (0.36, 0), (0.36, 0.45), (0, 0.45))
SIGNS: dict[str, tuple[Outline, ...]] = {
    "▲": (((0.5, 0.95), (1, 0.05), (0, 0.05)),),
    "▼": (((0, 0.95), (1, 0.95), (0.5, 0.05)),),
    "↑": (ARROW_UP,),
    "↓": (tuple((x, 1 - y) for x, y in reversed(ARROW_UP)),),
    "→": (tuple((y, 1 - x) for x, y in ARROW_UP),),
    "←": (tuple((1 - y, 1 - x) for x, y in reversed(ARROW_UP)),),
    "✓": (((0, 0.42), (0.16, 0.56), (0.37, 0.34), (0.86, 0.95), (1, 0.8), (0.39, 0.02)),),
    "␣": (
        ((0, 0.35), (0.15, 0.35), (0.15, 0.1), (1.05, 0.1), (1.05, 0.35), (1.2, 0.35), (1.2, -0.05), (0, -0.05)),
    ),
}
"""Outlines in parts of the height of a capital, clockwise."""
DEVANAGARI_SIGNS = (*range(0x0900, 0x0966), *range(0x0970, 0x0980), 0x200C, 0x200D, 0x20B9, 0x25CC)
NOTO = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's fonts-noto-core puts Noto Sans Devanagari."""
NOTICE = (
    "Devanagari: Copyright 2010-2020 Google LLC (https://github.com/googlei18n/noto-fonts), Noto Sans Devanagari\n"
)
KEPT = {
    "hhea": "ascent descent lineGap",
    "OS/2": "sTypoAscender sTypoDescender sTypoLineGap usWinAscent usWinDescent usWeightClass fsSelection "
    "sCapHeight sxHeight",
}
"""Of the Latin font: rows keep their height."""


def main() -> None:
    """Make every font and its licence file."""
    with tempfile.TemporaryDirectory() as folder:
        for package, (family, weights) in FAMILIES.items():
            parts = _fetch(package, Path(folder))
            for style, weight in weights.items():
                font = _joined(parts / "files", package, weight)
                _add_almost_equal(font)
                for sign, outlines in SIGNS.items():
                    _add_sign(font, sign, outlines)
                _rename(font, family, style)
                font.save(path := FONTS / f"{family.replace(' ', '')}-{style}.ttf")
                _with_devanagari(path, style)
            (FONTS / f"{family.replace(' ', '')}-OFL.txt").write_bytes(
                NOTICE.encode() + (parts / "LICENSE").read_bytes()
            )


def _with_devanagari(path: Path, style: str) -> None:
    """Join the signs of Hindi to the font at `path`: so its own figures stand beside them."""
    plain, noto = TTFont(path), TTFont(NOTO / f"NotoSansDevanagari-{style}.ttf")
    subset = Subsetter(Options(layout_features=["*"], hinting=False, name_IDs=["*"]))
    subset.populate(unicodes=DEVANAGARI_SIGNS)
    subset.subset(noto)
    scale_upem(noto, plain["head"].unitsPerEm)
    with tempfile.TemporaryDirectory() as folder:
        noto.save(part := Path(folder) / "devanagari.ttf")
        joined = Merger().merge([str(path), str(part)])
    joined["name"] = plain["name"]
    for table, fields in KEPT.items():
        for field in fields.split():
            setattr(joined[table], field, getattr(plain[table], field))
    joined.save(path)


def _fetch(package: str, folder: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", f"@fontsource/{package}@{VERSION}"], cwd=folder, check=True)
    with tarfile.open(folder / f"fontsource-{package}-{VERSION}.tgz") as archive:
        archive.extractall(folder / package, filter="data")
    return folder / package / "package"


def _joined(files: Path, package: str, weight: int) -> TTFont:
    paths = [str(files / f"{package}-{part}-{weight}-normal.woff") for part in ("latin", "latin-ext")]
    font = Merger().merge(paths)
    font.flavor = None
    return font


def _add_almost_equal(font: TTFont) -> None:
    """Draw ≈ as two tildes."""
    name, height = font.getBestCmap()[ord("~")], font["OS/2"].sCapHeight
    tilde = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(tilde)
    pen = TTGlyphPen(None)
    for shift in (height * 0.11, -height * 0.11):
        tilde.replay(TransformPen(pen, (1, 0, 0, 1, 0, shift)))
    _add(font, "≈", pen, font["hmtx"][name][0])


def _add_sign(font: TTFont, sign: str, outlines: tuple[Outline, ...]) -> None:
    height = font["OS/2"].sCapHeight
    margin, wide = 0.1 * height, max(x for outline in outlines for x, _y in outline)
    pen = TTGlyphPen(None)
    for outline in outlines:
        points = [(round(margin + x * height), round(y * height)) for x, y in outline]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    _add(font, sign, pen, round(wide * height + 2 * margin))


def _add(font: TTFont, sign: str, pen: Any, width: int) -> None:  # noqa: ANN401 - fontTools is untyped
    name = f"uni{ord(sign):04X}"
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(sign)] = name


def _rename(font: TTFont, family: str, style: str) -> None:
    names = {1: family, 2: style, 3: f"{family} {style} {VERSION}", 4: f"{family} {style}", 6: f"{family}-{style}"}
    for record in (16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=record)
    for record, text in names.items():
        font["name"].removeNames(nameID=record)
        font["name"].setName(text.replace(" ", "") if record == 6 else text, record, 3, 1, 0x409)
    is_bold = style == "Bold"
    font["OS/2"].usWeightClass = BOLD_CLASS if is_bold else 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (0b100000 if is_bold else 0b1000000)
    font["head"].macStyle = int(is_bold)


if __name__ == "__main__":
    main()
