"""Amounts that a source tells by another count: an age, a score, a word ("tripled"), two years, a rate, or without
their currency."""

import re
from datetime import timedelta

from digest.facts.amounts import Amount
from digest.facts.case import Case
from digest.facts.kinds.parts import of_one_thing
from digest.facts.numerals import WORDS
from digest.facts.reading import Reading
from digest.facts.units import CODES, CURRENCY_WORDS, LASTING
from digest.text import fold, stopwords

__all__ = ["NOTHING", "STOPS", "in_other_words", "otherwise"]

_AGES = range(10, 111)
_AGE = re.compile(
    r"(?<![\d.,$€£])(?P<of>(?<=\bage of ))?(?P<age>\d\d)(?![\d%€$£]|[.,]\d|[ \u00a0]?[%€$£])(?P<more>s|th|st|nd|rd)?"
    r"(?:[ \u00a0-](?P<next>[^\W\d_]+))?"
)
STOPS = stopwords("fr") | stopwords("en") | {"year", "years", "ans", "old"}
_LARGE = 1000  # a figure of which a text may leave out the currency
_SCORE = re.compile(r"(?<![\w-])(\d{1,2})[-–](\d{1,2})(?![\w-])")
# Words that say a number: how a source writes what a sentence counts.
_TIMES = {"doubl": 2, "twice": 2, "twofold": 2, "tripl": 3, "threefold": 3, "quadrupl": 4}
_NTH = r"\b(?:premi|deuxi|second|troisi|quatri|derni|first|third|fourth|last|final)\w*[ \u00a0-]"
_TERMS = {  # "in the first quarter", for three months
    3: re.compile(rf"{_NTH}(?:quarter|trimestre)\b", re.IGNORECASE),
    6: re.compile(rf"{_NTH}(?:half|semestre)\b", re.IGNORECASE),
}
# Words for so many at once: « sur deux tableaux », "on both sides".
_TOGETHER = {
    2: ("both", "pair", "couple", "duo", "dual", "twin", "twins", "double"),
    3: ("trio", "triple"),
}
_SMALL = {
    value: tuple(
        sorted(fold(word) for table in WORDS.values() for word, n in table.items() if n == value)
    )
    for value in range(1, 21)
}
# « Amazon paie 2,5 Md$ ; Facebook en avait payé 5 en 2019 »: nothing that is counted stands behind it.
NOTHING = re.compile(
    r"[ \u00a0]?(?:[.,;:)…»](?!\d)|\Z)|[ \u00a0](?:à[ \u00a0]\d|aujourd['’]hui|hier|today|now|en|au|contre|avant|après|il y a|in|before|after|last)\b|[ \u00a0]l['’]an\b",
    re.IGNORECASE,
)


def otherwise(one: Amount, source: Reading, case: Case) -> bool:
    """Whether `source` tells `one` without its currency, by two dates or as a rate."""
    return (
        _of_currency(one, source, case)
        or _later(one, case, source)
        or _at_a_rate(one, case.said, source)
    )


def _of_currency(one: Amount, source: Reading, case: Case) -> bool:
    """Whether `source` has the figure of the same thing and leaves out its currency, which the passages have
    elsewhere: « investira 21 milliards »."""
    if one.unit not in CODES or all(
        a.unit != one.unit for text in case.cited for a in text.amounts
    ):
        return False
    bare = (a for a in source.amounts if a.unit is None and a.value >= _LARGE)
    return any(
        a.value == one.value
        and NOTHING.match(source.text, a.end)
        and of_one_thing(one, case.said, a, source)
        for a in bare
    )


_RATE = re.compile(
    r"\b(?:to|against|per|contre|pour|par)[ \u00a0](?:(?:the|an?|one|une?|l[ea])[ \u00a0]|l['’])(?:US |U\.S\. |American )?"
    r"(?P<currency>[^\W\d_]+)",
    re.IGNORECASE,
)


def _at_a_rate(one: Amount, said: Reading, source: Reading) -> bool:
    """Whether it is the one dollar that other money is told in: « 150 yens pour un dollar », "150 to the US dollar"."""
    named = {a.unit for a in said.amounts} | {CURRENCY_WORDS.get(word) for word in said.places}
    if one.value != 1 or CODES.isdisjoint(named - {one.unit}):
        return False
    rates = (CURRENCY_WORDS.get(fold(found["currency"])) for found in _RATE.finditer(source.text))
    return one.unit in rates


_LATER = re.compile(
    r"[ \u00a0](?:plus tard|later|(?P<before>plus tôt|auparavant|earlier))\b", re.IGNORECASE
)


def _later(one: Amount, case: Case, source: Reading) -> bool:
    """Whether a day of the sentence and one of the source are so far apart: "in 2008, … six years later", 2014."""
    found = _LATER.match(case.said.text, one.end)
    if found is None or one.unit not in {"year", "day"} or one.value % 1:
        return False
    if any(a.unit == one.unit and _LATER.match(source.text, a.end) for a in source.amounts):
        return False  # "nine years later": it counts itself
    step = int(-one.value if found["before"] else one.value)
    return any(
        (day.first.year + step == other.first.year)
        if one.unit == "year"
        else day.grain == other.grain == "day" and day.first + timedelta(step) == other.first
        for day in case.said.days
        for other in source.days
    )


def in_other_words(said: Amount, source: Reading) -> bool:
    """What `Reading.amounts` has not: "tripled", an age ("now 52,"), a score (4-1),
    and any figure of two digits or more that stands there as it is."""
    words = [word.text for word in source.words]
    if said.unit == "year":
        return said.value in _AGES and said.value in source.figures and _aged(said, source.text)
    if said.unit == "month" and (term := _TERMS.get(int(said.value))):
        lasting = any(one.unit in LASTING for one in source.amounts)
        return not lasting and term.search(source.text) is not None
    if said.unit == "times":
        return any(
            word.startswith(k) and v == said.value for word in words for k, v in _TIMES.items()
        )
    if said.unit is not None:  # "the 100m": elsewhere a hundred millions
        return said.unit == "m" and f"{said.value}m" in source.text
    exact = said.value >= 10 or said.value % 1  # "the 6.1-magnitude quake"
    if said.value in source.figures and (exact or _in_score(said, source.text)):
        return True
    if said.value == 1:  # « la phase 1 »; « un » and "a" say nothing
        return any(word in {"one", "first", "premier", "premiere"} for word in words)
    spelt = _SMALL.get(int(said.value), ()) if said.value == int(said.value) else ()
    spelt += (*_TOGETHER.get(int(said.value), ()), *(f"{word}fold" for word in spelt))
    return any(
        word in spelt or any(word.startswith(k) and v == said.value for k, v in _TIMES.items())
        for word in words
    )


def _aged(said: Amount, text: str) -> bool:
    """ "the 44-year-old", « Donna Christie, 44, », "under-13s", but neither 12 months nor 45 people."""
    return any(
        int(found["age"]) == said.value
        and (found["of"] is not None or found["more"] or (found["next"] or "the").lower() in STOPS)
        for found in _AGE.finditer(text)
    )


def _in_score(said: Amount, text: str) -> bool:
    return any(str(said.value) in score.groups() for score in _SCORE.finditer(text))
