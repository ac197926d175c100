"""One module a sort of claim, all of one shape: what a sentence claims, where a source bears it out, which other
value of the sort speaks against it."""

from digest.facts.kinds.amounts import AMOUNTS, COUNTS
from digest.facts.kinds.dates import DATES
from digest.facts.kinds.hours import HOURS
from digest.facts.kinds.names import NAMES
from digest.facts.kinds.numbers import NUMBERS
from digest.facts.kinds.parts import PARTS
from digest.facts.kinds.quotations import QUOTATIONS

__all__ = ["SORTS"]

SORTS = (AMOUNTS, COUNTS, PARTS, DATES, HOURS, NUMBERS, NAMES, QUOTATIONS)
