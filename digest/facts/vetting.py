"""Sentences of a draft, as they stand after the editor's hand, before the sources they rest on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from digest.draft.vouch import key
from digest.facts.check import Verdict, check
from digest.facts.reading import tongue
from digest.facts.verbatim import copied
from digest.model import Article, Passage, Sentence
from digest.text import Span, fold, sentences, stopwords

__all__ = ["VettedSentence", "Vetting"]

NEAREST = 3  # sentences of the sources that a sentence of the editor's is held against first
_ALIKE = 0.5  # of the words: the same sentence, edited
_PLAYFUL = {"overlap", "name"}  # a title plays with words, and with names


@dataclass(frozen=True, slots=True, kw_only=True)
class VettedSentence:
    """A sentence of the draft (plain text), the passages it rests on, and what the check says.

    A sentence `as_written` is one the writer made, with the passages it named; for another one
    they are the nearest of its story. `copied` is the longest run of words outside quotation marks
    that stands in an article just so. `vouched`: the editor answers for it, whatever is doubted.
    """

    text: str
    title: bool
    passages: tuple[Passage, ...]
    verdicts: tuple[Verdict, ...]
    as_written: bool
    vouched: bool
    copied: str = ""

    @property
    def doubted(self) -> tuple[Verdict, ...]:
        """The claims that no source bears out and nobody vouches for."""
        return () if self.vouched else self.unproven

    @property
    def unproven(self) -> tuple[Verdict, ...]:
        """The claims that no source bears out."""
        return tuple(one for one in self.verdicts if one.status != "supported")


class Vetting:
    """Sentences before their sources: the articles of one story, or of a whole issue.

    `written` are the sentences a writer made of them, `vouched` the keys of those an editor answers
    for. `known` says whether there is anything to hold a sentence against.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        written: Sequence[Sentence],
        *,
        language: str,
        day: date,
        vouched: frozenset[str],
    ) -> None:
        self._language = language
        self._day = day
        self._vouched = vouched
        self._written = {key(one.text): one for one in written}
        self._published = {a.id: a.published.date() for a in articles if a.published}
        cited = [passage for one in written for passage in one.passages]
        self._pool = tuple(
            dict.fromkeys((*cited, *(p for article in articles for p in _passages(article))))
        )
        self._texts = tuple(article.text for article in articles)
        self.known = bool(self._pool)

    def sentence(self, text: str, *, title: bool = False) -> VettedSentence:
        """What the sources say of `text` (plain); a `title` plays with words and names."""
        bound = key(text)
        as_written = self._written.get(bound)
        passages = as_written.passages if as_written else self._nearest(text)
        cited = [one.text for one in passages]
        days = [self._published[p.article] for p in passages if p.article in self._published]
        verdicts = check(
            text,
            cited,
            [one.text for one in self._pool if one not in passages],
            language=tongue(text) or self._language,
            anchor=[*days, self._day][0],
        )
        ignored = _PLAYFUL if title else (set() if as_written else {"overlap"})
        return VettedSentence(
            text=text,
            title=title,
            passages=passages,
            verdicts=tuple(one for one in verdicts if one.kind not in ignored),
            as_written=as_written is not None,
            vouched=bound in self._vouched,
            copied="" if title else copied(text, self._texts),
        )

    def origin(self, text: str) -> Sentence | None:
        """The writer's sentence that `text` is, or that it is an edit of."""
        if (same := self._written.get(key(text))) is not None:
            return same
        said = _content(text)
        for one in self._written.values():
            kept = _content(one.text)
            if len(said & kept) > _ALIKE * max(len(said), len(kept)):
                return one
        return None

    def _nearest(self, text: str) -> tuple[Passage, ...]:
        """What an edited sentence rested on, else the sentences of the sources that share most with it."""
        bound = key(text)
        if same := [one for one in self._pool if key(one.text) == bound]:
            return tuple(same)
        if (origin := self.origin(text)) is not None:
            return origin.passages
        said = _content(text)
        ranked = sorted(self._pool, key=lambda one: -len(said & _content(one.text)))
        return tuple(ranked[:NEAREST])


@lru_cache(maxsize=1 << 10)  # the articles of a story are read for each of its items
def _passages(article: Article) -> tuple[Passage, ...]:
    """The title and the sentences of an article."""
    return tuple(
        Passage(article=article.id, start=s.start, end=s.end, text=s.text, field=field)
        for field, spans in (("title", _whole(article.title)), ("text", sentences(article.text)))
        for s in spans
    )


def _whole(text: str) -> Iterator[Span]:
    if text:
        yield Span(0, len(text), text)


@lru_cache(maxsize=1 << 12)
def _content(text: str) -> frozenset[str]:
    return frozenset(_words(fold(text).split()))


def _words(tokens: Iterable[str]) -> Iterator[str]:
    small = stopwords("fr") | stopwords("en")
    for token in tokens:
        word = token.strip(".,;:!?…«»“”\"'()[]")
        if word and word not in small:
            yield word
