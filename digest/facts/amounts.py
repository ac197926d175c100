"""Amounts in French and English news: « 1,1 Md$ », "$10-15 billion", « un milliard et demi d'euros ».

A hand-written grammar: prefix currency, number, scale, unit, and ranges whose ends share what only
one of them says. Every step looks at most a few words ahead, so the whole is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from digest.facts import dates
from digest.facts.numerals import DIGITS, HALVES, SCALES, VAGUE, WORDS, read_digits
from digest.facts.units import CODES, CURRENCY_WORDS, PREFIXED, SYMBOLS, UNITS, base
from digest.text import fold

__all__ = ["Amount", "amounts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity as it stands in a text: `text == source[start:end]`.

    `unit` is an ISO 4217 code ("EUR"), a symbol ("GW", "%", "point", "bp", "GPU", "km" …), an
    English singular ("year", "barrel") or None for a bare count.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None = None

    @property
    def normal(self) -> tuple[Decimal, str | None]:
        """Value and unit for comparing: « 2 GW » and "2,000 MW" have the same."""
        value, unit = base(self.value, self.unit)
        return value.normalize(), unit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quantity:
    start: int
    end: int
    number: Decimal
    scale: Decimal = Decimal(1)
    unit: str | None = None
    in_words: bool = False

    @property
    def bare(self) -> bool:
        return self.unit is None and self.scale == 1


_GAP = r"[ \u00a0\u2009\u202f]{0,2}"
_JOIN = rf"(?:{_GAP}|-)(?:de[ \u00a0\u202f]|d['’]{_GAP}|of )?"
_SYMBOL = "[" + "".join(SYMBOLS) + "]"
_COUNTRY = "|".join(sorted(map(re.escape, PREFIXED), key=len, reverse=True))
_CODE = "|".join(sorted(CODES))
_PREFIX = re.compile(
    rf"(?:(?P<country>{_COUNTRY}){_GAP})?(?P<symbol>{_SYMBOL}){_GAP}(?=\d)|(?P<code>{_CODE}){_GAP}(?=\d)"
)
_NUMBER = re.compile(DIGITS)
_SUFFIX = re.compile(
    rf"{_JOIN}(?:(?P<symbol>{_SYMBOL})(?:{_GAP}(?P<country>{_COUNTRY})\b)?|(?P<code>{_CODE})\b)"
)
_CENTS = re.compile(rf"{_GAP}(\d\d)(?![\w.,%€$£]|{_GAP}[%€$£])")
_SHORT_SCALE = re.compile(rf"{_GAP}([kKmMbBT])(?![\w])")
_SHORT = {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9, "T": 10**12}
_MONEY_AHEAD = re.compile(rf"{_GAP}(?:{_COUNTRY})?{_SYMBOL}{_GAP}\d")
_GLUED_SCALE = re.compile(
    rf"{_GAP}(?:([kKmM])|Mds?|Mrd)(?=(?:{_CODE})\b)"
)  # « 2 MdGBP », "20 MUSD"
_MANY = re.compile(r" [a-z]{2,20}s\b")  # "100m users", but "a 100m sprint"
_PHRASES = re.compile(
    rf"(?:{_GAP}|-)(?:(?P<bp>points? de base|basis[ -]points?)|(?P<point>points? de pourcentage|percentage[ -]points?)"
    r"|(?P<percent>%|pour[ \u00a0]?cents?\b|per[ \u00a0]?cent\b))",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"{_JOIN}(?:(?:Hong|New) )?(?P<word>[^\W\d_]{{1,20}}[²³]?|°C|°F)(?:/h\b)?(?:[ -](?P<second>[^\W\d_]{{1,20}}))?"
)
_WORD_GAP = r"(?:[ \u00a0-]|[ -]et[ -]|[ -]and[ -])"


def _number_words(language: str) -> re.Pattern[str]:
    any_of = "|".join(sorted(WORDS[language], key=len, reverse=True))
    vague = "|".join(VAGUE[language])
    half = "|".join(HALVES[language])
    return re.compile(
        rf"(?:(?:une?|a|an|one) )?(?:(?P<half>{half})(?: an?)?(?=[ -])|(?P<vague>{vague})s?)\b"
        rf"|(?P<run>(?:{any_of})(?:{_WORD_GAP}(?:{any_of})){{0,8}})\b",
        re.IGNORECASE,
    )


_IN_WORDS = {language: _number_words(language) for language in WORDS}
_START = {
    language: re.compile(
        rf"(?:(?<![\w])(?-i:{_COUNTRY}){_GAP})?{_SYMBOL}{_GAP}(?=\d)|(?<![\w])(?:{_CODE}){_GAP}(?=\d)|\d"
        rf"|(?<![\w])(?:{'|'.join(sorted({*WORDS[language], *VAGUE[language], *HALVES[language]}, key=len, reverse=True))})s?\b",
        re.IGNORECASE,
    )
    for language in WORDS
}
_SCALE = {
    language: re.compile(
        rf"{_JOIN}(?P<word>{'|'.join(sorted(table, key=len, reverse=True))})(?![^\W\d_])",
        re.IGNORECASE,
    )
    for language, table in SCALES.items()
}
_AND_HALF = {
    "fr": re.compile(r"[ \u00a0]et demie?\b", re.IGNORECASE),
    "en": re.compile(r"[ \u00a0-]and[ -]a[ -]half\b", re.IGNORECASE),
}
_TO = {
    "fr": re.compile(r"[ \u00a0\u202f](?:à|et|ou)[ \u00a0\u202f]|[ \u00a0]?[-–][ \u00a0]?"),
    "en": re.compile(r"[ \u00a0](?:to|and|or)[ \u00a0]|[ \u00a0]?[-–][ \u00a0]?"),
}
_BETWEEN = re.compile(r"(?:entre|between)[ \u00a0]\Z", re.IGNORECASE)
# « iPhone 17 », « l'article 49.3 », "Veo 3": a bare number behind a name or a label is part of it.
_LABEL = re.compile(
    r"(?:\b(?:articles?|art\.|n[°os]\.?|page|pages|pp?\.|version|chapitre|chapter|section|figure|fig\.|level|"
    r"niveau|type|classe|loi|law|top)|\b[^\W\d_]*[^\W\d_a-zà-ÿ][^\W\d_]*)[ \u00a0]\Z",
)
_GOES_ON = re.compile(rf"[\w°]|[-/:.,–][^\W_]|{_GAP}h(?:\d|\b)")  # "5th", "24/7", « 18 h 30 »
_BEFORE_COUNT = frozenset(
    """
    environ plus près quelque quelques les ces ses des nos vos leurs et ou avec pour dans sur sous
    de du au aux en à entre après avant depuis vers dès soit contre about some over nearly at in
    the these those its their and or with for from to after before since around almost under up
    only
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)


