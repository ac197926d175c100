"""Parts: told by a source in words, or as a percentage of the same thing."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from digest.facts.amounts import Amount
from digest.facts.case import Case, Claim, Sort
from digest.facts.hedges import hedged
from digest.facts.kinship import alike
from digest.facts.numerals import WORDS
from digest.facts.parts import Part
from digest.facts.reading import Reading
from digest.text import sentences, stem, stopwords

__all__ = ["PARTS", "of_one_thing", "same_part", "same_percentage", "within"]

_SAME = Decimal("0.5")  # points: 33 % and a third
_OFF = Decimal(2)  # "two thirds" for 65 %
_HEDGED = Decimal(6)  # « plus de la moitié » for 56 %
# Content tells parts of the same thing, and these tell none.
_NONE = "tiers third thirds quart quarts quarter quarters moitié half cent pour per percent point points"
_SILENT = frozenset(
    (*stopwords("fr"), *stopwords("en"), *WORDS["fr"], *WORDS["en"], *_NONE.split())
)
_AMONG = re.compile(r"(\d+)\D+(\d+)\Z")  # « 8 salariés sur 10 »
_FIGURES = re.compile(r"(?<![\d.,])\d{1,3}(?![.,]?\d|[ \u00a0]?[%$€£])")
_CLAUSE = 300  # characters that one reaches on either side: a text of parts alone stays linear
_STOP = re.compile(r"[;:\n!?]|[.,](?!\d)")


def _claims(case: Case) -> Iterator[Part]:
    return (one for one in case.said.parts if one.claimed)


def _find(one: Part, source: Reading, case: Case) -> Part | Amount | None:
    return same_part(one, case.said, source)


def _rival(_one: Part, source: Reading) -> Part | None:
    return next((part for part in source.parts if part.claimed), None)


PARTS = Sort(kind="number", claims=_claims, find=_find, rival=_rival)


def within(one: Amount, said: Reading) -> Part | None:
    """The part of `said` that the figure belongs to: the « deux » of « deux tiers », the « cinq » of « un sur cinq »."""
    return next(
        (part for part in said.parts if part.start <= one.start and one.end <= part.end), None
    )


def same_part(part: Part, said: Reading, source: Reading) -> Part | Amount | None:
    """What in `source` tells `part` of `said`.

    A percentage may be two points off, six where a word owns up to it (« plus de la moitié »). The clauses
    of both must share a word of content: « la moitié du parc » is not borne out by « en demi-teinte ». Across
    languages, where they seldom do, the part itself or the rounded percentage is enough.
    """
    foreign = said.language != source.language
    for other in source.parts:
        same = abs(other.value - part.value) <= _SAME
        if same and ((foreign and other.sure) or of_one_thing(part, said, other, source)):
            return other
    if among := _AMONG.match(part.text):  # "Out of 10 workers, 8 leave"
        both = {*among.groups()}
        for sentence in sentences(source.text):
            at, end, text = sentence
            spelt = {str(a.value) for a in source.amounts if at <= a.start < end}
            if both <= spelt.union(_FIGURES.findall(text)):
                return Part(
                    start=at, end=end, text=text, value=part.value, sure=True, claimed=False
                )
    for amount in source.amounts:
        off = abs(amount.value - part.value)
        hedge = hedged(said.text, part.start, part.end, Decimal(round(part.value)), amount.value)
        if amount.unit != "%" or hedge is False or off > (_HEDGED if hedge else _OFF):
            continue
        if (foreign and off < 1) or of_one_thing(part, said, amount, source):
            return amount
    return None


def same_percentage(one: Amount, said: Reading, source: Reading) -> Part | None:
    """The part of `source` that the percentage `one` of `said` tells, on the same thing."""
    foreign = said.language != source.language
    for part in source.parts:
        off = abs(part.value - one.value)
        if part.sure and off <= _SAME and (foreign or of_one_thing(one, said, part, source)):
            return part
    return None


def of_one_thing(one: Claim, said: Reading, other: Claim, source: Reading) -> bool:
    """Whether the clauses of both share a word of content."""
    foreign = said.language != source.language
    theirs = {*_clause(source, other)}
    return any(
        word in theirs or any(alike(word, their, foreign=foreign) for their in theirs)
        for word in _clause(said, one)
    )


def _clause(reading: Reading, one: Claim) -> Iterator[str]:
    """The words of content between the stops round `one`, in their stems."""
    text = reading.text
    first = max(0, one.start - _CLAUSE)
    start = max((stop.end() for stop in _STOP.finditer(text, first, one.start)), default=first)
    stop = _STOP.search(text, one.end, one.end + _CLAUSE)
    end = stop.start() if stop else one.end + _CLAUSE
    words, at = reading.words, attrgetter("start")
    for word in words[bisect_left(words, start, key=at) : bisect_left(words, end, key=at)]:
        if len(word.text) > 2 and not word.text.isdigit() and word.text not in _SILENT:
            yield stem(word.text, reading.language or "fr")
