"""Which sentences tell the story: maximal marginal relevance over all its articles.

J. Carbonell, J. Goldstein: The use of MMR, diversity-based reranking for reordering documents and
producing summaries (SIGIR 1998). Relevance is nearness to the centroid of the story, its titles
counted in, mixed with the place in the article, since news says first what matters.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from digest.facts import amounts, names
from digest.text import stem, stopwords, words
from digest.write.caution import denies, rebuts
from digest.write.fitness import Fitness
from digest.write.passages import Candidate
from digest.write.terms import terms, weight

__all__ = ["choose", "relevance"]

LAMBDA = 0.7  # relevance against novelty
POSITION = 0.3  # place in the article against nearness to the centroid
TITLE = 2.0  # a title weighs as much as two sentences
FACT = 1.5  # a figure or a name weighs more than a word, and is the same in every language
AGAIN = 0.6  # of a sentence, what its own article may have told
RETOLD = 0.55  # the same of another article, and what it may hold of a sentence told
LEAD = 0.1  # what an opening gains by standing in the lead article
UNFIT = 0.4  # what a sentence without a verb loses
WORTH = 0.12  # once there is enough, a further sentence must bring this much

Vector = dict[str, float]
Terms = frozenset[str]


class _Said(NamedTuple):
    """What a sentence says, in which article, and whether it denies."""

    article: int
    terms: Terms
    denies: bool


def choose(
    pool: Sequence[Candidate],
    story: Sequence[Candidate],
    titles: Sequence[str],
    *,
    sentences: tuple[int, int],
    length: tuple[int, int],
) -> tuple[Candidate, ...]:
    """The sentences of `pool` that tell the story, in reading order.

    `story` is every sentence of it, `titles` its headlines: what it is about. `sentences` and
    `length` (words) are the least and the most; fewer come back when the pool holds no more that
    are fit and new. The first stands at the head of an article; its article is told first, then
    the others in their order.
    """
    space = _Space([candidate.text for candidate in story], titles, [c.language for c in story])
    vectors = [space.vector(candidate.text, candidate.language) for candidate in pool]
    worth = [
        _worth(one, _cosine(vector, space.centroid))
        for one, vector in zip(pool, vectors, strict=True)
    ]
    chosen: list[int] = []
    nearest = [0.0] * len(pool)
    said = [_Said(one.article, terms(one.text, one.language), denies(one.text)) for one in pool]
    while len(chosen) < sentences[1]:
        used = sum(pool[index].length for index in chosen)
        fit = [
            index
            for index, candidate in enumerate(pool)
            if index not in chosen
            and (used + candidate.length <= length[1] or not chosen)
            and _may_stand(candidate, [pool[index] for index in chosen])
            and not _repeats([said[other] for other in (*chosen, index)])
        ]
        if not chosen:
            fit = _openings(pool, fit, length[1])
        if not fit:
            break
        owed = {
            index
            for index in fit
            if _answers(said[index], [said[other] for other in chosen])
            or (rebuts(pool[index].text) and any(pool[index].follows(pool[o]) for o in chosen))
        }
        if len(chosen) >= sentences[0]:
            fit = [index for index in fit if index in owed] or fit
        gains = {
            index: LAMBDA * worth[index]
            - (1 - LAMBDA) * nearest[index]
            + (LEAD if not chosen and pool[index].article == 0 else 0.0)
            for index in fit
        }
        best = max(fit, key=lambda index: (gains[index], -index))
        enough = len(chosen) >= sentences[0] and used >= length[0]
        if enough and gains[best] < WORTH and best not in owed:
            break
        chosen.append(best)
        for index, vector in enumerate(vectors):
            nearest[index] = max(nearest[index], _cosine(vector, vectors[best]))
    return _in_order([pool[index] for index in chosen])


def relevance(story: Sequence[Candidate], titles: Sequence[str]) -> list[float]:
    """How much each sentence of `story` tells of what it is about, `titles` being its headlines."""
    space = _Space([candidate.text for candidate in story], titles, [c.language for c in story])
    return [
        _worth(one, _cosine(space.vector(one.text, one.language), space.centroid)) for one in story
    ]


def _worth(candidate: Candidate, nearness: float) -> float:
    place = 1.0 / (1 + candidate.position)
    penalty = UNFIT if candidate.fitness is Fitness.POOR else 0.0
    return (1 - POSITION) * nearness + POSITION * place - penalty


def _openings(pool: Sequence[Candidate], fit: list[int], most: int) -> list[int]:
    """Of those that may stand, the best kind to begin with: at an article's head, whole."""
    short = [index for index in fit if pool[index].length <= most]
    heads = [index for index in short if pool[index].position == 0]
    alone = [index for index in heads if pool[index].fitness is Fitness.ALONE]
    return alone or heads or short or fit


