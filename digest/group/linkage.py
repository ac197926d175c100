"""One connected part of the graph of like articles, cut into stories by average linkage.

R. Sokal, C. Michener, "A statistical method for evaluating systematic relationships" (1958); with an
editor's rulings as constraints (I. Davidson, S. Ravi, "Agglomerative hierarchical clustering with
constraints", 2005).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

from digest.group.constrain import Links
from digest.group.likeness import SAME_STORY

__all__ = ["average", "linked"]

Floats = NDArray[np.float64]


def linked(alike: Floats, ids: Sequence[str], asked: Links) -> list[list[int]]:
    """The stories among the articles `ids`, as positions; `alike` is their likeness, symmetric.

    The articles of a group are, on average, as alike as "same story" asks, but where the editor
    said otherwise: those of a must-link group stand together whatever they say, and two that are
    apart never do.
    """
    if len(ids) < 2:  # most parts
        return [[0]]
    named = [asked.name(key) for key in ids]
    ruled = len(set(named)) < len(named) or any(pair <= set(named) for pair in asked.apart)
    return _constrained(alike, named, asked) if ruled else average(alike, SAME_STORY)


def average(alike: Floats, threshold: float) -> list[list[int]]:
    """The positions of a symmetric matrix in groups as alike as `threshold` on average."""
    if len(alike) <= 2:  # two are linked by the edge between them, or not at all
        whole = len(alike) < 2 or alike[0, 1] >= threshold
        return [list(range(len(alike)))] if whole else [[0], [1]]
    distances = 1 - alike
    np.fill_diagonal(distances, 0)
    tree = hierarchy.linkage(squareform(distances, checks=False), "average")
    labels = hierarchy.fcluster(tree, 1 - threshold, "distance")
    return [np.flatnonzero(labels == label).tolist() for label in sorted(set(labels.tolist()))]


def _constrained(alike: Floats, named: Sequence[str], asked: Links) -> list[list[int]]:
    """Average linkage that starts from the must-link groups and never merges what is apart."""
    names = sorted(set(named))
    groups = [[place for place, name in enumerate(named) if name == one] for one in names]
    likeness = _between(alike, groups)
    barred = np.array(
        [[frozenset((one, other)) in asked.apart for other in names] for one in names]
    )
    np.fill_diagonal(barred, val=True)
    sizes = np.array([len(group) for group in groups], float)
    while len(groups) > 1:
        open_pairs = np.where(barred, -1.0, likeness)
        one, other = sorted(divmod(int(open_pairs.argmax()), len(groups)))
        if open_pairs[one, other] < SAME_STORY:
            break
        weights = sizes[[one, other]] / sizes[[one, other]].sum()
        likeness[one] = weights @ likeness[[one, other]]
        likeness[:, one] = likeness[one]
        barred[one] |= barred[other]
        barred[:, one] = barred[one]
        sizes[one] += sizes[other]
        groups[one] += groups.pop(other)
        likeness, barred = (
            np.delete(np.delete(matrix, other, 0), other, 1) for matrix in (likeness, barred)
        )
        sizes = np.delete(sizes, other)
    return [sorted(group) for group in groups]


def _between(alike: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """The likeness of the groups to each other: that of their two parts most alike.

    A group that the editor made may hold what is unlike, such as two languages; a later article
    need only be like the part that it would have joined without them.
    """
    parts: list[list[int]] = []
    owner = []
    for number, group in enumerate(groups):
        for part in average(alike[np.ix_(group, group)], SAME_STORY):
            parts.append([group[place] for place in part])
            owner.append(number)
    found = np.zeros((len(groups), len(groups)))
    for one, left in enumerate(parts):
        for other, right in enumerate(parts):
            mean = alike[np.ix_(left, right)].mean()
            place = owner[one], owner[other]
            found[place] = max(found[place], mean)
    return found
