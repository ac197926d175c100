"""Stories on one subject: next to each other in their section, and proposed as a dossier.

Average linkage over the stories of the issue, as articles are linked to stories, at a lower
likeness and without dates: a subject lasts longer than an event.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.group.lexicon import word
from digest.group.likeness import Likeness
from digest.group.linkage import average
from digest.group.views import Reading
from digest.model import Placement, Selection, Theme

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["with_themes"]

# Of one week's pairs of stories that an issue placed, those from 0.08 on shared a subject as an
# editor would say it in 20 of 23 cases (two chip makers, two deals of one company).
SAME_THEME = 0.08
_NAMES = 3  # in a title
_STORIES = 3  # that make a dossier
_SHARE = 0.15  # of the articles that make it dominate the week


def with_themes(selection: Selection, readings: Mapping[str, Reading]) -> Selection:
    """`selection` with the stories of a theme side by side, and the themes, the largest first.

    A theme stands in a section where its best story does, which keeps its place before it.
    """
    placed = selection.placed
    groups = _grouped(placed, readings)
    theme = {place: number for number, group in enumerate(groups) for place in group}
    first: dict[tuple[str | None, int], int] = {}
    for place, placement in enumerate(placed):
        first.setdefault((placement.section, theme[place]), place)
    sections = {one.section: place for place, one in reversed(list(enumerate(placed)))}
    order = sorted(
        range(len(placed)),
        key=lambda at: (sections[placed[at].section], first[placed[at].section, theme[at]], at),
    )
    found = [_theme([placed[place] for place in group], placed, readings) for group in groups]
    return replace(
        selection,
        placed=tuple(placed[place] for place in order),
        themes=tuple(
            sorted((one for one in found if one), key=lambda one: (-one.articles, one.stories))
        ),
    )


def _grouped(placed: Sequence[Placement], readings: Mapping[str, Reading]) -> list[list[int]]:
    """The places of the stories of each theme."""
    import numpy as np  # noqa: PLC0415  # 0.1 s, for who groups

    rows = [[readings[a.id] for a in one.story.articles if a.id in readings] for one in placed]
    if len(rows) < 2:
        return [[place] for place in range(len(rows))]
    flat = [reading for row in rows for reading in row]
    likeness = Likeness(flat, [None] * len(flat))
    every = likeness.block(range(len(flat)), range(len(flat)))
    starts = np.cumsum([0, *map(len, rows[:-1])])
    sizes = np.array([len(row) for row in rows])
    sums = np.add.reduceat(np.add.reduceat(every, starts, axis=0), starts, axis=1)
    means: NDArray[np.float64] = sums / np.outer(sizes, sizes)
    return average((means + means.T) / 2, SAME_THEME)


def _theme(
    told: Sequence[Placement], placed: Sequence[Placement], readings: Mapping[str, Reading]
) -> Theme | None:
    """The theme of these stories; None for a single story, or without a name they share."""
    if len(told) < 2:
        return None
    here, everywhere = _names(told, readings), _names(placed, readings)
    shared = [name for name in here if sum(_holds(one, name, readings) for one in told) > 1]
    best = sorted(shared, key=lambda name: (-here[name] / math.sqrt(everywhere[name]), name))
    best = best[:_NAMES]
    articles = sum(len(one.story.articles) for one in told)
    whole = sum(len(one.story.articles) for one in placed)
    return Theme(
        title=", ".join(_spelt(name, told) for name in best),
        stories=tuple(one.story.id for one in told),
        articles=articles,
        dominates=bool(best) and len(told) >= _STORIES and articles >= _SHARE * whole,
    )


def _names(told: Iterable[Placement], readings: Mapping[str, Reading]) -> Counter[str]:
    """In how many articles each name stands that is written with a capital in mid-sentence."""
    found: Counter[str] = Counter()
    for placement in told:
        for article in placement.story.articles:
            if article.id in readings:
                found.update(_written(readings[article.id]))
    return found


def _holds(placement: Placement, name: str, readings: Mapping[str, Reading]) -> bool:
    articles = [one for one in placement.story.articles if one.id in readings]
    return any(name in _written(readings[article.id]) for article in articles)


def _written(one: Reading) -> set[str]:
    words = map(word, one.capitals)
    return {each.text for each in words if not each.empty}


def _spelt(name: str, told: Sequence[Placement]) -> str:
    """How the articles write a name most often."""
    forms: Counter[str] = Counter()
    for placement in told:
        for article in placement.story.articles:
            found = re.findall(rf"\b{re.escape(name)}\b", article.text, re.IGNORECASE)
            forms.update(form for form in found if form != name)
    return max(sorted(forms), key=forms.__getitem__) if forms else name
