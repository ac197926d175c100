"""What French and English call the same thing when the words do not look alike.

Countries, their peoples and cities come from `countries`; `institutions.txt` has what newsletters name beside
them, `words.txt` the words that names of institutions are made of.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from digest.facts.countries import groups
from digest.text import fold

__all__ = ["known", "lettered", "other_names", "same_thing"]


def _rows_of(name: str) -> tuple[str, ...]:
    """The rows of a table beside this file."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _words() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split()) for row in _rows_of("words.txt"))


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split(" | ")) for row in _rows_of("institutions.txt"))


_ARTICLE = re.compile(r"^(?:L[ae] |L’|The )")  # « Le Caire », « au Caire »


@cache
def _things() -> Mapping[str, frozenset[int]]:
    """Words, each with the rows that have it: of the table, and of the places named in one word."""
    places = (
        [bare for name in row if not {" ", "-", ".", "’"} & {*(bare := _ARTICLE.sub("", name))}]
        for row in groups()
    )
    rows = (*_words(), *(row for row in places if len(row) > 1))
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(fold(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1 << 16)
def _rows(word: str) -> frozenset[int]:
    """The rows that have `word`, plural and French feminine aside."""
    singular = f"{word.removesuffix('ies')}y" if word.endswith("ies") else word
    forms = (word, singular, *(word.removesuffix(end) for end in ("s", "es", "e", "ne", "nes")))
    return frozenset().union(*(_things().get(form, ()) for form in forms))


def known(word: str) -> bool:
    """Whether the folded `word` stands in the table: a place, a people, a title, an abbreviation."""
    return bool(_rows(word))


def same_thing(one: str, other: str) -> bool:
    """Whether two folded words call one thing."""
    return not _rows(one).isdisjoint(_rows(other))


@cache
def _lettered() -> frozenset[str]:
    """What the tables write in capitals, of three letters at most."""
    words = (word for row in (*_words(), *_phrases(), *groups()) for word in row)
    return frozenset(fold(word) for word in words if len(word) <= _FEW and word.isupper())


_FEW = 3  # letters, of which an ordinary word may be made: US, WHO, ONU, « un », « eu »


def lettered(word: str) -> bool:
    """Whether the folded `word` is only meant where it stands in capitals: "US", not "us"."""
    return word in _lettered()


def other_names(name: str) -> tuple[str, ...]:
    """All French and English names of the place or institution called `name`, folded."""
    key = _key(name)
    rows = _names().get(key) or _names().get(key.removesuffix("s"), ())  # « les Américains »
    return tuple(dict.fromkeys(other for row in rows for other in row))


@cache
def _names() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in (*groups(), *_phrases()):
        folded = tuple(dict.fromkeys(form for name in row for form in _forms(fold(name))))
        for name in row:
            found[_key(name)] = (*found.get(_key(name), ()), folded)
    return found


def _forms(name: str) -> tuple[str, ...]:
    """« Le Caire » stands behind prepositions as « du Caire », « au Caire »."""
    bare = name.removeprefix("le ")
    return (name,) if bare == name else (name, f"du {bare}", f"au {bare}")


def _key(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace(".", "").split())
