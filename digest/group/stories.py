"""Articles on the same event, put together.

Average linkage (R. Sokal, C. Michener, 1958) within the connected parts of the graph of like
articles: no merge of average linkage needs an edge outside such a part, so the result is that of
comparing all pairs, and a bridge article cannot chain two events together.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from digest.group.constrain import NOTHING_ASKED, Links
from digest.group.likeness import SAME_STORY, Likeness
from digest.group.linkage import linked
from digest.group.views import Reading
from digest.model import Article, Story

__all__ = ["by_age", "compared", "parts", "stories"]

# Average linkage needs all pairs of a part: 1,000 articles take 30 MB. A larger part (a flood of
# articles on one subject) is first cut at a higher likeness.
_LARGEST_PART = 1000
_AT_ONCE = 100  # articles compared all with all, however small their parts
_FULL_LENGTH = 1200  # characters from which on an article counts as told in full


def stories(
    readings: Mapping[str, Reading],
    articles: Sequence[Article],
    *,
    copies: Mapping[str, str],
    language: str,
    asked: Links = NOTHING_ASKED,
) -> tuple[Story, ...]:
    """Every article in exactly one story, the stories by id.

    `readings` holds the reading of every article that is not a copy, by article id; `copies` maps a
    copy's id to its original's, whose story it joins; `language` is the newsletter's; `asked` is
    what the editor ruled of these originals. The order of `articles` does not matter.
    """
    originals = sorted(
        (article for article in articles if article.id in readings), key=lambda article: article.id
    )
    followers: dict[str, list[Article]] = {}
    for article in articles:
        if article.id not in readings:
            followers.setdefault(copies[article.id], []).append(article)
    if not originals:
        return ()
    likeness = Likeness(
        [readings[article.id] for article in originals],
        [article.published for article in originals],
    )
    found = []
    ids = [article.id for article in originals]
    for part, alike in compared(likeness, parts(likeness, ids, asked, SAME_STORY)):
        for inside in linked(alike, [ids[position] for position in part], asked):
            central = alike[np.ix_(inside, inside)].mean(axis=1).tolist()
            group = [part[place] for place in inside]
            members = [originals[position] for position in group]
            lead = _lead(members, central, language)
            copied = [copy for member in members for copy in followers.get(member.id, ())]
            found.append(_story(lead, [*members, *copied]))
    return tuple(sorted(found, key=lambda story: story.id))


def by_age(article: Article) -> tuple[datetime, str]:
    """Sorts articles by date, the undated last."""
    return article.published or datetime.max.replace(tzinfo=UTC), article.id


def _story(lead: Article, articles: Sequence[Article]) -> Story:
    ordered = sorted(articles, key=by_age)
    rest = (article for article in ordered if article.id != lead.id)
    return Story(id=f"s{ordered[0].id}", articles=(lead, *rest))


def _lead(articles: Sequence[Article], central: Sequence[float], language: str) -> Article:
    """In the newsletter's language if there is one; then the fullest central; then the earliest."""

    def rank(pair: tuple[Article, float]) -> tuple[bool, float, datetime, str]:
        article, centre = pair
        fullness = min(len(article.text) / _FULL_LENGTH, 1.0)
        return article.language != language, -round(centre * fullness, 6), *by_age(article)

    return min(zip(articles, central, strict=True), key=rank)[0]


def parts(
    likeness: Likeness, ids: Sequence[str], asked: Links, threshold: float
) -> list[list[int]]:
    """The connected parts of the graph of articles alike from `threshold` on, none too large.

    Articles of one must-link group are in one part, whatever they say.
    """
    left, right = likeness.candidates()
    values = likeness.pairs(left, right)
    places = {key: place for place, key in enumerate(ids)}
    bound = [(places[asked.name(key)], places[key]) for key in sorted(asked.group)]
    if bound:
        one, other = np.array(bound, np.intp).T
        left, right = np.concatenate([left, one]), np.concatenate([right, other])
        values = np.concatenate([values, np.full(len(bound), 2.0)])  # more than any threshold
    return _connected(list(range(len(ids))), left, right, values, threshold)


def _connected(
    members: list[int],
    left: NDArray[np.intp],
    right: NDArray[np.intp],
    values: NDArray[np.float64],
    threshold: float,
) -> list[list[int]]:
    keep = values >= threshold
    left, right, values = left[keep], right[keep], values[keep]
    place = np.full(max(members) + 1, -1)
    place[members] = np.arange(len(members))
    shape = (len(members), len(members))
    graph = sparse.coo_array((values, (place[left], place[right])), shape=shape)
    number, labels = connected_components(graph, directed=False)
    held: list[list[int]] = [[] for _ in range(number)]
    for member, label in zip(members, labels, strict=True):
        held[label].append(member)
    found = []
    for label, part in enumerate(held):
        if len(part) > _LARGEST_PART and threshold < 1:
            inside = labels[place[left]] == label
            found += _connected(part, left[inside], right[inside], values[inside], threshold + 0.04)
        else:
            found.append(part)
    return found


def compared(
    likeness: Likeness, found: Sequence[list[int]]
) -> Iterator[tuple[list[int], NDArray[np.float64]]]:
    """Each of the parts with the likeness of its articles to one another, as a symmetric matrix.

    Small parts are compared some at a time, since it takes as long to begin as to compare 100.
    """
    alone = np.ones((1, 1))  # most parts
    several = []
    for part in found:
        if len(part) > 1:
            several.append(part)
        else:
            yield part, alone
    waiting: list[list[int]] = []
    for number, part in enumerate(several, 1):
        waiting.append(part)
        if number < len(several) and sum(map(len, waiting)) < _AT_ONCE:
            continue
        rows = [position for one in waiting for position in one]
        alike = likeness.block(rows, rows)
        alike = (alike + alike.T) / 2  # symmetric to the last bit
        np.fill_diagonal(alike, 1)
        start = 0
        for one in waiting:
            yield one, alike[start : start + len(one), start : start + len(one)]
            start += len(one)
        waiting = []
