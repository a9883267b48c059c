"""Reading XML that may be anything at all.

DTDs are refused: with them a short file can fill the memory, or fetch other files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrotimer.files.exchange.imported import Findings
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.workout import MAX_INTERVALS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_ELEMENTS, MAX_DEPTH = 6 * MAX_INTERVALS, 50

BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,8};)")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_xml(data: bytes, findings: Findings) -> Element:
    """Return the root of the XML in `data`; what is nearly XML is mended, and that is noted.

    Raises:
        WrongFile: where it is no XML, or has a DTD.
    """
    from xml.etree.ElementTree import ParseError  # only an import needs it

    from defusedxml import DefusedXmlException

    if not data.strip(b" \t\r\n\0"):
        raise findings.error(_("it is empty"))
    try:
        try:
            return _parsed(data)
        except (ParseError, ValueError, LookupError) as first:  # an encoding that is not known is a LookupError
            mended = _mended(data)
            if mended == data:
                raise
            root = _parsed(mended)
            sentence = _("The file is not quite XML ({why}); it could be read all the same.")
            findings.note(sentence.format(why=_why(first)))
            return root
    except DefusedXmlException as error:
        sentence = _("it has a DTD or entities of its own, which no workout needs: it is not read")
        raise findings.error(sentence) from error
    except _TooLarge as error:
        raise findings.error(_("it holds far more than a workout does")) from error
    except (ParseError, ValueError, LookupError) as error:
        raise findings.error(_("this is not XML: {why}").format(why=_why(error))) from error


class _TooLarge(Exception):  # noqa: N818 - never leaves this module
    """The XML has more elements, or more within each other, than any workout."""


def _parsed(data: bytes) -> Element:
    from xml.etree.ElementTree import TreeBuilder

    from defusedxml.ElementTree import DefusedXMLParser

    class Builder(TreeBuilder):
        count = depth = 0

        def start(self, tag: str, attrs: dict[str, str]) -> Element:
            self.count += 1
            self.depth += 1
            if self.count > MAX_ELEMENTS or self.depth > MAX_DEPTH:
                raise _TooLarge
            return super().start(tag, attrs)

        def end(self, tag: str) -> Element:
            self.depth -= 1
            return super().end(tag)

    parser = DefusedXMLParser(target=Builder(), forbid_dtd=True)
    parser.feed(data)
    root: Element = parser.close()
    return root


def _mended(data: bytes) -> bytes:
    """Return `data` as UTF-8 without what programs often get wrong: encodings, bare `&` and control characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    text = DECLARATION.sub("", CONTROLS.sub("", text))
    return BARE_AMPERSAND.sub("&amp;", text).replace(r"\>", "/>").strip().encode()


def _why(error: Exception) -> str:
    return printable(str(error))
