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
_FORTNIGHT = {
    (Decimal(8), Decimal(1)),
    (Decimal(15), Decimal(2)),
}  # « huit jours », « quinze jours »
_IMPERIAL = {"mile", "foot", "yard", "inch", "lb", "ounce", "acre", "gallon", "mph"}
_CONVERTED = Decimal("0.07")  # "50 miles", « 75 kilomètres »
_CENTS = frozenset({"cent", "penny"})
_DEGREES = frozenset({"°", "°C", "°F"})
_COUNTED = frozenset({"GPU", "CPU", "TPU"})
_HEDGE = re.compile(
    r"(?:environ|pr[eè]s d(?:e|['’])|autour de|quelques?|presque|plus d(?:e|['’])|moins d(?:e|['’])|proches? d(?:e|['’])|"
    r"au moins|au plus|à peine|jusqu['’]à|(?:avoisin|fr[ôo]l|d[ée]pass|approch|franchi|exc[èe]d)\w{0,6}|pas loin de|"
    r"about|around|nearly|almost|roughly|some|over|under|more than|less than|close to|at least|at most|up to|"
    r"approximately|or so|nears|tops|topped|exceed(?:s|ed|ing)?|just)"
    r"(?:[ \u00a0](?:les|des|la barre des|le cap des|the))?[ \u00a0\u202f]{0,2}\Z",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(?<![\w-])(\d{1,2})[-–](\d{1,2})(?![\w-])")
_CLOSE = Decimal(
    "0.005"
)  # a rounding that moves the value by less says nothing else: 16.6 for 16.59
_FAR = Decimal("0.1")  # a rounding that moves the value by more is another value
# Words that say a number: how a source writes what a sentence counts.
_TIMES = {"doubl": 2, "twice": 2, "twofold": 2, "tripl": 3, "threefold": 3, "quadrupl": 4}
_PARTS = {"half": 50, "moitie": 50, "quart": 25, "quarter": 25}
_SMALL = {
    value: tuple(
        sorted(fold(word) for table in WORDS.values() for word, n in table.items() if n == value)
    )
    for value in range(1, 21)
}


def same_amount(said: Amount, source: Amount, sentence: str) -> bool:
    """Same value and unit, a unit left out, or a rounding that `sentence` owns up to ("about")."""
    ours, theirs = said.normal, source.normal
    if source.unit is None and said.unit == "year" and said.value == source.value in _AGES:
        return True  # "the 44-year-old", and « Donna Christie, 44, »
    if not (_same_unit(ours[1], theirs[1]) or _books(said, source) or _books(source, said)):
        return False
    if said.unit == "day" and source.unit == "week" and (said.value, source.value) in _FORTNIGHT:
        return True
    a, b = _whole(*ours), _whole(*theirs)
    if {said.unit, source.unit} & _IMPERIAL and said.unit != source.unit:
        return abs(a - b) <= _CONVERTED * abs(b)
    if a == b or (abs(a - b) <= _CLOSE * abs(b) and _rounds(b, a)):
        return True
    return _HEDGE.search(sentence, 0, said.start) is not None and _rounds(b, a)


def comparable(said: Amount, source: Amount) -> bool:
    """Whether both measure the same sort of thing, so that another value contradicts."""
    ours, theirs = said.normal[1], source.normal[1]
    return ours == theirs or (_money(ours) and _money(theirs))


def in_other_words(said: Amount, source: Reading, sentence: str) -> bool:
    """What `Reading.amounts` has not: "tripled", « la moitié », an age ("now 52,"), a score (4-1),
    and any figure of two digits or more that stands there as it is."""
    words = [word.text for word in source.words]
    if clock := _MINUTES.search(sentence, max(0, said.start - 4), said.end):
        return (
            re.search(rf"(?<!\d)\d\d?[ \u00a0]?[:.hH][ \u00a0]?{clock[1]}(?!\d)", source.text)
            is not None
        )
    if said.unit == "%":
        return any(_PARTS.get(word) == said.value for word in words)
    if (part := _part(said, sentence)) and any(
        one.unit == "%" and abs(one.value - part) <= _PART_OFF for one in source.amounts
    ):
        return True
    if said.unit == "year":
        return said.value in _AGES and said.value in source.figures
    if said.unit == "hour":
        return said.value in _hours(source.text)
    if said.unit == "times":
        return any(
            word.startswith(k) and v == said.value for word in words for k, v in _TIMES.items()
        )
    if said.unit is not None:  # "the 100m": elsewhere a hundred millions
        return said.unit == "m" and f"{said.value}m" in source.text
    exact = said.value >= 10 or said.value % 1  # "the 6.1-magnitude quake"
    if said.value in source.figures and (exact or _in_score(said, source.text)):
        return True
    if said.value == 1:  # « la phase 1 »; « un » and "a" say nothing
        return any(word in {"one", "first", "premier", "premiere"} for word in words)
    spelt = _SMALL.get(int(said.value), ()) if said.value == int(said.value) else ()
    return any(
        word in spelt or any(word.startswith(k) and v == said.value for k, v in _TIMES.items())
        for word in words
    )


_FRACTION = re.compile(
    r"[ \u00a0-](?P<part>tiers|thirds?|quarts?|quarters?|cinqui[eè]mes?|fifths?|dixi[eè]mes?|tenths?)\b"
    r"|(?:[ \u00a0]\w{1,20}){0,2}[ \u00a0](?:sur|in|out of)[ \u00a0](?P<of>\w{2,8})\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\b(?:sur|in|out of)[ \u00a0]\Z", re.IGNORECASE)
_DENOMINATORS = {"ti": 3, "th": 3, "qu": 4, "ci": 5, "fi": 5, "di": 10, "te": 10}
_PART_OFF = Decimal(2)  # points: "two thirds" for 65 %


def _part(said: Amount, sentence: str) -> Decimal | None:
    """What per cent « deux tiers » or « un Français sur cinq » is; `said` is either figure of it."""
    if said.unit is not None or not said.value:
        return None
    if out_of := _OUT_OF.search(sentence, max(0, said.start - 8), said.start):
        before = re.findall(r"\w+", sentence[max(0, out_of.start() - 40) : out_of.start()])[-3:]
        figure = next((n for word in reversed(before) if (n := _figure(word))), None)
        return 100 * figure / said.value if figure else None
    found = _FRACTION.match(sentence, said.end)
    if found is None:
        return None
    if found["part"]:
        return 100 * said.value / _DENOMINATORS[found["part"][:2].lower()]
    whole = _figure(found["of"])
    return 100 * said.value / whole if whole else None


def _figure(word: str) -> int | None:
    """The number up to twenty that `word` is."""
    folded = fold(word)
    return next((n for n, words in _SMALL.items() if folded in {*words, str(n)}), None)


_MINUTES = re.compile(r"\d[ \u00a0\u202f]?h[ \u00a0\u202f](\d\d)\Z")  # « 15 h 45 »
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
    if "°" in {ours, theirs}:  # « 10 degrés », "10°C"
        return ours in _DEGREES and theirs in _DEGREES
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
