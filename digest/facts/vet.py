"""A draft, as it stands after the editor's hand, before the sources of its issue."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.draft.plain import plain
from digest.draft.vouch import key, vouches
from digest.facts.vetting import VettedSentence, Vetting
from digest.model import (
    ABOUT,
    EDITORIAL,
    LATEST,
    SIGNOFF,
    Article,
    Deal,
    Evidence,
    Issue,
    Item,
    Prose,
    Quote,
    Sentence,
    Subhead,
)
from digest.text import sentences
from digest.urls import canonical

__all__ = ["NOT_VETTED", "Vetted", "VettedItem", "VettedLine", "vet"]

OWN = frozenset({ABOUT, LATEST, SIGNOFF})  # what the house says of itself
PLAYFUL = frozenset({"title", "subject", "preheader", "teaser", "subhead"})
FREE = frozenset({"editorial", "text", "subhead"})  # where an editor writes what no source says


@dataclass(frozen=True, slots=True, kw_only=True)
class VettedItem:
    """An item at its place (section and block, from 0). `articles` is empty where its sources are not
    known, and then nothing was checked."""

    section: int
    block: int
    item: Item
    articles: tuple[Article, ...]
    sentences: tuple[VettedSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VettedLine:
    """A sentence round the items: `part` is "title", "subject", "preheader", "teaser" (of the head),
    "standfirst" (of `section`), "editorial", "text", "subhead" or "deal" (of `section` and `block`).

    `own`: it is the editor's, neither a line that a writer made nor one of these edited.
    """

    part: str
    sentence: VettedSentence
    own: bool
    section: int | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vetted:
    """The items of a draft, and what stands round them."""

    items: tuple[VettedItem, ...] = ()
    lines: tuple[VettedLine, ...] = ()

    @property
    def sentences(self) -> Iterator[VettedSentence]:
        """All sentences, those of the items first."""
        yield from (sentence for one in self.items for sentence in one.sentences)
        yield from (line.sentence for line in self.lines)


NOT_VETTED = Vetted()


def vet(issue: Issue, evidence: Evidence) -> Vetted:
    """Every item of `issue` with a text, each sentence before the sources of the item's story, and
    every line round them before all articles of the issue; of a deal, its amount and parties.

    The story is the one its id names; an item that a person wrote is held against the articles it
    links to. An editor's own sentence is never doubted for what it shares with no source, only for
    its figures, dates, names and quotations; a title, a subject, a teaser never for its names.
    """
    vouched = frozenset(bound for one in vouches(issue) for bound in one.keys)
    pages = {canonical(one.url): one for one in evidence.articles.values() if one.url}
    items = (
        _item(number, at, block, issue.language, evidence, pages, vouched)
        for number, section in enumerate(issue.sections)
        for at, block in enumerate(section.blocks)
        if isinstance(block, Item) and (block.title or block.text)
    )
    lines = (*_lines(issue, evidence, vouched), *_deals(issue, evidence, pages, vouched))
    return Vetted(items=tuple(items), lines=lines)


# ---------------------------------------------------------------------------- the items


def _item(  # noqa: PLR0917 - private, one caller
    section: int,
    block: int,
    item: Item,
    language: str,
    evidence: Evidence,
    pages: Mapping[str, Article],
    vouched: frozenset[str],
) -> VettedItem:
    articles = _articles(item, evidence, pages)
    written = _written(item, evidence)
    vetting = Vetting(articles, written, language=language, day=evidence.day, vouched=vouched)
    found: list[VettedSentence] = []
    if vetting.known:
        if item.title:
            found.append(vetting.sentence(item.title, title=True))
        found += [vetting.sentence(one.text) for one in sentences(plain(item.text))]
    return VettedItem(
        section=section, block=block, item=item, articles=articles, sentences=tuple(found)
    )


def _articles(
    item: Item | Deal, evidence: Evidence, pages: Mapping[str, Article]
) -> tuple[Article, ...]:
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


def _deals(
    issue: Issue, evidence: Evidence, pages: Mapping[str, Article], vouched: frozenset[str]
) -> Iterator[VettedLine]:
    """The rows of the bubble watch that readers see, each before the sources of its story, or of the
    issue where that is not known."""
    for number, section in enumerate(issue.sections):
        for at, block in enumerate(section.blocks):
            if not isinstance(block, Deal) or not block.shown:
                continue
            articles = _articles(block, evidence, pages) or tuple(evidence.articles.values())
            vetting = Vetting(
                articles, (), language=issue.language, day=evidence.day, vouched=vouched
            )
            if vetting.known:
                parties = ", ".join(filter(None, (block.who, block.whom)))
                text = f"{block.amount} ({parties})" if parties else block.amount
                sentence = vetting.sentence(text.strip())
                yield VettedLine(
                    part="deal", sentence=sentence, own=False, section=number, block=at
                )


# ---------------------------------------------------------------------------- round them

_POINTS = re.compile(r"\s+•\s+")


def _lines(issue: Issue, evidence: Evidence, vouched: frozenset[str]) -> Iterator[VettedLine]:
    """What stands round the items; nothing where no article is known."""
    written = [one for told in evidence.sentences.values() for one in told]
    written += [line.sentence for line in evidence.lines]
    vetting = Vetting(
        tuple(evidence.articles.values()),
        written,
        language=issue.language,
        day=evidence.day,
        vouched=vouched,
    )
    if not vetting.known:
        return
    seen: set[str] = set()  # the title is most often the subject too
    for part, section, block, text in (*_head(issue), *_around(issue)):
        playful = part in PLAYFUL
        for one in (text,) if playful else (span.text for span in sentences(plain(text))):
            if section is None and key(one) in seen:
                continue
            seen.add(key(one))
            yield VettedLine(
                part=part,
                sentence=vetting.sentence(one, title=playful),
                own=part in FREE and vetting.origin(one) is None,
                section=section,
                block=block,
            )


def _head(issue: Issue) -> Iterator[tuple[str, None, None, str]]:
    heads = (("title", issue.title), ("subject", issue.subject), ("preheader", issue.preheader))
    for part, text in (*heads, *(("teaser", point) for point in issue.teaser)):
        yield from ((part, None, None, point) for point in _POINTS.split(text) if point)


def _around(issue: Issue) -> Iterator[tuple[str, int, int | None, str]]:
    """Part, section, block and Markdown of each text between the items."""
    for number, section in enumerate(issue.sections):
        if section.key in OWN:
            continue
        if section.standfirst:
            yield "standfirst", number, None, section.standfirst
        for at, block in enumerate(section.blocks):
            if isinstance(block, Subhead):
                yield "subhead", number, at, block.text
            elif isinstance(block, Prose | Quote):
                yield "editorial" if section.key == EDITORIAL else "text", number, at, block.text
