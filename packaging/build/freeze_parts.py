"""What goes into the standalone program and what stays out: tables, and the one rule that reads them."""

from __future__ import annotations

from fnmatch import fnmatch

# Loaded by name only, where PyInstaller does not see it.
HIDDEN = ("_cffi_backend", "wakepy.methods.freedesktop", "wakepy.methods.gnome")
# Of these the metadata is read: the page "About" and `doctor` name their versions.
METADATA = (
    "PySide6-Essentials defusedxml fitdecode icalendar lameenc miniaudio platformdirs psutil rich segno tomlkit "
    "wakepy websockets"
)
# Python modules that something could import and RetroTimer never does.
EXCLUDED = (
    "numpy ssl _ssl _hashlib _curses _uuid readline sqlite3 tkinter unittest pydoc doctest lib2to3 ensurepip "
    "setuptools pip IPython markdown_it mdurl pygments _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr "
    "_codecs_tw _multibytecodec PySide6.QtNetwork PySide6.QtQml PySide6.QtQuick PySide6.QtSql PySide6.QtOpenGL "
    "PySide6.QtPrintSupport PySide6.QtSvg PySide6.QtTest PySide6.QtXml "
    # of websockets only the server on asyncio serves phones
    "websockets.__main__ websockets.asyncio.client websockets.cli websockets.legacy websockets.sync websockets.trio"
)
# Libraries of the first level on Linux: Qt's, Python's, and of the system those that not every desktop has. A Linux
# with windows has all others, fitted to its drivers, fonts and sound; one from here could need a newer C library.
LINUX_LIBRARIES = (
    *(f"libQt6{name}.so*" for name in ("Core", "DBus", "Gui", "Svg", "WaylandClient", "Widgets", "XcbQpa")),
    *("libicu*", "libpyside6*", "libshiboken6*", "libpython3*"),
    *(f"lib{name}.so.*" for name in ("xcb-[!g]*", "xkbcommon", "xkbcommon-x11", "glib-2.0", "gthread-2.0")),
    *(f"lib{name}.so.*" for name in ("pcre2-8", "ffi", "bz2", "lzma", "z")),
)
# Of PySide6 only this comes along: everything is painted by the processor. Of Qt's own texts, such as a
# dialog's buttons, it has no Hindi.
QT = (
    *("PySide6/*.abi3.so*", "PySide6/*.pyd", "PySide6/*.py*", "shiboken6/*"),
    *(f"PySide6/Qt/lib/{name}" for name in LINUX_LIBRARIES[:8]),
    *(f"PySide6/{name}.dll" for name in ("Qt6Core", "Qt6Gui", "Qt6Svg", "Qt6Widgets", "pyside6.abi3", "[MV]*")),
    *(f"PySide6/*plugins/platforms/*q{name}.*" for name in ("offscreen", "wayland", "windows", "xcb")),
    *("PySide6/*plugins/iconengines/*qsvgicon.*", "PySide6/*plugins/styles/*"),
    *(f"PySide6/*translations/qtbase_{language}.qm" for language in ("de", "es", "fr", "it", "pt_BR")),
    *(f"PySide6/*plugins/imageformats/*q{name}.*" for name in ("ico", "svg")),
    *(f"PySide6/Qt/plugins/platforminputcontexts/lib{name}platform*" for name in ("compose", "ibus")),
    *("PySide6/Qt/plugins/platformthemes/libqxdg*", "PySide6/Qt/plugins/wayland-decoration-client/*"),
    "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
)
LEFT_OUT = (
    *(
        "assets/icons/*.icns",
        "assets/icons/*.ico",
        "assets/translations/*.po*",
        "assets/translations/*.md",
        "*.pyi",
    ),
    *(f"assets/voice/{language}/*" for language in ("de", "es", "fr", "hi", "it", "pt_BR")),  # packs of their own
    # of a library's own papers only its version is read; its licence is in licenses/
    *(f"*.dist-info/{name}" for name in ("RECORD", "WHEEL", "INSTALLER", "REQUESTED", "*/*", "*.txt", "LICENSE*")),
)


def stays_out(place: str) -> bool:
    """Tell whether the file at `place` in the bundle, with slashes, is left out."""
    if place.startswith(("PySide6/", "Qt6")):  # on Windows Qt's libraries come to the first level
        return not any(fnmatch(f"PySide6/{place.removeprefix('PySide6/')}", pattern) for pattern in QT)
    if fnmatch(place, "lib*.so*") and "/" not in place:
        return not any(fnmatch(place, pattern) for pattern in LINUX_LIBRARIES)
    return any(fnmatch(place, pattern) for pattern in LEFT_OUT)
