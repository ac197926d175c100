"""What a text says, as a set of terms that French and English share as far as they can.

Figures by their value, whatever their scale and currency; other words by their beginning, so that
« approuvé » meets « approbation » and « financement » "financing".
"""

import re
from collections.abc import Set as AbstractSet

from digest.facts import amounts
from digest.text import fold, stopwords, words

__all__ = ["terms", "weight"]

_STEM = 5  # letters
_FIGURE = 2  # what a figure counts, a word being 1: two sums are seldom the same by chance
_AI = re.compile(r"\b(?:[Ii]ntelligence artificielle|[Aa]rtificial [Ii]ntelligence|AI)\b")


def terms(text: str, code: str | None) -> frozenset[str]:
    """The terms of `text`, which is in language `code`, stop words aside."""
    text = _AI.sub("IA", text)
    found, rest, last = set(), "", 0
    for amount in amounts(text, code):
        found.add(f"#{amount.normal[0]:f}")
        rest, last = f"{rest}{text[last : amount.start]} ", amount.end
    small = stopwords("fr") | stopwords("en")
    said = (fold(word)[:_STEM] for word in words(rest + text[last:]) if word not in small)
    return frozenset(found.union(term for term in said if len(term) > 1 or term.isdigit()))


def weight(said: AbstractSet[str]) -> int:
    """How much `said`, a set of terms, says."""
    return sum(_FIGURE if term.startswith("#") else 1 for term in said)
