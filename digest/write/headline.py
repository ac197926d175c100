"""A short title from the best headline of a story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from digest.model import Article, Passage, Sentence, Story
from digest.text import fold, language, sentences, shorten, stopwords, words
from digest.write.caution import cautious, conditional
from digest.write.fitness import Fitness, fitness, has_verb
from digest.write.restore import restored

__all__ = ["Headline", "cut", "headline"]

LONGEST = 76  # characters; 3 to 12 words read as a title
_HEAD = 3  # sentences
_FEWEST = 4  # words of a title that is the beginning of a sentence
_SENTENCE = 600  # characters: what is longer is no sentence, and may break off anywhere
SPELT = 0.92  # the share of an address that the articles must spell out
_REPEATED = 1.0  # what a title loses that the item repeats
LOOSELY = 0.75  # the same, where the sentence that would be the title has no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A title, and the passage it rests on (of an article's title, or of its text)."""

    text: str
    source: Passage | None


_BEFORE = re.compile(
    r"\s*(?:\[[^\]]{1,30}\]|\(?(?:VID[ÉE]OS?|EN DIRECT|DIRECT|LIVE|EXCLUSIF|EXCLUSIVE|EXCLU|INFO [A-ZÉÈ0-9]{2,20}|BREAKING|ALERTE|PODCAST|"
    r"ENTRETIEN|INTERVIEW|TRIBUNE|ANALYSE|ENQU[ÊE]TE|REPORTAGE|DOSSIER|URGENT|MISE À JOUR|UPDATE(?: \d)?|Vid[ée]o|En direct|Podcast|"
    r"Exclusif|Exclusive|Breaking|Opinion|WATCH)\)?)\s*(?:[.:|!]|[-–—](?=\s))+\s*"
    r"|[A-ZÉÈÀ]{4,20}-(?=[A-ZÉÈÀ])"
)
_AFTER = re.compile(
    r"\s*[(\[](?:vid[ée]os?|podcast|photos?|màj|mise à jour|updated?|interview|live)[)\]]\s*\Z",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+([|–—·•»-]|::)\s+(?=[^|–—·•»]{2,45}\Z)")
_STRONG = re.compile(r"\s?[:;](?=\s)|\s[–—-](?=\s)|,(?=\s)|\s(?=\()|[.!?](?=\s)")
_WEAK = re.compile(
    r"\s(?=(?:pour|avec|entre|après|afin|alors|grâce|tandis|qui|dont|sur fond|face|contre|dans|en vue|malgré|sans|"
    r"to|for|with|between|after|as|amid|while|which|that|in|over)\s)"
)
# What only announces: an agency's dateline, a rubric. Whoever says it is never dropped.
_AGENCIES = r"(?:AFP|AOF|AP|ANSA|Belga|Bloomberg|DPA|Reuters)"
_LABEL = re.compile(
    rf"(?:(?:Dépêche )?{_AGENCIES}(?:(?: et | avec | and | with |/){_AGENCIES})?(?: \([A-ZÉ][\w-]+\))?"
    r"|(?i:dépêche|en bref|en résumé|exclusif|en direct|mise à jour|dernière minute|à la une|"
    r"(?:résumé|annonce|infos?|actualités?|brèves?)(?: du jour| de la semaine| de l['’]annonce)?|"
    r"traduction(?: machine| automatique)?|"
    r"(?:summary|announcement|news|update|recap)(?: of the (?:day|week|announcement))?|"
    r"exclusive|in brief|in short|breaking(?: news)?|(?:machine )?translation|live))"
    r"[ \u00a0\u202f]?: (?=\w)"
)
# Sixty characters without an accent, an apostrophe or a comma were an address, capitals or not.
_UNACCENTED = re.compile(r"[a-zA-Z0-9 -]{60,}")
_GLUED_CAPITAL = re.compile(r"\b([ldLD]|[Qq]u)(?=[AEIOUÉÈÀ][A-ZÉa-z])")  # « lIA », « dOpenAI »
_SMALL_WORD = re.compile(
    r"\b(?:de|du|des|le|la|les|un|une|en|dans|pour|sur|et|au|aux|l|d|a|the|of|to|in|for|on|with|as|by|is)\b"
)


def headline(
    story: Story, code: str, told: Sequence[Sentence], *, foreign: bool = False
) -> Headline:
    """The title of `story` for a newsletter in language `code`; `told` are the chosen sentences.

    The best kind there is (see `_Kind`), and of that kind what says it in other words than the item
    begins with, the lead article's before others, those of natural length before those to be cut.
    `foreign`: `told` is not in the newsletter's language.
    """
    story_words = {word for sentence in told for word in words(sentence.text)}
    found: list[tuple[tuple[int, float, int], Headline]] = []
    for position, article in enumerate(story.articles):
        if not foreign:
            for other in _told_otherwise(article, code, told):
                strain = _strain(other.text, other.text, story_words)
                found.append(((_Kind.OTHERWISE, strain, position), other))
        title = _clean(article.title, article)
        if len(words(title)) < 2 or _made_of_text(article):
            continue
        home = (article.language or language(title) or code) == code
        kind, text = _kind(title, story, home=home)
        short = cut(text)
        strain = _strain(text, short, story_words) + _REPEATED * _repeats(short, told)
        rank = (kind, strain + (0.4 if position else 0.0), position)
        found.append((rank, Headline(text=short, source=_of_title(article))))
    if told:
        first = _from_sentence(told[0])
        broken = first.text.endswith("…") and not told[0].text.endswith("…")
        broken = broken or len(first.text) > LONGEST * 3 // 2
        own = _Kind.BROKEN_SENTENCE if broken else _Kind.SENTENCE
        kind = _Kind.FOREIGN_SENTENCE if foreign else own
        found.append(((kind, 0.0, 0), first))
    return min(found, key=lambda pair: pair[0])[1] if found else Headline(text="", source=None)


def _strain(text: str, short: str, story_words: set[str]) -> float:
    """What speaks against a title: length, a cut, and words that the item does not hold."""
    said = [word for word in words(text) if word not in stopwords("fr") | stopwords("en")]
    strange = sum(word not in story_words for word in said) / len(said) if said else 1.0
    cut_off = 0.5 * (short != text) + 0.6 * short.endswith("…")
    return abs(len(short) - 55) / 55 + cut_off + 0.8 * strange


def _repeats(title: str, told: Sequence[Sentence]) -> bool:
    """Whether a sentence of the item begins with the words of `title`, but for one in five."""
    said = words(title)
    heads = (set(words(one.text)[: len(said) * 3 // 2]) for one in told)
    return any(sum(word in head for word in said) >= 0.8 * len(said) for head in heads)


def _told_otherwise(article: Article, code: str, told: Sequence[Sentence]) -> Iterator[Headline]:
    """The first clauses of the sentences at the head of an article, in other words than the item's.

    Half of their words stand in the item, or they would be the title of something else.
    """
    if (article.language or language(article.text)) != code:
        return
    known = {word for sentence in told for word in words(sentence.text)} - stopwords(code)
    for span in sentences(article.text)[:_HEAD]:
        text = " ".join(span.text.split())
        place = Passage(article=article.id, start=span.start, end=span.end, text=span.text)
        made = _from_sentence(Sentence(text=text, passages=(place,)))
        said = [word for word in words(made.text) if word not in stopwords(code)]
        if (
            fitness(text) is Fitness.ALONE
            and has_verb(made.text)
            and len(made.text) <= LONGEST
            and sum(word in known for word in said) >= 0.5 * len(said)
            and not _repeats(made.text, told)
        ):
            yield made


class _Kind(IntEnum):
    """Where a title comes from, the best first."""

    HEADLINE = 0
    ADDRESS = 1  # read from a URL whose words the articles spell out
    OTHERWISE = 2  # from the head of an article, in other words than the item
    SENTENCE = 3  # the beginning of the item
    LOOSE_ADDRESS = 4  # one whose words the articles spell for the most part
    BROKEN_SENTENCE = 5  # the beginning of the item, that ends nowhere
    FOREIGN_HEADLINE = 6
    FOREIGN_SENTENCE = 7
    TELEGRAM = 8  # read from a URL without small words, or in words nobody spells


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


def cut(text: str, limit: int = LONGEST) -> str:
    """`text` ended at a natural boundary when it is over `limit`: colon, comma, then a preposition.

    What has no boundary stays whole, up to half as long again: a title that breaks off says nothing.
    Only what is longer still ends with an ellipsis, never inside a word. Nothing is cut off that
    attributes, doubts or denies the rest: such a sentence ends behind it, or nowhere.
    """
    text = text.strip()
    text = text if text.endswith("..") else text.removesuffix(".")
    if len(text) <= limit:
        return text
    for boundary, least in ((_STRONG, 0.7), (_WEAK, 0.6), (_STRONG, 0.4)):
        for match in reversed(list(boundary.finditer(text, 0, limit + 1))):
            head = text[: match.start()].rstrip(" ,;:–—-.")
            if len(head) < least * limit or _in_a_list(text, match):
                continue
            if _whole(head) and _stands(head, text):
                return head
    most = limit * 3 // 2
    if len(text) <= most:
        return text
    for match in reversed(list(_WEAK.finditer(text, 0, most + 1))):
        head = text[: match.start()].rstrip(" ,;:–—-.")
        if len(head) >= 0.4 * limit and _whole(head) and _stands(head, text):
            return head
    short = shorten(text, most)
    if len(text) > _SENTENCE or _stands(short.rstrip("…"), text):
        return short
    ends = (found.start() for found in _STRONG.finditer(text, most))
    heads = (text[:end].rstrip(" ,;:–—-.") for end in ends)
    return next((head for head in heads if _whole(head) and _stands(head, text)), text)


def _stands(head: str, text: str) -> bool:
    """Whether `head`, the beginning of `text`, says no more than `text` does.

    Its last three words count with what follows: « à en croire … » says of nobody.
    """
    return not cautious(" ".join(head.rsplit(" ", 3)[1:]) + text[len(head) :])


def _clause(sentence: str) -> str:
    """The shortest beginning of `sentence` that says something: a verb, and words behind it.

    The item begins with the same words: the shorter the title, the less is read twice. A condition
    keeps its consequence.
    """
    ends = sorted(
        match.start()
        for boundary in (_STRONG, _WEAK)
        for match in boundary.finditer(sentence, 0, LONGEST + 1)
        if not _in_a_list(sentence, match)
    )
    for end in ends:
        head = sentence[:end].rstrip(" ,;:–—-.")
        if ":" in sentence[: end + 2]:
            break  # it announces what is said behind it
        if len(words(head)) < _FEWEST or conditional(head) or not _stands(head, sentence):
            continue
        if _whole(head) and has_verb(head.rpartition(" ")[0]):
            return head
    return cut(sentence)


def _in_a_list(text: str, boundary: re.Match[str]) -> bool:
    """Whether a list goes on behind this comma, or the verb still comes: « Disney, Universal … »."""
    if boundary.group() != ",":
        return False
    clause = re.split(r"[:;]\s", text[: boundary.start()])[-1]
    return ", " in clause or not has_verb(clause)


def _whole(text: str) -> bool:
    pairs = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in pairs)


def _clean(title: str, article: Article) -> str:
    """Without the site's name behind, the label before and the white space round."""
    title = " ".join(title.split())
    title = _BEFORE.sub("", title, count=1) if _BEFORE.match(title) else title
    for _ in range(2):
        site = _SITE.search(title)
        if site is None or not (site[1] in "|::" or _is_site(title[site.end() :], article)):
            break
        title = title[: site.start()]
    title = _AFTER.sub("", title).strip(" |·•")
    return _GLUED_CAPITAL.sub(r"\1’", title) if article.language == "fr" else title


def _is_site(name: str, article: Article) -> bool:
    bare = re.sub(r"[^\w]", "", fold(name))
    known = [re.sub(r"[^\w]", "", fold(value)) for value in (article.source, article.publisher)]
    return bool(bare) and (
        any(bare in value or value in bare for value in known if value)
        or ("." in name and " " not in name)
    )


def _made_of_text(article: Article) -> bool:
    """Whether the title is the beginning of the text, because the page had none."""
    head = fold(article.title).rstrip(".… ")
    return len(head) > 30 and fold(article.text[: len(article.title) + 20]).startswith(head)


def _of_title(article: Article) -> Passage:
    return Passage(
        article=article.id, start=0, end=len(article.title), text=article.title, field="title"
    )


def _from_sentence(sentence: Sentence) -> Headline:
    label = _LABEL.match(sentence.text)
    text = _clause(sentence.text[label.end() if label else 0 :])
    shown = text[:1].upper() + text[1:]
    passage = sentence.passages[0]
    kept = text.removesuffix("…")
    at = passage.text.find(kept)
    if at >= 0:
        start = passage.start + at
        passage = replace(passage, start=start, end=start + len(kept), text=kept)
    return Headline(text=shown, source=passage)
