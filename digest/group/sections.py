"""Which section a story belongs to, from the configuration alone."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from digest import text as reading
from digest.config import SectionRule
from digest.group import countries
from digest.group.views import Reading, stems
from digest.model import Story

__all__ = ["Placer"]

_TITLE = 3.0  # a mention in the title counts as so many in the body
_SOURCE = 1.0  # what a publisher adds that leans towards a section


class _Term(NamedTuple):
    """A word or phrase of a section, as stems of one language."""

    stems: tuple[str, ...]
    section: int


class Placer:
    """Places stories in the sections of a configuration.

    An article speaks for a section as strongly as it mentions the section's words, names, places
    and countries: each mention counts less than the one before (a logarithm), a mention in the
    title counts three times. A story speaks as its articles do on average.
    """

    def __init__(self, sections: Sequence[SectionRule]) -> None:
        self._sections = sections
        self._phrases = [_phrases(rule) for rule in sections]
        self._sources = [{reading.fold(name) for name in rule.sources} for rule in sections]
        self._terms: dict[str, dict[str, list[_Term]]] = {}

    def place(self, story: Story, readings: Mapping[str, Reading]) -> tuple[str | None, float]:
        """The key of the section and how strongly the story belongs (None where not enough).

        `readings` are those of the story's originals, by article id. Among equals the section that
        readers see first wins.
        """
        strengths = self.strengths(story, readings)
        best: tuple[str | None, float] = (None, 0.0)
        for rule, strength in zip(self._sections, strengths, strict=True):
            if strength >= rule.threshold and strength > best[1]:
                best = (rule.key, strength)
        return best

    def strengths(self, story: Story, readings: Mapping[str, Reading]) -> list[float]:
        """How strongly the story belongs to each section, in the order of the configuration."""
        sums = [0.0] * len(self._sections)
        read = 0
        for article in story.articles:
            sources = {reading.fold(article.source), reading.fold(article.publisher)}
            lean = [_SOURCE if sources & known else 0.0 for known in self._sources]
            if article.id in readings:
                read += 1
                spoken = self._article(readings[article.id])
                sums = [a + b + c for a, b, c in zip(sums, spoken, lean, strict=True)]
        return [round(value / max(read, 1), 4) for value in sums]

    def _article(self, read: Reading) -> list[float]:
        terms = self._compiled(read.language)
        mentions: Counter[_Term] = Counter()
        for found, weight in ((read.title, _TITLE), (read.body, 1.0)):
            for position, first in enumerate(found):
                for term in terms.get(first, ()):
                    if found[position : position + len(term.stems)] == term.stems:
                        mentions[term] += weight  # type: ignore[assignment]  # weights are halves too
        strengths = [0.0] * len(self._sections)
        for term, count in sorted(mentions.items()):
            strengths[term.section] += math.log2(1 + count) / 2
        return strengths

    def _compiled(self, language: str) -> dict[str, list[_Term]]:
        """The terms of all sections by their first stem; each language is compiled once."""
        if language not in self._terms:
            terms: dict[str, list[_Term]] = {}
            for number, phrases in enumerate(self._phrases):
                forms = {stems(form, language) for p in phrases for form in (p, _unaccented(p))}
                for form in sorted(forms - {()}):
                    terms.setdefault(form[0], []).append(_Term(form, number))
            self._terms[language] = terms
        return self._terms[language]


def _phrases(rule: SectionRule) -> tuple[str, ...]:
    called = (word for code in rule.countries for word in countries.words(code))
    return (*rule.words, *rule.names, *rule.places, *called)


def _unaccented(phrase: str) -> str:
    """Titles taken from addresses have no accents; acronyms keep their capitals."""
    return phrase if phrase.isupper() else reading.fold(phrase)
