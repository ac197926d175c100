"""Articles found again and again become one list that only grows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from digest.model import Article

__all__ = ["merge"]


def merge(known: Sequence[Article], found: Iterable[Article]) -> tuple[Article, ...]:
    """`known` and after it what is new in `found`: each page once, in the order they came.

    The same page has the same id, which comes from the canonical URL (from title and text where
    there is none). What is known stays as it is, since an issue may rest on it, except that

    - an unknown date or language becomes known;
    - a text gives way to a fuller one that begins with it or holds it whole (an excerpt to its
      article), so that no word is lost; a text that was merely rewritten does not;
    - a text that its publisher reserved from models once stays reserved;
    - what a person put in stays put in by hand, and keeps the file it came from.

    Never loses an article or changes an id; merging the same again changes nothing.
    """
    merged = {article.id: article for article in known}
    for article in found:
        before = merged.get(article.id)
        merged[article.id] = article if before is None else _together(before, article)
    return tuple(merged.values())


def _together(before: Article, after: Article) -> Article:
    return replace(
        before,
        title=before.title or after.title,
        text=after.text if _holds(after.text, before.text) else before.text,
        published=before.published or after.published,
        language=before.language or after.language,
        path=before.path or after.path,
        by_hand=before.by_hand or after.by_hand,
        reserved=before.reserved or after.reserved,
    )


def _holds(whole: str, excerpt: str) -> bool:
    """Whether `whole` has every word of `excerpt` in a row; its closing ellipsis does not count."""
    part = " ".join(excerpt.split()).removesuffix("[…]").removesuffix("[...]")
    part = part.rstrip(" .…")
    return len(whole) >= len(excerpt) and part in " ".join(whole.split())
