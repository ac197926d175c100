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

__all__ = ["Named", "named", "shared_names"]

_READ = 2000  # characters: the beginning, as in grouping
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]*(?![^\W_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The names of one article by their keys, each with how often it is written in which form.

    `small` are its words in small letters, folded, with how often they stand there.
    """

    forms: Mapping[str, Counter[str]]
    small: Counter[str]


def named(article: Article) -> Named:
    """The names at the beginning of an article; days and months are none."""
    text = article.text[:_READ]
    forms: dict[str, Counter[str]] = {}
    for name in names(text, article.language):
        forms.setdefault(name.key, Counter())[name.text] += 1
    return Named(forms=forms, small=Counter(map(fold, _SMALL.findall(text))))


def shared_names(
    told: Sequence[Story], everywhere: Sequence[Story], known: Mapping[str, Named], most: int
) -> tuple[str, ...]:
    """At most `most` names that two of `told` or more share, the most telling first.

    Telling is what many articles of `told` hold and few `everywhere`. A word that stands in small
    letters as often is no name, a people none that says much, and of « Trump » and « Donald Trump »
    one is enough.
    """
    forms: dict[str, Counter[str]] = {}
    small: Counter[str] = Counter()
    for story in told:
        for article in story.articles:
            small += known[article.id].small
            for key, spelt in known[article.id].forms.items():
                forms.setdefault(key, Counter()).update(spelt)
    stories = Counter(key for story in told for key in _keys(story, known))
    here, every = _articles(told, known), _articles(everywhere, known)
    candidates = [
        key
        for key, count in stories.items()
        if count > 1 and small[key] < forms[key].total() and key not in peoples()
    ]
    found: list[str] = []
    for key in sorted(
        candidates, key=lambda key: (-here[key] / math.sqrt(every[key]), -len(key), key)
    ):
        if not any(_part(key, other) or _part(other, key) for other in found):
            found.append(key)
    return tuple(max(sorted(forms[key]), key=forms[key].__getitem__) for key in found[:most])


def _keys(story: Story, known: Mapping[str, Named]) -> set[str]:
    return {key for article in story.articles for key in known[article.id].forms}


def _articles(stories: Sequence[Story], known: Mapping[str, Named]) -> Counter[str]:
    """How many articles hold each name."""
    return Counter(
        key for story in stories for article in story.articles for key in known[article.id].forms
    )


def _part(one: str, other: str) -> bool:
    return f" {one} " in f" {other} "
