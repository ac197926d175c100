"""The names that a sentence holds its sources to: all of each, its figure and its initials, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from digest.facts.case import Case
from digest.facts.countries import everywhere, peoples
from digest.facts.names import Name, names
from digest.facts.numerals import is_number
from digest.facts.places import longer
from digest.facts.reading import Reading
from digest.facts.subject import opening, stands_alone, subject
from digest.facts.translations import other_names
from digest.facts.vocabulary import common
from digest.text import fold, sentences

__all__ = ["COMMON", "MODEL", "claimed", "common_noun"]

# Common nouns that are written with a capital.
COMMON = frozenset(
    """
    bourse bourses etat etats internet web parlement senat assemblee premier premiere republique terre earth affaires
    occident west ia ai pdg ceo
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)
# Heads of names of which French writes no other word with a capital: « l’Institut géologique américain ».
_HEADS = frozenset(["institut", "observatoire", "office", "academie", "agence"])
_CENTURY = re.compile(r"[IVX]{1,6}(?:er?|ème)")  # « le XIXe siècle »
_FIGURE = re.compile(r"(?:[ \u00a0\u202f](?:de|of|à|at))?[ \u00a0\u202f]\d+\Z")
# « Opus 4.1 », « Ascend 950 »; fewer digits belong to the name already.
MODEL = re.compile(
    r"[ \u00a0](\d{1,2}\.\d{1,2}|\d{3})(?![\w%€$£]|[.,:/]\d|[ \u00a0\u202f]?[%€$£\d])"
)
_INITIAL_BEHIND = re.compile(r" [A-ZÀ-Þ]\Z")
_NAME_BEHIND = re.compile(r"\.[ \u00a0]?[A-ZÀ-Þ]")
_INITIALS_BEFORE = re.compile(r"(?<![\w.])(?:[A-ZÀ-Þ]\.[ \u00a0-]?){1,2}\Z")


def claimed(case: Case) -> Iterator[Name]:
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
        if name.key not in COMMON and not numbers and not head:
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
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"-[a-zà-ÿ]+[ \u00a0]")
_ACRONYM = re.compile(r".+[A-ZÀ-Þ]")


def common_noun(one: Name, said: Reading) -> bool:
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
    between = one.text[word.end() : start]
    if _JOINED.fullmatch(between):  # « Peut-être Boréal »
        return replace(one, start=one.start + start, text=one.text[start:])
    if not between.isspace():
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
    figure = MODEL.match(said.text, one.end)
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
