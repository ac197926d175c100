"""Amounts in French and English news: « 1,1 Md$ », "$10-15 billion", « un milliard et demi d'euros ».

A hand-written grammar: prefix currency, number, scale, unit, and ranges whose ends share what only
one of them says. Every step looks at most a few words ahead, so the whole is linear in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from digest.facts import dates
from digest.facts.clock import hours
from digest.facts.measure import GAP
from digest.facts.numerals import LABELS, WORDS
from digest.facts.quantity import STARTS, Quantity, quantity
from digest.facts.units import CODES, base
from digest.text import one_case

__all__ = ["Amount", "amounts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity as it stands in a text: `text == source[start:end]`.

    `unit` is an ISO 4217 code ("EUR"), a symbol ("GW", "%", "point", "bp", "GPU", "km" …), an
    English singular ("year", "barrel") or None for a bare count.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None = None

    @property
    def normal(self) -> tuple[Decimal, str | None]:
        """Value and unit for comparing: « 2 GW » and "2,000 MW" have the same."""
        value, unit = base(self.value, self.unit)
        return value.normalize(), unit


_TO = {
    "fr": re.compile(r"[ \u00a0\u202f](?:à|et|ou)[ \u00a0\u202f]|[ \u00a0]?[-–][ \u00a0]?"),
    "en": re.compile(r"[ \u00a0](?:to|and|or)[ \u00a0]|[ \u00a0]?[-–][ \u00a0]?"),
}
_BETWEEN = re.compile(r"(?:entre|between)[ \u00a0]\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:de|from|entre|between)[ \u00a0]\Z", re.IGNORECASE)  # « de 565 à 318 M$ »
# « iPhone 17 », « l'article 49.3 », "Veo 3": a bare number behind a name or a label is part of it.
_LABEL = re.compile(
    rf"(?:\b(?:{LABELS}|n[°os]\.?|pp?\.|figure|fig\.|type|classe|law|top)(?:[ \u00a0]\d{{1,2}}(?:,|[ \u00a0](?:et|and)))?|"
    r"\b[^\W\d_]*[^\W\d_a-zà-ÿ][^\W\d_]*)[ \u00a0]\Z",
)
_GLUED = re.compile(r"(?:\w|\w[-.,/:@#_])\Z")
_RANGE_BEFORE = re.compile(r"\d(?:[kKmMbT]|bn|Md|%|€|\$)?[-–]\Z")
_GOES_ON = re.compile(rf"[\w°]|[-/:.,–][^\W_]|{GAP}h(?:\d|\b)")  # "5th", "24/7", « 18 h 30 »
_BEFORE_COUNT = frozenset(
    """
    environ plus près quelque quelques les ces ses des nos vos leurs et ou avec pour dans sur sous
    de du au aux en à entre après avant depuis vers dès soit contre about some over nearly at in
    the these those its their and or with for from to after before since around almost under up
    only
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)


def amounts(text: str, language: str | None) -> tuple[Amount, ...]:
    """Every amount of `text`, in order, none overlapping; an unknown language is read as English.

    Dates, years, hours, ordinals, model names and numbers of articles of law are no amounts.
    """
    if language is None or language not in WORDS:
        language = "en"
    taken = sorted(
        (*dates.spans(text, language), *((h.start, h.end) for h in hours(text) if h.sure))
    )
    found: list[Amount] = []
    written, text, at = text, one_case(text), 0
    while start := STARTS[language].search(text, at):
        at = start.end()
        first = quantity(text, start.start(), language)
        if first is None:
            continue
        for one in _range(text, first, language):
            at = max(at, one.end)
            if _counts(text, one) and not _within(one, taken):
                found.append(_amount(written, one))
    return tuple(found)


_POUNDS = re.compile(r"[ \u00a0\u202f]de livres\b", re.IGNORECASE)
_BOOKS = 10**6  # fewer « livres » than that are books; more are mostly pounds


def _amount(text: str, found: Quantity) -> Amount:
    if found.unit is None and found.scale >= _BOOKS and (pounds := _POUNDS.match(text, found.end)):
        found = replace(found, end=pounds.end(), unit="GBP")
    return Amount(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        value=found.number * found.scale,
        unit=found.unit,
    )


def _range(text: str, first: Quantity, language: str) -> Iterator[Quantity]:
    """`first`, and the other end of a range; what only one end says holds for both."""
    to = _TO[language].match(text, first.end)
    second = quantity(text, to.end(), language) if to else None
    alternative = to is not None and to.group().strip() in {"et", "and"}
    if (
        to is None
        or second is None
        or (alternative and not _BETWEEN.search(text, max(0, first.start - 9), first.start))
    ):
        yield first
        return
    if second.in_words and second.bare:
        yield first
        return
    if first.unit is None and second.unit is not None:
        first = replace(first, unit=second.unit)
    elif second.unit is None:
        second = replace(second, unit=first.unit)
    falls = first.number < 1000 and _FROM.search(text, max(0, first.start - 9), first.start)
    if first.scale == 1 and (first.number <= second.number or falls):
        first = replace(first, scale=second.scale)
    yield first
    yield second


_GROUPED = re.compile(r"\d[ \u00a0\u202f.,]\d{3}\Z")
# « le numéro deux », « à eux trois »
_RANKED = re.compile(
    r"(?:num[ée]ro|n°|number|no\.|\b(?:eux|elles|nous|tou(?:te)?s(?: les)?))[ \u00a0]\Z",
    re.IGNORECASE,
)

_NOTHING = {Decimal(0), Decimal("0.5")}  # « sous zéro »; « demi-tour », « demi-finale »
# « une quarantaine de passagers », but « mis en quarantaine », « une quarantaine de 14 jours »
_QUARANTINE = re.compile(
    r"(?<!une[ \u00a0])quarantaine|une[ \u00a0]quarantaine(?![ \u00a0]d(?:e[ \u00a0](?=[^\W\d_])|['’]))",
    re.IGNORECASE,
)


def _counts(text: str, found: Quantity) -> bool:
    """Whether the quantity is one, rather than a year, an hour, an ordinal or a part of a name."""
    if _GLUED.search(text, max(0, found.start - 2), found.start):
        # GPT-5, 49.3, v2 … but « 10-15 % » is a range
        return (
            not found.bare
            and _RANGE_BEFORE.search(text, max(0, found.start - 4), found.start) is not None
        )
    if (
        found.bare
        and found.in_words
        and _RANKED.search(text, max(0, found.start - 12), found.start)
    ):
        return False
    if found.in_words and found.bare and found.number in _NOTHING:
        return False
    if found.unit is None and _QUARANTINE.match(text, found.start):
        return False
    one_in_words = found.in_words and found.number == 1 and found.scale == 1
    if not found.bare:
        return not one_in_words or found.unit in CODES  # « un an » counts nothing
    if found.in_words:
        return not one_in_words and text[found.start : found.end].lower() != "neuf"
    if _GOES_ON.match(text, found.end):
        return False
    if _GROUPED.search(text, found.start, found.end):  # « la France 16 096 », no model's number
        return True
    label = _LABEL.search(text, max(0, found.start - 24), found.start)
    return label is None or label.group().strip().lower() in _BEFORE_COUNT


def _within(found: Quantity, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a date holds the quantity; « 2027 » is a year, « 2 027 » is not."""
    index = bisect_right(taken, found.start, key=lambda span: span[0]) - 1
    return index >= 0 and found.end <= taken[index][1]
