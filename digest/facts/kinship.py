"""Words that are not alike and mean one thing: letters for a name, a people for its place, a name
spelt as another language hears it."""

import re
from functools import lru_cache

from digest.facts.reading import Reading
from digest.facts.vocabulary import common
from digest.text import Span, fold

__all__ = ["abbreviated", "same_people", "same_sound"]

# ---------------------------------------------------------------------------- letters

_SMALL = frozenset("de du des d la le les l of the and et en for pour a au aux".split())  # noqa: SIM905 - quotes round each word would hide the words
_LETTERS = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,8}")
_WORDLIKE = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,5}")  # « Paca », « Insee »
_UNBROKEN = re.compile(r"[^.,;:!?()«»\n]{0,60}")
# Before two words in capitals, which are else a person: no « PS » for Pedro Sánchez.
_ARTICLE = re.compile(r"(?:\b(?:la|le|les|du|au|the)[ \u00a0]|\b[ld]['’])\Z", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W_]+")


def abbreviated(name: str, after: str, source: Reading) -> Span | None:
    """Where `source` has the name whose initials are `name` (« LR » for « Les Républicains »), or the
    initials of `name` and of up to four words of what stands `after` it (« Banque centrale
    européenne »: « BCE »)."""
    if _LETTERS.fullmatch(name) or _WORDLIKE.fullmatch(name):
        spelt = _spelt_out(fold(name).replace(".", ""), source)
        if spelt:
            return spelt
    own = _INITIAL.findall(fold(name))
    following = _INITIAL.findall(fold(_UNBROKEN.match(after)[0]))  # type: ignore[index]  # may be empty
    # « Banque centrale européenne »; what stands behind "Bolt" is no part of its name.
    most = min(len(following), 4) if common(name.split(maxsplit=1)[0], "fr") else 0
    for more in range(most + 1):
        words = own + following[:more]
        for kept in (words, [word for word in words if word not in _SMALL]):
            letters = "".join(word[0] for word in kept)
            for place in source.places.get(letters, ()) if len(letters) > 1 + (more > 0) else ():
                at = source.words[place]
                if source.text[at.start : at.end].isupper():
                    return at
    return None


def _spelt_out(letters: str, source: Reading) -> Span | None:
    """Words in a row that begin with `letters`, each with a capital, the small ones aside."""
    for first, word in enumerate(source.words):
        if word.text[:1] != letters[0] or not source.text[word.start].isupper():
            continue
        taken, last = 1, word
        for following in source.words[first + 1 : first + 2 * len(letters)]:
            if taken == len(letters):
                break
            if following.text[:1] == letters[taken] and source.text[following.start].isupper():
                taken, last = taken + 1, following
            elif following.text not in _SMALL:
                break
        before = source.text[max(0, word.start - 4) : word.start]
        person = len(letters) == 2 and not (_ARTICLE.search(before) or word.text in _SMALL)
        if taken == len(letters) and last is not word and not person:
            return Span(word.start, last.end, "")
    return None


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
