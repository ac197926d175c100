"""Days, months, years and parts of years as French and English news name them.

Each is read as the first and the last day it may mean: « d'ici début 2026 » is January to April.
A date without a year is the one nearest to the anchor, the day the text was written; a weekday,
where there is one, chooses among the years.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from digest.facts.dateforms import FORMS, MONTHS, WEEKDAYS, S
from digest.text import fold, one_case

__all__ = ["DateFound", "dates", "spans"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A date as it stands in a text: `text == source[start:end]`; it means `first` to `last`."""

    start: int
    end: int
    text: str
    first: date
    last: date


_PARTS = {
    "premier": 1, "premiere": 1, "1er": 1, "1re": 1, "deuxieme": 2, "second": 2, "seconde": 2,
    "2e": 2, "troisieme": 3, "3e": 3, "quatrieme": 4, "dernier": 4, "4e": 4,
    "first": 1, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4, "final": 4,
}  # fmt: skip
_LAST, _NEXT = re.compile("(?i)^(?:last|depuis|since)|dernier$"), re.compile("(?i)^next|prochain$")
_TO = re.compile(rf"{S}?(?:au|to|until|[-–]){S}?", re.IGNORECASE)
Days = tuple[date, date]
_STEPS = {
    "demain": 1, "tomorrow": 1, "apres-demain": 2, "the day after tomorrow": 2,
    "hier": -1, "yesterday": -1, "avant-hier": -2, "the day before yesterday": -2,
}  # fmt: skip


def dates(text: str, language: str | None, anchor: date) -> tuple[DateFound, ...]:
    """Every date of `text`, in order, none overlapping, read from the day `anchor`.

    An unknown language is read as English. A bare weekday is not a date: it may lie on either side.
    """
    language = language if language in FORMS else "en"
    read: list[DateFound] = []
    for name, match in _matches(one_case(text), language):
        days = _READERS[name](match, language, anchor)
        if days is not None:
            start, end = match.span()
            read.append(
                DateFound(start=start, end=end, text=text[start:end], first=days[0], last=days[1])
            )
    return tuple(_joined(text, _without_overlap(read)))


@lru_cache(maxsize=8)  # amounts ask for the same text right before or after
def _matches(text: str, language: str) -> tuple[tuple[str, re.Match[str]], ...]:
    return tuple(
        (name, match)
        for name, pattern in FORMS[language].items()
        for match in pattern.finditer(text)
    )


