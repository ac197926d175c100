"""Figures that number things rather than count them: « article 49.3 », « le 17e arrondissement », a score of 3-1."""

import re
from collections.abc import Iterator

from digest.facts.case import Case, Sort
from digest.facts.reading import Reading
from digest.text import Span, fold

__all__ = ["NUMBERS", "multiplied_otherwise"]

_LABEL = re.compile(
    r"\b(?:articles?|art\.|loi|chapitre|chapter|section|pages?|niveau|level)[ \u00a0](?:n°[ \u00a0]?)?(?P<figure>\d{1,4}(?:[.,-]\d{1,4})?)(?![\w%]|[ \u00a0]\d)",
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
    for pattern in (_LABEL, _QUARTER):
        mine = pattern.fullmatch(one.text)
        theirs = [found for found in pattern.finditer(source.text) if mine]
        alike = [found for found in theirs if _of_a_kind(found, one.text)]
        if mine and (alike or (theirs and pattern is _QUARTER)):  # no half of a year for a quarter
            same = (their for their in alike if _number_of(their) == _number_of(mine))
            return next((Span(their.start(), their.end(), their.group()) for their in same), None)
    if score := _SCORE.fullmatch(one.text):
        pair = {score["one"], score["other"]}
        return next((s for s in _scores(source) if {*re.findall(r"\d+", s.text)} == pair), None)
    found = re.search(_written(one.text), fold(source.text))
    return Span(found.start(), found.end(), "") if found else None


def _of_a_kind(found: re.Match[str], text: str) -> bool:
    """Whether both number the same things: articles, pages, quarters, halves of a year."""
    kinds = []
    for said in (found.group(), text):
        words = fold(said).split()
        thing = words[-1] if found.re is _QUARTER else words[0]
        kinds.append({"tri": "qua", "sem": "hal"}.get(thing[:3], thing[:3]))
    return kinds[0] == kinds[1]


def _number_of(found: re.Match[str]) -> str:
    if found.re is _LABEL:
        return re.sub(r"[,-]", ".", found["figure"])
    word = fold(found["word"])
    if word in {"dernier", "last"}:
        return "2" if fold(found.group()).split()[-1][:3] in {"sem", "hal"} else "4"
    return str(_RANKS[word])


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
    2: r"doubl\w+|twofold|twice",
    3: r"tripl\w+|threefold",
    4: r"quadrupl\w+|fourfold",
}
_MULTIPLE = re.compile(
    "|".join(f"(?P<x{by}>\\b(?:{words})\\b)" for by, words in _MULTIPLES.items()), re.IGNORECASE
)


def _multiplied(reading: Reading) -> Iterator[tuple[str, Span]]:
    """By how much something grew, in a word: « triplé », "twofold"."""
    for found in _MULTIPLE.finditer(reading.text):
        yield str(found.lastgroup), Span(found.start(), found.end(), found.group())


def multiplied_otherwise(case: Case) -> Iterator[tuple[Span, str]]:
    """« a triplé » over "doubled", with what the passages say: doubted only against another such word."""
    told = dict(pair for source in case.cited for pair in _multiplied(source))
    for by, place in _multiplied(case.said):
        if told and by not in told:
            yield place, next(iter(told.values())).text
