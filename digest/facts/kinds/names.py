"""Names: those that a sentence claims, and whether a source has them, as they are or in other words."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from digest.facts.capitals import government
from digest.facts.case import Case, Instead, Sort
from digest.facts.countries import everywhere, peoples
from digest.facts.initials import abbreviated
from digest.facts.kinship import alike
from digest.facts.names import Name, names
from digest.facts.numerals import is_number
from digest.facts.places import is_place, longer
from digest.facts.reading import Reading
from digest.facts.spelling import stands, stands_literally
from digest.facts.subject import opening, stands_alone, subject
from digest.facts.translations import known, other_names
from digest.facts.vocabulary import common
from digest.text import Span, fold, sentences, stopwords

__all__ = ["NAMES"]

# Common nouns that are written with a capital.
_COMMON = frozenset(
    """
    bourse bourses etat etats internet web parlement senat assemblee premier premiere republique terre earth
    occident west ia ai pdg ceo
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)
# Heads of names of which French writes no other word with a capital: « l’Institut géologique américain ».
_HEADS = frozenset(["institut", "observatoire", "office", "academie", "agence"])
_TITLE = 3  # words before a name, in which its title may stand
_CENTURY = re.compile(r"[IVX]{1,6}(?:er?|ème)")  # « le XIXe siècle »
_FIGURE = re.compile(r"(?:[ \u00a0\u202f](?:de|of|à|at))?[ \u00a0\u202f]\d+\Z")
# « Opus 4.1 », « Ascend 950 »; fewer digits belong to the name already.
_MODEL = re.compile(
    r"[ \u00a0](\d{1,2}\.\d{1,2}|\d{3})(?![\w%€$£]|[.,:/]\d|[ \u00a0\u202f]?[%€$£\d])"
)
_FIGURES = re.compile(r"(?:[\s,./\d-]|\b(?:et|and|ou|or)\b|['’]s?\b)*\Z")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][\w&.-]*(?:[ \u00a0]|\Z))*\Z")  # "Stoxx Europe 600"
_INITIAL_BEHIND = re.compile(r" [A-ZÀ-Þ]\Z")
_NAME_BEHIND = re.compile(r"\.[ \u00a0]?[A-ZÀ-Þ]")
_INITIALS_BEFORE = re.compile(r"(?<![\w.])(?:[A-ZÀ-Þ]\.[ \u00a0-]?){1,2}\Z")
# « Nano Banana de Google » is two names, which a source may have apart.
_OF = re.compile(r" (?:de|du|d['’]|des|of|for|et|and|&) ?")


def _claims(case: Case) -> Iterator[Name]:
    """The names that a sentence holds its sources to."""
    said = case.said
    found = names(said.text, said.language)
    for opener in _openers(said):
        if not any(one.start <= opener.start < one.end for one in found):
            found = (opener, *found)
    for one in _with_places(sorted(found, key=attrgetter("start")), said):
        name = _without_opening(_with_initials(_with_figure(one, said), said), said)
        if name is None or any(a.start < name.start and name.end <= a.end for a in said.amounts):
            continue  # what is counted: « 5 milliards de francs CFA »
        numbers = is_number(name.text, said.language) or _CENTURY.fullmatch(name.text)
        head = name.key in _HEADS and case.foreign
        if name.key not in _COMMON and not numbers and not head:
            yield name


def _openers(said: Reading) -> Iterator[Name]:
    """The names that open a sentence by themselves: « Combien ? Northwind se tait. » has two."""
    for span in sentences(said.text):
        if one := subject(span.text, said.language):
            start = span.start + one.start
            yield replace(one, start=start, end=span.start + one.end)


def _with_places(found: Iterable[Name], said: Reading) -> Iterator[Name]:
    """« Guinée équatoriale »: a name that stands inside the name of a place is all of it."""
    behind = 0
    for one in found:
        inside = (
            place
            for number, place in longer(said).items()
            if one.start <= said.words[number].start < one.end
        )
        for place in inside:
            start = min(one.start, said.words[place.first].start)
            end = max(one.end, said.words[place.last].end)
            one = replace(one, start=start, end=end, text=said.text[start:end])  # noqa: PLW2901  # it grows
        if one.start >= behind:
            behind = one.end
            yield one


