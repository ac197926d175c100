"""An article as the grouping reads it: its words as numbers, its names and its figures.

Only the beginning of an article is read: news says first what happened.
"""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest import text as reading
from digest.facts.numerals import SCALES
from digest.group.lexicon import vocabulary, word
from digest.model import Article

__all__ = ["TITLE_WEIGHT", "Reading", "folded", "holds", "read", "stems"]

# Characters of the body that count. Grouping French wires by 1,000, 1,500 or 2,000 characters:
# pairwise F1 .67, .75, .82; the whole text gives no more and takes twice as long.
_READ = 2000
# In fewer characters a text does not repeat the names of its headline. Those of longer texts are left
# out: a capital that only a title has is as often the paper's way of writing titles.
_TEASER = 500
TITLE_WEIGHT = 3
_DEFAULT_LANGUAGE = "fr"

# Each pattern begins with what it consumes and looks behind afterwards: twice as fast.
_TOKEN = re.compile(r"[^\W\d_]++(?:'[^\W\d_]++)*+")
# A capital in mid-sentence: after a word or a comma and one space, or after an elision.
_CAPITALISED = re.compile(
    r"[A-ZÀ-ÖØ-Þ](?:(?<=[^\W\d_][ ].)|(?<=[,;][ ].)|(?<=[dlDL]'.))[^\W_]+(?:'[^\W\d_]+)*"
)
_FRENCH = {word: float(scale) for word, scale in SCALES["fr"].items()}
_ENGLISH = {word: float(scale) for word, scale in SCALES["en"].items()}
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6} | _FRENCH | _ENGLISH
_FRENCH_SCALES = _SCALES | _FRENCH
_NUMBER = re.compile(
    r"(\d(?<![\w.,]\d)(?:\d{0,2}(?:[ \u00a0\u202f\u2009.,]\d{3})+(?!\d)|\d*(?:[.,]\d+)?))"
    r"(?:[ \u00a0\u202f\u2009-]?(mill(?:e|ions?|iards?)|thousand|trillions?|billions?|mds?|[bt]n|mio|[mk])\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an article says, before anything is known of the other articles.

    `title` and `body` hold the numbers of its tokens (`lexicon.word`) in the order of the text, stop
    words included; `capitals` those that the body, or the title of a teaser, writes with a capital in
    mid-sentence, each once;
    `numbers` weighs values such as "1e+11" (one of the title counts three times); `meaning` is what
    a model of embeddings makes of it, nothing without one.
    """

    language: str
    title: "array[int]"
    body: "array[int]"
    capitals: "array[int]"
    numbers: Mapping[str, int]
    meaning: Sequence[float] = ()


def read(article: Article, meaning: Sequence[float] = ()) -> Reading:
    """The reading of one article, whatever kind of space or apostrophe it uses.

    `meaning` is its vector from a model of embeddings, if there is one.
    """
    language = article.language or reading.language(article.text) or _DEFAULT_LANGUAGE
    title = _plain(article.title)
    body = _plain(article.text[:_READ])
    headline = _TOKEN.findall(title)
    capitals = set(_CAPITALISED.findall(body))
    if len(body) < _TEASER and _cased(headline):
        capitals.update(_CAPITALISED.findall(title))
    tokens = vocabulary(language).numbers
    numbers = Counter(_values(body, language))
    for value in _values(title, language):
        numbers[value] += TITLE_WEIGHT
    return Reading(
        language=language,
        title=tokens(headline),
        body=tokens(_TOKEN.findall(body)),
        capitals=tokens(sorted(capitals)),
        numbers=dict(numbers),
        meaning=meaning,
    )


def _cased(headline: Sequence[str]) -> bool:
    """Whether a title writes its words as a sentence does, so that a capital means a name."""
    long = [token for token in headline[1:] if len(token) > 3]
    return sum(token[0].islower() for token in long) > max(len(long) / 2, 1)


def stems(phrase: str, language: str) -> tuple[str, ...]:
    """The stems of a phrase, cut and stemmed exactly as `read` does with an article."""
    return tuple(word(token).stem for token in _tokens(phrase, language))


def folded(phrase: str, language: str) -> tuple[str, ...]:
    """The words of a phrase without case and accents, cut exactly as `read` does with an article."""
    return tuple(word(token).folded for token in _tokens(phrase, language))


def _tokens(phrase: str, language: str) -> "array[int]":
    return vocabulary(language).numbers(_TOKEN.findall(_plain(phrase)))


def holds(tokens: Sequence[int], phrase: tuple[str, ...]) -> bool:
    """Whether `tokens` of a reading hold the stems of `phrase` one after the other."""
    said = [word(token).stem for token in tokens]
    size = len(phrase)
    return size > 0 and any(
        tuple(said[place : place + size]) == phrase
        for place, stem in enumerate(said)
        if stem == phrase[0]
    )


def _plain(text: str) -> str:
    """`text` composed, with one kind of apostrophe and the usual acronyms without dots."""
    text = unicodedata.normalize("NFC", text)
    for written, plain in (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("U.S.", "US "), ("U.K.", "UK ")):
        text = text.replace(written, plain)
    return text


def _values(text: str, language: str) -> list[str]:
    """The numbers of `text` to three digits, scaled: "100 Md$" and "$100 billion" are both 1e+11.

    Sums in words are not read: two teasers that have « deux millions » alone in common were one story.
    """
    scales = _FRENCH_SCALES if language == "fr" else _SCALES
    found = _NUMBER.findall(reading.one_case(text))
    return [f"{_value(digits) * scales[scale.lower()]:.3g}" for digits, scale in found]


def _value(digits: str) -> float:
    digits = "".join(digits.split())
    head, mark, tail = digits.replace(",", ".").partition(".")
    if "." in tail or (mark and len(tail) == 3 and len(head) <= 3):  # « 16.000 », "1,234,567"
        return float(digits.replace(".", "").replace(",", "")[:300])
    return float((head + mark + tail)[:300])
