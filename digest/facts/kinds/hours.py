"""Hours of the day."""

from collections.abc import Iterator
from itertools import chain

from digest.facts.case import Case, Claim, Sort
from digest.facts.clock import Hour
from digest.facts.reading import Reading

__all__ = ["HOURS"]


def _claims(case: Case) -> Iterator[Hour]:
    return (one for one in case.said.hours if one.sure)


def _find(one: Hour, source: Reading, _case: Case) -> Claim | None:
    same = (hour for hour in source.hours if _same(one, hour))
    lasting = (a for a in source.amounts if one.lasting and a.normal == one.as_long)
    return next(chain[Claim](same, lasting), None)


def _same(said: Hour, source: Hour) -> bool:
    return said.minute == source.minute or (source.loose and said.minute == source.minute + 720)


def _rival(_one: Hour, source: Reading) -> Hour | None:
    return next((hour for hour in source.hours if hour.sure), None)


HOURS = Sort(kind="date", claims=_claims, find=_find, rival=_rival)
