"""Whether the words of a quotation stand in a source: typography aside, every one of them."""

import re
from collections.abc import Sequence

from digest.text import fold

__all__ = ["stands_verbatim", "words_of"]

_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"[(\[]\s?(?:\.{3}|…)\s?[)\]]|\.{3}|…")


def words_of(text: str) -> str:
    """The words of `text` folded, one space between: what is left without typography."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def stands_verbatim(quotation: str, sources: Sequence[str]) -> bool:
    """Whether `quotation` stands word for word in one of `sources` (as `words_of` gives them).

    « […] » may leave words out: what stands before and after it must follow in that order.
    """
    parts = [words_of(part) for part in _LEFT_OUT.split(quotation)]
    parts = [part for part in parts if part.strip()]
    return any(_in_order(parts, source) for source in sources)


def _in_order(parts: Sequence[str], source: str) -> bool:
    at = 0
    for part in parts:
        found = source.find(part, at)
        if found < 0:
            return False
        at = found + len(part) - 1
    return True
