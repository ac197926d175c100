"""A short title from the best headline of a story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice

from digest.facts import names
from digest.model import Article, Passage, Sentence, Story
from digest.text import fold, language, words
from digest.write.caution import cautious, denies
from digest.write.centre import Centre
from digest.write.cut import LONGEST, clause, cut
from digest.write.fitness import Fitness, fitness, has_verb
from digest.write.passages import of_title, spoken
from digest.write.restore import restored
from digest.write.terms import terms, weight

__all__ = ["Headline", "headline"]

_HEAD = 3  # sentences
_MOST = 140  # characters; a mail's subject is seen to 70
_NAMES = 3
_NAME = 4  # letters: from here on, one name may begin with the other
SPELT = 0.92  # the share of an address that the articles must spell out
LOOSELY = 0.75  # the same, where the sentence that would be the title has no end
# What speaks against a title, in the measure of `_strain`.
_ASIDE = 2.0  # for what none of the articles bears out; a side matter is worse than a repetition
_UNSAID = 0.4  # for what the item's first sentence does not say
_UNTOLD = 0.8  # for each part of it that the item leaves out, and for a figure
_PORTRAYS = 0.4  # it names somebody or something and says who that is
_REPEATED = 0.4  # the item begins with the same words
_ASKS = 0.8  # it asks or announces an answer, where others tell
_ELSEWHERE = 0.2  # it is not the lead article's
_AS_CENTRAL = 0.8  # the part of the centrality of the item's first clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A title, and the passage it rests on (of an article's title, or of its text)."""

    text: str
    source: Passage | None


