"""Dates for comparing, bare weekdays among them: does a source say the day that a sentence says?"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digest.facts.dateforms import MONTHS, WEEKDAYS
from digest.facts.dates import dates
from digest.text import fold

__all__ = ["Day", "both_ends", "days", "gives_year", "names_day", "of_another_time", "vague"]

_WEEKDAYS = {day: number for row in WEEKDAYS.values() for number, day in enumerate(row)}
# A month without the preposition that `dates` asks for: « procès de mai », "January's sale".
_MONTHS = {month: number for row in MONTHS.values() for number, month in enumerate(row, 1)}
_MONTH = {
    "fr": re.compile(
        r"\b(?:janvier|f[ée]vrier|avril|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|(?<=\bde )(?:mars|mai))\b"
    ),
    "en": re.compile(
        r"\b(?:January|February|April|June|July|August|September|October|November|December|(?:March|May)(?=['’]s)|"
        r"(?<=\b[Aa] )(?:March|May))\b"
    ),
}
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# What a source says from its own day on, « en novembre de l’an dernier », "this year"; a sentence is
# not held to it.
_NEARBY = {
    "fr": re.compile(
        r"\b(?:(?P<month>janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)[ \u00a0](?:de )?)?"
        r"(?:(?:cette|ce)[ \u00a0](?P<unit>semaine|mois|ann[ée]e)\b"
        r"|(?:l['’]|la |le )(?P<before>semaine|mois|an(?:n[ée]e)?)[ \u00a0](?:derni[eè]re?|pass[ée]e?|pr[ée]c[ée]dente?)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December) (?:of )?)?"
        r"(?:[Tt]his (?P<unit>week|month|year)|(?:[Ll]ast|[Tt]he previous) (?P<before>week|month|year))\b"
    ),
}
# Words of another year than the one that a text was written in.
_ELSEWHEN = re.compile(
    r"\b(?:prochaine?s?|derni[eè]re?s?|pass[ée]e?s?|pr[ée]c[ée]dente?s?|next|last|previous|ago|il y a|"
    r"(?:dans|d['’]ici|in|within)[ \u00a0](?:\w+[ \u00a0]){1,3}(?:ans?|ann[ée]es?|mois|years?|months?|decades?))\b",
    re.IGNORECASE,
)
_NOW = frozenset({"today", "aujourd'hui"})  # "nowadays" as often; says nothing of a month or year
_OF = re.compile(r"\b(?:de|of)[ \u00a0]\Z")
_EDGE = re.compile(r"\b(?:d[ée]but|fin|mi|early|late|mid|beginning|end)\b", re.IGNORECASE)
_RANGE = re.compile(r"\d\w{0,2} ?[-–/] ?\d|\W(?:au|et|ou|to|and|or|until)\W")
_NEAR = 9  # days round the anchor that a bare weekday may mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as it stands in a text, `first` to `last`; for a bare weekday (0 is Monday) both are
    the anchor. A `hint` is what only a source is read for: "last year"."""

    start: int
    end: int
    text: str
    first: date
    last: date
    weekday: int | None = None
    hint: bool = False

    @property
    def grain(self) -> str:
        """What it names: a day, a month or less, a year or a part of one."""
        length = (self.last - self.first).days
        return "day" if length < 15 else "month" if length < 32 else "year"


def days(text: str, language: str, anchor: date) -> tuple[Day, ...]:
    """The dates of `text` read from `anchor`, and the weekdays that stand alone."""
    found = [
        Day(start=d.start, end=d.end, text=d.text, first=d.first, last=d.last)
        for d in dates(text, language, anchor)
    ]
    taken = {at for day in found for at in range(day.start, day.end)}
    for pattern, reader in ((_WEEKDAY, _weekday), (_MONTH[language], _month)):
        found += [
            reader(match, anchor) for match in pattern.finditer(text) if match.start() not in taken
        ]
    found += [_nearby(match, anchor) for match in _NEARBY[language].finditer(text)]
    return tuple(sorted(found, key=lambda day: day.start))


