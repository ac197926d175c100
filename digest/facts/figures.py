"""Whether a source's figure is the one that a sentence states, whatever the spelling of either."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Decimal

from digest.facts.amounts import Amount
from digest.facts.numerals import WORDS
from digest.facts.reading import Reading
from digest.facts.units import CODES
from digest.text import fold

__all__ = ["comparable", "in_other_words", "same_amount"]

_AGES = range(10, 111)
_CENTS = frozenset({"cent", "penny"})
_COUNTED = frozenset({"GPU", "CPU", "TPU"})
_HEDGE = re.compile(
    r"(?:environ|pr[eè]s d(?:e|['’])|autour de|quelque|presque|plus d(?:e|['’])|moins d(?:e|['’])|"
    r"about|around|nearly|almost|roughly|some|over|under|more than|less than|close to|"
    r"approximately|or so)[ \u00a0\u202f]{0,2}\Z",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(?<![\w-])(\d{1,2})[-–](\d{1,2})(?![\w-])")
_FAR = Decimal("0.1")  # a rounding that moves the value by more is another value
# Words that say a number: how a source writes what a sentence counts.
_TIMES = {"doubl": 2, "twice": 2, "twofold": 2, "tripl": 3, "threefold": 3, "quadrupl": 4}
_PARTS = {"half": 50, "moitie": 50, "quart": 25, "quarter": 25}
_SMALL = {
    value: tuple(
        sorted(fold(word) for table in WORDS.values() for word, n in table.items() if n == value)
    )
    for value in range(2, 21)
}


def same_amount(said: Amount, source: Amount, sentence: str) -> bool:
    """Same value and unit, a unit left out, or a rounding that `sentence` owns up to ("about")."""
    ours, theirs = said.normal, source.normal
    if theirs[1] is None and ours[1] == "year" and ours[0] == theirs[0] and ours[0] in _AGES:
        return True  # "the 44-year-old", and « Donna Christie, 44, »
    if not (_same_unit(ours[1], theirs[1]) or _books(said, source) or _books(source, said)):
        return False
    a, b = _whole(*ours), _whole(*theirs)
    if a == b:
        return True
    return _HEDGE.search(sentence, 0, said.start) is not None and _rounds(b, a)


def comparable(said: Amount, source: Amount) -> bool:
    """Whether both measure the same sort of thing, so that another value contradicts."""
    ours, theirs = said.normal[1], source.normal[1]
    return ours == theirs or (_money(ours) and _money(theirs))


def in_other_words(said: Amount, source: Reading) -> bool:
    """What `Reading.amounts` has not: "tripled", « la moitié », an age ("now 52,"), a score (4-1),
    and any figure of two digits or more that stands there as it is."""
    words = [word.text for word in source.words]
    if said.unit == "%":
        return any(_PARTS.get(word) == said.value for word in words)
    if said.unit == "year":
        return said.value in _AGES and said.value in source.figures
    if said.unit == "hour":
        return said.value in _hours(source.text)
    if said.unit == "times":
        return any(
            word.startswith(k) and v == said.value for word in words for k, v in _TIMES.items()
        )
    if said.unit is not None:
        return False
    if said.value in source.figures and (said.value >= 10 or _in_score(said, source.text)):
        return True
    spelt = _SMALL.get(int(said.value), ()) if said.value == int(said.value) else ()
    return any(
        word in spelt or any(word.startswith(k) and v == said.value for k, v in _TIMES.items())
        for word in words
    )


_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2})(?:[:.]00|[ \u00a0]?h(?:eures?)?\b)?[ \u00a0]?([ap])?(?:\.?m\b)?"
)


def _hours(text: str) -> frozenset[int]:
    """The full hours that `text` names as the clock shows them: 04:00, « 16 h », 4pm."""
    return frozenset(
        int(found[1]) % 24 + (12 if found[2] == "p" and int(found[1]) < 12 else 0)
        for found in _CLOCK.finditer(text)
        if len(found.group()) > len(found[1])
    )


def _in_score(said: Amount, text: str) -> bool:
    return any(str(said.value) in score.groups() for score in _SCORE.finditer(text))


def _same_unit(ours: str | None, theirs: str | None) -> bool:
    if ours == theirs or ours is None or (ours == "times" and theirs is None):
        return True
    if ours in _CENTS or theirs in _CENTS:
        return (_money(ours) or ours in _CENTS) and (_money(theirs) or theirs in _CENTS)
    return theirs is None and ours in _COUNTED


def _books(pounds: Amount, books: Amount) -> bool:
    """« sept millions de livres » may be books after all."""
    return books.unit is None and pounds.text.lower().endswith("de livres")


def _whole(value: Decimal, unit: str | None) -> Decimal:
    return value / 100 if unit in _CENTS else value


def _money(unit: str | None) -> bool:
    return unit in CODES


def _rounds(exact: Decimal, said: Decimal) -> bool:
    """Whether `said` is `exact` in as many digits as `said` has, up, down or to the nearest."""
    if not said or not exact or abs(exact - said) > _FAR * abs(exact):
        return False
    step = Decimal(1).scaleb(int(said.normalize().as_tuple().exponent))
    return any(
        (exact / step).to_integral_value(rounding=way) * step == said
        for way in (ROUND_DOWN, ROUND_UP, ROUND_HALF_EVEN)
    )
