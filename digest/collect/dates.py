"""Dates as pages print them, French and English: "Nov. 21, 2025, 1:24 p.m.", « 27 sept. 2025 à 8h30 »."""

import re
from datetime import date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from digest.text import one_case

__all__ = ["find", "parse", "split_start"]

_MONTH_NAMES = (
    "january jan janvier janv",
    "february feb février fevrier févr fevr fév fev",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug août aout",
    "september sept sep septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec décembre decembre déc",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = (
    r"(?:(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s(?:le\s)?)?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_CLOCK = (
    r"(?:(?:,?\s(?:[-–|•]\s|à\s|a\s|at\s)?|T)(?P<hour>[01]?\d|2[0-3])"
    r"(?:\s?[:h]\s?(?P<minute>[0-5]\d)(?::[0-5]\d)?|\s?h(?=\W|$)|(?=\s?[ap]\.?m))"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\.\d{1,9})?(?P<zone>Z|\s?[+-]\d\d:?\d\d)?)?"
)
_DATES = tuple(
    re.compile(rf"(?<![\w/.-]){_WEEKDAY}{shape}(?:(?![\w/-])|(?=T\d)){_CLOCK}", re.IGNORECASE)
    for shape in (
        rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])",
        rf"{_DAY}(?:er|st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s{_YEAR}",
        rf"{_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}",
        rf"{_DAY}(?P<sign>[/.])(?P<month>0?[1-9]|[12]\d)(?P=sign){_YEAR}",
    )
)
# What may stand before a date that opens a line.
_INTRODUCTION = re.compile(
    r"(?:(?:date|publié|publie|paru|posté|mis à jour|modifié|mise à jour|créé|published|posted|updated|"
    r"last updated|date de publication)\b\s?:?\s?)?(?:(?:le|on|the)\s)?",
    re.IGNORECASE,
)


def parse(written: str, zone: ZoneInfo) -> datetime | None:
    """The moment `written` says (ISO 8601, RFC 5322, or as people write); None when it says none.

    A date without a time is midnight, and a time without a zone is meant, in `zone`.
    """
    written = written.strip()[:100]
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(written)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return find(written, zone)


def find(line: str, zone: ZoneInfo) -> datetime | None:
    """The first date printed in `line`, in `zone`, or None."""
    line = one_case(line[:1000])
    found = [match for shape in _DATES if (match := shape.search(line))]
    for match in sorted(found, key=lambda match: match.start()):
        moment = _moment(match, zone)
        if moment:
            return moment
    return None


def split_start(line: str, zone: ZoneInfo) -> tuple[datetime | None, str]:
    """The date that opens `line` ("Publié le 3 mars 2025 à 8h"), and the rest; (None, line) if none."""
    stripped = line.lstrip()
    plain = one_case(stripped)
    introduction = _INTRODUCTION.match(plain)
    start = introduction.end() if introduction else 0
    for shape in _DATES:
        match = shape.match(plain, start)
        moment = _moment(match, zone) if match else None
        if match and moment:
            return moment, stripped[match.end() :].lstrip(" \t:,.|•–—-")
    return None, line


def _moment(match: re.Match[str], zone: ZoneInfo) -> datetime | None:
    part = match.groupdict()
    day, year = int(part["day"]), int(part["year"])
    month = int(part["month"]) if part["month"].isdigit() else _MONTHS[part["month"].lower()]
    if month > 12:  # 09/27/2025, as Americans write
        day, month = month, day
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    try:
        at: tzinfo = zone
        if part["zone"]:
            at = datetime.strptime(part["zone"].strip(), "%z").tzinfo or zone
        return datetime.combine(date(year, month, day), time(hour, minute), tzinfo=at)
    except ValueError:  # 31 February
        return None
