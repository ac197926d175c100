"""What a theme is called: the names that its stories share, whole, as they are written most often."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.facts import names
from digest.facts.countries import peoples
from digest.model import Article, Story
from digest.text import fold

__all__ = ["Names"]

_READ = 2000  # characters: the beginning, as in grouping
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]*(?![^\W_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """The names of one article by their keys, each with how often it is written in which form.

    `small` are its words in small letters, folded, with how often they stand there.
    """

    forms: Mapping[str, Counter[str]]
    small: Counter[str]


class Names:
    """The names in the articles of `stories`, those of an issue."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._known = {article.id: _named(article) for article in _articles(stories)}
        self._everywhere = Counter(key for one in self._known.values() for key in one.forms)

    def shared(self, told: Sequence[Story], most: int) -> tuple[str, ...]:
        """At most `most` names that two of `told` or more share, the most telling first.

        Telling is what many articles of `told` hold and few others. A word that stands in small letters as
        often is no name, a people none that says much, and of « Trump » and « Donald Trump » one is enough.
        """
        forms: dict[str, Counter[str]] = {}
        small: Counter[str] = Counter()
        here: Counter[str] = Counter()
        for article in _articles(told):
            one = self._known[article.id]
            small += one.small
            here.update(one.forms.keys())
            for key, spelt in one.forms.items():
                forms.setdefault(key, Counter()).update(spelt)
        stories = Counter(
            key
            for story in told
            for key in {key for one in story.articles for key in self._known[one.id].forms}
        )
        telling = sorted(
            (
                key
                for key, count in stories.items()
                if count > 1 and small[key] < forms[key].total() and key not in peoples()
            ),
            key=lambda key: (-here[key] / math.sqrt(self._everywhere[key]), -len(key), key),
        )
        found: list[str] = []
        for key in telling:
            if not any(_part(key, other) or _part(other, key) for other in found):
                found.append(key)
        return tuple(max(sorted(forms[key]), key=forms[key].__getitem__) for key in found[:most])


def _articles(stories: Iterable[Story]) -> Iterable[Article]:
    return (article for story in stories for article in story.articles)


def _named(article: Article) -> _Named:
    """The names at the beginning of an article; days and months are none."""
    text = article.text[:_READ]
    forms: dict[str, Counter[str]] = {}
    for name in names(text, article.language):
        forms.setdefault(name.key, Counter())[name.text] += 1
    return _Named(forms=forms, small=Counter(map(fold, _SMALL.findall(text))))


def _part(one: str, other: str) -> bool:
    return f" {one} " in f" {other} "
