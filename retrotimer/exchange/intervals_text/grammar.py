"""Define the regular expressions of a line's tokens; `PATTERNS` lists them in the order in which they are tried.

Each number beside a step is matched whole: `Zone 2 HR 45m` has no two hours, `60% of 5m MMP` no five minutes.
"""

from __future__ import annotations

import re
from fractions import Fraction

from retrotimer.exchange.intervals_text.lengths import DASH, NUMBER, UNIT
from retrotimer.training.workout.workout import Role

DIGIT, LETTER, OTHER = "0", "a", "."  # what a token begins with
SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
HYPHENS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212, 0xFE63, 0xFF0D), "-")
NOTHING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
PLAIN_SIGNS = {**SPACES, **HYPHENS, **NOTHING}

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER_WORDS = {
    **{word: str(n) for n, word in enumerate(WORDS, 1)},
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
}
COUNTED = (
    r"times|time|rounds?|sets?|reps?|repeats?|repetitions?|cycles?|intervals?|intervalle|mal|wiederholungen|wdh|"
    r"runden|serien|sätze|durchgänge"
)
NAMED_NUMBER = re.compile(
    rf"(?<!the )\b({'|'.join(NUMBER_WORDS)})(?=[ -](?:{UNIT}|(?:more )?(?:{COUNTED}))\b)", re.IGNORECASE
)
HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
AND_A_HALF = re.compile(r"\b(\d{1,3})[ -]and[ -]a[ -]half\b", re.IGNORECASE)
LONG_UNIT = r"mi|miles?|km|kilomet(?:er|re)s?|hours?"
FRACTION = re.compile(
    rf"(?:\b(?P<whole>\d{{1,3}})[ -]?)?(?P<part>[{''.join(HALVES)}])|"
    rf"(?<![\d/])(?:(?P<before>\d{{1,3}})[ -])?(?P<slash>[1-9]/[2-8])(?=[ -]?(?:{LONG_UNIT})\b)",
    re.IGNORECASE,
)
HALF_A = re.compile(r"\b(?:a )?half(?: an?)?[ -](?=(?:mile|km|kilomet(?:er|re)|hour)\b)", re.IGNORECASE)

