"""A text read once: its words, amounts and days, kept for the many sentences that rest on it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from digest.facts.amounts import Amount, amounts
from digest.facts.days import Day, days
from digest.text import Span, fold, stopwords, words

__all__ = ["Reading", "read", "tongue"]

_WORD = re.compile(r"[^\W_]+")
_BOTH = ("fr", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`words` are folded, with their place in `text`; `language` is None when both were tried."""

    text: str
    language: str | None
    words: tuple[Span, ...]
    amounts: tuple[Amount, ...]
    days: tuple[Day, ...]


def tongue(text: str) -> str | None:
    """French or English by their small words ("fr", "en"); None when these do not decide.

    The identifier of `digest.text` costs 0.8 s to load, more than the whole check may take.
    """
    found = words(text)
    french, english = (sum(word in stopwords(code) for word in found) for code in _BOTH)
    if french == english:
        return None
    return "fr" if french > english else "en"


@lru_cache(maxsize=4096)  # a week of 160 articles has 1,500 sentences
def read(text: str, language: str | None, anchor: date) -> Reading:
    """`text` with all it claims; a text of unknown language is read in both."""
    spans = tuple(
        Span(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)
    )
    tongues = _BOTH if language is None else (language,)
    return Reading(
        text=text,
        language=language,
        words=spans,
        amounts=tuple(dict.fromkeys(a for code in tongues for a in amounts(text, code))),
        days=tuple(dict.fromkeys(d for code in tongues for d in days(text, code, anchor))),
    )
