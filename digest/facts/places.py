"""Places that stand inside another name: Sudan in "South Sudan", Mexico in "New Mexico", China in "China Mobile"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from digest.facts.countries import everywhere, groups
from digest.facts.reading import Reading
from digest.facts.translations import other_names
from digest.text import fold

__all__ = ["Longer", "is_place", "longer", "same_place"]

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("de du des d la le les l of the et and".split())  # noqa: SIM905 - as a row of words it is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer:
    """A place of several words, folded, the small ones aside, at the words `first` to `last` of a text."""

    words: tuple[str, ...]
    first: int
    last: int


@cache
def _known() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """By their first word the places called by several, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in (name for row in groups() for name in row):
        words = _words(name)
        if len(words) > 1 and min(map(len, words)) > 1:
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(fold(name)) if word not in _SMALL)


@cache
def _keys() -> frozenset[tuple[str, ...]]:
    return frozenset(_words(name) for row in groups() for name in row)


def is_place(name: str) -> bool:
    """Whether `name` is what a country, region, city or people is called."""
    return _words(name) in _keys()


@lru_cache(maxsize=4096)
def longer(source: Reading) -> Mapping[int, Longer]:
    """The places of several words in `source`, by each of their words' numbers in `source.words`."""
    found: dict[int, Longer] = {}
    for first in range(len(source.words)):
        if first not in found and (one := _at(first, source)):
            found |= dict.fromkeys(range(one.first, one.last + 1), one)
    return found


def _at(first: int, source: Reading) -> Longer | None:
    word = source.words[first]
    if word.text not in _known():
        return _firm(first, source)
    if not (source.text[word.start].isupper() or source.text[word.end : word.end + 1] == "-"):
        return None  # "the new England coach", but « sud-africain »
    for words in _known()[word.text]:
        last = first
        for wanted in words[1:]:
            last = next(_after(last, source), last)
            if source.words[last].text != wanted:
                break
        else:
            return Longer(words=words, first=first, last=last)
    return _firm(first, source)


# What firms that are named after a country are called besides.
_FIRM = frozenset(
    """
    mobile telecom telecoms unicom airlines airways bank energy electric electronics motors instruments steel petroleum
    oil gas tobacco insurance life post posts media television televisions tv travail inter info bleu culture times today express
    """.split()  # noqa: SIM905 - as above
)
_FIRM_BEFORE = frozenset(["air", "bank", "banque", "credit", "electricite", "royal"])


def _firm(first: int, source: Reading) -> Longer | None:
    """China Mobile, Air France, Bank of America, each word with its capital: no country does what they do."""
    last = next(_after(first, source), None)
    if last is None or not all(_capital(one, source) for one in (first, last)):
        return None
    words = (source.words[first].text, source.words[last].text)
    behind = words[0] in everywhere() and words[1] in _FIRM and last == first + 1
    before = words[0] in _FIRM_BEFORE and words[1] in everywhere()
    return Longer(words=words, first=first, last=last) if behind or before else None


def _capital(place: int, source: Reading) -> bool:
    return source.text[source.words[place].start].isupper()


def _after(place: int, source: Reading) -> Iterator[int]:
    """The next word that is not a small one, where nothing but spaces, hyphens and apostrophes parts them."""
    for number in range(place + 1, min(place + 4, len(source.words))):
        gap = source.text[source.words[number - 1].end : source.words[number].start]
        if gap.strip(" \u00a0\u202f-'’&\n"):
            return
        if source.words[number].text not in _SMALL:
            yield number
            return


def same_place(name: str, place: Longer) -> bool:
    """Whether `name`, folded, in the singular or plural, is another name of `place` ("Korean": South Korea)."""
    return any(
        place.words == _words(other)
        for form in (name, *(name.removesuffix(end) for end in ("s", "es", "e")))
        for other in other_names(form)
    )
