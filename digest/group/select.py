"""What enters the issue, and why the rest does not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from digest.config import GroupingSettings, SectionRule
from digest.group.rank import publishers
from digest.model import Article, LeftOut, Placement, Selection, Story
from digest.notice import Notice
from digest.text import fold

__all__ = ["in_window", "select"]


def select(
    placements: Sequence[Placement],
    *,
    sections: Sequence[SectionRule],
    window: tuple[datetime, datetime],
    settings: GroupingSettings,
) -> Selection:
    """The best stories of each section in reading order; the others with a reason in words.

    A publisher whose stories nobody else tells waits once these fill its share of the issue: it
    then enters only where places stay free. Beyond a quota of its own it does not enter at all.
    """
    left_out = []
    waiting: dict[str, list[Placement]] = {rule.key: [] for rule in sections}
    quotas = _Quotas(settings.quotas)
    for placement in sorted(placements, key=_by_score):
        if not any(in_window(article, window) for article in placement.story.articles):
            left_out.append(LeftOut(placement=placement, why=Notice("Outside the week.")))
        elif _nothing_new(placement):
            why = Notice("Told in a past issue already, and nothing new.")
            left_out.append(LeftOut(placement=placement, why=why))
        elif placement.section is None:
            left_out.append(LeftOut(placement=placement, why=Notice("Belongs to no section.")))
        elif (spent := quotas.spent(placement.story)) is not None:
            name, count = spent
            why = Notice(
                "{publisher} alone has {count} items in this issue already.",
                publisher=name,
                count=count,
            )
            left_out.append(LeftOut(placement=placement, why=why))
        else:
            waiting[placement.section].append(placement)
    alone: Counter[str] = Counter()
    places = sum(min(rule.items, len(waiting[rule.key])) for rule in sections)
    placed: list[Placement] = []
    for rule in sections:
        most = max(2, int(places * settings.share))
        chosen = _chosen(waiting[rule.key], rule.items, alone, most)
        placed += chosen
        entered = {placement.story.id for placement in chosen}
        for rank, placement in enumerate(waiting[rule.key], 1):
            if placement.story.id not in entered:
                why = Notice(
                    "Section “{section}” is full: rank {rank}, score {score:.1f} "
                    "(places: {places}).",
                    section=rule.title,
                    rank=rank,
                    places=rule.items,
                    score=placement.score.total,
                )
                left_out.append(LeftOut(placement=placement, why=why))
    return Selection(placed=tuple(placed), left_out=tuple(left_out))


def in_window(article: Article, window: tuple[datetime, datetime]) -> bool:
    """Whether an article belongs to the week; an undated one does, and what a person put in."""
    start, end = window
    return article.by_hand or article.published is None or start <= article.published < end


class _Quotas:
    """How many stories each publisher or source may still tell that nobody else tells."""

    def __init__(self, quotas: Mapping[str, int]) -> None:
        self._most = {fold(name): (name, count) for name, count in quotas.items()}
        self._told: Counter[str] = Counter()

    def spent(self, story: Story) -> tuple[str, int] | None:
        """The quota that `story` is over, by its name, or None; then the story is counted."""
        if not self._most:
            return None
        named = [{fold(a.source), fold(a.publisher)} for a in story.articles]
        for key in sorted(set.intersection(*named) & self._most.keys()):
            if self._told[key] >= self._most[key][1]:
                return self._most[key]
            self._told[key] += 1
        return None


def _nothing_new(placement: Placement) -> bool:
    """Whether a past issue told all of it; what a person put in is never set aside."""
    by_hand = any(article.by_hand for article in placement.story.articles)
    return placement.told is not None and not placement.told.new and not by_hand


def _by_score(placement: Placement) -> tuple[float, str]:
    return -placement.score.total, placement.story.id


def _chosen(
    waiting: Sequence[Placement], places: int, alone: Counter[str], quota: int
) -> list[Placement]:
    """The best `places` of `waiting`, those over the quota of their publisher last."""
    first: list[Placement] = []
    later: list[Placement] = []
    for placement in waiting:
        told_by = publishers(placement.story)
        if len(first) < places and (len(told_by) > 1 or alone[told_by[0]] < quota):
            first.append(placement)
            if len(told_by) == 1:
                alone[told_by[0]] += 1
        else:
            later.append(placement)
    return sorted([*first, *later[: places - len(first)]], key=_by_score)