def _nearby(match: re.Match[str], anchor: date) -> Day:
    """The week, month or year of `anchor` or the one before it, or a month of that year."""
    unit, back = (match["unit"] or match["before"])[:2].lower(), 0 if match["unit"] else 1
    if unit in {"we", "se"}:
        first = anchor - timedelta(days=anchor.weekday() + 7 * back)
        last = first + timedelta(days=6)
    else:
        year, month = anchor.year, anchor.month - back
        if unit in {"an", "ye"}:
            year, month = anchor.year - back, _MONTHS.get(fold(match["month"] or ""), 0)
        elif month == 0:
            year, month = year - 1, 12
        first = date(year, month or 1, 1)
        last = date(year, month or 12, monthrange(year, month or 12)[1])
    return Day(
        start=match.start(), end=match.end(), text=match.group(), first=first, last=last, hint=True
    )


def _weekday(match: re.Match[str], anchor: date) -> Day:
    number = _WEEKDAYS[fold(match.group())]
    return Day(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        first=anchor,
        last=anchor,
        weekday=number,
    )


def _month(match: re.Match[str], anchor: date) -> Day:
    """The month of that name nearest to `anchor`."""
    number = _MONTHS[fold(match.group())]
    year = min(
        (anchor.year + step for step in (-1, 0, 1)),
        key=lambda year: abs((date(year, number, 15) - anchor).days),
    )
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    return Day(start=match.start(), end=match.end(), text=match.group(), first=first, last=last)


def names_day(said: Day, source: Day) -> bool:
    """Whether `source` bears out `said`: the same day, or a day within a less exact one.

    An end of a range counts, and so does a weekday within nine days of the anchor, or of a day that
    the source gives with its year; where the
    sentence leaves out the year, the source's year is right.
    """
    if said.weekday is not None or source.weekday is not None:
        return _same_weekday(said, source)
    if (named := _WEEKDAY.search(said.text)) and said.first == said.last:  # « lundi 25 »
        right = said.first.weekday() == _WEEKDAYS[fold(named.group())]
        if not right and named.group().lower() not in source.text.lower():
            return False
    if fold(source.text) in _NOW and said.grain != "day":
        return False
    if said.first <= source.first and source.last <= said.last and not _other_range(said, source):
        return True
    an_end = not _EDGE.search(said.text) and (
        said.first == source.first or said.last == source.last
    )
    if an_end and _RANGE.search(source.text) and not _RANGE.search(said.text):
        return True
    if _YEAR.search(said.text) or not _YEAR.search(source.text):
        return False
    return _without_year(said) == _without_year(source)


def _other_range(said: Day, source: Day) -> bool:
    """Whether `said` is a range and `source` none or another: « 2019-2021 » is no less exact « 2020-2021 », nor
    does "2021" prove its other end."""
    is_range = _RANGE.search(said.text) is not None
    return is_range and (said.first, said.last) != (source.first, source.last)


def of_another_time(sources: Sequence[str]) -> bool:
    """Whether `sources` tell of what is not now: « l’an prochain », "in five years". A day without its year
    that stands there too, « hier », then proves no year."""
    return any(_ELSEWHEN.search(one) for one in sources)


def both_ends(said: Day, days: Sequence[Day]) -> bool:
    """Whether `said` is a range of which `days` have the one end and the other: "in 2017 … in 2018"."""
    if not _RANGE.search(said.text):
        return False
    return any(d.first == said.first for d in days) and any(d.last == said.last for d in days)


def vague(said: Day, text: str) -> bool:
    """Whether it names no day: « aujourd’hui » for nowadays, « l’économie de demain »."""
    word = fold(said.text)
    return word in _NOW or (
        word in {"demain", "tomorrow"} and _OF.search(text, 0, said.start) is not None
    )


def gives_year(source: Day) -> bool:
    """Whether a year stands in the date itself."""
    return _YEAR.search(source.text) is not None


def _same_weekday(said: Day, source: Day) -> bool:
    if said.weekday is not None and source.weekday is not None:
        return said.weekday == source.weekday
    bare, dated = (said, source) if said.weekday is not None else (source, said)
    return (
        dated.first == dated.last
        and dated.first.weekday() == bare.weekday
        and (abs((dated.first - bare.first).days) <= _NEAR or _YEAR.search(source.text) is not None)
    )


def _without_year(day: Day) -> tuple[int, int, int, int]:
    return day.first.month, day.first.day, day.last.month, day.last.day
