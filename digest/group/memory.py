"""What past issues say of a story: whether they told it, and which section they had it in.

The likeness is the one that decides "same story", against the items of past issues. An editor's
archive teaches sections by its nearest items (T. Cover, P. Hart, "Nearest neighbor pattern
classification", 1967): an item that was moved by hand speaks for where it was moved to, and what is
like nothing in the archive is left to the configuration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from digest import text as reading
from digest.group.likeness import SAME_STORY, Likeness
from digest.group.since import changed, new
from digest.group.spaces import Spaces
from digest.group.views import Reading, read
from digest.model import Article, Issue, Item, Story, Told
from digest.urls import anchor

__all__ = ["TOLD", "Memory", "as_article"]

# An item is short, so what it shares by chance weighs more than between two articles: at the 0.22
# of "same story" half of the French stories recognised were not told before. 0.40 is right 150 times
# of 155 there, and 80 of 80 in English (`benchmarks/memory.py`, ten deals).
TOLD = 0.40
# A lower bound for what an item teaches made new stories worse: 0.18 cost .03 of the articles.
_TEACHES = SAME_STORY
_NEAREST = 3  # items that speak, the first of which may have told the story
_VOICE = 20.0  # strength of a section for each unit of likeness: .22 counts as four words
_CELLS = 2_000_000  # of the matrix of stories and items computed at once: about 16 MB a view


@dataclass(frozen=True, slots=True)
class _Past:
    issue: Issue
    section: str | None
    item: Item


class Memory:
    """What the `past` issues say of each of `stories`, as far as readers saw them.

    `spaces` holds the vectors of the stories' articles and of the items; None without a past.
    """

    def __init__(
        self, stories: Sequence[Story], readings: Mapping[str, Reading], past: Sequence[Issue]
    ) -> None:
        self._items = [
            _Past(issue, section.key, item)
            for issue in past
            for section in issue.sections
            for item in section.items
            if item.shown and (item.text or item.title)
        ]
        self._nearest: dict[str, list[tuple[float, int]]] = {}
        self.spaces: Spaces | None = None
        if not self._items:
            return
        told = [[article.id for article in s.articles if article.id in readings] for s in stories]
        order = [key for story in told for key in story]
        self._starts = [0, *accumulate(map(len, told))]
        self._rows = {story.id: number for number, story in enumerate(stories)}
        self._readings = [
            *(readings[key] for key in order),
            *(read(as_article(past.item)) for past in self._items),
        ]
        # A story that goes on does so on other days.
        likeness = Likeness(self._readings, [None] * len(self._readings))
        self.spaces = likeness.spaces
        self._nearest = _nearest(stories, self._starts, self._items, likeness)

    def told(self, story: Story) -> Told | None:
        """The item that told `story` before; None for a story that is new.

        A story is compared article by article with an item, and the mean counts: a name in common
        is one feature among all, so it never makes a story old. A link to one of its pages does.
        """
        for likeness, place in self._nearest.get(story.id, ())[:1]:
            if likeness >= TOLD:
                past = self._items[place]
                return Told(
                    issue=past.issue.date,
                    number=past.issue.number,
                    title=past.item.title,
                    likeness=round(likeness, 4),
                    anchor=anchor(past.item),
                    new=new(story.articles, past.item),
                    changed=changed(story.articles, past.item, past.issue.date),
                )
        return None

    def lean(self, story: Story) -> dict[str, float]:
        """How strongly the archive speaks for each section, by its key; empty where it is silent."""
        strengths: dict[str, float] = {}
        for likeness, place in self._nearest.get(story.id, ()):
            section = self._items[place].section
            if section is not None and likeness >= _TEACHES:
                strengths[section] = strengths.get(section, 0.0) + _VOICE * likeness
        return {key: round(strengths[key], 4) for key in sorted(strengths)}

    def taught(self) -> list[tuple[int, str]]:
        """(row in `spaces`, key of its section) of every item that stood in one, newest first."""
        first = self._starts[-1] if self._items else 0
        return [
            (first + place, past.section)
            for place, past in enumerate(self._items)
            if past.section is not None
        ]

    def rows(self, story: Story) -> list[int]:
        """The rows of a story's articles in `spaces`, copies aside."""
        number = self._rows[story.id]
        return list(range(self._starts[number], self._starts[number + 1]))

    def reading(self, row: int) -> Reading:
        """What the article or item of that row in `spaces` says."""
        return self._readings[row]


def as_article(item: Item) -> Article:
    """An item as the grouping reads articles."""
    return Article(
        id=item.id or "",
        url="",
        title=item.title,
        text=item.text,
        source="",
        publisher="",
        language=reading.language(f"{item.title} {item.text}"),
    )


def _nearest(
    stories: Sequence[Story], starts: Sequence[int], items: Sequence[_Past], likeness: Likeness
) -> dict[str, list[tuple[float, int]]]:
    """(likeness, place in `items`) of the items most like each story, by story id, nearest first.

    The rows of `likeness` are the stories' articles, those of story n from `starts[n]` on, and then
    the items.
    """
    pages: dict[str, list[int]] = {}
    for place, past in enumerate(items):
        for link in past.item.links:
            pages.setdefault(link.url, []).append(place)
    columns = range(starts[-1], starts[-1] + len(items))
    step = max(_CELLS // len(items), 1)
    found: dict[str, list[tuple[float, int]]] = {}
    for first in range(0, len(stories), step):
        some = stories[first : first + step]
        begin = np.array(starts[first : first + len(some) + 1])
        values = likeness.block(range(int(begin[0]), int(begin[-1])), columns)
        means = np.add.reduceat(values, begin[:-1] - begin[0]) / np.diff(begin)[:, None]
        for story, mean in zip(some, means, strict=True):
            for article in story.articles:
                mean[pages.get(article.url, [])] = 1.0
            best = np.argsort(-np.round(mean, 9), kind="stable")[:_NEAREST]
            found[story.id] = [(float(mean[place]), int(place)) for place in best]
    return found
