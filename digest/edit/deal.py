"""A row of the bubble watch, cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from digest.draft import deals, parse
from digest.edit.proven import Place, block_at, lines_at, proven, swapped
from digest.edit.rows import ENDS, cut, exchange
from digest.errors import DraftError
from digest.model import Deal
from digest.notice import Notice

__all__ = ["deal"]

_PIPE = re.compile(r"(?<!\\)\|")


def deal(text: str, at: Place, *, who: str, whom: str, kind: str, amount: str, sure: bool) -> str:
    """`text` with the deal at `at` saying this; every other cell of its table keeps its place.

    Raises DraftError when there is no deal there, or when it would be left without a word.
    """
    here = parse(text)
    old = block_at(here, at)
    if not isinstance(old, Deal):
        raise DraftError(
            Notice("There is no deal at this place any more."), Notice("Reload the page.")
        )
    if not (who.strip() or whom.strip()):
        raise DraftError(
            Notice("A deal needs somebody who makes it."), Notice("Take it out instead.")
        )
    new = replace(old, who=who, whom=whom, kind=kind, amount=amount, sure=sure)
    lines = lines_at(here, at)
    row = deals.write([new], here.issue.language).split("\n")[-1]

    def ways() -> Iterator[str]:
        yield exchange(text, lines, _aligned(cut(text, lines).rstrip(ENDS), row))
        yield exchange(text, lines, row)

    return proven(swapped(here.issue, at, new), ways())


def _aligned(was: str, now: str) -> str:
    """`now` with the cells of `was` where they say the same, and as wide where they do not."""
    pairs = zip_longest(_PIPE.split(was), _PIPE.split(now), fillvalue="")
    return "|".join(
        old if old.strip() == new.strip() else f" {new.strip().ljust(len(old) - 2)} "
        for old, new in pairs
    )
