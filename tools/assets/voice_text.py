"""What a voice is asked to speak for a line: numbers as words, and a full stop to fall to."""

from __future__ import annotations

import re

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


def _number(number: int, language: str) -> str:
    if language == "en":
        return number_words(number)
    from num2words import num2words  # from PyPI; English needs no other library

    words: str = num2words(number, lang=language)
    return words


def spoken(text: str, language: str = "en") -> str:
    """Return `text` as a voice is to speak it: "Round 12" becomes "Round twelve."."""
    words = re.sub(r"\d+", lambda found: _number(int(found[0]), language), text).rstrip(".।")
    return f"{words[0].upper()}{words[1:]}."


def heard(text: str) -> str:
    """Return `text` as a recogniser writes it: small letters and single spaces, numbers as words."""
    words = re.sub(r"\d+", lambda found: f" {number_words(int(found[0]) % (MOST + 1))} ", text)
    words = re.sub(r"[^a-z' ]+", " ", words.lower().replace("backwards", "backward").replace("forwards", "forward"))
    return " ".join(words.split())
