"""A text read once: its words, amounts and days, kept for the many sentences that rest on it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from digest.facts.amounts import Amount, amounts
from digest.facts.clock import Hour, hours
from digest.facts.days import Day, days
from digest.facts.numerals import DIGITS, SCALES, read_digits
from digest.facts.parts import Part, parts
from digest.text import Span, fold, one_case, sentences, stopwords, words

__all__ = ["Reading", "read", "tongue"]

_DIGITS = re.compile(DIGITS)
_WORD = re.compile(r"[^\W_]+")
# French and English running text has a third of small words, an Italian text a tenth of ours.
_LEAST = 0.15
# A scale that counts for one: "the first trillion-dollar firm", « le milliard d’utilisateurs ».
_ONE = {
    "en": re.compile(r"\b(million|billion|trillion)-(dollar|euro|pound)?", re.IGNORECASE),
    "fr": re.compile(r"\ble (million|milliard)\b(?: (?:de |d['’])(dollar|euro)s?)?", re.IGNORECASE),
}
_UNITS = {"dollar": "USD", "euro": "EUR", "pound": "GBP"}
_BOTH = ("fr", "en")
_BILLION = re.compile(r"\b(?:b|tr)illions?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # one a text: compared by identity
class Reading:
    """`words` are folded, with their place in `text`, `places` says which of them a word is; `language` is None when both were tried.
    `figures` are all numbers in digits, whatever they count or belong to."""

    text: str
    language: str | None
    words: tuple[Span, ...]
    places: Mapping[str, tuple[int, ...]]
    amounts: tuple[Amount, ...]
    days: tuple[Day, ...]
    hours: tuple[Hour, ...]
    parts: tuple[Part, ...]
    figures: frozenset[Decimal]

    def sentence(self, at: int) -> str:
        """The sentence that holds the character `at`, else all of the text."""
        return next((s.text for s in sentences(self.text) if s.start <= at < s.end), self.text)


@lru_cache(maxsize=4096)
def tongue(text: str) -> str | None:
    """French or English by their small words ("fr", "en"); None when these do not decide
    or are so few that it is another language.

    The identifier of `digest.text` costs 0.8 s to load, more than the whole check may take.
    """
    found = words(text)
    french, english = (sum(word in stopwords(code) for word in found) for code in _BOTH)
    if french == english or max(french, english) < _LEAST * len(found):
        return None
    return "fr" if french > english else "en"


@lru_cache(maxsize=4096)  # a week of 160 articles has 1,500 sentences
def read(text: str, language: str | None, anchor: date) -> Reading:
    """`text` with all it claims; a text of unknown language is read in both."""
    spans = tuple(
        Span(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)
    )
    tongues = (language,) if language in _BOTH else _BOTH
    return Reading(
        text=text,
        language=language,
        words=spans,
        places=_places(spans),
        amounts=tuple(
            dict.fromkeys(a for code in _readers(text, language) for a in _amounts(text, code))
        ),
        days=tuple(dict.fromkeys(d for code in tongues for d in days(text, code, anchor))),
        hours=hours(text),
        parts=tuple(parts(text)),
        figures=frozenset(
            read_digits(digits.group(), code)
            for code in tongues
            for digits in _DIGITS.finditer(text)
        ),
    )


def _readers(text: str, language: str | None) -> tuple[str, ...]:
    """In which languages amounts are read: a text of either that says "billion" says it in English."""
    if language in _BOTH:
        return (language,)
    return ("en",) if _BILLION.search(text) else _BOTH


def _places(spans: Iterable[Span]) -> Mapping[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for i, span in enumerate(spans):
        places.setdefault(span.text, []).append(i)
    return {word: tuple(found) for word, found in places.items()}


def _amounts(text: str, language: str) -> Iterator[Amount]:
    """As `amounts` finds them; the cents of an English text are of a dollar, unless it has euros."""
    dollars = language == "en" and "€" not in text and "euro" not in text
    for one in amounts(text, language):
        cents = dollars and one.unit == "cent"
        yield replace(one, value=one.value / 100, unit="USD") if cents else one
    yield from _ones(text, language)


_FORTNIGHT = re.compile(r"\bfortnight\b", re.IGNORECASE)


def _ones(text: str, language: str) -> Iterator[Amount]:
    for match in _FORTNIGHT.finditer(text):
        start, end = match.span()
        yield Amount(start=start, end=end, text=match.group(), value=Decimal(2), unit="week")
    for match in _ONE[language].finditer(one_case(text)):
        if not text[: match.start()].rstrip("- \u00a0")[-1:].isdigit():
            yield Amount(
                start=match.start(),
                end=match.end(),
                text=text[match.start() : match.end()],
                value=SCALES[language][match[1].lower()],
                unit=_UNITS.get((match[2] or "").lower()),
            )
