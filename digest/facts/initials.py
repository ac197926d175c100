"""Letters that stand for a name: « LR », « BCE », « Paca »."""

import re

from digest.facts.reading import Reading
from digest.facts.vocabulary import common
from digest.text import Span, fold

__all__ = ["abbreviated"]

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
