"""Whether two words say the same: by their spelling, their row in the tables, their people, their sound."""

import re
from functools import lru_cache

from digest.facts.translations import known, same_thing
from digest.facts.vocabulary import common

__all__ = ["Tongues", "alike", "may_be_alike", "named_alike", "same_people", "same_sound"]

Tongues = tuple[str | None, str | None]


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str, *, foreign: bool) -> bool:
    """Whether two folded words say the same; `foreign`: in texts of different languages, where
    cognates share their beginning (« européenne », "European") and some names are translated."""
    if one == other:
        return True
    if known(one) and same_thing(one, other):
        return True
    if one[:1] == other[:1] and one.removesuffix("s") == other.removesuffix("s"):
        return True
    if len(one) > 4 and one[:2] == other[:2] and _without_umlauts(one) == _without_umlauts(other):
        return True
    if not (one.isalpha() and other.isalpha()) or (known(one) and known(other)):
        return False  # two places are one by their row alone: Austria is no « Australie »
    if one[:4] == other[:4] and same_people(one, other):
        return True
    if not foreign:
        return False
    return _cognates(one, other) or same_sound(one, other)


def _without_umlauts(word: str) -> str:
    """« Gröning », folded to "groning", and "Groening" are one."""
    return word.replace("oe", "o").replace("ae", "a").replace("ue", "u")


def _cognates(one: str, other: str) -> bool:
    """Whether two words begin alike: five letters, and two thirds of the shorter one."""
    shared = max(5, -(-2 * min(len(one), len(other)) // 3))
    return min(len(one), len(other)) >= 5 and one[:shared] == other[:shared]


def may_be_alike(one: str, other: str) -> bool:
    """Whether two folded words are worth a closer look: they begin alike, sound alike or stand in a row."""
    return (
        one[:1] == other[:1]
        or _sound(one) == _sound(other)
        or (known(one) and same_thing(one, other))
    )


# ---------------------------------------------------------------------------- words of names

# What a name may end in, in either language: Alexandre, Alexander; Singapour, Singapore. No two of one row are
# endings of one language.
_ENDINGS = (("our", "ore"), ("re", "er"))
# So may a place (Floride, Florida; Palerme, Palermo; Picardie, Picardy), but Julie is no Julia.
_OF_PLACES = (
    *_ENDINGS,
    ("e", "a"),
    ("e", "o"),
    ("es", "as"),
    ("ie", "ia"),
    ("ie", "y"),
    ("ies", "ias"),
)
_FEMININE = ("e", "s", "es", "")


@lru_cache(maxsize=1 << 16)
def named_alike(
    plain: str, other_plain: str, one: str, other: str, tongues: Tongues, *, given: bool
) -> bool:
    """Whether two words of names, folded and in small letters, in `tongues` of their own, say the same.

    Names of persons and firms that begin alike are others: Martin and Martinez, Microsoft and Micron. So
    only words that each language has for itself are compared by their beginning (« ministre », "minister"),
    the rest by its sound or with the two endings of a place, unless they are `given` to a person.
    """
    if alike(plain, other_plain, foreign=False) or same_sound(plain, other_plain):
        return True
    if plain[:3] != other_plain[:3]:
        return False
    for first, second in _ENDINGS if given else _OF_PLACES:
        for a, b in ((first, second), (second, first)):
            if len(plain) > 4 and plain.endswith(a) and other_plain == plain.removesuffix(a) + b:
                return True
    short, long = sorted((plain, other_plain), key=len)
    inflected = long.removeprefix(short) in _FEMININE
    if not (inflected or alike(plain, other_plain, foreign=True)):
        return False
    if not (_is_word(one, tongues[0]) and _is_word(other, tongues[1])):
        # « Gagarine », "Gagarin", but no Martin for Martine
        return (
            inflected
            and long.endswith("ine")
            and not any(_is_word(word, None) for word in (one, other))
        )
    return inflected or not (_is_word(one, tongues[1]) or _is_word(other, tongues[0]))


def _is_word(word: str, language: str | None) -> bool:
    return any(common(word, one) for one in ([language] if language else ("fr", "en")))


# ---------------------------------------------------------------------------- peoples

_PEOPLE = re.compile(
    r"(?:n?(?:ais|ois)e?s?|i?en(?:ne)?s?|ains?|aines?|een(?:ne)?s?|ians?|ans?|ites?|ese|ish|ols?|ole?s?)\Z"
)
_LEAST = 4  # letters of a place


@lru_cache(maxsize=1 << 14)
def same_people(one: str, other: str) -> bool:
    """Whether of two folded words one is a place and the other its people: « nantais », "Nantes"."""
    return _of_place(one, other) or _of_place(other, one)


def _of_place(people: str, place: str) -> bool:
    found = _PEOPLE.search(people)
    root = people[: found.start()] if found else ""
    return len(root) >= _LEAST and place.startswith(root) and len(place) <= len(root) + 2


# ---------------------------------------------------------------------------- sounds

_SOUNDS = tuple(
    pair.split(":")
    for pair in "gue:ge gui:gi tch:s sch:s sh:s ch:s kh:k ph:f dj:j ou:u oo:u w:u ei:e ey:e ai:e ay:e y:i qu:k q:k c:k h:".split()  # noqa: SIM905 - as above
)
_DOUBLE = re.compile(r"(.)\1+")


def same_sound(one: str, other: str) -> bool:
    """Whether two folded names are one, written down in French and in English: « Charm », "Sharm",
    « Poutine », "Putin". Only for texts of different languages."""
    if min(len(one), len(other)) < _LEAST or _sound(one) != _sound(other):
        return False
    bare, plain = (_DOUBLE.sub(r"\1", word).removesuffix("e") for word in (one, other))
    return bare != plain or one.endswith("e") == other.endswith("e")  # no Michelle for Michel


@lru_cache(maxsize=1 << 14)
def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = (
            word[:1] + word[1:].replace(written, heard)
            if written == "h"
            else word.replace(written, heard)
        )
    return _DOUBLE.sub(r"\1", word).removesuffix("e")
