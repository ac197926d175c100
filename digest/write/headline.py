"""A short title from the best headline of a story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Article, Passage, Sentence, Story
from digest.text import fold, language, shorten, words

__all__ = ["Headline", "cut", "headline"]

LONGEST = 70  # characters; a Qant title has 3 to 12 words


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A title, and the passage it rests on (of an article's title, or of its text)."""

    text: str
    source: Passage | None


_BEFORE = re.compile(
    r"\s*(?:\[[^\]]{1,30}\]|\(?(?:VID[ÉE]OS?|EN DIRECT|DIRECT|LIVE|EXCLUSIF|EXCLUSIVE|EXCLU|INFO [A-ZÉÈ0-9]{2,20}|BREAKING|ALERTE|PODCAST|"
    r"ENTRETIEN|INTERVIEW|TRIBUNE|ANALYSE|ENQU[ÊE]TE|REPORTAGE|DOSSIER|URGENT|MISE À JOUR|UPDATE(?: \d)?|Vid[ée]o|En direct|Podcast|"
    r"Exclusif|Exclusive|Breaking|Opinion|WATCH|UPDATE \d)\)?)\s*(?:[.:|!]|[-–—](?=\s))+\s*"
)
_AFTER = re.compile(r"\s*[(\[](?:vid[ée]os?|podcast|photos?|màj|mise à jour|updated?|interview|live)[)\]]\s*\Z", re.IGNORECASE)
_SITE = re.compile(r"\s+([|–—·•»-]|::)\s+(?=[^|–—·•»]{2,45}\Z)")
_STRONG = re.compile(r"\s?[:;](?=\s)|\s[–—-](?=\s)|,(?=\s)|\s(?=\()|[.!?](?=\s)")
_WEAK = re.compile(
    r"\s(?=(?:pour|avec|après|afin|alors|selon|grâce|tandis|qui|dont|sur fond|face|contre|dans|en vue|malgré|sans|et|"
    r"to|for|with|after|as|amid|while|which|that|in|over|and)\s)"
)
_ELIDED = re.compile(r"\b([cdjlmnst]|qu)[ ](?=[aeiouyhâàéèêîôœ])", re.IGNORECASE)


def headline(story: Story, code: str, told: Sequence[Sentence]) -> Headline:
    """The title of `story` for a newsletter in language `code`; `told` are the chosen sentences.

    In this order: a headline in the newsletter's language, the lead's before others and the short
    before the long; one read from an address, its accents and capitals restored from the articles;
    the beginning of the first sentence; a headline in another language.
    """
    found: list[tuple[tuple[int, float, int], Headline]] = []
    for position, article in enumerate(story.articles):
        title = _clean(article.title, article)
        if len(words(title)) < 2 or _made_of_text(article):
            continue
        home = (_language(title, article) or code) == code
        slug = title == title.lower() and len(words(title)) >= 3
        text = _restored(title, story) if slug or title.isupper() else title
        kind = (0 if not slug else 1) if home else 3
        short = cut(text)
        strain = abs(len(short) - 55) / 55 + 0.6 * short.endswith("…") + 0.15 * (len(text) > LONGEST)
        found.append(((kind, strain + (0.4 if position else 0.0), position), Headline(text=short, source=_of_title(article))))
    if told and (not found or min(found)[0][0] == 3):
        first = told[0]
        if not story.lead.language or any(_speaks(first, article, code) for article in story.articles) or not found:
            found.append(((2, 0.0, 0), _from_sentence(first)))
    if not found:
        return Headline(text="", source=None)
    return min(found, key=lambda pair: pair[0])[1]


def cut(text: str, limit: int = LONGEST) -> str:
    """`text` ended at a natural boundary when it is over `limit`: colon, comma, then a preposition.

    Never inside a word; with an ellipsis when there is no boundary.
    """
    text = text.strip().removesuffix(".") if not text.endswith("..") else text.strip()
    if len(text) <= limit:
        return text
    for boundary, least in ((_STRONG, limit * 2 // 5), (_WEAK, limit // 2)):
        ends = [match.start() for match in boundary.finditer(text, 0, limit + 1)]
        for end in reversed(ends):
            head = text[:end].rstrip(" ,;:–—-.")
            if end >= least and _whole(head):
                return head
    return shorten(text, limit)


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
    return _AFTER.sub("", title).strip(" |·•")


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


def _restored(title: str, story: Story) -> str:
    """« l ia generative » with the accents, apostrophes and capitals that the articles have."""
    spelt: dict[str, dict[str, int]] = {}
    for article in story.articles:
        for word in re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", article.text):
            forms = spelt.setdefault(fold(word), {})
            forms[word] = forms.get(word, 0) + 1
    out = []
    for word in title.split():
        forms = spelt.get(fold(word), {})
        best = max(sorted(forms), key=lambda form: (forms[form], form != form.lower()), default=word.lower())
        out.append(best if len(word) > 1 else word)
    text = _ELIDED.sub(r"\1’", " ".join(out))
    return text[:1].upper() + text[1:]


def _language(title: str, article: Article) -> str | None:
    return article.language or language(title)


def _speaks(sentence: Sentence, article: Article, code: str) -> bool:
    return any(passage.article == article.id for passage in sentence.passages) and article.language == code


def _of_title(article: Article) -> Passage:
    return Passage(article=article.id, start=0, end=len(article.title), text=article.title, field="title")


def _from_sentence(sentence: Sentence) -> Headline:
    text = cut(sentence.text)
    passage = sentence.passages[0]
    kept = text.removesuffix("…")
    if passage.text.startswith(kept):
        passage = Passage(
            article=passage.article,
            start=passage.start,
            end=passage.start + len(kept),
            text=kept,
            field=passage.field,
        )
    return Headline(text=text, source=passage)
