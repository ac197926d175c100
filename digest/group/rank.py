"""How much a story weighs, in parts an editor can read.

publishers   families that tell it: 1 for one, 2 for three, 3 for seven
freshness    0 for the first moment of the week, 1 for its last; one half when undated
watch        names of the watch-list: 1 in a title, ½ in a text, at most 1.5
amounts      the largest sum of money: 0 up to 1 million, ½ for 1 billion, 1 for 1,000 billion
novelty      minus up to 3 for a story already told in a past issue
choices      what the editor kept (up to 1) or threw out (down to -1) of the same names
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from digest.facts import amounts
from digest.facts.units import CODES
from digest.group.choices import Choices
from digest.group.views import Reading, holds, stems
from digest.model import Article, Score, Story

__all__ = ["publishers", "score"]

_TOLD_BEFORE = 3.0
_LEAD = 400  # characters in which a sum must stand to be what the story is about
_THREE = sorted(code for code in CODES if len(code) == 3)  # and "Rs"
# Looking for a currency costs 1/100 of reading amounts, which few articles hold: the pattern begins
# with what it consumes and looks behind afterwards, three times as fast as words one after the other.
_MONEY = re.compile(
    r"[$€£¥₹edpyA-Z](?:(?<=[$€£¥₹])|(?<=e)uros?\b|(?<=d)ollars?\b|(?<=p)ounds?\b|(?<=y)en\b|(?<=y)uan\b|(?<=R)s\b"
    rf"|(?<=[A-Z])..\b(?<={'|'.join(_THREE)}))"
)


def score(
    story: Story,
    readings: Mapping[str, Reading],
    *,
    window: tuple[datetime, datetime],
    watch: Sequence[str],
    told: float = 0.0,
    choices: Choices,
) -> Score:
    """The score of `story`; `told` says how surely it was told before, from 0 to 1."""
    parts = [
        ("publishers", math.log2(1 + len(publishers(story)))),
        ("freshness", _freshness(story, window)),
        ("watch", _watched(story, readings, watch)),
        ("amounts", _money(story)),
        ("novelty", -_TOLD_BEFORE * told),
        ("choices", choices.lean(story)),
    ]
    return Score(parts=tuple((name, round(value, 2) + 0.0) for name, value in parts))


def publishers(story: Story) -> tuple[str, ...]:
    """The publishers that tell a story, families counted once, sorted."""
    return tuple(sorted({article.publisher or article.source for article in story.articles}))


def _freshness(story: Story, window: tuple[datetime, datetime]) -> float:
    dates = [article.published for article in story.articles if article.published is not None]
    if not dates:
        return 0.5
    start, end = window
    return min(max((max(dates) - start) / (end - start), 0.0), 1.0)


def _watched(story: Story, readings: Mapping[str, Reading], watch: Sequence[str]) -> float:
    found = 0.0
    for name in watch:
        best = 0.0
        for article in story.articles:
            read = readings.get(article.id)
            if read is not None and best < 1.0:
                wanted = stems(name, read.language)
                best = max(best, 1.0 * holds(read.title, wanted), 0.5 * holds(read.body, wanted))
        found += best
    return min(found, 1.5)


def _money(story: Story) -> float:
    largest = max((_largest_sum(article) for article in story.articles), default=0.0)
    return min(max(math.log10(max(largest, 1.0)) - 6, 0.0) / 6, 1.0)


def _largest_sum(article: Article) -> float:
    text = f"{article.title}\n\n{article.text[:_LEAD]}"
    if not _MONEY.search(text):
        return 0.0
    sums = (amount for amount in amounts(text, article.language) if amount.unit in CODES)
    return max((float(amount.value) for amount in sums), default=0.0)
