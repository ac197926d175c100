"""Reads when an issue is to leave, as an editor says it in French or English.

A small grammar that refuses what it does not know. dateparser was tried: it reads "demain 7h" as
tomorrow at 17:00 and "samedi 7h" as the 7th of the month, and an hour guessed wrong is a mail to
thousands at the wrong time.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["moment"]

LANGUAGES = ("fr", "en")
_HINT = Notice("Write it as “samedi 7:00”, “demain 7h30”, “saturday 7am”, “2025-09-27 07:00”.")
_TIME = re.compile(
    r"(?:^|\s)(?:(?P<hour>\d{1,2})(?:\s?[:h]\s?(?P<minute>[0-5]\d)|\s?h(?:eures?)?(?![a-z])|(?=\s?[ap]m$))"
    r"\s?(?P<half>[ap]m)?|(?P<noon>midi|noon))$"
)
_LATER = re.compile(r"(?:dans|in) (\d{1,3}) (minutes?|min|heures?|hours?|h)")
_DAYS = {"aujourd'hui": 0, "today": 0, "demain": 1, "tomorrow": 1, "apres-demain": 2}
_IDLE = {"le", "a", "at", "on", "the", "ce", "this", "prochain", "next", "of"}


def moment(text: str, *, now: datetime, zone: ZoneInfo, hour: time) -> datetime:
    """The first moment after `now` that `text` names on the clock of `zone`, aware.

    `hour` is taken when only a day is named. Raises DigestError for what is not understood, is
    over, or stands not at all or twice on the clock, because the hour changes that night.
    """
    said = _plain(text)
    if found := _LATER.fullmatch(said):
        unit = "minutes" if found[2].startswith("m") else "hours"
        return now + timedelta(**{unit: int(found[1])})
    at = _TIME.search(said)
    clock = _clock(at, text) if at else hour
    words = [word for word in said[: at.start() if at else None].split() if word not in _IDLE]
    local = now.astimezone(zone)
    days = _candidates(words, local.date(), text)
    for day in days:
        shown = datetime.combine(day, clock, tzinfo=zone)
        if any(shown.replace(fold=fold).timestamp() > now.timestamp() for fold in (0, 1)):
            return _on_clock(day, clock, zone)
    raise DigestError(Notice("{text!r} is over.", text=text), _HINT)


def _plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("’", "'").replace(",", " "))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def _clock(found: re.Match[str], text: str) -> time:
    if found["noon"]:
        return time(12)
    hour, half = int(found["hour"]), found["half"]
    if half and not 1 <= hour <= 12:
        raise DigestError(Notice("{text!r}: there is no such hour.", text=text), _HINT)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23:
        raise DigestError(Notice("{text!r}: there is no such hour.", text=text), _HINT)
    return time(hour, int(found["minute"] or 0))


def _candidates(words: list[str], today: date, text: str) -> list[date]:
    """The days that are meant, the nearest first: the first that is not over is taken."""
    said = " ".join(words)
    if not words:
        return [today, today + timedelta(days=1)]
    if said in _DAYS:
        return [today + timedelta(days=_DAYS[said])]
    weekdays, months = _names()
    if said in weekdays:
        first = today + timedelta(days=(weekdays[said] - today.weekday()) % 7)
        return [first, first + timedelta(days=7)]
    if words[0] in weekdays:  # a weekday before a date must be its own
        found = _candidates(words[1:], today, text)
        fitting = [day for day in found if day.weekday() == weekdays[words[0]]]
        if not fitting:
            raise DigestError(
                Notice("{text!r}: that day is no {weekday}.", text=text, weekday=words[0]), _HINT
            )
        return fitting
    return _dates(said, today, months, text)


def _dates(said: str, today: date, months: dict[str, int], text: str) -> list[date]:
    year: str | None
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", said):
        year, month, day = found[1], int(found[2]), int(found[3])
    elif found := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", said):
        year, month, day = found[3], int(found[2]), int(found[1])
    elif (
        found := re.fullmatch(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+\.?)(?: (\d{4}))?", said)
    ) and (found[2] in months):
        year, month, day = found[3], months[found[2]], int(found[1])
    elif (found := re.fullmatch(r"([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", said)) and (
        found[1] in months
    ):
        year, month, day = found[3], months[found[1]], int(found[2])
    else:
        raise DigestError(Notice("{text!r} is not understood.", text=text), _HINT)
    over = (month, day) < (today.month, today.day)
    try:
        return [date(int(year) if year else today.year + over, month, day)]
    except ValueError as error:
        raise DigestError(Notice("{text!r}: there is no such day.", text=text), _HINT) from error


def _on_clock(day: date, clock: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, clock, tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise DigestError(
            Notice(
                "There is no {clock:%H:%M} on {day} in {zone}: the hour changes that night.",
                clock=clock,
                day=day,
                zone=zone,
            ),
            Notice("Choose another hour."),
        )
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise DigestError(
            Notice(
                "{clock:%H:%M} comes twice on {day} in {zone}: the hour changes that night.",
                clock=clock,
                day=day,
                zone=zone,
            ),
            Notice("Choose another hour."),
        )
    return local


@cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    """Weekdays (Monday is 0) and months, whole and abbreviated, as `_plain` writes them."""
    weekdays: dict[str, int] = {}
    months: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for into, names in (
                (weekdays, get_day_names(width, locale=language)),
                (months, get_month_names(width, locale=language)),
            ):
                for number, name in names.items():
                    into[_plain(name)] = number
                    into[_plain(name).rstrip(".")] = number
    return weekdays, months
