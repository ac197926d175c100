"""Quotations that say in one language what somebody said in another."""

from datetime import date

from digest.facts.overlap import cognates
from digest.facts.quotations import quotations
from digest.facts.reading import Reading, read
from digest.facts.verbatim import negated
from digest.text import Span

__all__ = ["original"]

# Of the words of a quotation, names and figures aside: what a translation shares with its original.
_LEAST = 0.25
_ALONE = 1 / 3  # enough for a single word in common
_SEVERAL = 2
_NO_DAY = date(2000, 1, 1)  # only the words are read


def original(one: Span, said: Reading, source: Reading) -> Span | None:
    """The quotation of `source`, in another language than `said`, that `one` may translate.

    It is half to twice as long and shares two words besides names and figures, or a third of them. That
    is likeness, not meaning: an editor has to read both. One that denies as `one` does comes first.
    """
    ours = read(one.text, said.language, _NO_DAY)
    found: list[Span] = []
    for quotation in quotations(source.text):
        theirs = read(quotation.text, source.language, _NO_DAY)
        lengths = len(ours.words), len(theirs.words)
        shared, content = cognates(ours, theirs)
        least = _LEAST if shared >= _SEVERAL else _ALONE
        if shared and shared >= least * content and max(lengths) <= 2 * min(lengths):
            found.append(quotation)
    turned = negated(one.text)
    return min(found, key=lambda quotation: negated(quotation.text) != turned, default=None)
