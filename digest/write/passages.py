"""The sentences of a story, each with all the places where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from digest.model import Article, Passage, Sentence
from digest.text import fold, language, sentences
from digest.write.fitness import Fitness, fitness

__all__ = ["Candidate", "candidates", "of_title", "spoken"]

# What only announces: an agency's dateline, a rubric. Whoever says it is never dropped.
_AGENCIES = r"(?:AFP|AOF|AP|ANSA|Belga|Bloomberg|DPA|Reuters)"
_LABEL = re.compile(
    rf"(?:(?:Dépêche )?{_AGENCIES}(?:(?: et | avec | and | with |/){_AGENCIES})?(?: \([A-ZÉ][\w-]+\))?"
    r"|(?i:dépêche|en bref|en résumé|exclusif|en direct|mise à jour|dernière minute|à la une|"
    r"sur (?:un|le) ton [^:.,]{2,30}|"
    r"(?:résumé|annonce|infos?|actualités?|brèves?)(?: du jour| de la semaine| de l['’]annonce)?|"
    r"traduction(?: machine| automatique)?|"
    r"(?:summary|announcement|news|update|recap)(?: of the (?:day|week|announcement))?|"
    r"exclusive|in brief|in short|breaking(?: news)?|(?:machine )?translation|live))"
    r"[ \u00a0\u202f]?: (?=[«\"“]?\s?[A-ZÀ-ÞŒ0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be told: where it stands, and how it reads alone.

    `article` and `position` count from 0: the article in the story, the sentence in the article, of
    which the first is the first that may be told at all. `length` are the words between its spaces.
    """

    text: str
    passages: tuple[Passage, ...]
    language: str | None
    article: int
    position: int
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
    first: dict[str, tuple[int, int, str | None]] = {}
    for number, article in enumerate(articles):
        code = article.language or language(article.text)
        began = 0  # the date or the name above a text is not its head
        for at, passage in enumerate(spoken(article)):
            if at == began and fitness(passage.text) is Fitness.NEVER:
                began += 1
            key = fold(passage.text)
            places.setdefault(key, []).append(passage)
            first.setdefault(key, (number, max(0, at - began), code))
    found = []
    for key, passages in places.items():
        number, position, code = first[key]
        text = " ".join(passages[0].text.split(None))
        found.append(
            Candidate(
                text=text,
                passages=tuple(passages),
                language=code,
                article=number,
                position=position,
                length=len(text.split()),
                fitness=fitness(text, head=position == 0),
            )
        )
    return tuple(found)


def of_title(article: Article) -> Passage:
    """The whole title of `article`."""
    whole = article.title
    return Passage(article=article.id, start=0, end=len(whole), text=whole, field="title")


def spoken(article: Article) -> Iterator[Passage]:
    """The sentences of the text of `article`, without the label of the desk before them."""
    for span in sentences(article.text):
        whole = Passage(article=article.id, start=span.start, end=span.end, text=span.text)
        label = _LABEL.match(span.text)
        cut = label.end() if label else 0
        yield replace(whole, start=span.start + cut, text=span.text[cut:])
