"""What a voice is asked to speak for a line: numbers as words, and a full stop to fall to."""

from __future__ import annotations

import re
from unicodedata import category, normalize

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
MOST = 999


def number_words(number: int) -> str:
    """Return an English number from 0 to 999 as it is spoken: "one hundred five".

    Raises:
        ValueError: for a number beyond.
    """
    if not 0 <= number <= MOST:
        raise ValueError(f"{number} is not between 0 and {MOST}")
    if number < len(ONES):
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return f"{ONES[number // 100]} hundred" + (f" {number_words(number % 100)}" if number % 100 else "")


def spoken(text: str, language: str = "en") -> str:
    """Return `text` as a voice is to speak it: "Round 12" becomes "Round twelve."."""
    words = in_words(text, language).rstrip(".।")
    return f"{words[0].upper()}{words[1:]}."


def in_words(text: str, language: str) -> str:
    """Return `text` with its numbers as words of `language`: "21 segundos" becomes "veintiún segundos"."""
    return re.sub(
        r"(\d+)( +(?=[^\W\d]))?",
        lambda found: _number(int(found[1]), language, counts=bool(found[2])) + (found[2] or ""),
        text,
    )


COUNTING = {
    "de": (("^eins$", "eine"),),
    "es": (("veintiuno$", "veintiún"), ("uno$", "un")),
    "fr": (("un$", "une"),),
    "it": (("^uno$", "un"),),
}
"""How a number changes before minutes and seconds."""
HINDI_WORDS = (
    "शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस "
    "बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस "
    "तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस "
    "चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास "
    "पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ "
    "साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर "
    "सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी "
    "अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी "
    "नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे"
)
"""From 0 to 99; num2words has none."""


def _number(number: int, language: str, *, counts: bool) -> str:
    """Return `number` in words; `counts` where a noun follows."""
    if language == "en":
        return number_words(number)
    if language == "hi":
        hundreds, rest = divmod(number, 100)
        ones = HINDI_WORDS.split()
        parts = (f"{ones[hundreds]} सौ" if hundreds else "", ones[rest] if rest or not hundreds else "")
        return " ".join(filter(None, parts))
    from num2words import num2words  # from PyPI; English and Hindi need no other library

    words: str = num2words(number, lang=language)
    for old, new in COUNTING.get(language, ()) if counts else ():
        changed = re.sub(old, new, words)
        if changed != words:
            return changed
    return words


def heard(text: str, language: str = "en") -> str:
    """Return `text` as a recogniser writes it: small letters and single spaces, no accents, numbers as words."""
    spaced = re.sub(r"\d+", lambda found: f" {int(found[0]) % (MOST + 1)} ", text)
    words = in_words(spaced, language).lower()
    if language == "en":
        words = re.sub(r"[^a-z' ]+", " ", words.replace("backwards", "backward").replace("forwards", "forward"))
        return " ".join(words.split())
    # vowel signs of Devanagari are marks that are kept; accents and its dots below are not
    plain = normalize("NFKD", words.replace("ß", "ss").replace("ँ", "ं"))
    signs = (sign for sign in plain if category(sign) != "Mn" or sign in SIGNS)
    return " ".join("".join(sign if sign.isalpha() or sign in SIGNS else " " for sign in signs).split())


SIGNS = frozenset(map(chr, (0x902, *range(0x93E, 0x94E))))
"""The vowel signs of Devanagari, its dot above and its mark for no vowel."""
