"""Why an article is where it is: the same decisions as in `group`, with their parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.config import SectionRule
from digest.group.constrain import obey
from digest.group.copied import originals
from digest.group.lessons import Lessons
from digest.group.likeness import Alike, Likeness
from digest.group.memory import Memory
from digest.group.sections import Placer, both
from digest.group.views import Reading, read
from digest.model import Article, Constraints, Issue, Placement, Selection
from digest.notice import NOTHING, Notice
from digest.text import fold

__all__ = ["Comparison", "Reasons", "Why", "find"]

_NEAREST = 3
_BEST = 6  # phrases that speak for a section


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two articles: how alike they are, whether one story tells both, and how like its story is.

    `mean` is the mean likeness of `other` to the story of the first article (to the rest of it,
    where it is in that story): the number that average linkage decides by. `copy` says that one is
    a copy of the other; `ruled` is what the editor said of the two: "together", "apart" or "";
    `opinion` is what a model said, where the editor said nothing.
    """

    other: Article
    alike: Alike
    together: bool
    mean: float
    copy: bool = False
    ruled: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Where one article is, and why.

    `left_out` is the reason in words, "" for a story that is in; `strengths` are those of its story
    for each section with the `threshold` to reach; `mentions` are what this article says for them;
    `archive` is what the past items nearest to the story add, `learned` what the words of all past
    items do; `nearest` are the articles most like it, whichever story they are in.
    """

    article: Article
    placement: Placement
    left_out: Notice
    strengths: tuple[tuple[str, float, float], ...]
    mentions: tuple[tuple[str, str, float], ...]
    archive: tuple[tuple[str, float], ...]
    learned: tuple[tuple[str, float], ...]
    nearest: tuple[Comparison, ...]


class Why:
    """Answers for the articles of one selection, grouped with these same values."""

    def __init__(
        self,
        articles: Sequence[Article],
        selection: Selection,
        *,
        copies: Mapping[str, str],
        sections: Sequence[SectionRule],
        past: Sequence[Issue] = (),
        constraints: Constraints,
        opinions: Constraints,
        vectors: Mapping[str, Sequence[float]],
    ) -> None:
        known = {article.id: article for article in articles}
        copied = originals(copies, known)
        self._originals, self._asked = obey(constraints, copied, known)
        _, self._said = obey(constraints.over(opinions), copied, known)
        self._articles = [known[key] for key in sorted(known) if key not in self._originals]
        self._readings: dict[str, Reading] = {
            one.id: read(one, vectors.get(one.id, ())) for one in self._articles
        }
        self._rows = {article.id: row for row, article in enumerate(self._articles)}
        self._likeness = Likeness(
            [self._readings[article.id] for article in self._articles],
            [article.published for article in self._articles],
        )
        self._placer = Placer(sections)
        self._sections = sections
        left = selection.left_out
        placements = (*selection.placed, *(out.placement for out in left))
        self._placements = {
            article.id: placement
            for placement in placements
            for article in placement.story.articles
        }
        stories = {placement.story.id: placement.story for placement in placements}
        found = [stories[key] for key in sorted(stories)]
        self._memory = Memory(found, self._readings, past)
        self._lessons = Lessons(self._memory, self._placer, found, self._readings)
        self._out = {out.placement.story.id: out.why for out in left}

    def reasons(self, article: Article) -> Reasons:
        """Where `article` (one of the selection's) is, and why."""
        placement = self._placements[article.id]
        original = self._articles[self._row(article)]
        lean = self._memory.lean(placement.story)
        learned = self._lessons.lean(placement.story)
        strengths = self._placer.strengths(placement.story, self._readings, both(lean, learned))
        return Reasons(
            article=article,
            placement=placement,
            left_out=self._out.get(placement.story.id, NOTHING),
            strengths=tuple(
                (rule.key, strength, rule.threshold)
                for rule, strength in zip(self._sections, strengths, strict=True)
            ),
            mentions=self._placer.mentions(self._readings[original.id])[:_BEST],
            archive=tuple(lean.items()),
            learned=tuple(learned.items()),
            nearest=tuple(self.compare(article, other) for other in self._nearest(original)),
        )

    def compare(self, article: Article, other: Article) -> Comparison:
        """Why `article` and `other` are in one story, or in two."""
        one, two = self._row(article), self._row(other)
        story = self._placements[article.id].story
        rows = sorted({self._row(member) for member in story.articles} - {two})
        alike = self._likeness.explain(one, two)
        ids = self._articles[one].id, self._articles[two].id
        mean = float(self._likeness.block([two], rows).mean()) if rows else alike.total
        return Comparison(
            other=other,
            alike=alike,
            together=story.id == self._placements[other.id].story.id,
            mean=mean,
            copy=one == two,
            ruled=(ruled := self._asked.between(*ids)),
            opinion="" if ruled else self._said.between(*ids),
        )

    def _row(self, article: Article) -> int:
        return self._rows[self._originals.get(article.id, article.id)]

    def _nearest(self, article: Article) -> list[Article]:
        row = self._rows[article.id]
        values = self._likeness.block([row], range(len(self._articles)))[0].tolist()
        order = sorted(
            (other for other in range(len(values)) if other != row and values[other] > 0),
            key=lambda other: (-round(values[other], 9), other),
        )
        return [self._articles[other] for other in order[:_NEAREST]]


def find(wanted: str, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles a person means by an id, an address, a path, or words of the title, in order.

    An exact id, address or path is one article; a part of a path or all the words in a title may
    be several; nothing is an empty tuple.
    """
    for exact in (
        lambda one: wanted in (one.id, one.url, one.path),
        lambda one: bool(one.path) and one.path.endswith(wanted),
    ):
        found = tuple(article for article in articles if exact(article))
        if found:
            return found
    words = fold(wanted).split()
    return tuple(
        article for article in articles if words and all(w in fold(article.title) for w in words)
    )
