"""What a theme is called: the names that its stories share, whole, as they are written most often."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.facts import names
from digest.facts.countries import peoples
from digest.model import Article, Story
from digest.text import fold

__all__ = ["shared_names", "spread"]

_READ = 2000  # characters: the beginning, as in grouping
_SAMPLE = 2_000  # articles: the names of all of 100,000 took a sixth of the time and 0.5 GB
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]*(?![^\W_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """The names of one article by their keys, each with how often it is written in which form.

    `small` are its words in small letters, folded, with how often they stand there.
    """

    forms: Mapping[str, Counter[str]]
    small: Counter[str]


def spread(stories: Sequence[Story]) -> Counter[str]:
    """How many articles of `stories` hold each name, by its key; of many articles by a sample."""
    articles = [article for story in stories for article in story.articles]
    step = -(-len(articles) // _SAMPLE) or 1
    held = Counter(key for article in articles[::step] for key in _named(article).forms)
    return Counter({key: count * step for key, count in held.items()})


def _named(article: Article) -> _Named:
    """The names at the beginning of an article; days and months are none."""
    text = article.text[:_READ]
    forms: dict[str, Counter[str]] = {}
    for name in names(text, article.language):
        forms.setdefault(name.key, Counter())[name.text] += 1
    return _Named(forms=forms, small=Counter(map(fold, _SMALL.findall(text))))


def shared_names(
    told: Sequence[Story], everywhere: Mapping[str, int], most: int
) -> tuple[str, ...]:
    """At most `most` names that two of `told` or more share, the most telling first.

    Telling is what many articles of `told` hold and few `everywhere` (see `spread`). A word that stands in small
    letters as often is no name, a people none that says much, and of « Trump » and « Donald Trump »
    one is enough.
    """
    known = {article.id: _named(article) for story in told for article in story.articles}
    forms: dict[str, Counter[str]] = {}
    small: Counter[str] = Counter()
    for story in told:
        for article in story.articles:
            small += known[article.id].small
            for key, spelt in known[article.id].forms.items():
                forms.setdefault(key, Counter()).update(spelt)
    stories = Counter(key for story in told for key in _keys(story, known))
    here = Counter(key for one in known.values() for key in one.forms)
    candidates = [
        key
        for key, count in stories.items()
        if count > 1 and small[key] < forms[key].total() and key not in peoples()
    ]
    found: list[str] = []
    for key in sorted(
        candidates,
        key=lambda key: (
            -here[key] / math.sqrt(max(everywhere.get(key, 0), here[key])),
            -len(key),
            key,
        ),
    ):
        if not any(_part(key, other) or _part(other, key) for other in found):
            found.append(key)
    return tuple(max(sorted(forms[key]), key=forms[key].__getitem__) for key in found[:most])


def _keys(story: Story, known: Mapping[str, _Named]) -> set[str]:
    return {key for article in story.articles for key in known[article.id].forms}


def _part(one: str, other: str) -> bool:
    return f" {one} " in f" {other} "