QUOTED = r'(?<!\d )(?<!\S)(?P<say>say )?"(?P<quote>[^"\s](?:[^"]*[^"\s])?)"(?!\S)'
"""A step's name, or what is said when it begins."""
IN_QUOTES = re.compile(QUOTED)
ROLE = rf"(?<!\S)\((?P<role_name>{'|'.join(role.value for role in Role if role is not Role.TURN)})\)(?!\S)"
RANGE = rf"{NUMBER}(?:\s?(?:{DASH}|to)\s?{NUMBER})?"
NO_UNIT = rf"(?!\w|[.,:]\d|['’′\"″”]|[ -]?(?:{UNIT})(?![^\W\d_]))"
NO_COUNT = rf"(?!\s?[x×✕*]|[ -]?(?:{COUNTED})\b)"
WEEKLY = r"(?!\s*(?:/|per|an?|pro|each|every)\s*(?:week|wk|day|woche|tag|month)\b)"  # times in a week are no rounds
ZONE = (
    r"(?:C?Z|RPE|zones?|zonen?)(?:\s+of)?\s?[:=]?\s?\d{1,2}(?:\.\d)?"
    rf"(?:\s?(?:{DASH}|/)\s?(?:C?Z)?\d{{1,2}}(?:\.\d)?)?(?!\w){NO_COUNT}"
)
"""Zone 2, Z3-Z4, RPE 7.5"""
LEVEL = (
    r"(?:level|lvl|stufe|pace|effort(?:\s+level)?(?:\s+of)?)\s?[:=]?\s?\d{1,2}"
    rf"(?:\s?(?:{DASH}|/)\s?\d{{1,2}})?(?:(?=\sHR\s+\d)|{NO_UNIT}){NO_COUNT}"
)
"""Level 3, effort 8/10, pace 5 HR"""
OF_TEN = rf"(?:\d|10)(?:\s?{DASH}\s?(?:\d|10))?\s?(?:/|out of)\s?10{NO_UNIT}{NO_COUNT}|{RANGE}\s?RPE\b"
"""7/10, 6-7 RPE"""
HEART = (
    r"(?:HR|HF|pulse?|heart rate)\s?[:=<>≤~@]?\s?\d{2,3}"
    rf"(?:\s?{DASH}\s?\d{{2,3}})?(?:\s?bpm\b)?{NO_UNIT}{NO_COUNT}"
)
"""HR 150-160"""
MEASURED_EFFORT = (
    rf"\d{{1,4}}(?:\s?w(?:atts?)?)?(?:\s?(?:{DASH}|to)\s?\d{{1,4}})?\s?(?:w(?![/\w])|(?:watts?|rpm|spm|bpm)\b)|"
    rf"\d{{2,3}}(?:\s?{DASH}\s?\d{{2,3}})?\s?H[RF]\b"
)
"""300w, 315w - 330w, 90rpm, 112-132 bpm, 140-150 HR"""
SPEED = rf"{RANGE}\s?(?:km/h|kmh|kph|mph|m/s)(?!\w)"
VALUE = rf"(?:(?:\d{{1,2}}:)?\d{{1,2}}:\d{{2}}|\d{{1,2}}['’′]\d{{2}}[\"″”]?|{NUMBER})"
PER = r"(?:/\s?(?:km|k|mi|miles?|lap|runde)\b|\s?per\s(?:km|k|kilomet(?:er|re)|mi|mile|lap)\b)"
OVER = r"/\s?(?:100|200|250|400|500)\s?(?:m|mtr|y|yd)\b"
CLOCK_VALUE = r"\d{1,2}:\d{2}"
PACE = (
    rf"{VALUE}(?:{PER})?(?:\s?{DASH}\s?{VALUE})?\s?(?:min(?:utes?|s)?|sec(?:onds?|s)?|m|s)?{PER}|"
    rf"{CLOCK_VALUE}(?:{OVER})?(?:\s?{DASH}\s?{CLOCK_VALUE})?{OVER}|"
    rf"{CLOCK_VALUE}(?:\s?{DASH}\s?{CLOCK_VALUE})?(?=\s*pace\b)"
)
"""4:30/km, 7:15-7:00/mi, 04:25 min/km, 3:20/100m, 5:00 pace"""
RACE_UNIT = r"(?:km|k|mi|miles?|m|mtr)"
RACED = re.compile(r"(?:1|2|10)[ -]?mi|(?:1|1\.5|2|3|5|8|10|15|20|[2468]00|1[0256]00|[35]000)(?![.,]?\d|[ -]?mi)")
"""The numbers of distances that are raced: `5k pace` says how fast, `7 miles pace` how far."""
RACE_WORDS = r"(?:race|goal|target|current|date|best)"
OTHER_RACE = rf"(?:\s?(?:{DASH}|/|to|or)\s?{NUMBER}\s?{RACE_UNIT}?)?"
RACE = (
    rf"{NUMBER}[ -]?{RACE_UNIT}?{OTHER_RACE}[ -]?(?:{RACE_WORDS}\s)*(?:pace|speed|RP)\b|"
    rf"{NUMBER}\s?(?:km|k|mi|miles?){OTHER_RACE}\s(?:{RACE_WORDS}\s)*(?:effort|intensity)\b"
)
"""5k pace, 3k-5k race pace, 10 km effort"""
PERCENT = (
    rf"(?P<low>\d{{1,3}}(?:\.\d+)?)\s?%?(?:\s?(?:{DASH}|to)\s?(?P<high>\d{{1,3}}(?:\.\d+)?))?\s?(?:%|percent\b|prozent\b)"
    r"(?:\s+(?:of\s+)?\d{1,3}\s?(?:s|sec|m|min)\s+MMP\b|\s+MMP\s+\d{1,3}\s?(?:s|sec|m|min|h)\b|"
    r"\s+of\s+\d{1,3}\s?(?:s|sec|m|min)\s+power\b|\s+(?:FTP\s+)?\d{1,3}\s?(?:s|sec|m|min)\s+power\b(?=\s+\d))?"
)
"""60%, 66-78%, 60% of 5m MMP, 60% MMP 5m, 95% of 20m power"""
POWER_OF = r"\d{1,2}\s?s(?:ec)?\s+power\b(?=\s+\d)"  # 3s power
REST_MARK = r"(?:r|rec|rest|ri|p|tp|gp|pause)\s?[:=]\s?(?=\d)|(?:r|ri|tp|gp)(?=\d{1,4}\s?(?:s|sec|m|min|['’′\"″”]))"
"""r=90s, R90s, TP: 400m"""
KEYED = r"[^\W\d_]\w*=\S+"  # power=3s
DAYTIME = r"\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|uhr)\b"
LABELS = (
    r"weeks?|wk|day|sets?|rounds?|part|phase|workout|session|block|rep|stage|group|lane|level|interval|"
    r"woche|tag|teil|satz|serie|einheit|no\.?|nr\.?"
)
LABEL = rf"(?:(?:{LABELS})\s?#?\s?|#)\d{{1,3}}{NO_UNIT}{NO_COUNT}|run\s\d(?=\s?:(?!\d))"
"""Set 2, week 3, #4"""
COUNT_BEFORE = rf"(?P<before>\d{{1,5}})(?:\s?{DASH}\s?\d{{1,4}})?\s*[x×✕*]{WEEKLY}"  # 6x, 8-10 x
COUNT_AFTER = rf"[x×✕*]\s?(?P<after>\d{{1,5}})(?!\s?{DASH}){NO_UNIT}"  # x 8, * 4
COUNT_WORD = (
    rf"(?P<worded>\d{{1,5}})(?:\s?(?:{DASH}|to)\s?\d{{1,4}})?[ -]*(?P<more>more\s+)?(?:{COUNTED})\b\.?{WEEKLY}"
    r"(?:\s+(?:of|à|á|von|through)(?!\w)(?:\s+the\s+following)?)?"
)
"""8 times, 3 sets of, 7 more times"""
SERIES = rf"\d{{1,5}}(?:\s?(?:{DASH}|/|,)\s?\d{{1,5}}){{2,}}(?:[ -]?(?P<series_unit>{UNIT}))?(?!\w|[.,:/]\d)"
"""1-2-3-2-1 min, 400/800/400"""
PAIR = rf"\d{{1,4}}\s?/\s?\d{{1,4}}(?:[ -]?(?P<pair_unit>{UNIT}))?(?!\w|[.,:/]\d)"  # 1/1 min, 30/30
ROMAN = r"x{0,2}(?:ix|iv|v?i{0,3})(?<=[ivx])"
LIST = (
    rf"(?:\d{{1,2}}(?:\.\)|[.)]|/(?=\s+\d+\s?(?:[x×✕*]|min|km)))|(?:[a-z]|{ROMAN})(?:\.\)|[.)])|\((?:\d{{1,2}}|{ROMAN})\))"
    r"\s+(?=\S)(?![x×✕*]\s?[\d(])"
)
"""1. 2) 3.) (4) b) iv."""
TAP = r"(?:press lap|until tap|tap)\b"
ROLE_SIGN = r"(?:w/u|w/up|w/d|c/d)(?!\w)"
HARD = r"[+;→]|[-=]>|(?:and\s+)?(?:then|dann)\b|plus\b|followed\s+by\b|gefolgt\s+von\b"
SOFT = rf",|&|/|w/(?=\s|\d|an?\b)|(?:and|und|with|mit)\b|incl(?:uding|usive|\.)?(?!\w)|(?<=\s){DASH}+(?=\s)"

