"""How much of a sentence its sources have at all: words, cognates, names, figures."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from digest.facts.reading import Reading
from digest.facts.translations import known, same_thing
from digest.text import stem, stopwords

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


def cognates(said: Reading, source: Reading) -> float:
    """The part of the content of `said` that `source` has in another language, 0 where it has none."""
    content = [w.text for w in said.words if len(w.text) > 2 and w.text not in _STOPS]
    have = {*source.places}
    beginnings = {word[:5] for word in have if len(word) >= 5}
    return sum(_translated(word, have, beginnings) for word in content) / max(len(content), 1)


def _translated(word: str, have: AbstractSet[str], beginnings: AbstractSet[str]) -> bool:
    return (
        word in have
        or word[:5] in beginnings
        or (known(word) and any(same_thing(word, other) for other in have))
    )