def amounts(text: str, language: str | None) -> tuple[Amount, ...]:
    """Every amount of `text`, in order, none overlapping; an unknown language is read as English.

    Dates, years, hours, ordinals, model names and numbers of articles of law are no amounts.
    """
    language = language if language in WORDS else "en"
    taken = dates.spans(text, language)
    found: list[Amount] = []
    at = 0
    while start := _START[language].search(text, at):
        at = start.end()
        first = _quantity(text, start.start(), language)
        if first is None:
            continue
        for quantity in _range(text, first, language):
            at = max(at, quantity.end)
            if not _counts(text, quantity) or _within(quantity, taken):
                continue
            found.append(
                Amount(
                    start=quantity.start,
                    end=quantity.end,
                    text=text[quantity.start : quantity.end],
                    value=quantity.number * quantity.scale,
                    unit=quantity.unit,
                )
            )
    return tuple(found)


def _quantity(text: str, start: int, language: str) -> _Quantity | None:
    """The quantity that begins exactly at `start`, as far as it can be read."""
    unit, at = None, start
    if prefix := _PREFIX.match(text, start):
        unit, at = _currency(prefix), prefix.end()
    read = _number(text, at, language)
    if read is None:
        return None
    number, scale, at, in_words = read
    if in_words and _MONEY_AHEAD.match(text, at):  # "a $4 billion deal"
        return None
    if half := _AND_HALF[language].match(text, at):
        number, at = number + Decimal("0.5"), half.end()
    for _ in range(3):
        word = _SCALE[language].match(text, at)
        if word is None:
            break
        scale, at = scale * SCALES[language][fold(word["word"])], word.end()
    if scale > 1 and (half := _AND_HALF[language].match(text, at)):
        number, at = number + Decimal("0.5"), half.end()
    if scale == 1 and (glued := _GLUED_SCALE.match(text, at)):
        scale, at = Decimal(_SHORT[glued[1]] if glued[1] else 10**9), glued.end()
    if scale == 1 and (short := _SHORT_SCALE.match(text, at)):
        touching = short.start(1) == at and (short[1] in "kK" or _MANY.match(text, short.end()))
        if unit or _SUFFIX.match(text, short.end()) or touching:
            scale, at = Decimal(_SHORT[short[1]]), short.end()
    if unit is None:
        unit, at, cents = _unit(text, at, language)
        number += cents
    return _Quantity(start=start, end=at, number=number, scale=scale, unit=unit, in_words=in_words)


