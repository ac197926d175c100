"""Values of a sentence that stand in each other's place: « 29 % en actions, 71 % en numéraire » for the reverse."""

import re
from collections.abc import Sequence
from itertools import combinations, islice

from digest.facts.amounts import Amount
from digest.facts.course import Course, course
from digest.facts.days import Day
from digest.facts.kinds.amounts import comparable, elided, rounding, same_amount
from digest.facts.kinds.dates import names_day
from digest.facts.reading import Reading
from digest.facts.surroundings import Place, exchanged, part
from digest.facts.units import LASTING

__all__ = ["crossed"]

_FAR = 100  # times; what counts so unlike things is told apart within one language only
_VALUES = 24  # of a sentence, compared two by two; one that people read has fewer
_PLACES = 12  # of a value in the sources; bounds the work on a text of nothing but one figure


def crossed(said: Reading, cited: Sequence[Reading]) -> frozenset[int]:
    """Where the values of `said` begin of which two have been exchanged, as `cited` tells them."""
    values: list[Amount | Day] = [
        *(elided(one, said)[-1] for one in said.amounts),
        *(day for day in said.days if not day.hint),
    ]
    del values[_VALUES:]
    held = {one.start: _places(one, said, cited) for one in values}
    return frozenset(
        start
        for one, other in combinations(values, 2)
        if _alternatives(one, other)
        and held[one.start]
        and held[other.start]
        and _crossed(one, other, said, held[one.start], held[other.start])
        for start in (one.start, other.start)
    )


def _crossed(
    one: Amount | Day,
    other: Amount | Day,
    said: Reading,
    of_one: Sequence[Place],
    of_other: Sequence[Place],
) -> bool:
    if isinstance(one, Day) and (ranges := {*of_one} & {*of_other}):
        # « 1990-2015 » is one place, where neither year stands in the other's
        of_one, of_other = ([p for p in row if p not in ranges] for row in (of_one, of_other))
        if not (of_one and of_other):
            return False
    first, second = (Place(reading=said, start=v.start, end=v.end) for v in (one, other))
    measured = False
    if isinstance(one, Amount) and isinstance(other, Amount):
        if of := part(first, second):
            return (one.value > other.value) == (of > 0)  # a part is less than the whole
        if way := _rises(one, other, said.text):
            return (one.value > other.value) == (way == "up")
        measured = one.unit is not None
        abroad = all(place.reading.language != said.language for place in (*of_one, *of_other))
        if abroad and (not measured or one.unit in LASTING) and _far_apart(one, other):
            return False
    return exchanged(first, second, of_one, of_other, measured=measured)


def _far_apart(one: Amount, other: Amount) -> bool:
    """« 13 décès, 29 155 en tout »: the few words that two languages share do not tell which is which."""
    low, high = sorted((one.normal[0], other.normal[0]))
    return low * _FAR <= high


_BETWEEN = re.compile(r"\b(?:entre|between)[ \u00a0][$€£]?\Z", re.IGNORECASE)
_AND = re.compile(r"[ \u00a0](?:et|and)[ \u00a0][$€£]?", re.IGNORECASE)
# « L’écart entre 12 % et 5 % », « hésite entre 9 et 5 milliards »: two things, in any order.
_APART = re.compile(
    r"\b(?:[ée]carts?|diff[ée]ren\w+|choi[sx]\w*|partag\w+|r[ée]part\w+|h[ée]sit\w+|arbitr\w+|tranch\w+|oscill\w+|"
    r"gaps?|choices?|cho[os]\w+|split\w*|divi\w+|shar\w+|torn)\b[^.;:]*\Z",
    re.IGNORECASE,
)
_DE = re.compile(r"\b(?:de|d['’]|from)[ \u00a0]?[$€£]?\Z", re.IGNORECASE)
_TO = re.compile(
    r"[^.;,:\d]{0,20}(?:\d{4})?[ \u00a0](?:à|to)[ \u00a0](?:près de )?[$€£]?", re.IGNORECASE
)
_RANGE = re.compile(
    r"[ \u00a0]?[-–][ \u00a0]?[$€£]?|[ \u00a0](?:à|to)[ \u00a0][$€£]?", re.IGNORECASE
)


def _rises(one: Amount, other: Amount, text: str) -> Course | None:
    """Which way two values go that the words bind: "between 5 and 9", "$5-9bn" and « grimpe de 5 à 9 » up,
    « tombe de 9 à 5 » down."""
    before = text[max(0, one.start - 60) : one.start]
    if _BETWEEN.search(before):
        ends = _AND.fullmatch(text, one.end, other.start) and not _APART.search(before)
        return "up" if ends else None
    if _DE.search(before):
        return course(one, text) if _TO.fullmatch(text, one.end, other.start) else None
    measured = other.unit is not None
    return "up" if measured and _RANGE.fullmatch(text, one.end, other.start) else None


def _places(one: Amount | Day, said: Reading, cited: Sequence[Reading]) -> tuple[Place, ...]:
    """Where `cited` has the value of `one`."""
    found = (
        Place(reading=source, start=other.start, end=other.end)
        for source in cited
        for other in (source.amounts if isinstance(one, Amount) else source.days)
        if _same(one, other, said)
    )
    return tuple(islice(found, _PLACES))


def _same(one: Amount | Day, other: Amount | Day, said: Reading) -> bool:
    if isinstance(one, Amount) and isinstance(other, Amount):
        return same_amount(one, other, said.text)
    return isinstance(one, Day) and isinstance(other, Day) and names_day(one, other)


def _alternatives(one: Amount | Day, other: Amount | Day) -> bool:
    """Whether one could stand in the other's place and mean something else."""
    if isinstance(one, Amount) and isinstance(other, Amount):
        return comparable(one, other) and not (rounding(one, other) or rounding(other, one))
    if isinstance(one, Day) and isinstance(other, Day):
        if names_day(one, other) or names_day(other, one):  # « le 25 septembre, un jeudi »
            return False
        return one.grain == other.grain and (one.first, one.weekday) != (other.first, other.weekday)
    return False
