"""Stories on one subject: next to each other in their section, and proposed as a dossier.

Average linkage over the stories of the issue, as articles are linked to stories, at a lower
likeness and without dates: a subject lasts longer than an event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from digest.group.likeness import Likeness
from digest.group.linkage import average
from digest.group.shared_names import Names
from digest.group.views import Reading
from digest.model import Placement, Selection, Story, Theme

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
    stories = [one.story for one in placed]
    names = Names(stories)
    found = [
        _theme([stories[place] for place in group], stories, names)
        for group in groups
        if len(group) > 1
    ]
    return replace(
        selection,
        placed=tuple(placed[place] for place in order),
        themes=tuple(sorted(found, key=lambda one: (-one.articles, one.stories))),
    )


def _grouped(placed: Sequence[Placement], readings: Mapping[str, Reading]) -> list[list[int]]:
    """The places of the stories of each theme."""
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


def _theme(told: Sequence[Story], placed: Sequence[Story], names: Names) -> Theme:
    """The theme of these stories of the issue."""
    called = names.shared(told, _NAMES)
    articles = sum(len(story.articles) for story in told)
    whole = sum(len(story.articles) for story in placed)
    return Theme(
        title=", ".join(called),
        stories=tuple(story.id for story in told),
        articles=articles,
        dominates=bool(called) and len(told) >= _STORIES and articles >= _SHARE * whole,
    )
