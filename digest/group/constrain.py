"""The editor's rulings on stories, as must-links and cannot-links that contradict nothing.

K. Wagstaff et al., "Constrained K-means Clustering with Background Knowledge" (2001), for the two
kinds and their closure.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from digest.errors import DigestError
from digest.model import Article, Constraints, Story
from digest.notice import Notice

__all__ = ["NOTHING_ASKED", "Links", "links", "merged", "obey", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Which articles must stand together, and which must not.

    `group` names the must-link group of each article that is in one, by the smallest id in it;
    `apart` holds pairs of such names (an article in no group stands for itself).
    """

    group: Mapping[str, str]
    apart: frozenset[frozenset[str]]

    def name(self, article: str) -> str:
        return self.group.get(article, article)

    def between(self, one: str, other: str) -> str:
        """What the editor said of two articles: "together", "apart", or "" for nothing."""
        if self.name(one) == self.name(other):
            return "together" if one != other else ""
        return "apart" if frozenset((self.name(one), self.name(other))) in self.apart else ""


NOTHING_ASKED = Links(group={}, apart=frozenset())


def links(constraints: Constraints, known: Collection[str]) -> Links:
    """What the rulings ask of the `known` articles.

    The latest ruling is taken first, and what contradicts it and its consequences (the friend of a
    friend is a friend, the enemy of a friend an enemy) is passed over.
    """
    group: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    apart: set[frozenset[str]] = set()

    def name(article: str) -> str:
        return group.get(article, article)

    def join(one: str, other: str) -> None:
        kept, gone = sorted((name(one), name(other)))
        both = members.pop(kept, {kept}) | members.pop(gone, {gone})
        members[kept] = both
        group.update(dict.fromkeys(both, kept))
        for pair in [pair for pair in apart if gone in pair]:
            apart.remove(pair)
            apart.add(pair - {gone} | {kept})

    for ruling in reversed(constraints.rulings):
        groups = [sorted(one & set(known)) for one in ruling]
        for ids in groups:
            for one, other in combinations(ids, 2):
                if name(one) != name(other) and frozenset((name(one), name(other))) not in apart:
                    join(one, other)
        for left, right in combinations(groups, 2):
            apart.update(
                frozenset((name(one), name(other)))
                for one in left
                for other in right
                if name(one) != name(other)
            )
    return Links(group=group, apart=frozenset(apart))


def obey(
    constraints: Constraints, originals: Mapping[str, str], known: Collection[str]
) -> tuple[dict[str, str], Links]:
    """`originals` (a copy's id -> its original's) and the links between articles that are no copies.

    A copy that an editor set apart from its original is a copy no more; whatever else is said of a
    copy is said of its original. `known` are the ids of all articles.
    """
    said = links(constraints, known)
    followed = {
        copy: original
        for copy, original in originals.items()
        if said.between(copy, original) != "apart"
    }
    rulings = tuple(
        tuple(frozenset(followed.get(key, key) for key in group) for group in ruling)
        for ruling in constraints.rulings
    )
    return followed, links(Constraints(rulings=rulings), set(known) - followed.keys())


def merged(constraints: Constraints, stories: Sequence[Story]) -> Constraints:
    """`constraints` and that `stories` are one; DigestError when they are fewer than two."""
    if len({story.id for story in stories}) < 2:
        raise DigestError(
            Notice("A merge wants two stories or more."),
            Notice("The ones named are one story already."),
        )
    return constraints.ruled(frozenset(_ids(stories)))


def split(constraints: Constraints, story: Story, articles: Sequence[Article]) -> Constraints:
    """`constraints` and that `articles` leave `story` for one of their own.

    DigestError when one of them is not in the story, or when none would be left.
    """
    told = frozenset(_ids([story]))
    out = frozenset(article.id for article in articles)
    if not out <= told:
        strange = next(article for article in articles if article.id not in told)
        raise DigestError(
            Notice(
                "“{title}” ({id}) is not in the story {story}.",
                title=strange.title,
                id=strange.id,
                story=story.id,
            ),
            Notice("`digest why` with an article shows its story."),
        )
    if out == told or not out:
        raise DigestError(
            Notice("The story {id} would have no article left.", id=story.id),
            Notice("Name some of its articles."),
        )
    return constraints.ruled(out, told - out)


def _ids(stories: Sequence[Story]) -> Iterator[str]:
    return (article.id for story in stories for article in story.articles)
