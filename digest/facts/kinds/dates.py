"""Dates: does a source say the day that a sentence says?"""

import re
from collections.abc import Iterator, Sequence

from digest.facts.case import SOMEWHERE, Case, Claim, Sort
from digest.facts.days import NUMBER_OF, WEEKDAY, Day
from digest.facts.reading import Reading
from digest.text import fold

__all__ = ["DATES", "names_day", "rereckoned"]

_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
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
_HALF = re.compile(r"\b(?:semestre|half|[HS][12])\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:trimestre|quarter|[QT][1-4])\b", re.IGNORECASE)
# « depuis le début de l’année », of which a sentence may say « depuis janvier ».
_NEW_YEAR = re.compile(
    r"\bd[ée]but (?:de )?(?:l['’]|cette )ann[ée]e|\b(?:start|beginning) of (?:the|this) year|\byear to date",
    re.IGNORECASE,
)
_NEAR = 9  # days round the anchor that a bare weekday may mean


def _claims(case: Case) -> Iterator[Day]:
    return (one for one in case.said.days if not (one.hint or _vague(one, case.said.text)))


def _find(one: Day, source: Reading, case: Case) -> Claim | None:
    if _both_ends(one, source.days):
        return SOMEWHERE
    if _january(one, case) and _NEW_YEAR.search(source.text):
        return SOMEWHERE
    if _EDGE.search(one.text) and any(_ends(one, day, source) for day in source.days):
        return SOMEWHERE
    of_anchor = one.grain == "year" and one.first.year == case.anchor.year
    by_year = of_anchor and any(_ELSEWHEN.search(text.text) for text in case.cited)
    same = (day for day in _of_a_kind(one, source.days) if names_day(one, day))
    return next((day for day in same if not by_year or _YEAR.search(day.text)), None)


_UP_TO = re.compile(r"\b(?:months|weeks|quarter|half|year) (?:to|ended|ending) \Z")


def _ends(one: Day, day: Day, source: Reading) -> bool:
    """Whether a span of time ends there: « à fin août », "the three months to August"."""
    return (
        day.last == one.last
        and _UP_TO.search(source.text, max(0, day.start - 20), day.start) is not None
    )


def _january(one: Day, case: Case) -> bool:
    """Whether it is the January of the year that the article was written in."""
    return one.grain == "month" and (one.first.year, one.first.month) == (case.anchor.year, 1)


def _rival(one: Day, source: Reading) -> Day | None:
    rivals = [d for d in source.days if d.grain == one.grain and not d.hint]
    return min(rivals, key=lambda d: abs((d.first - one.first).days), default=None)


DATES = Sort(kind="date", claims=_claims, find=_find, rival=_rival)


def rereckoned(case: Case) -> Iterator[tuple[Day, str]]:
    """« cette année » over "last year", with what the passages say: doubted only against another of its grain."""
    days = [day for source in case.cited for day in source.days]
    for one in (day for day in case.said.days if day.hint):
        rivals = [day for day in days if day.hint and day.grain == one.grain]
        if rivals and not any(d.first <= one.last and one.first <= d.last for d in days):
            yield one, rivals[0].text


def _of_a_kind(one: Day, days: Sequence[Day]) -> Sequence[Day]:
    """No day without its year for a half or a quarter of one, where `days` have another: « premier semestre
    2027 » is not borne out by a January beside "the second half of 2027"."""
    pattern = next((kind for kind in (_HALF, _QUARTER) if kind.search(one.text)), None)
    if pattern is None or not any(pattern.search(day.text) for day in days):
        return days
    return [day for day in days if pattern.search(day.text) or _YEAR.search(day.text)]


def names_day(said: Day, source: Day) -> bool:
    """Whether `source` bears out `said`: the same day, or a day within a less exact one.

    An end of a range counts, and so does a weekday within nine days of the anchor, or of a day that
    the source gives with its year; where the
    sentence leaves out the year, the source's year is right.
    """
    if said.weekday is not None or source.weekday is not None:
        return _same_weekday(said, source)
    if (named := WEEKDAY.search(said.text)) and said.first == said.last:  # « lundi 25 »
        right = said.first.weekday() == NUMBER_OF[fold(named.group())]
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


def _both_ends(said: Day, days: Sequence[Day]) -> bool:
    """Whether `said` is a range of which `days` have the one end and the other: "in 2017 … in 2018"."""
    if not _RANGE.search(said.text):
        return False
    return any(d.first == said.first for d in days) and any(d.last == said.last for d in days)


def _vague(said: Day, text: str) -> bool:
    """Whether it names no day: « aujourd’hui » for nowadays, « l’économie de demain »."""
    word = fold(said.text)
    return word in _NOW or (
        word in {"demain", "tomorrow"} and _OF.search(text, 0, said.start) is not None
    )


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
