"""Whether the words round two values say that each stands in the other's place.

« 29 % en actions, 71 % en numéraire » has both figures of its source and may still have them
exchanged. The words near a value in the sentence are compared with those near it in the source, and
with those near the other value: nearer words weigh more, and words behind a comma or a full stop
weigh less. Where the words do not decide, the order of the two in one source sentence does.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.facts.course import way
from digest.facts.kinship import alike
from digest.facts.reading import Reading
from digest.text import stem, stopwords

__all__ = ["Place", "earlier", "exchanged", "likeness", "part"]

_REACH = 14  # steps; a word further away says nothing of a value
_STEPS = {",": 2, ";": 4, ":": 3, ".": 5, "(": 1, ")": 1, "\n": 6}
_NEARLY = r"(?:(?:environ|quelque|about|some|nearly|près de|plus de) )?[$€£]?"
_BEFORE = re.compile(
    rf"\b(?:from|against|contre|versus|compared (?:with|to)|after|après|au lieu de|than) {_NEARLY}\Z",
    re.IGNORECASE,
)
_DE = re.compile(r"\bde [$€£]?\Z")
_PART = re.compile(
    r"[^\d.;:]{0,30}\b(?:(?P<whole>dont|including|of (?:which|whom))|des|sur|of)[ \u00a0](?:the |les |ses |ces )?[$€£]?"
)
_TO = re.compile(r"[ \u00a0\u202f]à[ \u00a0\u202f]")
_FEW = 4  # words from a part to its whole
_ENOUGH = 2  # words in common, to call two places alike
_MARGIN = 0.05
_ORDER = 0.09  # what standing in the same order is worth: about one word eight steps away
_STOPS = stopwords("fr") | stopwords("en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stands: `start` to `end` in `reading.text`."""

    reading: Reading
    start: int
    end: int


def exchanged(
    first: Place,
    second: Place,
    of_first: Sequence[Place],
    of_second: Sequence[Place],
    *,
    measured: bool,
) -> bool:
    """Whether `first` and `second`, places of two values in a sentence, hold each other's value.

    `of_first` and `of_second` are where the sources have these values. `measured` values have a unit,
    the same one; of others (182 countries, 430,000 players) the order says nothing across languages,
    where a clause seldom keeps its place.
    """
    order = _order(first, second, of_first, of_second, measured=measured)
    if _TO.fullmatch(first.reading.text, first.end, second.start):
        return (
            order < 0
        )  # « de 120 à 300 experts »: what they count stands beside one, and means both
    straight = _likeness(first, of_first) + _likeness(second, of_second)
    crossed = _likeness(first, of_second) + _likeness(second, of_first)
    straight += _ORDER * (order > 0)
    crossed += _ORDER * (order < 0)
    return crossed > straight + _MARGIN


def part(first: Place, second: Place) -> int:
    """1 where `first` is a part of `second` (« 20 des 54 »), -1 for the reverse (« 54, dont 20 »), else 0."""
    between = first.reading.text[first.end : second.start]
    if len(between.split()) > _FEW:
        return 0  # "£65bn of bonds, with a limit of £5bn a day"
    found = _PART.fullmatch(first.reading.text, first.end, second.start)
    return 0 if found is None else -1 if found["whole"] else 1


def _order(
    first: Place,
    second: Place,
    of_first: Sequence[Place],
    of_second: Sequence[Place],
    *,
    measured: bool,
) -> int:
    """1 where each source sentence with both values has them in the order of the sentence, -1 where
    each has them in the other, else 0. « passe de 3 à 2 » and "2, down from 3" have the same
    order: the earlier value, where a word marks it, counts as the first."""
    pairs = [
        _first(a, b)
        for a in of_first
        for b in of_second
        if a.reading is b.reading and (measured or a.reading.language == first.reading.language)
    ]
    ours = _first(first, second)
    if not pairs or len({*pairs}) > 1:
        return 0
    if ours == pairs[0] or (ours * pairs[0] > 0 and (_from(first) or _from(second))):
        return 1
    return -1 if ours == -pairs[0] else 0


def _first(one: Place, other: Place) -> int:
    """1 where `one` comes first, -1 where `other` does; twice that where a word says so."""
    if earlier(one) != earlier(other):
        return 2 if earlier(one) else -2
    return 1 if one.start < other.start else -1


def earlier(place: Place) -> bool:
    """Whether a word marks a value as what was before: "from 3", « contre 3 », « de 3 à »."""
    text = place.reading.text
    before = _BEFORE.search(text, max(0, place.start - 24), place.start)
    return before is not None or _from(place)


def _from(place: Place) -> bool:
    """« de 120 à 300 », where the earlier value stands first in any case."""
    text = place.reading.text
    before = _DE.search(text, max(0, place.start - 6), place.start)
    return before is not None and _TO.match(text, place.end) is not None


def _likeness(said: Place, sources: Sequence[Place]) -> float:
    return max((_alike(said, source) for source in sources), default=0.0)


def _alike(said: Place, source: Place) -> float:
    """What the words round both places share, each by its nearness to either."""
    foreign = said.reading.language != source.reading.language
    total = 0.0
    ours, theirs = _around(said, plain=foreign), _around(source, plain=foreign)
    for word, near in ours.items():
        total += max((near * other for key, other in theirs.items() if _same(word, key, foreign)),
                     default=0.0)  # fmt: skip
    return total


def _same(one: str, other: str, foreign: bool) -> bool:  # noqa: FBT001  # private, one caller
    return one == other or alike(one, other, foreign=foreign) or (foreign and one[:4] == other[:4])


def _key(word: str, language: str, *, plain: bool) -> str:
    if went := way(word):
        return went
    return stem(word, language) if len(word) > 3 and not plain else word


@lru_cache(maxsize=4096)
def _steps(text: str) -> tuple[int, ...]:
    """How many steps each character is from the beginning: one a word, more for a stop."""
    steps, at = [], 0
    inside = False
    for char in text:
        if char.isalnum():
            at += not inside
            inside = True
        else:
            inside = False
            at += _STEPS.get(char, 0)
        steps.append(at)
    return (*steps, at)


@lru_cache(maxsize=4096)
def _around(place: Place, *, plain: bool) -> dict[str, float]:
    """The content words near `place`, stemmed unless `plain`, each with its nearness (1 for a
    neighbour)."""
    text = place.reading.text
    steps = _steps(text)
    low, high = steps[place.start], steps[max(place.start, place.end - 1)]
    language = place.reading.language or "fr"
    near: dict[str, float] = {}
    for word in place.reading.words:
        if place.start <= word.start < place.end or word.text in _STOPS or word.text.isdigit():
            continue
        at = steps[word.start]
        distance = low - at if at < low else at - high
        if distance <= _REACH:
            key = _key(word.text, language, plain=plain)
            near[key] = max(near.get(key, 0.0), 1 / max(distance, 1))
    return near


def likeness(one: Place, other: Place) -> float:
    """How alike the words round two places are: the cosine of their nearness, in [0, 1].

    0 where they share fewer than two words; both texts in one language.
    """
    ours, theirs = _around(one, plain=False), _around(other, plain=False)
    shared = ours.keys() & theirs.keys()
    if len(shared) < _ENOUGH:
        return 0.0
    product = sum(ours[word] * theirs[word] for word in sorted(shared))
    return product / math.sqrt(_square(ours) * _square(theirs))


def _square(near: dict[str, float]) -> float:
    return sum(value * value for value in near.values())
