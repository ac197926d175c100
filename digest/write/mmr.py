"""Which sentences tell the story: maximal marginal relevance over all its articles.

J. Carbonell, J. Goldstein: The use of MMR, diversity-based reranking for reordering documents and
producing summaries (SIGIR 1998). Relevance is nearness to the centroid of the story, its titles
counted in, mixed with the place in the article, since news says first what matters.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from digest.facts import amounts, names
from digest.text import stem, stopwords, words
from digest.write.fitness import Fitness
from digest.write.passages import Candidate

__all__ = ["choose"]

LAMBDA = 0.7  # relevance against novelty
POSITION = 0.3  # place in the article against nearness to the centroid
TITLE = 2.0  # a title weighs as much as two sentences
FACT = 1.5  # a figure or a name weighs more than a word, and is the same in every language
REPETITION = 0.5  # two sentences nearer than this say the same
WORTH = 0.12  # once there is enough, a further sentence must bring this much

Vector = dict[str, float]


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
    are fit and new.
    """
    space = _Space([candidate.text for candidate in story], titles, [c.language for c in story])
    vectors = [space.vector(candidate.text, candidate.language) for candidate in pool]
    worth = [
        (1 - POSITION) * _cosine(vector, space.centroid) + POSITION * _place(candidate)
        for candidate, vector in zip(pool, vectors, strict=True)
    ]
    chosen: list[int] = []
    nearest = [0.0] * len(pool)
    while len(chosen) < sentences[1]:
        used = sum(pool[index].length for index in chosen)
        open_to = [
            index
            for index, candidate in enumerate(pool)
            if index not in chosen
            and (used + candidate.length <= length[1] or not chosen)
            and nearest[index] < REPETITION
            and _may_stand(candidate, [pool[index] for index in chosen])
        ]
        if not open_to:
            break
        best = max(open_to, key=lambda i: (LAMBDA * worth[i] - (1 - LAMBDA) * nearest[i], -i))
        gain = LAMBDA * worth[best] - (1 - LAMBDA) * nearest[best]
        if len(chosen) >= sentences[0] and used >= length[0] and gain < WORTH:
            break
        chosen.append(best)
        for index, vector in enumerate(vectors):
            nearest[index] = max(nearest[index], _likeness(vector, vectors[best]))
    told = [pool[index] for index in chosen]
    return tuple(sorted(told, key=lambda candidate: (candidate.article, candidate.position)))


def _place(candidate: Candidate) -> float:
    return 1.0 / (1 + candidate.position)


def _may_stand(candidate: Candidate, chosen: Iterable[Candidate]) -> bool:
    """A sentence that points back needs the one it points to."""
    if candidate.fitness is not Fitness.DEPENDENT:
        return True
    return any(candidate.follows(other) for other in chosen)


class _Space:
    """TF-IDF over the sentences of one story: stems without stop words, figures, names."""

    def __init__(self, texts: Sequence[str], titles: Sequence[str], codes: Sequence[str | None]) -> None:
        bags = [_bag(text, code) for text, code in zip(texts, codes, strict=True)]
        main = Counter(codes).most_common(1)[0][0] if codes else None
        headlines = [_bag(title, main) for title in titles]
        self._count = len(bags) + len(headlines)
        self._met = Counter(term for bag in (*bags, *headlines) for term in bag)
        self.centroid: Vector = {}
        for bag, weight in [*((bag, 1.0) for bag in bags), *((bag, TITLE) for bag in headlines)]:
            for term, value in self._unit(bag).items():
                self.centroid[term] = self.centroid.get(term, 0.0) + weight * value

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


def _likeness(one: Vector, other: Vector) -> float:
    """How much two sentences say the same: words in common, or nearly all facts in common."""
    facts = {term for term in one if term[0] in "#@"}
    others = {term for term in other if term[0] in "#@"}
    shared = len(facts & others)
    both = shared / max(min(len(facts), len(others)), 1) if shared >= 3 else 0.0
    return max(_cosine(one, other), 0.8 * both if both > 0.99 else 0.0)


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    product = math.fsum(value * other[term] for term, value in one.items() if term in other)
    size = math.sqrt(math.fsum(v * v for v in one.values()) * math.fsum(v * v for v in other.values()))
    return product / size if size else 0.0
