"""The player in a Qt window. Only this package imports Qt."""

import sys

import PySide6.QtCore  # noqa: F401 - brings what is changed below


def _spare_source_reading() -> None:
    """Keep PySide from reading the source of every module that is imported from now on.

    It looks in each for a switch to other names of Qt's methods, which nothing here uses; that takes a quarter of
    the time of our imports, and keeps 4 MB of sources in memory.
    """
    feature = vars(sys.modules.get("shibokensupport.feature", object))
    if "_mod_uses_pyside" in feature:
        feature["_mod_uses_pyside"] = lambda _module: False


_spare_source_reading()
