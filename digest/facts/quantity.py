"""One quantity at one place of a text: number, scale and unit, in figures or in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from digest.facts.measure import CODE, COUNTRY, GAP, JOIN, PREFIX, SUFFIX, SYMBOL, currency, unit
from digest.facts.numerals import DIGITS, HALVES, SCALES, VAGUE, WORDS, read_digits
from digest.text import fold

__all__ = ["STARTS", "Quantity", "quantity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What stands at `start` to `end`: `number` times `scale`, of `unit`."""

    start: int
    end: int
    number: Decimal
    scale: Decimal = Decimal(1)
    unit: str | None = None
    in_words: bool = False

    @property
    def bare(self) -> bool:
        return self.unit is None and self.scale == 1


_NUMBER = re.compile(DIGITS)
_HALF = Decimal("0.5")
_SHORT_SCALE = re.compile(rf"{GAP}([kKmMbBT])(?![\w])")
_SHORT = {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9, "T": 10**12}
_GLUED_SCALE = re.compile(rf"{GAP}(?:([kKmM])|Mds?|Mrd)(?=(?:{CODE})\b)")  # « 2 MdGBP », "20 MUSD"
_MANY = re.compile(r" [a-z]{2,20}s\b")  # "100m users", but "a 100m sprint"
_MONEY_AHEAD = re.compile(rf"{GAP}(?:{COUNTRY})?{SYMBOL}{GAP}\d")
_WORD_GAP = r"(?:[ \u00a0-]|[ -]et[ -]|[ -]and[ -])"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _number_words(language: str) -> re.Pattern[str]:
    any_of, vague, half = map(_any_of, (WORDS[language], VAGUE[language], HALVES[language]))
    return re.compile(
        rf"(?:(?:une?|a|an|one) )?(?:(?P<half>{half})(?: an?)?(?=[ -])|(?P<vague>{vague})s?)\b"
        rf"|(?P<run>(?:{any_of})(?:{_WORD_GAP}(?:{any_of})){{0,8}})\b",
        re.IGNORECASE,
    )


_IN_WORDS = {language: _number_words(language) for language in WORDS}
# Where a quantity may begin, per language.
STARTS = {
    language: re.compile(
        rf"(?:(?<![\w])(?-i:{COUNTRY}){GAP})?{SYMBOL}{GAP}(?=\d)|(?<![\w])(?:{CODE}){GAP}(?=\d)|\d"
        rf"|(?<![\w])(?:{_any_of({*WORDS[language], *VAGUE[language], *HALVES[language]})})s?\b",
        re.IGNORECASE,
    )
    for language in WORDS
}
_SCALE = {
    language: re.compile(rf"{JOIN}(?P<word>{_any_of(table)})(?![^\W\d_])", re.IGNORECASE)
    for language, table in SCALES.items()
}
_AND_HALF = {
    "fr": re.compile(r"[ \u00a0]et demie?\b", re.IGNORECASE),
    "en": re.compile(r"[ \u00a0-]and[ -]a[ -]half\b", re.IGNORECASE),
}


def quantity(text: str, start: int, language: str) -> Quantity | None:
    """The quantity that begins exactly at `start`, as far as it can be read; `language` fr or en."""
    before = PREFIX.match(text, start)
    read = _number(text, before.end() if before else start, language)
    if read is None:
        return None
    number, scale, at, in_words = read
    if in_words and _MONEY_AHEAD.match(text, at):  # "a $4 billion deal"
        return None
    number, at = _and_half(text, number, at, language)
    factor, at = _scale(text, at, language)
    scale *= factor
    if scale > 1:
        number, at = _and_half(text, number, at, language)
    else:
        scale, at = _short_scale(text, at, priced=before is not None)
    if before:
        counted: str | None = currency(before)
    else:
        counted, at, cents = unit(text, at, language)
        number += cents
        if counted:  # « deux siècles et demi »
            number, at = _and_half(text, number, at, language)
    return Quantity(
        start=start, end=at, number=number, scale=scale, unit=counted, in_words=in_words
    )


def _and_half(text: str, number: Decimal, at: int, language: str) -> tuple[Decimal, int]:
    """ "one and a half billion", « un milliard et demi »."""
    half = _AND_HALF[language].match(text, at)
    return (number + _HALF, half.end()) if half else (number, at)


def _scale(text: str, at: int, language: str) -> tuple[Decimal, int]:
    """Scales in words, up to three: « mille milliards », « dizaine de millions »."""
    scale = Decimal(1)
    for _ in range(3):
        word = _SCALE[language].match(text, at)
        if word is None:
            break
        scale, at = scale * SCALES[language][fold(word["word"])], word.end()
    return scale, at


def _short_scale(text: str, at: int, *, priced: bool) -> tuple[Decimal, int]:
    """One letter is a scale only next to money, or when it touches its number: $250m, 3 M€, 40k."""
    if glued := _GLUED_SCALE.match(text, at):
        return Decimal(_SHORT[glued[1]] if glued[1] else 10**9), glued.end()
    short = _SHORT_SCALE.match(text, at)
    if short is None:
        return Decimal(1), at
    touching = short.start(1) == at and (short[1] in "kK" or _MANY.match(text, short.end()))
    if priced or touching or SUFFIX.match(text, short.end()):
        return Decimal(_SHORT[short[1]]), short.end()
    return Decimal(1), at


def _number(text: str, at: int, language: str) -> tuple[Decimal, Decimal, int, bool] | None:
    """Value, scale, end and whether it stands in words, of the number at `at`."""
    one = Decimal(1)
    if digits := _NUMBER.match(text, at):
        return read_digits(digits.group(), language), one, digits.end(), False
    spelt = _IN_WORDS[language].match(text, at)
    if spelt is None:
        return None
    if spelt["half"]:
        return _HALF, one, spelt.end(), True
    if spelt["vague"]:
        return one, Decimal(VAGUE[language][spelt["vague"].lower()]), spelt.end(), True
    value, end = _spelt(text, spelt, language)
    return Decimal(value), one, end, True


def _spelt(text: str, run: re.Match[str], language: str) -> tuple[int, int]:
    """« quatre-vingt-dix » is 90, « trois cent mille » 300 000; ends before a word that cannot add."""
    total, group, end = 0, 0, run.start("run")
    for word in re.finditer(r"[^\W\d_]+", text[run.start("run") : run.end("run")]):
        name = word.group().lower()
        if name in {"et", "and"}:
            continue
        value = WORDS[language][name]
        if value == 1000:
            total, group = (total + max(group, 1) * 1000), 0
        elif value == 100 and group % 100 > 19:
            break  # « quarante-deux cents » are of a dollar
        elif value == 100 or (value == 20 and group % 100 == 4 and language == "fr"):
            group = group - group % 100 + (group % 100 or 1) * value
        elif group % 100 and not (group % 10 == 0 and value < (20 if language == "fr" else 10)):
            break  # « deux trois » are two numbers
        else:
            group += value
        end = run.start("run") + word.end()
    return total + group, end
