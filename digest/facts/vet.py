"""The items of a draft, as they stand after the editor's hand, before the sources of their stories."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from digest.draft.plain import plain
from digest.draft.vouch import key, vouches
from digest.facts.check import Verdict, check
from digest.facts.reading import tongue
from digest.facts.verbatim import copied
from digest.model import Article, Evidence, Issue, Item, Passage, Sentence
from digest.text import Span, fold, sentences, stopwords
from digest.urls import canonical

__all__ = ["Vetted", "VettedSentence", "vet"]

NEAREST = 3  # sentences of the story that a sentence of the editor's is held against first
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Vetted:
    """An item at its place (section and block, from 0). `articles` is empty where its sources are not
    known, and then nothing was checked."""

    section: int
    block: int
    item: Item
    articles: tuple[Article, ...]
    sentences: tuple[VettedSentence, ...]


def vet(issue: Issue, evidence: Evidence) -> tuple[Vetted, ...]:
    """Every item of `issue` with a text, each sentence before the sources of the item's story.

    The story is the one its id names; an item that a person wrote is held against the articles it
    links to. An editor's own sentence is never doubted for what it shares with no source, only for
    its figures, dates, names and quotations; a title never for its names.
    """
    vouched = frozenset(bound for one in vouches(issue) for bound in one.keys)
    pages = {canonical(one.url): one for one in evidence.articles.values() if one.url}
    return tuple(
        _item(number, at, block, issue.language, evidence, pages, vouched)
        for number, section in enumerate(issue.sections)
        for at, block in enumerate(section.blocks)
        if isinstance(block, Item) and (block.title or block.text)
    )


def _item(  # noqa: PLR0917 - private, one caller
    section: int,
    block: int,
    item: Item,
    language: str,
    evidence: Evidence,
    pages: Mapping[str, Article],
    vouched: frozenset[str],
) -> Vetted:
    articles = _articles(item, evidence, pages)
    written = _written(item, evidence)
    vetting = _Vetting(articles, written, language=language, day=evidence.day, vouched=vouched)
    found: list[VettedSentence] = []
    if vetting.known:
        if item.title:
            found.append(vetting.sentence(item.title, title=True))
        found += [vetting.sentence(one.text) for one in sentences(plain(item.text))]
    return Vetted(
        section=section, block=block, item=item, articles=articles, sentences=tuple(found)
    )


def _articles(item: Item, evidence: Evidence, pages: Mapping[str, Article]) -> tuple[Article, ...]:
    """The articles of the item's story: by its id, else by its links."""
    ids = evidence.stories.get(_story(item.id, evidence.stories) or "", ())
    told = [evidence.articles[one] for one in ids if one in evidence.articles]
    linked = [pages[url] for link in item.links if (url := canonical(link.url)) in pages]
    return tuple(dict.fromkeys((*told, *linked)))


def _written(item: Item, evidence: Evidence) -> tuple[Sentence, ...]:
    return evidence.sentences.get(_story(item.id, evidence.sentences) or "", ())


def _story(id_: str | None, known: Mapping[str, object]) -> str | None:
    """`id_`, or what it begins with: an item of the agenda is "s0123456789ab-2025-10-01"."""
    while id_:
        if id_ in known:
            return id_
        id_ = id_.rpartition("-")[0]
    return None


class _Vetting:
    """The sources of one item, and what each sentence of it makes of them."""

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

    def _nearest(self, text: str) -> tuple[Passage, ...]:
        """What an edited sentence rested on, else the sentences of the story that share most with it."""
        bound, said = key(text), _content(text)
        if same := [one for one in self._pool if key(one.text) == bound]:
            return tuple(same)
        for one in self._written.values():
            kept = _content(one.text)
            if len(said & kept) > _ALIKE * max(len(said), len(kept)):
                return one.passages
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
