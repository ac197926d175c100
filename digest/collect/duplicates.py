"""Copies: the same text published twice, whole, shortened or slightly rewritten."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from digest.collect.shingles import Shingled
from digest.model import Article
from digest.text import fold, sentences

__all__ = ["copies"]

COVERED = (
    0.8  # what makes a copy; a rewriting with one word in ten changed everywhere has .84 at least
)
_OTHERS = 1 / 3  # of the names and figures: above it two texts of one template tell of two things
_FEW = 2  # that a light rewriting may have changed, in however short a text
_WORD = re.compile(r"\w+")
_TELLING = re.compile(r"(?<!\w)\w*\d\w*|(?<=[\w,;’'] )[A-ZÀ-ÖØ-Þ]\w+|(?<=[dl][’'])[A-ZÀ-ÖØ-Þ]\w+")
_LATEST = datetime.max.replace(tzinfo=UTC)


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """For each copy among `articles`, its id and its original's; the latter is never a copy.

    A copy shares two fifths of the 4-word shingles of the shorter text (A. Broder, "On the
    resemblance and containment of documents", 1997; found by an index of some of them) with an earlier
    text, and stretches of shared words, gaps of up to five words between them filled, cover
    `COVERED` of it: so single words changed everywhere make a copy, a new paragraph another version.
    The same holds of the longer text between its first shared stretch and its last: a dispatch that
    grew in its middle is another version of the shorter one, a text that was cut off is a copy. Two
    match reports or closing prices in one form of words differ in names and figures, and are no copies.
    The original is the earliest published, then the longest, then the one with the smallest id; a
    copy's copy goes to the original. Items of one newsletter are never each other's copies. The
    order of `articles` does not matter. n log n in the number of words.
    """
    ranked = sorted({article.id: article for article in articles}.values(), key=_rank)
    texts = Shingled([article.text for article in ranked])
    originals: dict[int, int] = {}
    for later, earlier_ones in texts.candidates():
        article = ranked[later]
        found = [
            (texts.covered(later, earlier), -earlier)
            for earlier in earlier_ones
            if _comparable(article, ranked[earlier])
        ]
        for covered, place in sorted(found, reverse=True):
            if covered < COVERED:
                break
            if _of_one_thing(article.text, ranked[-place].text):
                originals[later] = originals.get(-place, -place)
                break
    return {ranked[copy].id: ranked[original].id for copy, original in originals.items()}


def _rank(article: Article) -> tuple[datetime, int, str]:
    return article.published or _LATEST, -len(article.text), article.id


def _of_one_thing(one: str, other: str) -> bool:
    """Whether the longer text has most names and figures of the shorter.

    Only those of sentences that it tells in the same words otherwise: a new first paragraph has its own.
    """
    short, long = sorted((one, other), key=len)
    known = _words(long)
    if len(_telling(short) - known) <= _FEW:  # most copies
        return True
    told: set[str] = set()
    for sentence in sentences(short):
        telling = _telling(sentence.text)
        others = _words(sentence.text) - telling
        if len(others & known) >= COVERED * len(others):
            told |= telling
    return len(told - known) <= max(_FEW, _OTHERS * len(told))


def _telling(text: str) -> set[str]:
    return _words(" ".join(_TELLING.findall(text)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def _comparable(one: Article, other: Article) -> bool:
    return one.part_of is None or one.part_of != other.part_of
