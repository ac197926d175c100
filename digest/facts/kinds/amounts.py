"""Amounts and counts: whether a source's figure is the one that a sentence states, whatever the spelling of either."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Decimal

from digest.facts.amounts import Amount
from digest.facts.case import SOMEWHERE, Case, Claim, Sort
from digest.facts.course import opposed
from digest.facts.hedges import hedged
from digest.facts.kinds.parts import same_part, same_percentage, within
from digest.facts.numerals import DIGITS, read_digits
from digest.facts.otherwise import NOTHING, STOPS, in_other_words, otherwise
from digest.facts.reading import Reading
from digest.facts.units import CODES

__all__ = ["AMOUNTS", "COUNTS", "comparable", "elided", "rounding", "same_amount"]

_DIGITS = re.compile(DIGITS)
_FORTNIGHT = {
    (Decimal(8), Decimal(1)),
    (Decimal(15), Decimal(2)),
}  # « huit jours », « quinze jours »
_IMPERIAL = {"mile", "foot", "yard", "inch", "lb", "ounce", "acre", "gallon", "mph"}
_CONVERTED = Decimal("0.07")  # "50 miles", « 75 kilomètres »
_MONTH, _DAY = Decimal("30.44"), Decimal(24 * 3600)
_CALENDAR = Decimal("0.03")  # months have 30 days or 31
_CENTS = frozenset({"cent", "penny"})
_MILLIONS = 10**6
_TIMES_OF = frozenset(
    {"month", "day", "second"}
)  # that tell an age or a term, with nothing to compare
_DEGREES = frozenset({"°", "°C", "°F"})
_COUNTED = frozenset({"GPU", "CPU", "TPU"})
_CLOSE = Decimal(
    "0.005"
)  # a rounding that moves the value by less says nothing else: 16.6 for 16.59
_FAR = Decimal("0.1")  # a rounding that moves the value by more is another value


def _measured(case: Case) -> Iterator[Amount]:
    return (one for one in _claims(case) if one.unit is not None)


def _counted(case: Case) -> Iterator[Amount]:
    return (one for one in _claims(case) if one.unit is None)


_BOTH = re.compile(r"\b(?:les|ces|the|these|those)[ \u00a0](?P<two>deux|two)\b", re.IGNORECASE)


def _claims(case: Case) -> Iterator[Amount]:
    """The amounts of the sentence but the « deux » of « deux tiers », which counts nothing, and of « les deux
    pays » where no source counts two: it may have named them both."""
    both = {found.start("two") for found in _BOTH.finditer(case.said.text)}
    for one in case.said.amounts:
        part = within(one, case.said)
        if part is not None and part.claimed:
            continue
        named = one.unit is None and one.value == 2 and one.start in both
        if not named or any(_find(one, source, case) for source in case.sources):
            yield one


def _find(one: Amount, source: Reading, case: Case) -> Claim | None:
    said = case.said
    ours = elided(one, said)
    counts = _counts(one, said.text)
    same = [
        other
        for other in source.amounts
        if not (counts and other.unit == "%")
        and any(same_amount(a, b, said.text) for a in ours for b in elided(other, source))
    ]
    if same:  # « moins de 100 » for "more than 100" bears out nothing
        along = (other for other in same if not opposed(one, said.text, other, source.text))
        return next(along, None)
    part = within(one, said)
    told = (
        otherwise(one, source, case)
        or (one.unit == "%" and same_percentage(one, said, source))
        or (part and same_part(part, said, source))
        or (not (counts and _percentage(one, source)) and in_other_words(one, source))
    )
    return SOMEWHERE if told else None


_THINGS = re.compile(
    r"[ \u00a0](?!environ\b|voire\b|(?:lun|mar|mercre|jeu|vendre|same)di\b|\w+(?:ment|ly|day)\b)(?P<word>[^\W\d_]{4,})"
)


def _counts(one: Amount, text: str) -> bool:
    """Whether it counts things: « douze barrages », which "12% of the firm" does not bear out; but « 3 puis 5 % »."""
    if one.unit is not None or NOTHING.match(text, one.end):
        return False
    things = _THINGS.match(text, one.end)
    return things is not None and things["word"].lower() not in STOPS


def _percentage(one: Amount, source: Reading) -> bool:
    return any(other.unit == "%" and other.value == one.value for other in source.amounts)


def _rival(one: Amount, source: Reading) -> Amount | None:
    rivals = [other for other in source.amounts if comparable(one, other)]
    return min(rivals, key=lambda other: abs(other.value - one.value), default=None)


AMOUNTS = Sort(kind="amount", claims=_measured, find=_find, rival=_rival)
COUNTS = Sort(kind="number", claims=_counted, find=_find, rival=_rival)


def same_amount(said: Amount, source: Amount, sentence: str) -> bool:
    """Same value and unit, a unit left out, or a rounding that `sentence` owns up to ("about")."""
    ours, theirs = said.normal, source.normal
    if not (_same_unit(ours[1], theirs[1]) or _books(said, source) or _books(source, said)):
        return False
    if said.unit == "day" and source.unit == "week" and (said.value, source.value) in _FORTNIGHT:
        return True
    a, b = _whole(*ours), _whole(*theirs)
    if {said.unit, source.unit} & _IMPERIAL and said.unit != source.unit:
        return abs(a - b) <= _CONVERTED * abs(b)
    if a == b:
        return True
    if {ours[1], theirs[1]} == {"month", "second"}:  # « quatre mois » for 120 days
        days = [
            value * _MONTH if unit == "month" else value / _DAY for value, unit in (ours, theirs)
        ]
        return abs(days[0] - days[1]) <= _CALENDAR * days[1]
    hedge = hedged(sentence, said.start, said.end, a, b)
    close = hedge is None and not _plain(said, source) and abs(a - b) <= _CLOSE * abs(b)
    return (close or hedge is True) and _rounds(b, a)


def _plain(said: Amount, source: Amount) -> bool:
    """Whether both are whole numbers and `said` is written out, « 290 », "2,000": it claims each digit."""
    if source.value % 1 or said.value % 1:
        return False
    digits = re.sub(r"\D", "", said.text)
    return digits == str(int(said.value)) or not (digits or "illi" in said.text.lower())


def comparable(said: Amount, source: Amount) -> bool:
    """Whether both measure the same sort of thing, so that another value contradicts."""
    ours, theirs = said.normal[1], source.normal[1]
    return ours == theirs or (_priced(ours, said) and _priced(theirs, source))


def elided(said: Amount, sentence: Reading) -> tuple[Amount, ...]:
    """`said`, and where it leaves out its own also with the unit and the scale of each amount before it, the
    nearest last."""
    if said.unit is not None or not NOTHING.match(sentence.text, said.end):
        return (said,)
    before = (
        one
        for one in sentence.amounts
        if one.end <= said.start and (one.unit or one.value >= _MILLIONS)
    )
    measured = (one for one in before if one.normal[1] not in _TIMES_OF)
    return (said, *(_like(said, one, sentence.language) for one in measured))


def _like(said: Amount, before: Amount, language: str | None) -> Amount:
    digits = _DIGITS.search(before.text)
    scales = (10**9, 10**6, 10**3, 1)  # « quarante-sept milliards, puis huit »
    in_words = before.value / next(scale for scale in scales if before.value >= scale or scale == 1)
    number = read_digits(digits.group(), language or "fr") if digits else in_words
    scale = 1 if said.value >= 1000 or not number else before.value / number
    return replace(said, value=said.value * scale, unit=before.unit)


def _same_unit(ours: str | None, theirs: str | None) -> bool:
    if ours == theirs or ours is None or (ours == "times" and theirs is None):
        return True
    if {ours, theirs} == {"month", "second"}:
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


def _priced(unit: str | None, one: Amount) -> bool:
    """Money, or the millions of which a text does not say it again: « 35 milliards d’ordres »."""
    return _money(unit) or unit in _CENTS or (unit is None and one.value >= _MILLIONS)


def rounding(one: Amount, other: Amount) -> bool:
    """Whether `other` is `one` in fewer digits, or the same: « le seuil des 140 yens » for 140.23."""
    exact, said = one.normal[0], other.normal[0]
    return exact == said or (abs(exact - said) <= _CLOSE * abs(exact) and _rounds(exact, said))


def _rounds(exact: Decimal, said: Decimal) -> bool:
    """Whether `said` is `exact` in as many digits as `said` has, up, down or to the nearest."""
    if not said or not exact or abs(exact - said) > _FAR * abs(exact):
        return False
    step = Decimal(1).scaleb(int(said.normalize().as_tuple().exponent))
    return any(
        (exact / step).to_integral_value(rounding=way) * step == said
        for way in (ROUND_DOWN, ROUND_UP, ROUND_HALF_EVEN)
    )