# Not « TRIBUNE », « INTERVIEW »: they say that somebody says it.
_BEFORE = re.compile(
    r"\s*(?:\[[^\]]{1,30}\]|\(?(?:VID[ÉE]OS?|EN DIRECT|DIRECT|LIVE|EXCLUSIF|EXCLUSIVE|EXCLU|INFO [A-ZÉÈ0-9]{2,20}|BREAKING|ALERTE|PODCAST|TL;DR|"
    r"ENQU[ÊE]TE|REPORTAGE|DOSSIER|URGENT|MISE À JOUR|UPDATE(?: \d)?|Vid[ée]o|En direct|Podcast|"
    r"Exclusif|Exclusive|Breaking|WATCH)\)?)\s*(?:[.:|!]|[-–—](?=\s))+\s*"
    r"|[A-ZÉÈÀ]{4,20}-(?=[A-ZÉÈÀ])"
)
_AFTER = re.compile(
    r"\s*[(\[](?:vid[ée]os?|podcast|photos?|màj|mise à jour|updated?|interview|live)[)\]]\s*\Z"
    r"|\s?: (?:actualités?|infos?|news)(?: \w+){0,2}(?:, (?:actualités?|infos?|news|scoops?|essais?|tests?|prix|photos?|vidéos?))+\Z",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+([|–—·•»-]|::)\s+(?=[^|–—·•»]{2,45}\Z)")
# Sixty characters without an accent, an apostrophe or a comma were an address, capitals or not.
_UNACCENTED = re.compile(r"[a-zA-Z0-9 -]{60,}")
_GLUED_CAPITAL = re.compile(r"\b([ldLD]|[Qq]u)(?=[AEIOUÉÈÀ][A-ZÉa-z])")  # « lIA », « dOpenAI »
_QUESTION = re.compile(
    r"\?\s*\Z|(?:\A|[:;–—]\s|\bmais )(?:comment|pourquoi|qu['’]|que|quel(?:le)?s?|qui|où|combien|ce qu[ei]|"
    r"how|why|what|who|where|should)\b",
    re.IGNORECASE,
)
# « Ada Ek, l’ingénieure qui … »: a name, a comma, and no verb of its own.
_PORTRAIT = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*){0,3}, (?:l['’]|(?:le|la|les|une?|the|an?) )[^,]*\Z"
)
_LABELLED = re.compile(r"[^:]*[^:\s]\s?: ")
_PART_ENDS = re.compile(r"\s?[:;–—](?=\s)|[,.?!](?=\s)")
_SMALL_WORD = re.compile(
    r"\b(?:de|du|des|le|la|les|un|une|en|dans|pour|sur|et|au|aux|l|d|a|the|of|to|in|for|on|with|as|by|is)\b"
)


def headline(
    story: Story, code: str, told: Sequence[Sentence], *, foreign: bool = False
) -> Headline:
    """The title of `story` for a newsletter in language `code`; `told` are the chosen sentences.

    The best kind there is (see `_Kind`), and of that kind what the articles of the story have in
    common, in other words than the item begins with, the lead article's before others, those of
    natural length before those to be cut.
    `foreign`: `told` is not in the newsletter's language.
    """
    titled = [article for article in story.articles if not _made_of_text(article)]
    centre = Centre(story.articles, titled, told[0].text if told else "", code)
    said = [terms(sentence.text, code) for sentence in told]
    found: list[tuple[tuple[int, float, int], Headline]] = []
    for position, article in enumerate(story.articles):
        if not foreign:
            for other in _told_otherwise(article, code, told, centre):
                strain = _strain(other.text, other.text, centre.nearness(other.text))
                found.append(((_Kind.OTHERWISE, strain, position), other))
        title = _clean(article.title, article)
        if len(words(title)) < 2 or article not in titled:
            continue
        home = (article.language or language(title) or code) == code
        kind, text = _kind(title, story, home=home)
        short = cut(text)
        strain = _strain(text, short, centre.nearness(short))
        strain += _REPEATED * _repeats(short, told) + (_ELSEWHERE if position else 0.0)
        untold, borne = _untold(short, said, code)
        if told and all(denies(sentence.text) != denies(short) for sentence in told):
            kind = max(kind, _Kind.UNBORNE)  # it says the contrary
        asks = len(story.articles) > 1 and _QUESTION.search(title) is not None
        if (asks or not borne) and fitness(told[0].text, head=True) is Fitness.ALONE:
            kind = max(kind, _Kind.UNBORNE)  # or asks what the articles answer
        rank = (kind, strain + untold, position)
        found.append((rank, Headline(text=short, source=of_title(article))))
    if told:
        first = _from_sentence(told[0], centre)
        broken = first.text.endswith("…") and not told[0].text.endswith("…")
        broken = broken or len(first.text) > LONGEST * 3 // 2
        own = _Kind.BROKEN_SENTENCE if broken else _Kind.SENTENCE
        kind = _Kind.FOREIGN_SENTENCE if foreign else own
        found.append(((kind, 0.0, 0), first))
    best = min(found, key=lambda pair: (_too_long(pair[1]), pair[0]), default=None)
    if best is None:
        return Headline(text="", source=None)
    return _named(best[1], code) if _too_long(best[1]) else best[1]


def _too_long(title: Headline) -> bool:
    return len(title.text) > _MOST


def _named(title: Headline, code: str) -> Headline:
    """The first names of a title that can be cut nowhere: they say less, and nothing that is not so."""
    named = ", ".join(dict.fromkeys(name.text for name in names(title.text, code)[:_NAMES]))
    return replace(title, text=named or title.text)


def _strain(text: str, short: str, central: float) -> float:
    """What speaks against a title: length, a cut, a question, and what it says beside the point."""
    cut_off = 0.5 * (short != text) + 0.6 * short.endswith("…")
    asks = _ASKS * (_QUESTION.search(short) is not None)
    asks += _PORTRAYS * (_PORTRAIT.match(short) is not None)
    return abs(len(short) - 55) / 55 + cut_off + asks + _ASIDE * (1 - central)


def _untold(title: str, said: Sequence[frozenset[str]], code: str) -> tuple[float, bool]:
    """What the item, whose sentences have the terms `said`, leaves out of `title`; whether it bears the most of it.

    A label before a colon is no part that must be told.
    """
    if not said:
        return 0.0, True
    whole = terms(title, code)
    unsaid = 1 - weight(whole & said[0]) / max(weight(whole), 1)
    parts = [terms(part, code) for part in _PART_ENDS.split(_LABELLED.sub("", title, count=1))]
    item = frozenset().union(*said)
    lost = [item.isdisjoint(part) for part in parts if part]
    figures = any(term.startswith("#") for term in whole - item)
    return _UNSAID * unsaid + _UNTOLD * (sum(lost) + figures), 2 * sum(lost) <= len(lost)


def _repeats(title: str, told: Sequence[Sentence]) -> bool:
    """Whether a sentence of the item begins with the words of `title`, but for one in five."""
    said = words(title)
    heads = (set(words(one.text)[: len(said) * 3 // 2]) for one in told)
    return any(sum(word in head for word in said) >= 0.8 * len(said) for head in heads)


def _told_otherwise(
    article: Article, code: str, told: Sequence[Sentence], centre: Centre
) -> Iterator[Headline]:
    """The first clauses of the sentences at the head of an article, in other words than the item's.

    They are nearly as central as the item's own, or they would be the title of something else.
    """
    if not told or (article.language or language(article.text)) != code:
        return
    least = _AS_CENTRAL * centre.nearness(_from_sentence(told[0], centre).text)
    for place in islice(spoken(article), _HEAD):
        text = " ".join(place.text.split())
        made = _from_sentence(Sentence(text=text, passages=(place,)), centre)
        if (
            fitness(text) is Fitness.ALONE
            and has_verb(made.text)
            and len(made.text) <= LONGEST * 5 // 4
            and centre.nearness(made.text) >= least
            and not _repeats(made.text, told)
        ):
            yield made


class _Kind(IntEnum):
    """Where a title comes from, the best first."""

    HEADLINE = 0
    ADDRESS = 1  # read from a URL whose words the articles spell out
    OTHERWISE = 2  # from the head of an article, in other words than the item
    SENTENCE = 3  # the beginning of the item
    UNBORNE = 4  # a headline of which the item tells less than half of the parts
    LOOSE_ADDRESS = 5  # one whose words the articles spell for the most part
    BROKEN_SENTENCE = 6  # the beginning of the item, that ends nowhere
    FOREIGN_HEADLINE = 7
    FOREIGN_SENTENCE = 8
    TELEGRAM = 9  # read from a URL without small words, or in words nobody spells


def _kind(title: str, story: Story, *, home: bool) -> tuple[_Kind, str]:
    """The kind of `title`, and how it is spelt."""
    own = _Kind.HEADLINE if home else _Kind.FOREIGN_HEADLINE
    if len(words(title)) < 3:  # a column's name: « Infos Paris »
        return _Kind.TELEGRAM, title
    if title.isupper():
        return own, restored(title, story)[0]
    if title != title.lower() and not (home and _UNACCENTED.fullmatch(title)):
        return own, title
    text, known = restored(title, story)
    if known < LOOSELY or not _SMALL_WORD.search(title) or (known < SPELT and not home):
        return _Kind.TELEGRAM, text
    if known < SPELT:
        return _Kind.LOOSE_ADDRESS, text
    return (_Kind.ADDRESS if home else _Kind.FOREIGN_SENTENCE), text


def _clean(title: str, article: Article) -> str:
    """Without the site's name behind, the label before and the white space round."""
    title = " ".join(title.split())
    title = _BEFORE.sub("", title, count=1) if _BEFORE.match(title) else title
    for _ in range(2):
        site = _SITE.search(title)
        if site is None or cautious(title[site.end() :]):
            break
        if site[1] not in "|::" and not _is_site(title[site.end() :], article):
            break
        title = title[: site.start()]
    title = _AFTER.sub("", title).strip(" |·•")
    return _GLUED_CAPITAL.sub(r"\1’", title) if article.language == "fr" else title


def _is_site(name: str, article: Article) -> bool:
    bare = re.sub(r"[^\w]", "", fold(name))
    known = [re.sub(r"[^\w]", "", fold(value)) for value in (article.source, article.publisher)]
    # The name and little beside it: « Le Monde.fr »; « selon Mediapart » says who says so, « non » no.
    alike = (
        bare == value
        or (min(len(bare), len(value)) >= _NAME and bare.startswith(value))
        or (len(bare) >= _NAME and value.startswith(bare))
        for value in known
        if value
    )
    return bool(bare) and (any(alike) or ("." in name and " " not in name))


def _made_of_text(article: Article) -> bool:
    """Whether the title is the beginning of the text, because the page had none."""
    head = fold(article.title).rstrip(".… ")
    return len(head) > 30 and fold(article.text[: len(article.title) + 20]).startswith(head)


def _from_sentence(sentence: Sentence, centre: Centre) -> Headline:
    text = clause(sentence.text, centre)
    passage = sentence.passages[0]
    kept = text.removesuffix("…")
    at = passage.text.find(kept)
    if at >= 0:
        start = passage.start + at
        passage = replace(passage, start=start, end=start + len(kept), text=kept)
    return Headline(text=text, source=passage)
