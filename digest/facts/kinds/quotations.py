"""Quotations: word for word, or what somebody said in another language."""

from datetime import date

from digest.facts.case import SOMEWHERE, Case, Claim, Instead, Sort, Status
from digest.facts.overlap import cognates
from digest.facts.quotations import quotations
from digest.facts.reading import Reading, read
from digest.facts.verbatim import negated, stands_verbatim, words_of
from digest.text import Span

__all__ = ["QUOTATIONS"]

# Of the words of a quotation, names and figures aside: what a translation shares with its original.
_LEAST = 0.25
_ALONE = 1 / 3  # enough for a single word in common
_SEVERAL = 2
_NO_DAY = date(2000, 1, 1)  # only the words are read


def _claims(case: Case) -> tuple[Span, ...]:
    return quotations(case.said.text, cut=True)


def _find(one: Span, source: Reading, _case: Case) -> Claim | None:
    if stands_verbatim(one.text, [words_of(source.text)]):
        return SOMEWHERE
    word = words_of(one.text).strip()  # a single one may be inflected: « kamikazes »
    single = word.removesuffix("s")
    other = single if word != single else f"{word}s"
    return SOMEWHERE if " " not in word and other in source.places else None


def _rival(one: Span, source: Reading) -> Claim | None:
    """Half of the words: the source says something like it."""
    said = words_of(one.text).split()
    return SOMEWHERE if 2 * sum(word in source.places for word in said) > len(said) else None


def _instead(one: Span, case: Case) -> Instead | None:
    """A quotation of another language that says about the same; where one of the two denies, it says the reverse."""
    for source in case.cited:
        if source.language != case.said.language and (place := _original(one, case.said, source)):
            turned = negated(one.text) != negated(place.text)
            status: Status = "contradicted" if turned else "translated"
            return status, source.sentence(place.start)
    return None


def _original(one: Span, said: Reading, source: Reading) -> Span | None:
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


QUOTATIONS = Sort(kind="quotation", claims=_claims, find=_find, rival=_rival, instead=_instead)