PATTERNS = {
    "quoted": (LETTER + OTHER, QUOTED),
    "role": (OTHER, ROLE),
    "list": (DIGIT + LETTER + OTHER, rf"\A{LIST}"),
    "tap": (LETTER, TAP),
    "abbreviated": (LETTER, ROLE_SIGN),
    "rest": (LETTER, REST_MARK),
    "keyed": (LETTER, KEYED),
    "percent": (DIGIT, PERCENT),
    "pace": (DIGIT, PACE),
    "race": (DIGIT, RACE),
    "aim": (DIGIT, f"{POWER_OF}|{OF_TEN}|{MEASURED_EFFORT}|{SPEED}"),
    "target": (LETTER, f"{ZONE}|{LEVEL}|{HEART}"),
    "daytime": (DIGIT, DAYTIME),
    "ordinal": (DIGIT, r"\d{1,3}(?:st|nd|rd|th)\b"),
    "label": (LETTER + OTHER, LABEL),
    "count": (DIGIT, f"{COUNT_BEFORE}|{COUNT_WORD}"),
    "behind": (LETTER + OTHER, COUNT_AFTER),
    "twice": (LETTER, r"twice\b(?:\s+through\b)?"),
    "series": (DIGIT, f"{SERIES}|{PAIR}"),
    "digit": (DIGIT, r"\d"),
    "hard": (LETTER + OTHER, HARD),
    "stop": (OTHER, r"\.+(?=\s|\Z)"),
    "soft": (LETTER + OTHER, SOFT),
    "word": (LETTER, r"[^\W\d_](?:\w|['’](?=[^\W\d_]))*"),
    "open": (OTHER, r"[(\[{]"),
    "close": (OTHER, r"[)\]}]"),
    "sign": (OTHER, r"."),
}
"""What a token may be, in the order in which that is tried; before it the first signs it may have."""
TOKENS = {
    first: re.compile(
        "|".join(f"(?P<{name}>{pattern})" for name, (firsts, pattern) in PATTERNS.items() if first in firsts),
        re.IGNORECASE | re.DOTALL,
    )
    for first in (DIGIT, LETTER, OTHER)
}
SPACE = re.compile(r"\s*")
