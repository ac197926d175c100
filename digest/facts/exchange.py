"""Values of a sentence that stand in each other's place: « 29 % en actions, 71 % en numéraire » for the reverse."""

from collections.abc import Sequence
from itertools import combinations, islice

from digest.facts.amounts import Amount
from digest.facts.days import Day
from digest.facts.kinds.amounts import comparable, elided, same_amount
from digest.facts.kinds.dates import names_day
from digest.facts.reading import Reading
from digest.facts.surroundings import Place, exchanged, part

__all__ = ["crossed"]

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
    first, second = (Place(reading=said, start=v.start, end=v.end) for v in (one, other))
    measured = False
    if isinstance(one, Amount) and isinstance(other, Amount):
        if of := part(first, second):
            return (one.value > other.value) == (of > 0)  # a part is less than the whole
        measured = one.unit is not None
    return exchanged(first, second, of_one, of_other, measured=measured)


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
        return comparable(one, other) and one.normal != other.normal
    if isinstance(one, Day) and isinstance(other, Day):
        if names_day(one, other) or names_day(other, one):  # « le 25 septembre, un jeudi »
            return False
        return one.grain == other.grain and (one.first, one.weekday) != (other.first, other.weekday)
    return False