def _number(text: str, at: int, language: str) -> tuple[Decimal, Decimal, int, bool] | None:
    """Value, scale, end and whether it stands in words, of the number at `at`."""
    one = Decimal(1)
    if digits := _NUMBER.match(text, at):
        return read_digits(digits.group(), language), one, digits.end(), False
    spelt = _IN_WORDS[language].match(text, at)
    if spelt is None:
        return None
    if spelt["half"]:
        return Decimal("0.5"), one, spelt.end(), True
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
        elif value == 100 or (value == 20 and group % 100 == 4 and language == "fr"):
            group = group - group % 100 + (group % 100 or 1) * value
        elif group % 100 and not (group % 10 == 0 and value < (20 if language == "fr" else 10)):
            break  # « deux trois » are two numbers
        else:
            group += value
        end = run.start("run") + word.end()
    return total + group, end


def _unit(text: str, at: int, language: str) -> tuple[str | None, int, Decimal]:
    """Unit, end, and the cents of « 19 € 90 »."""
    none = Decimal(0)
    if suffix := _SUFFIX.match(text, at):
        cents = _CENTS.match(text, suffix.end()) if suffix["symbol"] else None
        if cents:
            return _currency(suffix), cents.end(), Decimal(cents[1]) / 100
        return _currency(suffix), suffix.end(), none
    if phrase := _PHRASES.match(text, at):
        return {"percent": "%"}.get(phrase.lastgroup or "", phrase.lastgroup), phrase.end(), none
    word = _UNIT.match(text, at)
    if word is None:
        return None, at, none
    first = word["word"]
    if word["second"]:
        one, two = _singular(first), _singular(word["second"])
        pairs = (f"{one} {two}", f"{fold(first)} {two}")
        if code := next((CURRENCY_WORDS[pair] for pair in pairs if pair in CURRENCY_WORDS), None):
            return code, word.end(), none
        if symbol := UNITS.get(one + two):
            return symbol, word.end(), none
    for end, name in ((word.end("word") + 2, f"{first}/h"), (word.end("word"), first)):
        if (
            text[word.start("word") : end] == name
            and name in UNITS
            and (len(name) > 1 or name in "W")
        ):
            return UNITS[name], end, none
    one = _singular(first)
    if one == "an" and language == "en":
        return None, at, none
    unit = CURRENCY_WORDS.get(one) or UNITS.get(one)
    return (unit, word.end("word"), none) if unit else (None, at, none)


def _singular(word: str) -> str:
    folded = fold(word)
    return folded.removesuffix("s") if len(folded) > 2 else folded


def _currency(match: re.Match[str]) -> str:
    code = match["code"]
    if code is None:
        country = match["country"] if match["symbol"] == "$" else None
        code = PREFIXED.get(country or "", SYMBOLS[match["symbol"]])
    return "CNY" if code == "RMB" else code


def _range(text: str, first: _Quantity, language: str) -> Iterator[_Quantity]:
    """`first`, and the other end of a range; what only one end says holds for both."""
    to = _TO[language].match(text, first.end)
    second = _quantity(text, to.end(), language) if to else None
    alternative = to is not None and to.group().strip() in {"et", "and"}
    if (
        to is None
        or second is None
        or (alternative and not _BETWEEN.search(text, max(0, first.start - 9), first.start))
    ):
        yield first
        return
    if second.in_words and second.bare:
        yield first
        return
    if first.unit is None and second.unit is not None:
        first = replace(first, unit=second.unit)
    elif second.unit is None:
        second = replace(second, unit=first.unit)
    if first.scale == 1 and first.number <= second.number:
        first = replace(first, scale=second.scale)
    yield first
    yield second


def _counts(text: str, quantity: _Quantity) -> bool:
    """Whether the quantity is one, rather than a year, an hour, an ordinal or a part of a name."""
    start, end = quantity.start, quantity.end
    before = text[max(0, start - 2) : start]
    if before and (
        before[-1].isalnum()
        or (
            before[-1] in "-.,/:@#_'’"
            and before[:1].isalnum()
            and not quantity.in_words
            and before[-1] not in "'’"
        )
    ):
        return not quantity.bare and before[-1] in "-–" and before[:1].isdigit()
    if not quantity.bare:
        return not (
            quantity.in_words
            and quantity.number == 1
            and quantity.unit not in {None, *CODES}
            and quantity.scale == 1
        )
    if quantity.in_words:
        return quantity.number > 1 and text[start:end].lower() != "neuf"
    if _GOES_ON.match(text, end):
        return False
    label = _LABEL.search(text, max(0, start - 24), start)
    return label is None or label.group().strip().lower() in _BEFORE_COUNT


def _within(quantity: _Quantity, taken: tuple[tuple[int, int], ...]) -> bool:
    """Whether a date holds the quantity; « 2027 » is a year, « 2 027 » is not."""
    return any(start <= quantity.start and quantity.end <= end for start, end in taken)
