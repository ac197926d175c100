"""Parts told as fractions, « deux tiers », « un Français sur cinq », and the percentages they stand for."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Decimal

from digest.facts.amounts import Amount
from digest.facts.hedges import hedged
from digest.facts.numerals import SCALES, WORDS
from digest.facts.reading import Reading
from digest.facts.spelling import alike
from digest.text import fold, stem, stopwords

__all__ = ["denominator", "is_percentage"]

_PART = re.compile(
    r"[ \u00a0-](?:tiers|thirds?|quarts?|quarters?|cinqui[eè]mes?|fifths?|dixi[eè]mes?|tenths?)\b",
    re.IGNORECASE,
)
_DENOMINATORS = {"ti": 3, "th": 3, "qu": 4, "ci": 5, "fi": 5, "di": 10, "te": 10}
_OFF = Decimal(2)  # points: "two thirds" for 65 %
_SMALL = {
    word: value
    for table in WORDS.values()
    for word, value in table.items()
    if 0 < value <= 20 and word not in {"a", "an"}
}
_NUMBER = rf"(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))}|\d\d?)"
# « trois clients sur quatre »: one noun between the two, and none that is another behind them, as in
# « six accords sur vingt sujets ». A bare "in" is left out: "five plants in 10 countries".
_OUT_OF = re.compile(
    rf"(?<![\w.,-])(?P<n>{_NUMBER})(?:[ \u00a0](?P<noun>[^\W\d_]{{2,20}}))?[ \u00a0](?:sur|out of)[ \u00a0]"
    rf"(?P<m>{_NUMBER})(?![\w%€$£]|[ \u00a0\u202f]?[%€$£\d]|[-.,–]\d|-\w|[ \u00a0]et[ \u00a0]une?\b)"
    r"(?:[ \u00a0](?P<next>[^\W\d_]{1,20}))?",
    re.IGNORECASE,
)
# « la moitié des salariés », "a quarter of them": never half an hour, the second half or a bad quarter.
_WORD = re.compile(
    r"\b(?:(?:la|une)[ \u00a0](?P<half>moitié)|(?<!\bsecond )(?<!\bfirst )(?P<half2>half)|"
    r"(?:une?|le|an?|one|the)[ \u00a0](?P<quarter>quart|quarter))"
    r"[ \u00a0](?:de\b|des\b|du\b|d['’]|of\b|the\b|its\b|their\b|his\b|her\b|all\b)",
    re.IGNORECASE,
)
_STOPS = stopwords("fr") | stopwords("en")
_MORE = {*SCALES["fr"], *SCALES["en"], "cent", "pour", "per", "percent", "points", "point"}
_WORDS_OF_PARTS = (
    _STOPS
    | _MORE
    | {*_SMALL}
    | {"tiers", "third", "thirds", "quart", "quarts", "quarter", "quarters"}
)
_STOP = re.compile(r"[;:()\n!?]|[.,](?!\d)")


def denominator(one: Amount, text: str) -> int | None:
    """3 where `one` is the « deux » of « deux tiers » in `text`; None where it is no such figure."""
    part = _PART.match(text, one.end) if one.unit is None else None
    return _DENOMINATORS[part.group()[1:3].lower()] if part else None


def is_percentage(one: Amount, said: Reading, source: Reading) -> bool:
    """Whether `one`, a figure of a fraction in `said`, tells a percentage of `source` on the same thing, or the
    reverse.

    « Deux tiers » may be two points off; « deux sur trois » is its percentage, rounded, unless a word
    hedges. The clauses of both share a word of content; across languages, where they seldom do, the
    rounded percentage is enough. « 50 % » and « 25 % » may tell a half and a quarter of the source.
    """
    foreign = said.language != source.language
    if one.unit == "%":
        return any(
            value == one.value and (foreign or _shared(one, said, other, source, foreign=False))
            for value, other in _in_words(source.text)
        )
    fraction = _fraction(one, said.text)
    if fraction is None:
        return False
    value, start, loose = fraction
    for other in source.amounts:
        if other.unit != "%" or abs(other.value - value) > _OFF:
            continue
        exact = _rounding(value, other.value)
        hedge = hedged(said.text, start, one.end, _nearest(value, other.value), other.value)
        if hedge is False or not (exact or loose or hedge):
            continue
        if (foreign and exact) or _shared(one, said, other, source, foreign=foreign):
            return True
    return False


def _in_words(text: str) -> Iterator[tuple[Decimal, Amount]]:
    """The halves and quarters of `text`, each in per cent."""
    for found in _WORD.finditer(text):
        part = Decimal(25 if found["quarter"] else 50)
        yield part, Amount(start=found.start(), end=found.end(), text=found.group(), value=part)


def _fraction(one: Amount, sentence: str) -> tuple[Decimal, int, bool] | None:
    """How many per cent, where the fraction begins, and whether it is one of the loose ones."""
    if one.unit is not None or not one.value:
        return None
    if parts := denominator(one, sentence):
        return 100 * one.value / parts, one.start, True
    for found in _OUT_OF.finditer(sentence):
        if one.start in {found.start("n"), found.start("m")} and not _of_others(found):
            n, m = _figure(found["n"]), _figure(found["m"])
            return (Decimal(100 * n) / m, found.start("n"), False) if 0 < n <= m else None
    return None


def _of_others(found: re.Match[str]) -> bool:
    """Whether another noun in the plural, or more of the number, stands behind a « trois … sur vingt »."""
    behind = (found["next"] or "").lower()
    noun = (found["noun"] or "").lower()
    if behind in _STOPS or fold(behind).rstrip("sx") == fold(noun).rstrip("sx"):
        return False
    return behind in _MORE or behind[-1:] in {"s", "x"}


def _figure(word: str) -> int:
    return _SMALL.get(word.lower()) or int(word)


def _nearest(value: Decimal, like: Decimal) -> Decimal:
    """`value` in as many decimals as `like` has."""
    return value.quantize(Decimal(1).scaleb(min(0, int(like.as_tuple().exponent))))


def _rounding(value: Decimal, said: Decimal) -> bool:
    """Whether `said` is `value` in whole points, or in its own decimals, up, down or to the nearest."""
    step = Decimal(1).scaleb(min(0, int(said.as_tuple().exponent)))
    ways = (ROUND_DOWN, ROUND_UP, ROUND_HALF_EVEN)
    return any(value.quantize(step, rounding=way) == said for way in ways)


def _shared(one: Amount, said: Reading, other: Amount, source: Reading, *, foreign: bool) -> bool:
    theirs = {*_clause(source, other)}
    return any(
        word in theirs or any(alike(word, their, foreign=foreign) for their in theirs)
        for word in _clause(said, one)
    )


def _clause(reading: Reading, one: Amount) -> Iterator[str]:
    """The words of content between the stops round `one`, in their stems."""
    text = reading.text
    start = max((stop.end() for stop in _STOP.finditer(text, 0, one.start)), default=0)
    stop = _STOP.search(text, one.end)
    end = stop.start() if stop else len(text)
    for word in reading.words:
        inside = start <= word.start < end and not one.start <= word.start < one.end
        if inside and len(word.text) > 2 and word.text not in _WORDS_OF_PARTS:
            yield stem(word.text, reading.language or "fr")
