"""Pairs of stories that the score hardly joins or hardly parts, for whoever may know better.

An opinion on a pair becomes a ruling, as an editor's merge or split does, and counts less than those.
Without one the score decides, as everywhere else.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from digest.group.constrain import links, obey
from digest.group.copied import originals
from digest.group.likeness import SAME_STORY, Likeness
from digest.group.linkage import average
from digest.group.stories import by_age, compared, parts
from digest.group.views import read
from digest.model import Article, Constraints, Story

__all__ = ["contested", "rulings"]

_MOST = 40  # pairs of one issue, the most doubtful ones


def contested(
    articles: Sequence[Article],
    *,
    copies: Mapping[str, str],
    constraints: Constraints,
    vectors: Mapping[str, Sequence[float]],
    within: float,
) -> tuple[tuple[Story, Story], ...]:
    """The pairs whose mean likeness is less than `within` away from that of one story.

    Each half is what tells one story for certain: it would hold at a likeness `within` higher. Pairs of
    which `constraints` say something are left out; the rest as in `group`.
    """
    known = {article.id: article for article in articles}
    followed, asked = obey(constraints, originals(copies, known), known)
    ones = [known[key] for key in sorted(known) if key not in followed]
    if len(ones) < 2 or not within:
        return ()
    likeness = Likeness(
        [read(one, vectors.get(one.id, ())) for one in ones], [one.published for one in ones]
    )
    found: list[tuple[float, Story, Story]] = []
    ids = [one.id for one in ones]
    for part, alike in compared(likeness, parts(likeness, ids, asked, SAME_STORY - within)):
        for left, right in combinations(average(alike, SAME_STORY + within), 2):
            apart = abs(float(alike[np.ix_(left, right)].mean()) - SAME_STORY)
            one, other = ([part[place] for place in side] for side in (left, right))
            if apart < within and not any(
                asked.between(ids[a], ids[b]) for a in one for b in other
            ):
                first, second = sorted(
                    (_story([ones[at] for at in side]) for side in (one, other)),
                    key=lambda story: story.id,
                )
                found.append((apart, first, second))
    found.sort(key=lambda pair: (round(pair[0], 6), pair[1].id, pair[2].id))
    return tuple((one, other) for _, one, other in found[:_MOST])


def rulings(
    pairs: Sequence[tuple[Story, Story]], same: Sequence[bool | None], before: Constraints
) -> Constraints:
    """What the opinions on `pairs` ask. Where they contradict, what parts wins.

    Where there is none (None), the one of `before` stands: a build without the model forgets nothing.
    """
    said = Constraints()
    same = [
        _remembered(pair, before) if answer is None else answer
        for pair, answer in zip(pairs, same, strict=True)
    ]
    for opinion in (True, False):  # the latest ruling is obeyed first
        for pair, answer in zip(pairs, same, strict=True):
            if answer is opinion:
                one, other = (frozenset(a.id for a in story.articles) for story in pair)
                said = said.ruled(one | other) if answer else said.ruled(one, other)
    return said


def _remembered(pair: tuple[Story, Story], before: Constraints) -> bool | None:
    one, other = ([article.id for article in story.articles] for story in pair)
    known = links(before, {*one, *other})
    said = {known.between(a, b) for a in one for b in other} - {""}
    return None if not said else "apart" not in said


def _story(articles: Sequence[Article]) -> Story:
    ordered = sorted(articles, key=by_age)
    return Story(id=f"s{ordered[0].id}", articles=tuple(ordered))
