"""Names: whether a source has one that a sentence claims, as it is or in other words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from digest.facts.capitals import government
from digest.facts.case import Case, Instead, Sort
from digest.facts.countries import peoples
from digest.facts.initials import abbreviated
from digest.facts.kinship import alike
from digest.facts.mentions import COMMON, MODEL, claimed, common_noun
from digest.facts.names import Name
from digest.facts.places import is_place
from digest.facts.reading import Reading
from digest.facts.spelling import stands, stands_literally
from digest.facts.translations import known, other_names
from digest.facts.vocabulary import common
from digest.text import Span, fold, stopwords

__all__ = ["NAMES"]

_TITLE = 3  # words before a name, in which its title may stand
_FIGURES = re.compile(r"(?:[\s,./\d-]|\b(?:et|and|ou|or)\b|['’]s?\b)*\Z")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][\w&.-]*(?:[ \u00a0]|\Z))*\Z")  # "Stoxx Europe 600"
# « Nano Banana de Google » is two names, which a source may have apart.
_OF = re.compile(r" (?:de|du|d['’]|des|of|for|et|and|&) ?")
_STOPS = stopwords("fr") | stopwords("en")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){1,2}(?= |\Z)")


def _find(one: Name, source: Reading, case: Case) -> Span | None:
    return _called(one, case.said, source)


def _called(one: Name, said: Reading, source: Reading) -> Span | None:
    """Where `source` has the name `one` of the sentence `said`: whole, in letters, or part by part."""

    foreign = source.language != said.language

    def place(words: str) -> Span | None:
        return stands(words, source, foreign=foreign, language=said.language) or next(
            (found for name in other_names(words) if (found := stands_literally(name, source))),
            None,
        )

    glued = one.text.replace("-", "")  # "Sub-Saharan", « subsaharienne »
    if (model := MODEL.search(one.text)) and model.end() == len(one.text):
        return _model(one.text[: model.start()], model[1], source, place)
    whole = place(one.text) or place(glued) or abbreviated(one.text, said.text[one.end :], source)
    if whole is not None or is_place(one.text):
        return whole
    parts = [
        part for part in _OF.split(one.text) if fold(part) not in COMMON
    ]  # « la Bourse de Tokyo »
    if len(parts) == 1 and fold(one.text.split()[0]) in peoples():  # « le Français Richard Martin »
        parts = one.text.split(maxsplit=1)
    places = [place(part) for part in parts]
    if places and all(places):
        return places[0]
    for apart in _side_by_side(one):
        places = [place(part) for part in apart]
        if all(places):
            return places[-1]
    return _bare(one, said, source, place)


def _model(
    name: str, figure: str, source: Reading, place: Callable[[str], Span | None]
) -> Span | None:
    """Where the source has the name and the `figure`, behind its last word, another figure of it ("Sonnet 4 and
    4.5") or no name at all ("Ascend chips, the 950 next year"): no Opus 3.5 for "Sonnet 3.5 and Opus 4.1"."""
    last = fold(name).split()[-1]
    for found in re.finditer(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)", source.text):
        behind = _FIGURES.sub("", source.text[max(0, found.start() - 60) : found.start()])
        counts = any(one.unit and one.start <= found.start() < one.end for one in source.amounts)
        run = fold(_CAPITALS.search(behind)[0]).split()  # type: ignore[index]  # may be empty
        if last in run or not (run or counts):
            return place(name)
    return None


def _bare(
    one: Name, said: Reading, source: Reading, place: Callable[[str], Span | None]
) -> Span | None:
    """Where the source has the name without the initials before it: FW de Klerk; but not where another
    name stands before it, Sam Altman for T. Altman."""
    words = one.text.split()
    while len(words) > 1 and _INITIALS.fullmatch(words[0]):
        words = words[1:]
    if len(words) == len(one.text.split()) or common(words[-1], said.language):
        return None
    found = place(" ".join(words))
    if found is None:
        return None
    before = source.text[: found.start].rstrip(" \u00a0").rpartition(" ")[2]
    same = before[:1] == one.text[0] and _INITIALS.match(one.text)  # FW for Frederik Willem
    small = fold(before) in _STOPS  # « Selon Keller »
    return None if before[:1].isupper() and before.isalpha() and not (same or small) else found


def _side_by_side(one: Name) -> Iterator[tuple[str, ...]]:
    """« le maire de Lyon Gérard Collomb »: two names in a row, one of them of two words at least."""
    words = one.text.split()
    for cut in range(1, len(words)):
        if max(cut, len(words) - cut) > 1:
            yield " ".join(words[:cut]), " ".join(words[cut:])


def _rival(one: Name, source: Reading) -> Span | None:
    """Another name of `source` with a word of this one: Tim Altman for Sam Altman."""
    parts = [part for part in fold(one.text).split() if len(part) > 3 and not known(part)]
    if len(parts) < 2:
        return None
    return next((source.words[source.places[p][0]] for p in parts if p in source.places), None)


def _told_apart(one: Name, case: Case) -> bool:
    """Whether the sources have, in whatever places, the person and the people of « le Français Richard Martin »,
    or the name and, in small letters of another language, the title of "Commander Gravet"."""

    def told(text: str) -> bool:
        part = replace(one, text=text)
        return any(_called(part, case.said, source) for source in case.sources)

    first, _, name = one.text.partition(" ")
    if not name or not told(name):
        return False
    before = [
        (source, [word for word in source.words if word.start < place.start][-_TITLE:])
        for source in case.cited
        if (place := _called(replace(one, text=name), case.said, source))
    ]
    if fold(first) in peoples():
        others = {words[-1].text for _, words in before if words} & peoples()
        return told(first) and all(alike(fold(first), other, foreign=True) for other in others)
    if not (case.foreign and common(first, case.said.language)):
        return False
    return any(  # « le commandant de bord Gravet »
        source.text[word.start].islower() and alike(fold(first), word.text, foreign=True)
        for source, words in before
        for word in words
    )


def _instead(one: Name, case: Case) -> Instead | None:
    """A person told by a people or a title; a capital for its country; or what may be a common noun that the sources have in their own language."""
    if _told_apart(one, case):
        return "supported", ""
    for source in case.sources:
        if place := government(one.text, case.said.text[: one.start], source):
            return "supported", source.sentence(place.start)
    rival = any(_rival(one, source) for source in case.cited)
    return (
        ("translated", "") if case.foreign and not rival and common_noun(one, case.said) else None
    )


NAMES = Sort(kind="name", claims=claimed, find=_find, rival=_rival, instead=_instead)