_ARTICLE = re.compile(
    r"(?:\b(?:le|la|les|du|des|au|aux|un|une|ce|cet|cette|sa|son|leurs?)[ \u00a0]|\b[ld]['’])\Z",
    re.IGNORECASE,
)
# Behind these stands who speaks, or whose firm it is: « selon le Monde », « le patron de la Poste ».
_WHOSE = re.compile(
    r"\b(?:selon|d['’]après|groupe|société|entreprise|firme|maison|marque|enseigne|magasins?|boutiques?|journal|"
    r"quotidien|(?:co)?fondat(?:eur|rice)|patronn?e?|PDG|direct(?:eur|rice)|dirigeante?s?|présidente?|porte-parole|"
    r"salariée?s?|actions?|titres?)[ \u00a0](?:de[ \u00a0])?\S{1,3}[ \u00a0]?\Z",
    re.IGNORECASE,
)
_STOPS = stopwords("fr") | stopwords("en")
_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){1,2}(?= |\Z)")
_ACRONYM = re.compile(r".+[A-ZÀ-Þ]")


def _common_noun(one: Name, said: Reading) -> bool:
    """Whether the name may be a French word that another language translates: a common one behind an
    article, « l’Échiquier », and neither a place nor what somebody is called."""
    around = max(0, one.start - 30)
    if said.language != "fr" or not _ARTICLE.search(said.text, around, one.start):
        return False
    if (
        fold(one.text) in everywhere()
        or other_names(one.text)
        or _WHOSE.search(said.text[around : one.start])
    ):
        return False
    words = _LETTERS.findall(one.text)
    if sum(word[0].isupper() for word in words) > 1 or any(map(_ACRONYM.match, words)):
        return False
    return all(common(word, "fr") for word in words)


def _without_opening(one: Name, said: Reading) -> Name | None:
    """The name without a number that opens the sentence ("Thirteen French soldiers") or a common word
    before a people, and None for a single common word there, but where it does what people and companies
    do: « Orange supprime »."""
    word = _LETTERS.match(one.text)
    if word is None or one.start > opening(said.text) or _ACRONYM.match(word.group()):
        return one
    number = is_number(word.group(), said.language)
    if not number and not common(word.group(), said.language):
        return one
    rest = re.search(r"[A-ZÀ-Þ]", one.text[word.end() :])
    if rest is None:
        tail = one.text[word.end() :]
        if tail.startswith("-") and tail.islower():
            return None  # « Entre-temps », "Third-quarter profit"
        name = tail or stands_alone(said.text, word.group(), one.end, said.language)
        return one if name else None
    start = word.end() + rest.start()
    if not one.text[word.end() : start].isspace():
        return one  # "Bank of England"
    if not (number or fold(one.text[start:]) in peoples()):
        return one  # « Pierre Marchand » is nobody without his first name; "Former French" ministers are
    return replace(one, start=one.start + start, text=one.text[start:])


def _with_figure(one: Name, said: Reading) -> Name:
    """« ByteDance 35 % »: where an amount begins inside a name, the name ends. « Opus 4.1 »: a figure behind a
    name that is neither an amount nor a date is part of it."""
    tail = _FIGURE.search(one.text)
    if tail and any(amount.start < one.end <= amount.end for amount in said.amounts):
        return replace(one, end=one.start + tail.start(), text=one.text[: tail.start()])
    figure = _MODEL.match(said.text, one.end)
    if figure is None or one.text[-1].isdigit() or is_number(one.text, said.language):
        return one
    taken = [(value.start, value.end) for value in said.amounts]
    taken += [(day.start, day.end) for day in said.days]
    if any(start < figure.end() and one.end < end for start, end in taken):
        return one
    return replace(one, end=figure.end(), text=said.text[one.start : figure.end()])


def _with_initials(one: Name, said: Reading) -> Name:
    """« J. Keller », whose initial is no name by itself: « l’Américain R. Keller » is a people and a person."""
    if _INITIAL_BEHIND.search(one.text) and _NAME_BEHIND.match(said.text, one.end):
        return replace(one, end=one.end - 2, text=one.text[:-2])
    before = _INITIALS_BEFORE.search(said.text, max(0, one.start - 8), one.start)
    if before is None:
        return one
    return replace(one, start=before.start(), text=said.text[before.start() : one.end])


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
    if (model := _MODEL.search(one.text)) and model.end() == len(one.text):
        return _model(one.text[: model.start()], model[1], source, place)
    whole = place(one.text) or place(glued) or abbreviated(one.text, said.text[one.end :], source)
    if whole is not None or is_place(one.text):
        return whole
    parts = [
        part for part in _OF.split(one.text) if fold(part) not in _COMMON
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
        ("translated", "") if case.foreign and not rival and _common_noun(one, case.said) else None
    )


NAMES = Sort(kind="name", claims=_claims, find=_find, rival=_rival, instead=_instead)
