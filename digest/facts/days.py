"""The days of a text for comparing: its dates, its bare weekdays, and what a source says from its own day on."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from digest.facts.dateforms import MONTHS, SPELT, WEEKDAYS
from digest.facts.dates import dates
from digest.text import fold, one_case

__all__ = ["NUMBER_OF", "WEEKDAY", "Day", "days"]

NUMBER_OF = {day: number for row in WEEKDAYS.values() for number, day in enumerate(row)}
# A month without the preposition that `dates` asks for: « procès de mai », "January's sale".
_MONTHS = {month: number for row in MONTHS.values() for number, month in enumerate(row, 1)}
_MONTH = {
    "fr": re.compile(r"\b(?:(?!m)(?:{0})|(?<=\bde )(?:{0}))\b".format(SPELT["fr"])),
    "en": re.compile(
        r"\b(?:(?!M)(?:{0})|(?:{0})(?=['’]s)|(?<=\b[Aa] )(?:{0}))\b".format(SPELT["en"])
    ),
}  # of March and May, mars and mai, only what can be nothing else
WEEKDAY = re.compile(rf"\b(?:{'|'.join(NUMBER_OF)})\b", re.IGNORECASE)
# What a source says from its own day on, « en novembre de l’an dernier », "this year"; a sentence is
# not held to it.
_NEARBY = {
    "fr": re.compile(
        rf"\b(?:(?P<month>{SPELT['fr']})[ \u00a0](?:de )?)?"
        r"(?:(?:cette|ce)[ \u00a0](?P<unit>semaine|mois|ann[ée]e)\b"
        r"|(?:l['’]|la |le )(?P<before>semaine|mois|an(?:n[ée]e)?)[ \u00a0](?:derni[eè]re?|pass[ée]e?|pr[ée]c[ée]dente?)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b(?:(?P<month>{SPELT['en']}) (?:of )?)?"
        r"(?:[Tt]his (?P<unit>week|month|year)|(?:[Ll]ast|[Tt]he previous) (?P<before>week|month|year))\b"
    ),
}


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
    plain = one_case(text)
    taken = {at for day in found for at in range(day.start, day.end)}
    for pattern, reader in ((WEEKDAY, _weekday), (_MONTH[language], _month)):
        found += [
            reader(match, anchor) for match in pattern.finditer(plain) if match.start() not in taken
        ]
    found += [_nearby(match, anchor) for match in _NEARBY[language].finditer(plain)]
    if plain != text:
        found = [replace(day, text=text[day.start : day.end]) for day in found]
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
    number = NUMBER_OF[fold(match.group())]
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
