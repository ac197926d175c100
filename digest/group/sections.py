"""Which section a story belongs to, from the configuration alone."""

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from digest import text as reading
from digest.config import SectionRule
from digest.facts import countries
from digest.group.lexicon import word
from digest.group.views import Reading, folded, stems
from digest.model import Story

__all__ = ["Place", "Placer", "both"]

_TITLE = 3  # a mention in the title counts as so many in the body
_SOURCE = 1.0  # what a publisher adds that leans towards a section
# A name says what a story is about; a place may only be where somebody lives.
_NAME, _WORD, _PLACE = 2.0, 1.0, 0.7


class _Term(NamedTuple):
    """One way to say what a section is about, as stems of one language.

    All ways to call a country are one `topic`, so that it does not count once for each. A term is
    looked for by its longest stem, which `before` others precede: « La » would begin every line.
    A name or a place is `written` so, but for a plural: by their stems alone « mal », « rue », « mode »
    and "island" are Mali, the R.-U., Modi and « Islande ».
    """

    stems: tuple[str, ...]
    before: int
    topic: int
    written: tuple[str, ...]

    def stands(self, tokens: "array[int]", place: int) -> bool:
        """Whether `tokens` say it, its longest stem at `place`."""
        start = place - self.before
        around = [word(token) for token in tokens[start : start + len(self.stems)]]
        return self.stems == tuple(one.stem for one in around) and all(
            one.folded in (said, f"{said}s")
            for one, said in zip(around, self.written, strict=False)
        )


class _Topic(NamedTuple):
    section: int
    weight: float
    phrases: tuple[str, ...]


class _Terms:
    """The terms of one language by their longest stems: few of an article's 300 tokens are any."""

    def __init__(self, terms: Mapping[str, Sequence[_Term]]) -> None:
        self._terms = terms
        self._known = bytearray()  # of each token of the lexicon: whether it is one of these stems

    def said(self, tokens: "array[int]") -> Iterator[int]:
        """The topics of the terms that stand in `tokens`, as often as they do."""
        if not tokens:
            return
        numbers = np.frombuffer(tokens, np.int32)
        for token in range(len(self._known), int(numbers.max()) + 1):
            self._known.append(word(token).stem in self._terms)
        for place in np.frombuffer(self._known, bool)[numbers].nonzero()[0].tolist():
            terms = self._terms[word(tokens[place]).stem]
            yield from {one.topic for one in terms if one.stands(tokens, place)}


class Place(NamedTuple):
    """`section` is None where a story belongs to none enough; `sure` goes from 0 to 1."""

    section: str | None
    sure: float
    second: str | None


