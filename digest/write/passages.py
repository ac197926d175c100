"""The sentences of a story, each with all the places where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from digest.model import Article, Passage, Sentence
from digest.text import fold, language, sentences
from digest.write.fitness import Fitness, fitness

__all__ = ["Candidate", "candidates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be told: where it stands, and how it reads alone.

    `article` and `position` count from 0: the article in the story, the sentence in the article.
    `of` is the number of sentences of its article, `length` the words between its spaces.
    """

    text: str
    passages: tuple[Passage, ...]
    language: str | None
    article: int
    position: int
    of: int
    length: int
    fitness: Fitness = field(compare=False)

    @property
    def sentence(self) -> Sentence:
        return Sentence(text=self.text, passages=self.passages)

    def follows(self, other: "Candidate") -> bool:
        """Whether it stands right behind `other` in the same article."""
        return self.article == other.article and self.position == other.position + 1


def candidates(articles: Sequence[Article]) -> tuple[Candidate, ...]:
    """The sentences of `articles`, each once, in reading order (article by article).

    What several articles say in the same words is one candidate with several passages; it stands
    where the first of them has it.
    """
    places: dict[str, list[Passage]] = {}
    first: dict[str, tuple[int, int, int, str | None]] = {}
    for number, article in enumerate(articles):
        spans = sentences(article.text)
        code = article.language or language(article.text)
        for position, span in enumerate(spans):
            key = fold(span.text)
            passage = Passage(article=article.id, start=span.start, end=span.end, text=span.text)
            places.setdefault(key, []).append(passage)
            first.setdefault(key, (number, position, len(spans), code))
    found = []
    for key, passages in places.items():
        number, position, of, code = first[key]
        text = " ".join(passages[0].text.split(None))
        found.append(
            Candidate(
                text=text,
                passages=tuple(passages),
                language=code,
                article=number,
                position=position,
                of=of,
                length=len(text.split()),
                fitness=fitness(text, head=position == 0),
            )
        )
    return tuple(found)
