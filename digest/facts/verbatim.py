"""What stands in a source word for word, typography aside: a quotation, or a sentence taken over."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from digest.facts.quotations import quotations
from digest.text import fold

__all__ = ["copied", "negated", "stands_verbatim", "words_of"]

_WORD = re.compile(r"[^\W_]+")
# « Nous partons, dit-elle. C’est fini. »: who speaks, which French puts inside the guillemets.
_SAYS = re.compile(
    r",\s(?:a-t-(?:il|elle|on)\s[^\W\d_]+|[^\W\d_]+(?:-t)?-(?:ils?|elles?|on))(?=\s?[,.;:!?…]|\s*\Z)"
)
_LEFT_OUT = re.compile(r"[(\[]\s?(?:\.{3}|…)\s?[)\]]|\.{3}|…")
# In words as `words_of` gives them: "don't" is "don t". A lone « ne » denies nothing (« n’est que »).
_NEGATION = re.compile(
    r" (?:pas|jamais|aucune?|rien|ni|(?:ne|n) (?:[^ ]+ ){1,4}(?:plus|personne)"
    r"|not|never|no|nor|none|nobody|nothing|cannot|[^ ]*n t)(?= )"
)


def negated(text: str) -> bool:
    """Whether `text` denies something, in French or English; opposites such as "guilty" are none."""
    return _NEGATION.search(words_of(text)) is not None


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> str:
    """The words of `text` folded, one space between: what is left without typography."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def stands_verbatim(quotation: str, sources: Sequence[str]) -> bool:
    """Whether `quotation` stands word for word in one of `sources` (as `words_of` gives them).

    « […] » may leave words out: what stands before and after it must follow in that order, and no negation may be left out.
    """
    for said in dict.fromkeys((quotation, _SAYS.sub("", quotation))):
        parts = [words_of(part) for part in _LEFT_OUT.split(said)]
        parts = [part for part in parts if part.strip()]
        if any(_in_order(parts, source) for source in sources):
            return True
    return False


def _in_order(parts: Sequence[str], source: str) -> bool:
    first = source.find(parts[0]) if parts else 0
    while first >= 0:
        at = first
        for part in parts:
            found = source.find(part, at)
            if found < 0:
                return False
            left_out = source[at : found + 1] if at > first else ""
            if _NEGATION.search(left_out) or " ne " in left_out or " n " in left_out:
                break
            at = found + len(part) - 1
        else:
            return True
        first = source.find(parts[0], first + 1)
    return False


def copied(sentence: str, sources: Sequence[str]) -> str:
    """The longest run of words of `sentence`, outside its quotations, that stands in one of `sources`.

    As folded words with one space between, "" where not one word does.
    """
    texts = [words_of(source) for source in sources]
    best: list[str] = []
    for stretch in _outside(sentence):
        said = words_of(stretch).split()
        start = 0
        while start + len(best) < len(said):
            end = start + len(best) + 1
            while end <= len(said) and _held(said[start:end], texts):
                best = said[start:end]
                end += 1
            start += 1
    return " ".join(best)


def _held(run: Sequence[str], texts: Sequence[str]) -> bool:
    wanted = f" {' '.join(run)} "
    return any(wanted in text for text in texts)


def _outside(sentence: str) -> Iterator[str]:
    at = 0
    for quotation in quotations(sentence):
        if quotation.start >= at:
            yield sentence[at : quotation.start]
            at = quotation.end
    yield sentence[at:]