class Placer:
    """Places stories in the sections of a configuration.

    An article speaks for a section as strongly as it mentions the section's words, names, places
    and countries. Each mention counts less than the one before (a logarithm), a mention in the
    title counts three times: one word in the body gives 1.0, one in the title 2.0. A story speaks
    as its articles do on average.
    """

    def __init__(self, sections: Sequence[SectionRule]) -> None:
        self._sections = sections
        self._topics = [
            topic for number, rule in enumerate(sections) for topic in _topics(number, rule)
        ]
        self._sources = [{reading.fold(name) for name in rule.sources} for rule in sections]
        self._terms: dict[str, _Terms] = {}

    def place(
        self,
        story: Story,
        readings: Mapping[str, Reading],
        lean: Mapping[str, float] | None = None,
    ) -> Place:
        """The section of a story, how sure it is, and the section next to it.

        `readings` are those of the story's originals, by article id; `lean` is what the archive
        adds. Among equals the section that readers see first wins. Sure, from 0 to 1, is the
        distance to the second section as a part of the first's strength.
        """
        strengths = self.strengths(story, readings, lean)
        claims = sorted(zip(strengths, self._sections, strict=True), key=lambda one: -one[0])
        reached = [(one, rule) for one, rule in claims if one > 0 and one >= rule.threshold]
        if not reached:
            return Place(section=None, sure=0.0, second=None)
        strength, first = reached[0]
        other, next_to_it = next(
            ((one, rule.key) for one, rule in claims if rule is not first and one > 0), (0.0, None)
        )
        # Another may be stronger that asks for more than it got.
        sure = round(max(1 - other / strength, 0.0), 2)
        return Place(section=first.key, sure=sure, second=next_to_it)

    def strengths(
        self,
        story: Story,
        readings: Mapping[str, Reading],
        lean: Mapping[str, float] | None = None,
    ) -> list[float]:
        """How strongly the story belongs to each section, in the order of the configuration."""
        sums = [0.0] * len(self._sections)
        read = 0
        for article in story.articles:
            sources = {reading.fold(article.source), reading.fold(article.publisher)}
            leaning = [_SOURCE if sources & known else 0.0 for known in self._sources]
            if article.id in readings:
                read += 1
                spoken = self.speaks(readings[article.id])
                sums = [a + b + c for a, b, c in zip(sums, spoken, leaning, strict=True)]
        added = [(lean or {}).get(rule.key, 0.0) for rule in self._sections]
        return [
            round(value / max(read, 1) + more, 4) for value, more in zip(sums, added, strict=True)
        ]

    def mentions(self, read: Reading) -> tuple[tuple[str, str, float], ...]:
        """What an article says that speaks for a section: (section, phrase, strength), best first."""
        found = (
            (
                self._sections[self._topics[number].section].key,
                self._topics[number].phrases[0],
                round(self._topics[number].weight * math.log2(1 + count), 4),
            )
            for number, count in self._mentions(read).items()
        )
        return tuple(sorted(found, key=lambda one: (-one[2], one)))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the sections, in the order of the configuration."""
        return tuple(rule.key for rule in self._sections)

    def speaks(self, read: Reading) -> list[float]:
        """How strongly one article speaks for each section, by its words alone."""
        strengths = [0.0] * len(self._sections)
        for number, count in sorted(self._mentions(read).items()):
            topic = self._topics[number]
            strengths[topic.section] += topic.weight * math.log2(1 + count)
        return strengths

    def _mentions(self, read: Reading) -> Counter[int]:
        """How often an article mentions each topic, by its number."""
        terms = self._compiled(read.language)
        mentions: Counter[int] = Counter()
        for found, weight in ((read.title, _TITLE), (read.body, 1)):
            for topic in terms.said(found):
                mentions[topic] += weight
        return mentions

    def _compiled(self, language: str) -> _Terms:
        """The terms of all sections in one language; each is compiled once."""
        if language not in self._terms:
            terms: dict[str, list[_Term]] = {}
            for number, topic in enumerate(self._topics):
                forms = {
                    (stems(form, language), () if topic.weight == _WORD else folded(form, language))
                    for phrase in topic.phrases
                    for form in (phrase, _unaccented(phrase))
                }
                for form, written in sorted(forms - {((), ())}):
                    longest = max(form, key=len)
                    before = form.index(longest)
                    terms.setdefault(longest, []).append(_Term(form, before, number, written))
            self._terms[language] = _Terms(terms)
        return self._terms[language]


def both(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Two leanings added up, by section."""
    return {key: one.get(key, 0.0) + other.get(key, 0.0) for key in sorted({*one, *other})}


def _topics(section: int, rule: SectionRule) -> Iterator[_Topic]:
    for weight, phrases in ((_WORD, rule.words), (_NAME, rule.names), (_PLACE, rule.places)):
        for phrase in dict.fromkeys(phrases):
            yield _Topic(section, weight, tuple(form.strip() for form in phrase.split("|")))
    for code in dict.fromkeys(rule.countries):
        yield _Topic(section, _PLACE, countries.words(code))


def _unaccented(phrase: str) -> str:
    """Titles taken from addresses have no accents; acronyms keep their capitals."""
    return phrase if phrase.isupper() else reading.fold(phrase)
