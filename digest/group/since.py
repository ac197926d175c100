"""What a story says that the item which told it before did not, or said otherwise."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from digest import text as reading
from digest.draft.plain import plain
from digest.facts import Amount, amounts, names
from digest.facts.countries import peoples
from digest.facts.kinds.amounts import same_amount
from digest.facts.reading import Reading, read
from digest.facts.surroundings import Place, earlier, likeness
from digest.facts.units import CODES
from digest.model import Article, Change, Item

__all__ = ["changed", "new"]

_LEAD = 600  # characters in which what is new of a story stands
_SHOWN = 6  # names and figures
# Cosine of the words round two sums from which on they are of one thing. Among the articles of each
# story of three labelled sets, .15 already found right ones alone; they were four, of one story.
_SAME_THING = 0.3
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_POWER = frozenset({"W", "Wh"})


def new(articles: Sequence[Article], item: Item) -> tuple[str, ...]:
    """The figures and names at the head of a story that the item does not have, as written.

    Sums and measures in the item's language come first, then names, then others, bare numbers and what
    only titles have: those write too much with a capital. A people is no name, nor is "AI-made".
    """
    said = f"{item.title}. {plain(item.text)}"
    own = reading.language(said)
    known = {amount.normal for amount in amounts(said, own)}
    folded = reading.fold(said).replace("-", " ").replace("'", " ")
    found: tuple[dict[str, str], ...] = ({}, {}, {})
    for article in articles:
        head, language = f"{article.title}. {article.text[:_LEAD]}", article.language
        for amount in amounts(head, language):
            if amount.normal not in known:
                first = amount.unit and own in {None, language}
                found[0 if first else 2].setdefault(str(amount.normal), amount.text)
        told = {name.key for name in names(article.text[:_LEAD], language)}
        for name in names(head, language):
            common = name.key in peoples() or name.text.rpartition("-")[2].islower()
            if name.key not in folded and not common:
                found[1 if name.key in told else 2].setdefault(name.key, name.text)
    best = {key: text for kind in found for key, text in kind.items()}
    return tuple(best.values())[:_SHOWN]


def changed(articles: Sequence[Article], item: Item, since: date) -> tuple[Change, ...]:
    """The sums of money and powers of `item` that articles of `since` or later put differently.

    Two figures are one thing measured twice when they have one unit and the words round them are
    alike, each being the other's likest. The latest word counts: an article that has the old value
    too, or a later one that has, changes nothing, unless it marks it as such (« contre 10 », "from
    10 to 15"). Counts are left aside: "five killed" and "fifty hurt" have too much in common.
    """
    said = plain(item.text)
    before = read(said, reading.language(said), since)
    found: dict[tuple[str, str], tuple[datetime, Change]] = {}
    held: dict[str, datetime] = {}  # when the old value was last stated
    for article in articles:
        day = article.published or _LONG_AGO
        if article.published is not None and day.date() < since:
            continue
        after = read(article.text[:_LEAD], article.language, since)
        whole = _now(read(article.text, article.language, since))
        for was in before.amounts:
            if _says(whole, was, said):
                held[str(was.normal)] = max(day, held.get(str(was.normal), day))
        for was, now in _pairs(before, after):
            if not _says(before.amounts, now, after.text):
                change = Change(was=was.text, now=now.text)
                found.setdefault((str(was.normal), str(now.normal)), (day, change))
    # What two articles put in two ways has not been settled yet.
    unsettled = [was for was, _ in found]
    return tuple(
        change
        for (was, _), (day, change) in found.items()
        if unsettled.count(was) == 1 and (was not in held or held[was] < day)
    )


def _pairs(before: Reading, after: Reading) -> Iterator[tuple[Amount, Amount]]:
    """The sums that measure one thing, before and after, each being the likest to the other."""
    ours, theirs = ([one for one in _now(told) if _sum(one)] for told in (before, after))
    alike = {
        (a, b): likeness(_place(before, a), _place(after, b))
        for a in ours
        for b in theirs
        if a.normal[1] == b.normal[1]
    }
    for (a, b), value in alike.items():
        rivals = [
            other
            for (c, d), other in alike.items()
            if (c is a) != (d is b) and (c.normal, d.normal) != (a.normal, b.normal)
        ]
        if value >= _SAME_THING and all(value > other for other in rivals):
            yield a, b


def _now(told: Reading) -> list[Amount]:
    """What a text states, without what it marks as having been before."""
    return [one for one in told.amounts if not earlier(_place(told, one))]


def _sum(amount: Amount) -> bool:
    return amount.unit in CODES or amount.normal[1] in _POWER


def _place(told: Reading, amount: Amount) -> Place:
    return Place(reading=told, start=amount.start, end=amount.end)


def _says(stated: Sequence[Amount], one: Amount, sentence: str) -> bool:
    """Whether the value stands there, exactly or rounded either way."""
    return any(same_amount(one, other, sentence) for other in stated)
