"""A short title from the best headline of a story."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from digest.model import Article, Passage, Sentence, Story
from digest.text import fold, language, shorten, stopwords, words
from digest.write.fitness import has_verb

__all__ = ["Headline", "cut", "headline"]

LONGEST = 76  # characters; 3 to 12 words read as a title
SPELT = 0.92  # the share of an address that the articles must spell out
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
    r"\s(?=(?:pour|avec|entre|après|afin|alors|selon|grâce|tandis|qui|dont|sur fond|face|contre|dans|en vue|malgré|sans|"
    r"to|for|with|between|after|as|amid|while|which|that|in|over)\s)"
)
_AGENCY = re.compile(
    r"(?:AFP|AOF|AP|ANSA|Belga|Bloomberg|Dépêche|DPA|Reuters|Traduction)\b[^:,.]{0,30}[ \u00a0]?: (?=\w)"
)
# Sixty characters without an accent, an apostrophe or a comma were an address, capitals or not.
_UNACCENTED = re.compile(r"[a-zA-Z0-9 -]{60,}")
_GLUED_CAPITAL = re.compile(r"\b([ldLD]|[Qq]u)(?=[AEIOUÉÈÀ][A-ZÉa-z])")  # « lIA », « dOpenAI »
_SMALL_WORD = re.compile(
    r"\b(?:de|du|des|le|la|les|un|une|en|dans|pour|sur|et|au|aux|l|d|a|the|of|to|in|for|on|with|as|by|is)\b"
)
_GLUED = re.compile(r"([cdjlmnst]|qu)([aeiouyh]\w+)")
_ELIDED = re.compile(r"\b([cdjlmnst]|qu)[ ](?=[aeiouyhâàéèêîôœ])", re.IGNORECASE)


def headline(
    story: Story, code: str, told: Sequence[Sentence], *, foreign: bool = False
) -> Headline:
    """The title of `story` for a newsletter in language `code`; `told` are the chosen sentences.

    The best kind there is (see `_Kind`), and of that kind the lead article's before others, those
    of natural length before those to be cut. `foreign`: `told` is not in the newsletter's language.
    """
    story_words = {word for sentence in told for word in words(sentence.text)}
    found: list[tuple[tuple[int, float, int], Headline]] = []
    for position, article in enumerate(story.articles):
        title = _clean(article.title, article)
        if len(words(title)) < 2 or _made_of_text(article):
            continue
        home = (article.language or language(title) or code) == code
        kind, text = _kind(title, story, home=home)
        short = cut(text)
        strain = _strain(text, short, story_words)
        rank = (kind, strain + (0.4 if position else 0.0), position)
        found.append((rank, Headline(text=short, source=_of_title(article))))
    if told:
        first = _from_sentence(told[0])
        broken = first.text.endswith("…") and not told[0].text.endswith("…")
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


class _Kind(IntEnum):
    """Where a title comes from, the best first."""

    HEADLINE = 0
    ADDRESS = 1  # read from a URL whose words the articles spell out
    SENTENCE = 2  # the beginning of the item
    LOOSE_ADDRESS = 3  # one whose words the articles spell for the most part
    BROKEN_SENTENCE = 4  # the beginning of the item, that ends nowhere
    FOREIGN_HEADLINE = 5
    FOREIGN_SENTENCE = 6
    TELEGRAM = 7  # read from a URL without small words, or in words nobody spells


def _kind(title: str, story: Story, *, home: bool) -> tuple[_Kind, str]:
    """The kind of `title`, and how it is spelt."""
    own = _Kind.HEADLINE if home else _Kind.FOREIGN_HEADLINE
    if len(words(title)) < 3:  # a column's name: « Infos Paris »
        return _Kind.TELEGRAM, title
    if title.isupper():
        return own, _restored(title, story)[0]
    if title != title.lower() and not (home and _UNACCENTED.fullmatch(title)):
        return own, title
    text, known = _restored(title, story)
    if known < LOOSELY or not _SMALL_WORD.search(title) or (known < SPELT and not home):
        return _Kind.TELEGRAM, text
    if known < SPELT:
        return _Kind.LOOSE_ADDRESS, text
    return (_Kind.ADDRESS if home else _Kind.FOREIGN_SENTENCE), text


def cut(text: str, limit: int = LONGEST) -> str:
    """`text` ended at a natural boundary when it is over `limit`: colon, comma, then a preposition.

    What has no boundary stays whole, up to half as long again: a title that breaks off says nothing.
    Only what is longer still ends with an ellipsis, never inside a word.
    """
    text = text.strip()
    text = text if text.endswith("..") else text.removesuffix(".")
    if len(text) <= limit:
        return text
    for boundary, least in ((_STRONG, 0.7), (_WEAK, 0.6), (_STRONG, 0.4)):
        for match in reversed(list(boundary.finditer(text, 0, limit + 1))):
            head = text[: match.start()].rstrip(" ,;:–—-.")
            if len(head) >= least * limit and _whole(head) and not _in_a_list(text, match):
                return head
    most = limit * 3 // 2
    if len(text) <= most:
        return text
    for match in reversed(list(_WEAK.finditer(text, 0, most + 1))):
        head = text[: match.start()].rstrip(" ,;:–—-.")
        if len(head) >= 0.4 * limit and _whole(head):
            return head
    return shorten(text, most)


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


def _restored(title: str, story: Story) -> tuple[str, float]:
    """« l ia generative » with the articles' accents, apostrophes and capitals.

    And the share of its words (stop words aside) that the articles hold.
    """
    spelt, numbers = _spellings(story)
    small = stopwords("fr") | stopwords("en")
    out, known, counted = [], 0, 0
    found = title.lower().split()
    place = 0
    while place < len(found):
        word, pair = found[place], " ".join(found[place : place + 2])
        elided = _GLUED.match(word)
        place += 1
        if (
            number := numbers.get(pair) or numbers.get(word)
        ) or pair in spelt:  # "1 5", "etats unis"
            taken = 2 if pair in spelt or pair in numbers else 1
            place += taken - 1
            counted += taken
            known += taken
            out.append(number or spelt[pair])
            continue
        if word in small or len(word) == 1:
            out.append(word)
            continue
        counted += 1
        if word in spelt:
            known += 1
            out.append(spelt[word])
        elif elided and elided[2] in spelt:  # « lia » is « l’IA »
            known += 1
            out.append(f"{elided[1]}’{spelt[elided[2]]}")
        else:
            known += word.isdigit()
            out.append(word)
    text = _ELIDED.sub(r"\1’", " ".join(out))
    return text[:1].upper() + text[1:], known / counted if counted else 0.0


def _spellings(story: Story) -> tuple[dict[str, str], dict[str, str]]:
    """How the articles spell each folded word, and each number with a comma that an address lost.

    In small letters if they do so one time in four: names of sites are small, and so is no name else.
    """
    forms: dict[str, Counter[str]] = {}
    numbers: dict[str, str] = {}
    whole: set[str] = set()
    for article in story.articles:
        for word in re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", article.text):
            forms.setdefault(fold(word).replace("-", " "), Counter())[word] += 1
        for head, tail in re.findall(r"(?<![\d.,])(\d+)[.,](\d{1,2})(?![\d.,])", article.text):
            mark = "," if (article.language or "fr") == "fr" else "."
            numbers[f"{head} {tail}"] = numbers[f"{head}{tail}"] = f"{head}{mark}{tail}"
        whole |= set(re.findall(r"(?<![\d.,])\d+(?![\d.,])", article.text))
    spelt = {}
    for folded, counts in forms.items():
        small = [form for form in sorted(counts) if form == form.lower()]
        often = sum(counts[form] for form in small) * 4 >= counts.total()
        spelt[folded] = max(small if small and often else sorted(counts), key=counts.__getitem__)
    return spelt, {key: number for key, number in numbers.items() if key not in whole}


def _of_title(article: Article) -> Passage:
    return Passage(
        article=article.id, start=0, end=len(article.title), text=article.title, field="title"
    )


def _from_sentence(sentence: Sentence) -> Headline:
    label = _AGENCY.match(sentence.text)
    text = cut(sentence.text[label.end() if label else 0 :])
    shown = text[:1].upper() + text[1:]
    passage = sentence.passages[0]
    kept = text.removesuffix("…")
    at = passage.text.find(kept)
    if at >= 0:
        start = passage.start + at
        passage = replace(passage, start=start, end=start + len(kept), text=kept)
    return Headline(text=shown, source=passage)
