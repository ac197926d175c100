"""Parts told as fractions, « deux tiers », « la moitié », and the percentages they stand for."""

import re
from collections.abc import Iterator
from decimal import Decimal

from digest.facts.amounts import Amount
from digest.facts.hedges import hedged
from digest.facts.reading import Reading
from digest.facts.spelling import alike
from digest.text import stem, stopwords

__all__ = ["denominator", "is_percentage"]

_PART = re.compile(
    r"[ \u00a0-](?:tiers|thirds?|quarts?|quarters?|cinqui[eè]mes?|fifths?|dixi[eè]mes?|tenths?)\b",
    re.IGNORECASE,
)
_DENOMINATORS = {"ti": 3, "th": 3, "qu": 4, "ci": 5, "fi": 5, "di": 10, "te": 10}
_OFF = Decimal(2)  # points: "two thirds" for 65 %
# « la moitié des salariés », "a quarter of them": never half an hour, the second half or a bad quarter.
_WORD = re.compile(
    r"\b(?:(?:la|une)[ \u00a0](?P<half>moitié)|(?<!\bsecond )(?<!\bfirst )(?P<half2>half)|"
    r"(?:une?|le|an?|one|the)[ \u00a0](?P<quarter>quart|quarter))"
    r"[ \u00a0](?:de\b|des\b|du\b|d['’]|of\b|the\b|its\b|their\b|his\b|her\b|all\b)",
    re.IGNORECASE,
)
# Content tells parts of the same thing, and these tell none.
_SILENT = (
    stopwords("fr")
    | stopwords("en")
    | frozenset(
        [
            "tiers",
            "third",
            "thirds",
            "quart",
            "quarts",
            "quarter",
            "quarters",
            "cent",
            "pour",
            "per",
            "percent",
            "point",
            "points",
        ]
    )
)
_STOP = re.compile(r"[;:()\n!?]|[.,](?!\d)")


def denominator(one: Amount, text: str) -> int | None:
    """3 where `one` is the « deux » of « deux tiers » in `text`; None where it is no such figure."""
    part = _PART.match(text, one.end) if one.unit is None else None
    return _DENOMINATORS[part.group()[1:3].lower()] if part else None


def is_percentage(one: Amount, said: Reading, source: Reading) -> bool:
    """Whether `one`, the figure of a fraction in `said`, tells a percentage of `source` on the same thing,
    or the reverse, a half or a quarter.

    « Deux tiers » may be two points off. The clauses of both share a word of content; across languages,
    where they seldom do, the rounded percentage is enough.
    """
    foreign = said.language != source.language
    if one.unit == "%":
        return any(
            value == one.value and (foreign or _shared(one, said, other, source, foreign=False))
            for value, other in _in_words(source.text)
        )
    if not (parts := denominator(one, said.text)):
        return False
    value = 100 * one.value / parts
    return any(
        other.unit == "%"
        and abs(other.value - value) <= _OFF
        and hedged(said.text, one.start, one.end, Decimal(round(value)), other.value) is not False
        and (
            (foreign and abs(other.value - value) < 1)
            or _shared(one, said, other, source, foreign=foreign)
        )
        for other in source.amounts
    )


def _in_words(text: str) -> Iterator[tuple[Decimal, Amount]]:
    """The halves and quarters of `text`, each in per cent."""
    for found in _WORD.finditer(text):
        part = Decimal(25 if found["quarter"] else 50)
        yield part, Amount(start=found.start(), end=found.end(), text=found.group(), value=part)


def _shared(one: Amount, said: Reading, other: Amount, source: Reading, *, foreign: bool) -> bool:
    theirs = {*_clause(source, other)}
    return any(
        word in theirs or any(alike(word, their, foreign=foreign) for their in theirs)
        for word in _clause(said, one)
    )


def _clause(reading: Reading, one: Amount) -> Iterator[str]:
    """The words of content between the stops round `one`, in their stems."""
    text = reading.text
    start = max((stop.end() for stop in _STOP.finditer(text, 0, one.start)), default=0)
    stop = _STOP.search(text, one.end)
    end = stop.start() if stop else len(text)
    for word in reading.words:
        inside = start <= word.start < end and not one.start <= word.start < one.end
        if inside and len(word.text) > 2 and word.text not in _SILENT:
            yield stem(word.text, reading.language or "fr")
