"""Figures that number things rather than count them: « article 49.3 », « le 17e arrondissement », a score of 3-1."""

import re
from collections.abc import Iterator, Mapping

from digest.facts.case import Case, Sort
from digest.facts.kinds.parts import of_one_thing
from digest.facts.numerals import LABELS
from digest.facts.reading import Reading
from digest.text import Span, fold

__all__ = ["NUMBERS", "multiplied_otherwise"]

_LABEL = re.compile(
    rf"\b{LABELS}[ \u00a0](?:n°[ \u00a0]?)?(?P<figure>\d{{1,4}}(?:[.,-]\d{{1,4}})?)(?![\w%]|[ \u00a0]\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<![\w.,/-])(?P<figure>\d{1,3})(?:er|[èe]re?|[èe]me|e|ᵉ|nd|nde|th|st|rd)s?\b"
)
_CENTURY = re.compile(r"\b(?P<roman>[IVX]{1,5})(?:e|ᵉ|ème)[ \u00a0]siècle")
_QUARTER = re.compile(
    r"\b(?P<word>premier|deuxième|second|troisième|quatrième|dernier|first|third|fourth|last)[ \u00a0](?:trimestre|semestre|quarter|half)\b",
    re.IGNORECASE,
)
# As a source may write it: "third-quarter sales", "Q3", « 1er semestre », "the first six months".
_QUARTERS = re.compile(
    r"\b(?:(?P<word>premier|deuxième|second|troisième|quatrième|dernier|first|third|fourth|last)|(?P<figure>[1-4])(?:er|e|ème|st|nd|rd|th))"
    r"(?:[ \u00a0-]fiscal)?[ \u00a0-](?:(?P<quarter>trimestre|quarter|three months)|(?P<half>semestre|half|six months))\b"
    r"|\b(?P<six>six|trois)[ \u00a0]premiers[ \u00a0]mois\b|\b(?:(?P<q>[QT][1-4])|(?P<h>[HS][12]))\b",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"(?<![\w.,/–-])(?P<one>\d{1,3})[-–](?P<other>\d{1,3})(?![\w%€$£°/–-]|[.,]\d|[ \u00a0\u202f][%€$£])"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_WORDS = (
    "", "premier premiere first", "deuxieme second seconde", "troisieme third", "quatrieme fourth", "cinquieme fifth", "sixieme sixth",
    "septieme seventh", "huitieme eighth", "neuvieme ninth", "dixieme tenth", "onzieme eleventh", "douzieme twelfth",
    "treizieme thirteenth", "quatorzieme fourteenth", "quinzieme fifteenth", "seizieme sixteenth", "dix-septieme seventeenth",
    "dix-huitieme eighteenth", "dix-neuvieme nineteenth", "vingtieme twentieth",
)  # fmt: skip


_RANKS = {word: number for number, words in enumerate(_WORDS) for word in words.split()}
# « Un troisième homme » counts idly, « un cinquième des » is a part.
_RANK = re.compile(
    rf"\b(?<!\bun )(?<!\bun\u00a0)(?P<rank>{'|'.join(sorted((word.replace('eme', '[èe]me') for word, number in _RANKS.items() if number > 2), key=len, reverse=True))})\b",
    re.IGNORECASE,
)


def _numbered(said: Reading) -> Iterator[Span]:
    """Where a sentence numbers something; neither in its dates nor in its amounts."""
    taken = [
        (one.start, one.end) for values in (said.amounts, said.days, said.hours) for one in values
    ]
    taken += [(part.start, part.end) for part in said.parts]
    for pattern in (_LABEL, _ORDINAL, _CENTURY, _QUARTER, _RANK, _SCORE):
        for found in pattern.finditer(said.text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield Span(found.start(), found.end(), found.group())


def _claims(case: Case) -> Iterator[Span]:
    return _numbered(case.said)


def _find(one: Span, source: Reading, _case: Case) -> Span | None:
    """Where `source` has the number of `one`, in figures or as a word; a score may stand in either order.

    Where it numbers things of the same kind, articles or quarters, only theirs count: « article 7 » is not
    borne out by « 7 voix » beside « article 8 ».
    """
    text = source.text
    for pattern, kind, number in ((_LABEL, _label, _figure), (_QUARTERS, _period, _rank)):
        if mine := pattern.fullmatch(one.text):
            theirs = [*pattern.finditer(text)]
            if alike := [found for found in theirs if kind(found) == kind(mine)]:
                same = (found for found in alike if number(found) == number(mine))
                return next(
                    (Span(their.start(), their.end(), their.group()) for their in same), None
                )
            if pattern is _QUARTERS:  # no half of a year for a quarter
                text = pattern.sub(lambda found: "_" * len(found.group()), text)
    if score := _SCORE.fullmatch(one.text):
        pair = {score["one"], score["other"]}
        return next((s for s in _scores(source) if {*re.findall(r"\d+", s.text)} == pair), None)
    found = re.search(_written(one.text), fold(text))
    return Span(found.start(), found.end(), "") if found else None


def _label(found: re.Match[str]) -> str:
    return fold(found.group())[:3]


def _figure(found: re.Match[str]) -> str:
    return re.sub(r"[,-]", ".", found["figure"])


def _period(found: re.Match[str]) -> str:
    is_half = found["half"] or found["h"] or fold(found["six"] or "") == "six"
    return "half" if is_half else "quarter"


def _rank(found: re.Match[str]) -> int:
    """The number of a quarter or a half of a year."""
    if short := found["figure"] or found["q"] or found["h"]:
        return int(short[-1])
    word = fold(found["word"] or "premier")
    if word in {"dernier", "last"}:
        return 2 if _period(found) == "half" else 4
    return _RANKS[word]


_SCORES = re.compile(
    r"(?<![\w.,/])\d{1,3}(?:[-–:]| (?:à|to|contre) | (?:buts|sets|voix) (?:à|contre) )\d{1,3}(?![\w/]|[.,]\d)"
)


def _scores(source: Reading) -> Iterator[Span]:
    return (
        Span(found.start(), found.end(), found.group()) for found in _SCORES.finditer(source.text)
    )


def _written(text: str) -> str:
    """What a folded source may write for it: "49.3"; « 3e », "third", "Q3"."""
    if label := _LABEL.fullmatch(text):
        figure = re.sub(r"[.,-]", "[.,-]", label["figure"])  # « 49.3 », « le 49-3 »
        return rf"(?<![\d.,-]){figure}(?!\d|[.,-]\d)"
    if century := _CENTURY.fullmatch(text):
        number = _roman(century["roman"])
    elif quarter := _QUARTER.fullmatch(text):
        word = fold(quarter["word"])
        if word in {"dernier", "last"}:
            return r"\b(?:derniere?|last|final|fourth|second|quatrieme|deuxieme|[qt]4|[hs]2)\b"
        number = _RANKS[word]
    elif rank := _RANK.fullmatch(text):
        number = _RANKS[fold(rank["rank"])]
    else:
        number = int(re.match(r"\d+", text).group())  # type: ignore[union-attr]  # an ordinal begins with one
    words = _WORDS[number].split() if number < len(_WORDS) else []
    return (
        rf"(?<![\d.,]){number}(?!\d|[.,]\d)|\b(?:{'|'.join([*words, _in_roman(number)])})(?:e\b|\b)"
    )


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _in_roman(number: int) -> str:
    tens, rest = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[rest]


def _rival(_one: Span, source: Reading) -> Span | None:
    return next(_numbered(source), None)


NUMBERS = Sort(kind="number", claims=_claims, find=_find, rival=_rival)


_MULTIPLES = {
    0: r"halv(?:es?|ed|ing)|divis\w+ par deux",
    2: r"doubl\w+|twofold|twice(?= (?:as|the|more|what|its|their)\b)",
    3: r"tripl\w+|threefold",
    4: r"quadrupl\w+|fourfold",
}
# What says the same, and speaks against nothing: "met three times".
_AS_MUCH = {
    0: r"(?:in|by) half|half (?:as|the)|de moitié|(?<!\d)50 ?(?:%|per ?cent)",
    2: r"two times|deux fois|par deux|(?<!\d)100 ?(?:%|per ?cent)",
    3: r"three times|trois fois|par trois|(?<!\d)200 ?(?:%|per ?cent)",
    4: r"four times|quatre fois|par quatre|(?<!\d)300 ?(?:%|per ?cent)",
}


def _any_of(multiples: Mapping[int, str]) -> re.Pattern[str]:
    named = (rf"(?P<x{by}>(?<!\w)(?:{words})(?!\w))" for by, words in multiples.items())
    return re.compile("|".join(named), re.IGNORECASE)


_MULTIPLE, _SAME = _any_of(_MULTIPLES), _any_of(_AS_MUCH)


def _multiplied(
    reading: Reading, pattern: re.Pattern[str] = _MULTIPLE
) -> Iterator[tuple[str, Span]]:
    """By how much something grew, in a word: « triplé », "twofold"."""
    for found in pattern.finditer(reading.text):
        yield str(found.lastgroup), Span(found.start(), found.end(), found.group())


def multiplied_otherwise(case: Case) -> Iterator[tuple[Span, str]]:
    """« a triplé » over "doubled", with what the passages say: doubted only against another such word, a half
    only against one of the same thing."""
    mine = [*_multiplied(case.said)]
    if not mine:
        return
    same = {by for source in case.cited for by, _ in _multiplied(source, _SAME)}
    told = [(by, place, source) for source in case.cited for by, place in _multiplied(source)]
    same.update(by for by, _, _ in told)
    for by, place in mine:
        rivals = (
            other.text
            for their, other, source in told
            if "x0" not in {by, their} or of_one_thing(place, case.said, other, source)
        )
        if by not in same and (rival := next(rivals, None)):
            yield place, rival
