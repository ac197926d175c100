"""How numbers are written: digits with their separators, words, and scales, per language.

French and English disagree on all three: « 16.000 » is sixteen thousand in French and sixteen in
English, a French « billion » is an English trillion. So every reading asks for the language.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

__all__ = ["DIGITS", "HALVES", "LABELS", "SCALES", "VAGUE", "WORDS", "is_number", "read_digits"]

# Ordinary, no-break, thin and narrow no-break space: newsrooms group digits with all of them.
_SPACES = " \u00a0\u2009\u202f"
# Groups of three behind one kind of separator (the backreference), else a run of digits; then
# decimals. Eighteen digits are more than any amount has, and bound the work.
DIGITS = (
    rf"\d{{1,3}}(?:(?P<group>[{_SPACES}.,'’])\d{{3}}(?:(?P=group)\d{{3}}){{0,5}})(?![\d])(?:[.,]\d{{1,9}}(?!\d))?"
    r"|\d{1,18}(?:[.,]\d{1,9})?(?!\d)"
)

_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
WORDS: Mapping[str, Mapping[str, int]] = {
    "fr": {word: value for value, word in enumerate(_FR.split())}
    | {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50}
    | {"soixante": 60, "septante": 70, "huitante": 80, "nonante": 90, "cent": 100, "cents": 100}
    | {"mille": 1000},
    "en": {word: value for value, word in enumerate(_EN.split())}
    | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
    | {"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000},
}

# « une dizaine de millions »: a count and a scale at once.
VAGUE: Mapping[str, Mapping[str, int]] = {
    "fr": {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
    | {"quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000},
    "en": {"dozen": 12, "tens": 10, "hundreds": 100, "thousands": 1000},
}
HALVES: Mapping[str, frozenset[str]] = {
    "fr": frozenset({"demi", "demie"}),
    "en": frozenset({"half"}),
}

_MILLION, _MILLIARD = Decimal(10**6), Decimal(10**9)
SCALES: Mapping[str, Mapping[str, Decimal]] = {
    "fr": {
        "douzaine": Decimal(12),
        "douzaines": Decimal(12),
        "mille": Decimal(1000),
        "millier": Decimal(1000),
        "milliers": Decimal(1000),
    }
    | dict.fromkeys(("million", "millions", "mln", "mio"), _MILLION)
    | dict.fromkeys(("milliard", "milliards", "md", "mds", "mrd", "mrds", "mia"), _MILLIARD)
    | dict.fromkeys(("billion", "billions"), Decimal(10**12))
    | dict.fromkeys(("trillion", "trillions"), Decimal(10**18)),
    "en": {"hundred": Decimal(100), "thousand": Decimal(1000), "thousands": Decimal(1000)}
    | dict.fromkeys(("million", "millions", "mn", "mln", "mio"), _MILLION)
    | dict.fromkeys(("billion", "billions", "bn", "bln"), _MILLIARD)
    | dict.fromkeys(("trillion", "trillions", "tn", "trn"), Decimal(10**12)),
}

# What a figure numbers rather than counts: « l’article 49 », "Hall 4", « les versions 8 et 9 ».
LABELS = (
    r"(?:articles?|art\.|loi|chapitre|chapter|section|pages?|niveau|level|versions?|halls?|terminal|salle|"
    r"gate|ligne|line|r[ée]acteur|reactor|zone|secteur|sector|b[âa]timent)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def read_digits(text: str, language: str) -> Decimal:
    """The value of a run that `DIGITS` matched ("16.000" is 16000 in French, 16 in English)."""
    bare = re.sub(rf"[{_SPACES}'’]", "", text)
    grouping, point = (".", ",") if language == "fr" else (",", ".")
    if point in bare and grouping in bare:  # both: the last one is the decimal point
        point, grouping = (
            (point, grouping) if bare.rfind(point) > bare.rfind(grouping) else (grouping, point)
        )
    elif bare.count(point) > 1 or (
        grouping in bare and not _GROUPED.fullmatch(bare)
    ):  # 1,234,567 in a French text is nobody's decimals
        grouping, point = point, grouping
    # « 1.439.9 », a number that was cut off or mistyped: whatever points stand before the last group.
    whole, mark, rest = bare.replace(grouping, "").rpartition(point)
    return Decimal(f"{whole.replace(point, '')}.{rest}" if mark else rest)


def is_number(text: str, language: str | None) -> bool:
    """Whether `text` is a number in words: « Vingt-cinq », "Forty-two"."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    table = WORDS.get(language or "", {**WORDS["fr"], **WORDS["en"]})
    return bool(words) and all(word in table or word == "et" for word in words)
