"""What goes into the standalone program and what stays out: tables, and the one rule that reads them."""

from __future__ import annotations

from fnmatch import fnmatch

# Loaded by name only, where PyInstaller does not see it.
HIDDEN = ("_cffi_backend", "wakepy.methods.freedesktop", "wakepy.methods.gnome")
# Of these the data is read with importlib.metadata: the page "About" and `doctor` tell their versions.
METADATA: tuple[str, ...] = (
    "PySide6-Essentials",
    "defusedxml",
    "fitdecode",
    "icalendar",
    "lameenc",
    "miniaudio",
)
METADATA += ("platformdirs", "psutil", "rich", "tomlkit", "wakepy")
# Python modules that something could import and RetroTimer never does.
EXCLUDED = (
    "numpy",
    "ssl",
    "_ssl",
    "_hashlib",
    "_curses",
    "_uuid",
    "readline",
    "sqlite3",
    "tkinter",
    "unittest",
    "pydoc",
    "doctest",
    "lib2to3",
    "ensurepip",
    "setuptools",
    "pip",
    "IPython",
    "asyncio",
    "markdown_it",
    "mdurl",
    "pygments",
    *(f"_codecs_{name}" for name in ("cn", "hk", "iso2022", "jp", "kr", "tw")),
    "_multibytecodec",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtOpenGL",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "PySide6.QtTest",
    "PySide6.QtXml",
)
# Libraries of the first level, which are Qt's, Python's and this system's. These come along; a Linux with windows
# has its own of all others, fitted to its drivers, fonts, sound or compiler, and one from here could need a newer C
# library than Qt itself does.
LIBRARIES = (
    *(f"libQt6{name}.so*" for name in ("Core", "DBus", "Gui", "Svg", "WaylandClient", "Widgets", "XcbQpa")),
    *("libicu*", "libpyside6*", "libshiboken6*", "libpython3*"),
    *(
        f"lib{name}.so.*"
        for name in ("xcb-[!g]*", "xkbcommon", "xkbcommon-x11", "glib-2.0", "gthread-2.0", "pcre2-8")
    ),
    *(f"lib{name}.so.*" for name in ("ffi", "bz2", "lzma", "z")),
)
# Files by their place in the bundle, or by their name.
LEFT_OUT = (
    # Qt's parts for web pages, data bases, telephones, bare screens, and its looks borrowed from GTK 3
    *(f"PySide6/Qt/lib/libQt6{name}*" for name in ("Network", "Qml", "Quick", "Sql", "Pdf", "VirtualKeyboard")),
    *(
        f"PySide6/Qt/lib/libQt6{name}*"
        for name in ("OpenGL", "WlShell", "Eglfs", "EglFS", "EglFs", "PrintSupport", "Test", "Xml")
    ),
    *(f"PySide6/Qt/plugins/{kind}/*" for kind in ("tls", "networkinformation", "sqldrivers", "generic")),
    *(f"PySide6/Qt/plugins/{kind}/*" for kind in ("egldeviceintegrations", "printsupport", "qmltooling")),
    *(f"PySide6/Qt/plugins/platforms/libq{name}.so" for name in ("eglfs", "linuxfb", "minimal", "minimalegl")),
    *(f"PySide6/Qt/plugins/platforms/libq{name}.so" for name in ("vkkhrdisplay", "vnc", "webgl")),
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    *(
        f"PySide6/Qt/plugins/imageformats/libq{name}.so"
        for name in ("gif", "jpeg", "pdf", "tiff", "webp", "icns", "tga", "wbmp")
    ),
    # everything is painted by the processor: no OpenGL is loaded; and Wayland's desktops all speak xdg-shell
    *(f"PySide6/Qt/plugins/{kind}/*" for kind in ("xcbglintegrations", "wayland-graphics-integration-client")),
    *(f"PySide6/Qt/plugins/wayland-shell-integration/lib{name}.so" for name in ("ivi-shell", "qt-shell")),
    *(f"PySide6/Qt/plugins/wayland-shell-integration/lib{name}.so" for name in ("wl-shell-plugin", "fullscreen*")),
    *("assets/icons/*.icns", "assets/icons/*.ico", "assets/translations/*.pot"),
    "PySide6/Qt/qml/*",
    # Qt's own words in other languages; ours come with our catalogues
    "PySide6/Qt/translations/*",
    "*.pyi",
    # of a library's own papers only its version is read; its licence stands in licenses/
    *(f"*.dist-info/{name}" for name in ("RECORD", "WHEEL", "INSTALLER", "REQUESTED", "*/*", "*.txt", "LICENSE*")),
)


def stays_out(place: str) -> bool:
    """Tell whether the file at `place` in the bundle, with slashes, is left out."""
    if fnmatch(place, "lib*.so*") and "/" not in place:
        return not any(fnmatch(place, pattern) for pattern in LIBRARIES)
    return any(fnmatch(place, pattern) for pattern in LEFT_OUT)