def spans(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    """Where the dates of `text` stand: (start, end) each, in order."""
    leap = date(2000, 1, 1)  # any anchor does; in a leap year no day is missing
    return tuple((found.start, found.end) for found in dates(text, language, leap))


def _without_overlap(read: list[DateFound]) -> list[DateFound]:
    """The leftmost, and of those the longest."""
    kept: list[DateFound] = []
    for found in sorted(read, key=lambda found: (found.start, -found.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _joined(text: str, found: list[DateFound]) -> Iterator[DateFound]:
    """« du 30 septembre au 2 octobre » is one date."""
    held: DateFound | None = None
    for one in found:
        if held and held.first < one.last and _TO.fullmatch(text, held.end, one.start):
            start, end = held.start, one.end
            held = DateFound(
                start=start, end=end, text=text[start:end], first=held.first, last=one.last
            )
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


# ---------------------------------------------------------------------------- one reader a form


def _days(match: re.Match[str], language: str, anchor: date) -> Days | None:
    month = _month(match["month"], language)
    first, until = _number(match["day"]), _number(match["until"] or match["day"])
    if year := _told_year(match, anchor):
        return _valid(year, month, first, until)
    options = [_valid(anchor.year + step, month, first, until) for step in (-1, 0, 1)]
    known = sorted((o for o in options if o), key=lambda days: abs((days[0] - anchor).days))
    if match["weekday"]:
        wanted = WEEKDAYS[language].index(match["weekday"].lower())
        known = [days for days in known if days[0].weekday() == wanted] or known
    return known[0] if known else None


def _told_year(match: re.Match[str], anchor: date) -> int | None:
    """The year that stands behind a day or a month: « 2026 », "next year"."""
    if match["shift"]:
        ahead = match["shift"].lower().startswith(("next", "prochain"))
        return anchor.year + (1 if ahead else -1)
    return int(match["year"]) if match["year"] else None


def _iso(match: re.Match[str], _language: str, _anchor: date) -> Days | None:
    return _valid(int(match["year"]), int(match["month"]), int(match["day"]), int(match["day"]))


def _slashed(match: re.Match[str], language: str, _anchor: date) -> Days | None:
    day, month = int(match["day"]), int(match["month"])
    if language == "en" and day <= 12:  # the American order, unless it cannot be
        day, month = month, day
    return _valid(int(match["year"]), month, day, day)


def _month_of_year(match: re.Match[str], language: str, anchor: date) -> Days | None:
    month = _month(match["month"] or match["month2"], language)
    chosen = int(match["year2"] or 0) or _told_year(match, anchor) or 0
    if not chosen:
        chosen = min(
            (anchor.year + step for step in (-1, 0, 1)),
            key=lambda year: _distance(date(year, month, 15), anchor, match.group()),
        )
    length = monthrange(chosen, month)[1]
    low, high = _edge(match["edge"], length)
    return _valid(chosen, month, low, high)


def _distance(day: date, anchor: date, text: str) -> int:
    """Days from `anchor`; far where `text` says that the day lies on the other side."""
    away = (day - anchor).days
    wrong = (away > 15 and _LAST.search(text)) or (away < -15 and _NEXT.search(text))
    return abs(away) + 1000 * bool(wrong)


def _part_of_year(match: re.Match[str], _language: str, _anchor: date) -> Days | None:
    if match["short"]:
        letter, part = match["short"][0], int(match["short"][1])
        months = 3 if letter in "QTqt" else 6
    else:
        part = _PARTS[fold(match["part"])]
        months = 3 if match["unit"].lower() in {"trimestre", "quarter"} else 6
        part = min(part, 12 // months)
    if part * months > 12:
        return None
    year = int(match["year"] or match["year2"])
    return date(year, (part - 1) * months + 1, 1), _end_of_month(year, part * months)


def _year(match: re.Match[str], _language: str, _anchor: date) -> Days | None:
    first = last = int(match["from"])
    if match["year"]:
        last = (
            int(match["year"])
            if len(match["year"]) == 4
            else first - first % 100 + int(match["year"])
        )
        if last < first:
            return None
    low, high = _edge(match["edge"], 12)
    return date(first, low, 1), _end_of_month(last, high)


def _decade(match: re.Match[str], _language: str, _anchor: date) -> Days:
    first = int(match["from"] or match["since"])
    return date(first, 1, 1), date(first + 9, 12, 31)


def _relative(match: re.Match[str], language: str, anchor: date) -> Days:
    if match["word"]:
        day = anchor + timedelta(days=_STEPS.get(fold(match["word"]), 0))
        return day, day
    wanted = WEEKDAYS[language].index(match["weekday"].lower())
    if match["which"].lower() in {"prochain", "next"}:
        ahead = (wanted - anchor.weekday() - 1) % 7 + 1
        day = anchor + timedelta(days=ahead)
    else:
        day = anchor - timedelta(days=(anchor.weekday() - wanted - 1) % 7 + 1)
    return day, day


def _span(match: re.Match[str], _language: str, anchor: date) -> Days:
    unit = match["unit"].lower()
    if unit in {"semaine", "week"}:
        monday = anchor + timedelta(days=7 - anchor.weekday())
        return monday, monday + timedelta(days=6)
    if unit in {"mois", "month"}:
        year, month = anchor.year + anchor.month // 12, anchor.month % 12 + 1
        return date(year, month, 1), _end_of_month(year, month)
    return date(anchor.year + 1, 1, 1), date(anchor.year + 1, 12, 31)


def _bare_day(match: re.Match[str], language: str, anchor: date) -> Days | None:
    """« mercredi 24 »: the nearest month that has it."""
    wanted, number = WEEKDAYS[language].index(match["weekday"].lower()), _number(match["day"])
    for distance in range(45):
        for day in (anchor + timedelta(days=distance), anchor - timedelta(days=distance)):
            if day.day == number and day.weekday() == wanted:
                return day, day
    return None


_READERS: Mapping[str, Callable[[re.Match[str], str, date], Days | None]] = {
    "days": _days,
    "days_first": _days,
    "iso": _iso,
    "slashed": _slashed,
    "month": _month_of_year,
    "part": _part_of_year,
    "decade": _decade,
    "year": _year,
    "relative": _relative,
    "span": _span,
    "bare_day": _bare_day,
}


def _month(name: str, language: str) -> int:
    """The number of a month, of which the beginning may do: « sept. »."""
    start = fold(name).rstrip(".")
    return 1 + next(i for i, month in enumerate(MONTHS[language]) if month.startswith(start))


def _number(day: str) -> int:
    return int(re.match(r"\d+", day).group())  # type: ignore[union-attr]  # every day begins with a digit


def _valid(year: int, month: int, first: int, last: int) -> Days | None:
    try:
        return date(year, month, first), date(year, month, max(first, last))
    except ValueError:
        return None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _edge(edge: str | None, length: int) -> tuple[int, int]:
    """First and last of `length` (months of a year, days of a month) at its beginning, middle, end."""
    if edge is None:
        return 1, length
    third = length // 3
    word = fold(edge)
    if word in {"debut", "early", "beginning"}:
        return 1, third
    if word in {"fin", "late", "end"}:
        return length - third + 1, length
    return third + 1, length - third
