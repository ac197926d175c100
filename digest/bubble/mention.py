"""One sum or power in one sentence of an article, and what the sentence says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from digest.bubble.cues import HEDGE, TENTATIVE, bare, kind_of
from digest.bubble.standing import standing
from digest.facts import amounts, dates, tongue
from digest.facts.units import CURRENCY_WORDS, SYMBOLS
from digest.model import Article, Passage
from digest.text import sentences

__all__ = ["Mention", "mentions"]

_MONEY = {*SYMBOLS.values(), *CURRENCY_WORDS.values()} - {"cent", "penny", "BTC"}
_POWER = {"W": 1, "kW": 10**3, "MW": 10**6, "GW": 10**9, "TW": 10**12}
_MOST = 60  # sums of an article that are looked at; news has ten, a table of prices thousands
_LONGEST = 2_000  # characters of a sentence; what is longer is a table or a trap
_LEFT, _RIGHT = 90, 60  # characters in which a word speaks of the sum
# What makes the second of two sums the first one in another currency.
_AGAIN = re.compile(r"\s?(?:\(|,|soit|ou|or)\s?(?:environ |about |or |soit |un peu )?")
_AND = re.compile(r"[^.;:]{0,50}(?:\bet\b|\band\b)[ a-z]{0,12}")
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_FRENCH = re.compile(
    r"milliard|\bMds?\b|\b(?:de |d['’])(?:dollars|euros)"
)  # in a few words without others
_LANGUAGES = ("fr", "en")
_STOP = re.compile(r"[;:.!?](?=\s|$)|\s[–—]\s")
_RECENT = timedelta(days=17)  # a deal of the fortnight before is still told as news


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """`value` counts `unit`: a currency (ISO 4217) or "W".

    `standing` is "" for what may have been announced, else what the sum is instead: a key of
    `standing` or "history". `sharp`: the words of `kind` mean little else. `tentative` says
    that the sentence does not claim it is done, `bracketed` that the sum stands in brackets behind
    whom it belongs to. `start` and `end` are those of the sum in the passage's text.
    """

    article: Article
    passage: Passage
    start: int
    end: int
    value: Decimal
    unit: str
    kind: str | None
    sharp: bool
    standing: str
    tentative: bool
    up_to: bool
    bracketed: bool

    @property
    def in_title(self) -> bool:
        return self.passage.field == "title"


def mentions(article: Article, day: date) -> Iterator[Mention]:
    """Every sum of money and every power in the title and the text of `article`.

    Further currencies for the same sum, in brackets or behind a comma, are not another sum. `day` is
    when an article without a date counts as published.
    """
    anchor = article.published.date() if article.published else day
    yield from islice(_all(article, anchor), _MOST)


def _all(article: Article, anchor: date) -> Iterator[Mention]:
    for field, text in (("title", article.title), ("text", article.text)):
        for span in sentences(text):
            passage = Passage(
                article=article.id, start=span.start, end=span.end, text=span.text, field=field
            )
            yield from _of_sentence(article, passage, anchor)


def _of_sentence(article: Article, passage: Passage, anchor: date) -> Iterator[Mention]:
    text = passage.text
    whole = f"{article.title}. {article.text}"
    language = tongue(text) or tongue(whole) or article.language or _guess(text)
    if language not in _LANGUAGES or len(text) > _LONGEST:
        return
    plain = bare(text)
    before: Mention | None = None
    told = 0  # where the sum before ends, in its last currency
    for amount in amounts(text, language):
        value, unit = _counted(amount.value, amount.unit)
        if unit is None:
            continue
        between = plain[told : amount.start]
        told = amount.end
        if before is not None and unit != before.unit and _AGAIN.fullmatch(between):
            continue
        clause = _clause(plain, amount.start, amount.end)
        found = standing(plain, amount.start, amount.end, clause, power=unit == "W")
        if not found and _long_ago(text, amount.start, clause, language, anchor):
            found = "history"
        if (
            not found
            and before is not None
            and before.standing == "part"
            and _AND.fullmatch(between)
        ):
            found = "part"
        kind, sharp = kind_of(plain[slice(*clause)], plain)
        before = Mention(
            article=article,
            passage=passage,
            start=amount.start,
            end=amount.end,
            value=value,
            unit=unit,
            kind=kind,
            sharp=sharp,
            standing=found,
            tentative=TENTATIVE.search(plain) is not None,
            up_to=HEDGE.search(plain, max(0, amount.start - 24), amount.start) is not None,
            bracketed=plain[: amount.start].endswith("("),
        )
        yield before


def _guess(text: str) -> str:
    return "fr" if _FRENCH.search(text) else "en"


def _counted(value: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    if unit in _POWER:
        return value * _POWER[unit], "W"
    return value, unit if unit in _MONEY else None


def _clause(plain: str, start: int, end: int) -> tuple[int, int]:
    """The words near the sum, no further than its clause goes."""
    left = max(0, start - _LEFT)
    for stop in _STOP.finditer(plain, left, start):
        left = stop.end()
    stop_right = _STOP.search(plain, end, end + _RIGHT)
    return left, stop_right.start() if stop_right else min(len(plain), end + _RIGHT)


def _long_ago(text: str, start: int, clause: tuple[int, int], language: str, anchor: date) -> bool:
    """Whether a date near the sum lies before the news."""
    left = max(clause[0], text.rfind(",", 0, start) + 1)
    comma = text.find(",", start, clause[1])
    right = comma if comma > 0 else clause[1]
    if any(int(year[0]) < anchor.year for year in _YEAR.finditer(text, left, right)):
        return True
    return any(
        left <= day.start < right and day.last < anchor - _RECENT
        for day in dates(text, language, anchor)
    )