def _in_order(told: Sequence[Candidate]) -> tuple[Candidate, ...]:
    first = told[0].article if told else 0
    return tuple(sorted(told, key=lambda one: (one.article != first, one.article, one.position)))


def _may_stand(candidate: Candidate, chosen: Iterable[Candidate]) -> bool:
    """A sentence that points back needs the one it points to."""
    if candidate.fitness is not Fitness.DEPENDENT:
        return True
    return any(candidate.follows(other) for other in chosen)


class _Space:
    """TF-IDF over the sentences of one story: stems without stop words, figures, names."""

    def __init__(
        self, texts: Sequence[str], titles: Sequence[str], codes: Sequence[str | None]
    ) -> None:
        bags = [_bag(text, code) for text, code in zip(texts, codes, strict=True)]
        main = Counter(codes).most_common(1)[0][0] if codes else None
        headlines = [_bag(title, main) for title in titles]
        self._count = len(bags) + len(headlines)
        self._met = Counter(term for bag in (*bags, *headlines) for term in bag)
        self.centroid: Vector = {}
        for bag, share in [*((bag, 1.0) for bag in bags), *((bag, TITLE) for bag in headlines)]:
            for term, value in self._unit(bag).items():
                self.centroid[term] = self.centroid.get(term, 0.0) + share * value

    def vector(self, text: str, code: str | None) -> Vector:
        return self._unit(_bag(text, code))

    def _unit(self, bag: Mapping[str, float]) -> Vector:
        weighed = {
            term: value * math.log(1 + self._count / max(self._met[term], 1))
            for term, value in bag.items()
        }
        norm = math.sqrt(math.fsum(value * value for value in weighed.values())) or 1.0
        return {term: value / norm for term, value in weighed.items()}


def _bag(text: str, code: str | None) -> Vector:
    stops = stopwords(code) or stopwords("en")
    bag: Vector = {}
    for word in words(text):
        if word not in stops and (len(word) > 1 or word.isdigit()):
            term = stem(word, code or "en")
            bag[term] = bag.get(term, 0.0) + 1.0
    for term in _facts(text, code):
        bag[term] = FACT
    return bag


def _facts(text: str, code: str | None) -> Iterable[str]:
    """Figures and names in a form that French and English share, marked off from words."""
    for amount in amounts(text, code):
        value, unit = amount.normal
        yield f"#{value:f}{unit or ''}"
    for name in names(text, code):
        yield f"@{name.key}"


def _repeats(told: Sequence[_Said]) -> bool:
    """Whether one of `told` but the first says what the others say.

    What it says that they say, and what it holds of one of them, are shares of their terms. An article
    seldom says a thing twice, but each article of a story begins with the same news. A denial does not
    repeat what it denies.
    """
    for one in told[1:]:
        alike = [other for other in told if other is not one and other.denies == one.denies]
        own = [other.terms for other in alike if other.article == one.article]
        others = [other.terms for other in alike if other.article != one.article]
        held = max((weight(one.terms & of) / max(weight(of), 1) for of in others), default=0.0)
        if _known(one.terms, own) >= AGAIN or _known(one.terms, others) + held >= RETOLD:
            return True
    return False


def _answers(one: _Said, told: Sequence[_Said]) -> bool:
    """Whether it denies what one of `told` claims: then readers must hear it."""
    claims = [other.terms for other in told if not other.denies] if one.denies else []
    return any(min(_known(one.terms, [of]), _known(of, [one.terms])) >= AGAIN for of in claims)


def _known(said: Terms, told: Sequence[Terms]) -> float:
    return weight(said & frozenset().union(*told)) / max(weight(said), 1)


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    product = math.fsum(value * other[term] for term, value in one.items() if term in other)
    size = math.sqrt(
        math.fsum(v * v for v in one.values()) * math.fsum(v * v for v in other.values())
    )
    return product / size if size else 0.0
