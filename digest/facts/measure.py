"""What stands round a number and says what it counts: « $ », "EUR", « francs suisses », « GW »."""

import re
from decimal import Decimal

from digest.facts.units import CODES, CURRENCY_WORDS, PREFIXED, SYMBOLS, UNITS
from digest.text import fold

__all__ = ["CODE", "COUNTRY", "GAP", "JOIN", "PREFIX", "SUFFIX", "SYMBOL", "currency", "unit"]

GAP = r"[ \u00a0\u2009\u202f]{0,2}"
JOIN = rf"(?:{GAP}|-)(?:de[ \u00a0\u202f]|d['’]{GAP}|of )?"
SYMBOL = "[" + "".join(SYMBOLS) + "]"
COUNTRY = "|".join(sorted(map(re.escape, PREFIXED), key=len, reverse=True))
CODE = "|".join(sorted(CODES))
PREFIX = re.compile(
    rf"(?:(?P<country>{COUNTRY}){GAP})?(?P<symbol>{SYMBOL}){GAP}(?=\d)|(?P<code>{CODE}){GAP}(?=\d)"
)
SUFFIX = re.compile(
    rf"{JOIN}(?:(?P<symbol>{SYMBOL})(?:{GAP}(?P<country>{COUNTRY})\b)?|(?P<code>{CODE})\b)"
)
_CENTS = re.compile(rf"{GAP}(\d\d)(?![\w.,%€$£]|{GAP}[%€$£])")
_PHRASE = re.compile(
    rf"(?:{GAP}|-)(?:(?P<bp>points? de base|basis[ -]points?)"
    r"|(?P<point>points? de pourcentage|percentage[ -]points?)"
    r"|(?P<percent>%|pour[ \u00a0]?cents?\b|per[ \u00a0]?cent\b))",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"{JOIN}(?:(?:Hong|New) )?(?P<word>[^\W\d_]{{1,20}}(?:[²³]|(?<=m)[23]\b)?|°C|°F)(?P<hourly>/h\b)?"
    r"(?:[ -](?P<second>[^\W\d_]{1,20}))?"
)
_PENCE = re.compile(r"(?<!\b720)(?<!\b1080)(?<=\d)p\b")  # "182.59p a litre", but no 1080p
_INCHES = re.compile(r"(?<=\d)(?:″|in\b|(?P<mark>[\"”])(?!\w))")  # a 3.1" screen
_ZERO = Decimal(0)
# « les dix derniers mois », "the past three years"
_QUOTED = 200  # characters; bounds the work on a text of nothing but inches
_BETWEEN = re.compile(
    r"[ \u00a0](?:derni[eè]re?s|prochaine?s|premi[eè]re?s|metric|longue?s|longs|bonnes|last|next|past|first|long|full|more|consecutive)(?=[ \u00a0])",
    re.IGNORECASE,
)
_HUNDREDTHS = re.compile(rf"{GAP}s(?:ec(?:ondes?)?)?{GAP}(\d\d?)(?![\w%€$£]|[.,]\d)")  # « 10 s 83 »


def currency(match: re.Match[str]) -> str:
    """The ISO code of what `PREFIX` or `SUFFIX` matched."""
    code = match["code"]
    if code is None:
        country = match["country"] if match["symbol"] == "$" else None
        code = PREFIXED.get(country or "", SYMBOLS[match["symbol"]])
    return {"RMB": "CNY", "Rs": "INR"}.get(code, code)


def unit(text: str, at: int, language: str) -> tuple[str | None, int, Decimal]:
    """The unit of a number that ends at `at`, where the unit ends, and the cents of « 19 € 90 »."""
    if suffix := SUFFIX.match(text, at):
        cents = _CENTS.match(text, suffix.end()) if suffix["symbol"] else None
        if cents:
            return currency(suffix), cents.end(), Decimal(cents[1]) / 100
        return currency(suffix), suffix.end(), _ZERO
    if phrase := _PHRASE.match(text, at):
        kind = phrase.lastgroup
        return "%" if kind == "percent" else kind, phrase.end(), _ZERO
    if language == "en" and (pence := _PENCE.match(text, at)):
        return "penny", pence.end(), _ZERO
    if (inches := _INCHES.match(text, at)) and not (inches["mark"] and _closes(text, at)):
        return "inch", inches.end(), _ZERO
    if hundredths := _HUNDREDTHS.match(text, at):
        return "second", hundredths.end(), Decimal(f"0.{hundredths[1]}")
    between = _BETWEEN.match(text, at)
    word = _WORD.match(text, between.end() if between else at)
    found = _of_two_words(word) or _of_one_word(word, language) if word else None
    return (*found, _ZERO) if found else (None, at, _ZERO)


def _closes(text: str, at: int) -> bool:
    """Whether the mark at `at` ends a quotation that opens shortly before."""
    before = text[max(0, at - _QUOTED) : at]
    return before.count('"') % 2 == 1 if text[at] == '"' else "“" in before


def _of_two_words(word: re.Match[str]) -> tuple[str, int] | None:
    """« francs suisses », "Canadian dollars", « gigawatt-heures »."""
    if not word["second"]:
        return None
    first, second = _singular(word["word"]), _singular(word["second"])
    as_written = fold(word["second"])  # « dollars taïwanais »
    pairs = (f"{first} {second}", f"{first} {as_written}", f"{fold(word['word'])} {second}")
    found = next((CURRENCY_WORDS[pair] for pair in pairs if pair in CURRENCY_WORDS), None)
    found = found or (UNITS.get(first + second) if len(first) > 1 else None)  # no « h à »
    return (found, word.end()) if found else None


def _of_one_word(word: re.Match[str], language: str) -> tuple[str, int] | None:
    """A symbol as it stands (GW is not gw), else a word in the singular."""
    if word["hourly"] and (speed := UNITS.get(word["word"] + word["hourly"])):
        return speed, word.end("hourly")
    symbol = UNITS.get(word["word"])
    singular = _singular(word["word"])
    if symbol is None and not (singular == "an" and language == "en"):
        symbol = CURRENCY_WORDS.get(singular) or UNITS.get(singular)
    return (symbol, word.end("word")) if symbol else None


def _singular(word: str) -> str:
    folded = fold(word)
    return folded.removesuffix("s") if len(folded) > 2 else folded
