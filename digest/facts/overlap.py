"""How much of a sentence its sources have at all: words, cognates, names, figures."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from digest.facts.reading import Reading
from digest.facts.translations import known, same_thing
from digest.text import Span, stem, stopwords

__all__ = ["LEAST", "LEAST_FOREIGN", "cognates", "share"]

_STOPS = stopwords("fr") | stopwords("en")
LEAST = 0.25
LEAST_FOREIGN = 0.10
_FEWEST = 4  # words of content below which nothing can be said across languages


def share(
    said: Reading,
    sources: Sequence[Reading],
    borne_out: Sequence[tuple[int, int]] = (),
    *,
    foreign: bool,
) -> float:
    """The part of the content of `said` that `sources` have, 0 to 1 (1 where it has none).

    Content is its words but the small ones, and the claims found true (`borne_out`: start and end).
    """
    rest = [w for w in said.words if not any(a <= w.start < b for a, b in borne_out)]
    content = [w.text for w in rest if len(w.text) > 2 and w.text not in _STOPS]
    if not content or (foreign and len(content) + len(borne_out) < _FEWEST):
        return 1.0
    language = said.language or "fr"
    have = {word for source in sources for word in source.places}
    stems = {stem(word, language) for word in have}
    beginnings = {word[:5] for word in have if len(word) >= 5}
    found = sum(
        word in have
        or stem(word, language) in stems
        or (foreign and _translated(word, have, beginnings))
        for word in content
    )
    return (found + len(borne_out)) / (len(content) + len(borne_out))


def cognates(said: Reading, source: Reading) -> tuple[int, int]:
    """How many words of the content of `said` the `source` has in another language, and of how many.

    Names and figures, which any sentence on the same news has, are left out of both.
    """
    content = [word.text for word in said.words if _meant(word, said)]
    have = {*source.places}
    beginnings = {word[:5] for word in have if len(word) >= 5}
    return sum(_translated(word, have, beginnings) for word in content), len(content)


def _meant(word: Span, said: Reading) -> bool:
    """Whether `word` is one of content, and no name (any capital), amount or date."""
    if len(word.text) <= 2 or word.text in _STOPS or word.text.isdigit():
        return False
    values = [(one.start, one.end) for one in said.amounts] + [
        (one.start, one.end) for one in said.days
    ]
    return not said.text[word.start].isupper() and not any(a <= word.start < b for a, b in values)


def _translated(word: str, have: AbstractSet[str], beginnings: AbstractSet[str]) -> bool:
    return (
        word in have
        or word[:5] in beginnings
        or (known(word) and any(same_thing(word, other) for other in have))
    )
