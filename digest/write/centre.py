"""What a story is about: the words, names and figures that its articles open with.

A term counts for as many articles as hold it at their head, so what one article alone adds is at
the edge.
"""

from collections import Counter
from collections.abc import Sequence

from digest.model import Article
from digest.text import sentences
from digest.write.terms import terms

__all__ = ["Centre"]

_HEAD = 3  # sentences


class Centre:
    """The centre of `articles`, told in language `code` by an item that begins with `opening`.

    `titled` are those whose title is a headline.
    """

    def __init__(
        self, articles: Sequence[Article], titled: Sequence[Article], opening: str, code: str
    ) -> None:
        self._code = code
        heads = [(_head(article), article.language) for article in articles]
        self._heads = [terms(text, of) for text, of in [*heads, (opening, code)] if text]
        held = Counter(term for one in titled for term in terms(one.title, one.language))
        self._core = {term for term, count in held.items() if 2 * count >= len(titled)}

    def nearness(self, text: str) -> float:
        """How central `text` is, from 0 to 1: the mean share of the heads that hold its terms."""
        said = terms(text, self._code)
        held = sum(term in head for term in said for head in self._heads)
        return held / (len(said) * len(self._heads)) if held else 0.0

    def core(self, text: str) -> int:
        """How many terms of `text` at least half of the headlines hold."""
        return len(self._core & terms(text, self._code))


def _head(article: Article) -> str:
    return ". ".join([article.title, *(span.text for span in sentences(article.text)[:_HEAD])])
