"""Copies: the same text published twice, whole, shortened or slightly rewritten."""

from collections.abc import Sequence
from datetime import UTC, datetime

from digest.collect.shingles import Shingled
from digest.model import Article

__all__ = ["copies"]

COVERED = (
    0.8  # what makes a copy; a rewriting with one word in ten changed everywhere has .84 at least
)
_LATEST = datetime.max.replace(tzinfo=UTC)


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """For each copy among `articles`, its id and its original's; the latter is never a copy.

    A copy shares two fifths of the 4-word shingles of the shorter text (A. Broder, "On the
    resemblance and containment of documents", 1997; found by an index of some of them) with an earlier
    text, and stretches of shared words, gaps of up to five words between them filled, cover
    `COVERED` of it: so single words changed everywhere make a copy, a new paragraph another version.
    The same holds of the longer text between its first shared stretch and its last: a dispatch that
    grew in its middle is another version of the shorter one, a text that was cut off is a copy.
    The original is the earliest published, then the longest, then the one with the smallest id; a
    copy's copy goes to the original. Items of one newsletter are never each other's copies. The
    order of `articles` does not matter. n log n in the number of words.
    """
    ranked = sorted({article.id: article for article in articles}.values(), key=_rank)
    texts = Shingled([article.text for article in ranked])
    originals: dict[int, int] = {}
    for later, earlier_ones in texts.candidates():
        article = ranked[later]
        best = max(
            (
                (texts.covered(later, earlier), -earlier)
                for earlier in earlier_ones
                if _comparable(article, ranked[earlier])
            ),
            default=(0.0, 0),
        )
        if best[0] >= COVERED:
            originals[later] = originals.get(-best[1], -best[1])
    return {ranked[copy].id: ranked[original].id for copy, original in originals.items()}


def _rank(article: Article) -> tuple[datetime, int, str]:
    return article.published or _LATEST, -len(article.text), article.id


def _comparable(one: Article, other: Article) -> bool:
    return one.part_of is None or one.part_of != other.part_of
