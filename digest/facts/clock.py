"""Hours of the day, told from durations: « à 15 heures », « 15 h 45 », "3pm", "at 15:45"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from digest.facts.numerals import WORDS
from digest.text import one_case

__all__ = ["Hour", "hours"]

_S = r"[ \u00a0\u202f]?"
_WORDS = {
    word: number for table in WORDS.values() for word, number in table.items() if 0 < number <= 24
}
_CLOCK = re.compile(
    rf"(?<![\d:.,$€£\w])(?P<hour>[01]?\d|2[0-4]|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?=[ \u00a0][ho]))(?:"
    rf"{_S}h(?:eures?)?(?:{_S}(?P<minutes>[0-5]\d))?(?!\w)"
    rf"|(?P<point>[:.])(?P<after>[0-5]\d)(?![\d%])(?:{_S}(?P<half>[ap])\.?m\b)?"
    rf"|[ \u00a0]o['’]clock\b|{_S}(?P<full>[ap])\.? ?m\b)",
    re.IGNORECASE,
)
# Without one of these « 15 heures » lasts; with « pendant » or « après » it does so too.
_AT = re.compile(
    r"(?:(?<!\d[ \u00a0])\b(?:à|vers|dès|avant|jusqu['’]à|d['’]ici|at|around|by|until|till|before)|"
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?|"
    rf"\d{_S}h(?:eures?)?(?:{_S}\d\d)?[ \u00a0](?:à|et))[ \u00a0]\Z",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"[ \u00a0]d(?:e[ \u00a0]|['’])(?!l['’]apr)", re.IGNORECASE
)  # « à 3 heures de Lyon »
_UP_TO = re.compile(
    r"\b(?:jusqu['’]à|d['’]ici|avant|until|till|before|by)[ \u00a0]\Z", re.IGNORECASE
)
_UNTIL = re.compile(rf"[ \u00a0](?:à|et)[ \u00a0]\d\d?{_S}h", re.IGNORECASE)  # « de 22 h à 8 h »


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """A time as it stands in a text, in minutes from midnight. `sure` is one that cannot last, `loose` one
    that may be of the morning or the evening: "3.45". What stands behind « jusqu’à » may last as well."""

    start: int
    end: int
    text: str
    minute: int
    sure: bool
    loose: bool
    lasting: bool

    @property
    def as_long(self) -> tuple[Decimal, str]:
        """So many seconds, as `Amount.normal` has them."""
        return Decimal(60 * self.minute).normalize(), "second"


@lru_cache(maxsize=8)  # amounts ask for the same text right before or after
def hours(text: str) -> tuple[Hour, ...]:
    """Whatever may be a time of the day in `text`, French or English."""
    return tuple(_hours(text))


def _hours(text: str) -> Iterator[Hour]:
    for found in _CLOCK.finditer(one_case(text)):
        half = (found["half"] or found["full"] or "").lower()
        said = found["hour"].lower()
        hour = _WORDS.get(said) or int(said)
        minutes = found["minutes"] or found["after"]
        lasts = not half and found["point"] != ":" and not minutes
        yield Hour(
            start=found.start(), end=found.end(), text=text[found.start() : found.end()],
            minute=60 * (hour % 12 + 12 * (half == "p") if half else hour % 24) + int(minutes or 0),
            sure=(not lasts or _at(text, found)) and (found["point"] != "." or bool(half)),
            lasting=lasts and _UP_TO.search(text, max(0, found.start() - 10), found.start()) is not None,
            loose=not half and hour < 12 and "h" not in found.group().lower(),
        )  # fmt: skip


def _at(text: str, found: re.Match[str]) -> bool:
    if _AWAY.match(text, found.end()):
        return False
    before = _AT.search(text, max(0, found.start() - 16), found.start())
    return before is not None or _UNTIL.match(text, found.end()) is not None
