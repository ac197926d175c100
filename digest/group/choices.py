"""What an editor kept and threw out of past issues, name by name.

A name that stood in three proposed items or more speaks: by how much more often, or less, than
others its items were kept (a log odds ratio, smoothed by one item each way).
"""

import math
from collections import Counter
from collections.abc import Sequence

from digest.facts import names
from digest.model import Article, Item, Story
from digest.text import language

__all__ = ["Choices"]

_FEWEST = 3  # items that hold a name
_LEAD = 400  # characters of an article in which a name must stand to be what it is about


class Choices:
    """How an editor chose among what was proposed: `kept` items and `dropped` ones."""

    def __init__(self, kept: Sequence[Item] = (), dropped: Sequence[Item] = ()) -> None:
        held = Counter(name for item in kept for name in _of(item))
        thrown = Counter(name for item in dropped for name in _of(item))
        usual = math.log((len(kept) + 1) / (len(dropped) + 1))
        self._odds = {
            name: math.log((held[name] + 1) / (thrown[name] + 1)) - usual
            for name in held | thrown
            if held[name] + thrown[name] >= _FEWEST
        }

    def lean(self, story: Story) -> float:
        """From -1 (what names it is thrown out) to 1; 0 for names without a past."""
        if not self._odds:  # finding names costs as much as all the rest of ranking
            return 0.0
        head = {name for article in story.articles for name in _head(article)}
        said = [self._odds[name] for name in sorted(head & self._odds.keys())]
        strongest = max(said, key=abs, default=0.0)
        return round(max(-1.0, min(strongest / 2, 1.0)), 2)


def _head(article: Article) -> set[str]:
    return _names(f"{article.title}. {article.text[:_LEAD]}", article.language)


def _of(item: Item) -> set[str]:
    said = f"{item.title}. {item.text}"
    return _names(said, language(said))


def _names(text: str, code: str | None) -> set[str]:
    return {name.key for name in names(text, code)}
