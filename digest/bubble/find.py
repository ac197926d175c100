"""Stories -> the deals they announce: every mention of a sum weighed against the others of its story.

One row a deal, however many articles tell it: mentions of one value in one story are one sum, and
the same sum between the same parties in two stories is one deal.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from digest.bubble.ledger import Entry
from digest.bubble.mention import Mention, mentions
from digest.bubble.parties import Names, parties
from digest.config import BubbleSettings
from digest.facts.countries import called
from digest.model import Passage, Story
from digest.text import fold, sentences

__all__ = ["Doubt", "Found", "find"]

_LEAD = 2  # sentences of an article in which its news stands; one where other articles tell it too
_CAPITAL = frozenset({"funding", "investment"})
_SUPERSEDED = Decimal(2)  # a plan gives way to what was done when neither is twice the other


# Told in passing, disputed by other uses of the sum, not done yet, a plan's total, counted in a past
# issue, called by words that may mean anything.
Doubt = Literal["", "aside", "disputed", "planned", "total", "counted", "vague"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A deal as the articles announce it; `money` in `unit` (None: power alone), `power` in watts.

    `doubt` says why an editor has to decide; "" where the deal is sure.
    """

    story: Story
    who: str
    whom: str
    kind: str
    money: Decimal | None
    unit: str
    power: Decimal | None
    up_to: bool
    doubt: Doubt
    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        """Stable while articles join the story and the sum gets more exact."""
        sides = (re.sub(r"[^a-z0-9]+", "", fold(side))[:13] for side in (self.who, self.whom))
        return "-".join(filter(None, [self.story.id, self.kind, *sides]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """All mentions of one value in one story: those that announce it, and those that do not."""

    good: tuple[Mention, ...]
    bad: tuple[Mention, ...]

    @property
    def value(self) -> Decimal:
        return (*self.good, *self.bad)[0].value

    @property
    def unit(self) -> str:
        return (*self.good, *self.bad)[0].unit

    @property
    def articles(self) -> set[str]:
        return {mention.passage.article for mention in self.good}

    @property
    def kind(self) -> str | None:
        """The kind that most mentions name; of equals the one named first."""
        named = Counter(mention.kind for mention in self.good or self.bad if mention.kind)
        return named.most_common(1)[0][0] if named else None

    @property
    def outvoted(self) -> bool:
        return len(self.articles) <= len({mention.passage.article for mention in self.bad})

    @property
    def tentative(self) -> bool:
        return 2 * sum(mention.tentative for mention in self.good) > len(self.good)


def find(
    stories: Iterable[Story],
    *,
    day: date,
    settings: BubbleSettings,
    counted: Iterable[Entry] = (),
) -> tuple[Found, ...]:
    """The deals that `stories` announce, the largest first, those that are not sure last.

    `day` is the issue's, the settings say what counts, `counted` are the rows of past issues. What
    makes a deal doubtful stands at `Doubt`.
    """
    found: list[Found] = []
    for story in stories:
        found += _of_story(story, day, settings)
    found.sort(key=lambda deal: (deal.doubt != "", *_size(deal, settings), deal.id))
    kept: list[Found] = []
    for deal in found:
        if not any(_same(deal, other) for other in kept):
            kept.append(deal)
    past = tuple(counted)
    return tuple(
        replace(deal, doubt="counted") if any(_counted(deal, entry) for entry in past) else deal
        for deal in kept
    )


def _counted(deal: Found, entry: Entry) -> bool:
    """Whether a past issue, in whatever language, has the same sum of a party of this deal."""
    sides, others = (
        {fold(called(name, "en")) for name in (one.who, one.whom) if name}
        for one in (deal, entry.deal)
    )
    same_sum = (entry.value, entry.unit) == (deal.money, deal.unit)
    return entry.deal.shown and same_sum and bool(sides & others)


def _size(deal: Found, settings: BubbleSettings) -> tuple[Decimal, Decimal]:
    money = settings.worth(deal.money or Decimal(0), deal.unit)
    return -money, -(deal.power or Decimal(0))


def _same(one: Found, other: Found) -> bool:
    """One deal in two stories: the same sum, and a party in common."""
    sides, others = (
        {fold(name) for name in (deal.who, deal.whom) if name} for deal in (one, other)
    )
    same_sum = (one.money, one.unit, one.power) == (other.money, other.unit, other.power)
    return (same_sum and bool(sides & others)) or one.id == other.id


def _of_story(story: Story, day: date, settings: BubbleSettings) -> list[Found]:
    told = [mention for article in story.articles for mention in mentions(article, day)]
    sums = _sums([m for m in told if _counts(m, settings)])
    powers = _sums([m for m in told if m.unit == "W" and m.value >= 10**6])
    names = Names.of(story.articles)
    rows = [one for one in sums if _is_news(one, story)]
    rows = [one for one in rows if not _superseded(one, rows) and not _beside(one, rows)]
    if not rows:
        rows = [one for one in sums if _is_total(one)][:1]
    # Where a headline has the sum of the story, others further down are what led to it.
    lead = 1 if any(mention.in_title for one in rows for mention in one.good) else _LEAD
    taken: set[Decimal] = set()
    deals = []
    for one in sorted(rows, key=lambda one: -len(one.articles)):
        power = next((p for p in powers if p.value not in taken and _together(one, p)), None)
        if power is not None:
            taken.add(power.value)
        deals.append(_deal(story, one, power, names, lead=lead))
    if not deals:
        alone = [p for p in powers if p.kind and not p.outvoted and _is_news(p, story)][:1]
        deals = [_deal(story, one, None, names, lead=lead) for one in alone]
    return deals


def _counts(mention: Mention, settings: BubbleSettings) -> bool:
    """Whether a sum is large enough; one without a rate by its number alone."""
    value = settings.worth(mention.value, mention.unit) or mention.value
    return mention.unit != "W" and value >= Decimal(str(settings.least))


def _sums(told: Sequence[Mention]) -> list[_Sum]:
    """The mentions by value, the most told first. A sum that stands in one title alone may be
    misread (a headline without its decimal point), so it is none.
    """
    by_value: dict[tuple[Decimal, str], list[Mention]] = {}
    for mention in told:
        by_value.setdefault((mention.value, mention.unit), []).append(mention)
    found = []
    for same in by_value.values():
        if _headline_only(same):
            continue
        good = tuple(mention for mention in same if not mention.standing)
        found.append(_Sum(good=good, bad=tuple(m for m in same if m.standing)))
    return sorted(found, key=lambda one: (-len(one.articles), -one.value))


def _headline_only(same: Sequence[Mention]) -> bool:
    one_article = len({mention.article.id for mention in same}) == 1
    return one_article and all(m.in_title and m.article.text for m in same)


def _is_news(one: _Sum, story: Story) -> bool:
    """Whether the story is about this sum: several articles announce it, or one in its first words."""
    if one.kind is None or not one.good:
        return False
    if len(one.articles) > 1:
        return True
    lead = _LEAD if len(story.articles) == 1 else 1
    return not one.outvoted and any(_leads(mention, sentences_long=lead) for mention in one.good)


def _beside(one: _Sum, rows: Sequence[_Sum]) -> bool:
    """Whether only one article has the sum, and tells the story's own beside it."""
    return len(one.articles) == 1 and any(
        len(other.articles) > 1 and one.articles <= other.articles for other in rows
    )


def _leads(mention: Mention, *, sentences_long: int) -> bool:
    if mention.in_title:
        return True
    return len(sentences(mention.article.text[: mention.passage.start])) < sentences_long


def _is_total(one: _Sum) -> bool:
    """Several articles tell the sum as the total of a plan: a row for the editor to decide about."""
    adds = {m.passage.article for m in one.bad if m.standing == "sum"}
    return one.kind is not None and len(adds) > 1


def _superseded(one: _Sum, rows: Sequence[_Sum]) -> bool:
    """Whether another sum of the kind is done where this one is only planned."""
    if not one.tentative:
        return False
    kinds = _CAPITAL if one.kind in _CAPITAL else {one.kind}
    return any(
        other is not one
        and other.kind in kinds
        and other.unit == one.unit
        and not other.tentative
        and max(one.value, other.value) < _SUPERSEDED * min(one.value, other.value)
        for other in rows
    )


def _together(money: _Sum, power: _Sum) -> bool:
    """Whether the power belongs to the money: told by articles that tell both, and not as a goal."""
    both = {m.passage.article for m in (*money.good, *money.bad)}
    beside = {m.passage.article for m in power.good} or {
        m.passage.article for m in power.bad if m.standing == "sum"
    }
    apart = {m.passage.article for m in power.bad if m.standing != "sum"}
    shared = len(both & beside)
    return power.kind is not None and shared > len(apart) and 3 * shared >= len(both)


def _doubt(one: _Sum, lead: int) -> Doubt:
    if not one.good:
        return "total"
    if one.outvoted:
        return "disputed"
    if one.tentative:
        return "planned"
    leads = any(_leads(mention, sentences_long=lead) for mention in one.good)
    if not leads or all(mention.bracketed for mention in one.good):
        return "aside"
    alone = len(one.articles) == 1
    return "vague" if alone and not any(mention.sharp for mention in one.good) else ""


def _deal(story: Story, one: _Sum, power: _Sum | None, names: Names, *, lead: int) -> Found:
    telling = one.good or one.bad
    who, whom = parties(telling, names)
    passages = [mention.passage for mention in (*telling, *(power.good[:1] if power else ()))]
    watts = power.value if power else None
    return Found(
        story=story,
        who=who,
        whom=whom,
        kind=one.kind or "",
        money=None if one.unit == "W" else one.value,
        unit="" if one.unit == "W" else one.unit,
        power=one.value if one.unit == "W" else watts,
        up_to=2 * sum(mention.up_to for mention in telling) > sum(not m.in_title for m in telling),
        doubt=_doubt(one, lead),
        passages=tuple(dict.fromkeys(passages)),
    )
