"""Parts told in words, « deux tiers », « la moitié », "one in five", each as a percentage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from digest.facts.numerals import WORDS
from digest.text import one_case

__all__ = ["Part", "parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part as it stands in a text, `value` in per cent.

    A sentence is held to it where it is `claimed`. It bears out percentages where it is `sure`; "a third" may
    be the third of a row, « demi » half of anything.
    """

    start: int
    end: int
    text: str
    value: Decimal
    sure: bool
    claimed: bool


_OF = r"[ \u00a0](?:d(?:es?|u)\b|d['’]|of\b|its\b|their\b|his\b|her\b|all\b|the\b)"
_IS = r"[ \u00a0](?:is|are|was|were)\b"
_NUMBERS = {**WORDS["fr"], **WORDS["en"]}
_SMALL = "|".join(word for word, value in _NUMBERS.items() if 0 < value < 10)
_FRACTION = re.compile(
    rf"\b(?P<above>{_SMALL}|le|the|other|another|autre)[ \u00a0-]"
    r"(?P<below>tiers|thirds?|quarts?|quarters?|cinqui[eè]mes?|fifths?|dixi[eè]mes?|tenths?)\b"
    # a quarter of an hour, a quarter-final, a third party are none, nor are quarters of a year
    r"(?![ \u00a0-](?:d['’]heures?|de finales?|finals?|finalist|de si[eè]cle|of a century|of an hour|temps|past|to\b|"
    rf"party|parties|monde|payant|de confiance))(?:(?P<of>{_OF})|(?P<is>{_IS}))?",
    re.IGNORECASE,
)
_BELOW = {"ti": 3, "th": 3, "qu": 4, "ci": 5, "fi": 5, "di": 10, "te": 10}
_HALF = re.compile(
    r"(?<!premi[eè]re )(?<!seconde )(?<!deuxi[eè]me )(?<!moitié-)(?<!moitié )\b(?P<half>(?:la )?moitié)\b(?![- ](?:moins|plus|moitié))"
    rf"|(?<!\bsecond )(?<!\bfirst )\bhalf(?=(?P<of>{_OF}))"
    r"|\b(?:half|halv(?:es?|ed|ing)|(?:par|in) (?:deux|two)|demi)\b",
    re.IGNORECASE,
)
_AMONG = re.compile(
    rf"\b(?P<some>{_SMALL}|\d\d?)[ \u00a0](?:[^\W\d_]+(?:[ \u00a0-][^\W\d_]+)?[ \u00a0])??(?P<of>sur|in|out of)[ \u00a0]"
    rf"(?P<whole>{_SMALL}|dix|ten|vingt|twenty|cent|\d\d?0?)\b"
    r"(?![ \u00a0-](?:ans?|années?|mois|jours?|semaines?|heures?|minutes?|years?|months?|days?|weeks?|hours?)\b)",
    re.IGNORECASE,
)


def parts(text: str) -> Iterator[Part]:
    """The fractions of `text`, French or English, in no order."""
    plain = one_case(text)
    for found in _FRACTION.finditer(plain):
        number = _NUMBERS.get(found["above"].lower(), 1)
        below = _BELOW[found["below"][:2].lower()]
        spelt = found["above"].lower() in _NUMBERS
        sure = number > 1 or found["of"] is not None or (spelt and found["is"] is not None)
        if number < below and (sure or spelt):
            value, end = Decimal(number) / below, found.end("below")
            yield _part(text, found.start(), end, value, sure=sure, claimed=sure)
    for found in _HALF.finditer(plain):
        claimed = bool(found["half"] or found["of"])
        sure = claimed or found.group().lower().startswith("halv")
        yield _part(text, *found.span(), Decimal("0.5"), sure=sure, claimed=claimed)
    for found in _AMONG.finditer(plain):  # « une hausse sur deux ans » is none
        some, whole = (_number(found[name]) for name in ("some", "whole"))
        if some < whole:
            yield _part(
                text,
                *found.span(),
                Decimal(some) / whole,
                sure=True,
                claimed=some > 1 and found["of"].lower() != "in",
            )


def _part(text: str, start: int, end: int, value: Decimal, *, sure: bool, claimed: bool) -> Part:
    return Part(
        start=start,
        end=end,
        text=text[start:end],
        value=100 * value,
        sure=sure,
        claimed=claimed,
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]
