"""Words that own up to a rounding, and which way they point: « près de », « au moins », "under"."""

import re
from decimal import Decimal
from typing import Literal

__all__ = ["bound", "hedged"]

_HEDGE = re.compile(
    r"(?<!\w)(?:"
    r"(?P<most>pas plus d(?:e|['’])|(?:no|not) more than|moins d(?:e|['’])|au plus|au maximum|jusqu['’]à|presque|"
    r"(?:approch|fr[ôo]l)\w{1,6}|under|below|less than|fewer than|at most|up to|nearly|almost|nears|"
    r"approach(?:es|ed|ing))"
    r"|(?P<least>pas moins d(?:e|['’])|no (?:less|fewer) than|plus d(?:e|['’])|au moins|au minimum|"
    r"(?:d[ée]pass|franchi|exc[èeé]d)\w{0,6}|over|above|more than|at least|topp?(?:s|ed|ing)|"
    r"exceed(?:s|ed|ing)?)"
    r"|environ|à peu près|plus ou moins|de l['’]ordre d(?:e|['’])|pr[eè]s d(?:e|['’])|autour de|quelques?|proches? d(?:e|['’])|à peine|avoisin\w{1,6}|pas loin d(?:e|['’])|"
    r"about|around|close to|roughly|some|approximately"
    r")(?:[ \u00a0](?:les|des|la barre des|le cap des|the))?[ \u00a0\u202f]{0,2}\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(  # « 2 000 clients environ », "50 or so"
    r"(?:[ \u00a0][^\W\d_]{1,20})?[ \u00a0](?:(?P<most>au plus|au maximum|or (?:less|fewer)|at most)|"
    r"(?P<least>au moins|au minimum|ou plus|or more|at least)|environ|à peu près|or so|approximately)\b",
    re.IGNORECASE,
)
_REACH = 40  # characters that the longest of them takes


def hedged(sentence: str, start: int, end: int, said: Decimal, exact: Decimal) -> bool | None:
    """Whether the words round `start` to `end` let `said` stand for `exact`; None where no word hedges.

    « Au moins » and "over" stand at or below the exact value, « moins de » and "up to" at or above it,
    « environ » and "about" on either side.
    """
    hedge = _hedge(sentence, start, end)
    if hedge is None:
        return None
    return not ((hedge["least"] and exact < said) or (hedge["most"] and exact > said))


def bound(text: str, start: int, end: int) -> Literal["least", "most"] | None:
    """On which side of the value the words round `start` to `end` see the truth; None where on neither."""
    hedge = _hedge(text, start, end)
    return (
        None if hedge is None else "least" if hedge["least"] else "most" if hedge["most"] else None
    )


def _hedge(text: str, start: int, end: int) -> re.Match[str] | None:
    return _HEDGE.search(text, max(0, start - _REACH), start) or _BEHIND.match(text, end)
