"""The readings of a collection as vector spaces, each a view of what an article says.

`words`     Snowball stems, for articles in one language
`cognates`  first letters of long words, which French and English often share ("investissement")
`facts`     names and numbers together: who, where ("Italy" is « Italie »), and how much
`numbers`   numbers alone
`meaning`   the vectors of a model of embeddings, for articles that have one

TF-IDF (G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988): a
feature that one has never seen counts in the length of a vector like any other.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from digest.group.lexicon import Word, is_small, word
from digest.group.places import place_names
from digest.group.views import TITLE_WEIGHT, Reading

__all__ = ["VIEWS", "Spaces", "strongest"]

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]

VIEWS = ("words", "cognates", "facts", "numbers", "meaning")

_COGNATE = 6  # letters; 5 and 7 score alike
_COGNATE_MIN = 5
_RARITY = 0.7  # exponent of the inverse document frequency


class Spaces:
    """`matrices` of the `VIEWS`: a row of unit length for each reading, a column for each feature.

    `features` names the columns of each; `names` are the words that the readings together write as
    names, as `Word.text`; `named` are the columns of words and of cognates that such names are.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        titles = _tokens(one.title for one in readings)
        bodies = _tokens(one.body for one in readings)
        capitals = _tokens(one.capitals for one in readings)
        used = np.unique(np.concatenate([titles.indices, bodies.indices, capitals.indices]))
        words = [word(token) for token in used.tolist()]
        for matrix in (titles, bodies, capitals):
            matrix.indices = np.searchsorted(used, matrix.indices).astype(np.int32)
            matrix.resize(len(readings), len(used))
        small = np.array([is_small(token) for token in used.tolist()], bool)
        self.names = _names(words, _held_by(capitals), _held_by(bodies) * small)
        counts = titles * TITLE_WEIGHT + bodies
        del titles, bodies, capitals
        written = np.array([one.text in self.names for one in words], np.float32)
        self.features: dict[str, list[str]] = {}
        self.matrices: dict[str, Any] = {}
        self.named: dict[str, Any] = {}
        numbers, values = _numbers(readings)
        for view in VIEWS[:3]:
            chosen, columns = _columns(words, _feature(view, self.names))
            bags = counts @ columns
            if view == "facts":  # no name reads like a number
                bags, chosen = sparse.hstack([bags, numbers], format="csr"), chosen + values
            self.matrices[view], self.features[view] = _weighed(bags), chosen
            if view != "facts":
                self.named[view] = self.matrices[view][:, columns.T @ written > 0]
        self.matrices["numbers"], self.features["numbers"] = _weighed(numbers), values
        self.matrices["meaning"], self.features["meaning"] = _meanings(readings), []

    def common(self, view: str, shared_by: int) -> NDArray[np.bool]:
        """For each feature of a view whether more than `shared_by` readings have it."""
        found: NDArray[np.bool] = _held_by(self.matrices[view]) > shared_by
        return found

    def shared(self, view: str, one: int, other: int) -> tuple[str, ...]:
        """The features that two rows share, those in the fewest rows first."""
        matrix, names = self.matrices[view], self.features[view]
        if not names:
            return ()
        both = np.intersect1d(matrix[[one]].indices, matrix[[other]].indices)
        held = _held_by(matrix)
        return tuple(
            names[at] for at in sorted(both.tolist(), key=lambda at: (held[at], names[at]))
        )


def _rarity(rows: int, held_by: Numbers) -> Floats:
    """How much a feature weighs that so many of `rows` have."""
    weights: Floats = np.log((rows + 1) / (held_by + 0.5)) ** _RARITY
    return weights


def strongest(matrix: Any, *, most: int) -> Any:
    """`matrix` with the `most` largest values of each row."""
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if end - start > most:
            row = matrix.data[start:end]
            row[row < np.partition(row, -most)[-most]] = 0
    matrix.eliminate_zeros()
    return matrix


def _tokens(rows: Iterable[Sequence[int]]) -> Any:
    """How often each row holds each token, as a sparse matrix."""
    found, starts = array("i"), array("i", [0])
    for row in rows:
        found.extend(row)
        starts.append(len(found))
    matrix = sparse.csr_array(
        (np.ones(len(found), np.float32), np.array(found, np.int32), np.array(starts, np.int32)),
        shape=(len(starts) - 1, max(found, default=-1) + 1),
    )
    matrix.sum_duplicates()
    return matrix


def _held_by(matrix: Any) -> Numbers:
    """The number of rows that hold each column."""
    return np.bincount(matrix.indices, minlength=matrix.shape[1])


def _names(words: Sequence[Word], capitals: Numbers, small: Numbers) -> frozenset[str]:
    """The words that all articles together write as names.

    So names are found in a title without capitals too, such as the words of an address.
    """
    written: dict[str, int] = {}
    for one, large, little in zip(words, capitals.tolist(), small.tolist(), strict=True):
        if large or little:
            written[one.text] = written.get(one.text, 0) + large - 2 * little
    return frozenset(text for text, more in written.items() if more > 0)


def _feature(view: str, names: frozenset[str]) -> Callable[[Word], str]:
    """What a word is in a view; "" for what it does not look at."""
    if view == "words":
        return lambda word: word.stem
    if view == "cognates":
        return lambda word: word.folded[:_COGNATE] if len(word.folded) >= _COGNATE_MIN else ""
    places = place_names()
    return lambda word: places.get(word.folded, word.folded) if word.text in names else ""


def _columns(words: Sequence[Word], feature: Callable[[Word], str]) -> tuple[list[str], Any]:
    """The features of `words`, and the matrix that adds up the words (rows) of each (columns)."""
    numbers: dict[str, int] = {}
    rows, columns = array("i"), array("i")
    for row, one in enumerate(words):
        if not one.empty and (name := feature(one)):
            rows.append(row)
            columns.append(numbers.setdefault(name, len(numbers)))
    entries = (np.ones(len(rows), np.float32), (np.array(rows), np.array(columns)))
    return list(numbers), sparse.csr_array(entries, shape=(len(words), len(numbers)))


def _numbers(readings: Sequence[Reading]) -> tuple[Any, list[str]]:
    """The weights of the numbers (columns) in each reading (rows), and the numbers."""
    numbers: dict[str, int] = {}
    columns, weights, starts = array("i"), array("f"), array("i", [0])
    for one in readings:
        columns.extend([numbers.setdefault(value, len(numbers)) for value in one.numbers])
        weights.extend(one.numbers.values())
        starts.append(len(columns))
    matrix = sparse.csr_array(
        (np.array(weights), np.array(columns, np.int32), np.array(starts, np.int32)),
        shape=(len(readings), len(numbers)),
    )
    return matrix, list(numbers)


def _meanings(readings: Sequence[Reading]) -> Any:
    """The vectors of the readings that have one, without what all of them have in common.

    Any two texts are near each other in most models; what tells them apart is their distance from
    the mean (J. Mu, P. Viswanath, "All-but-the-top", 2018).
    """
    rows = [row for row, one in enumerate(readings) if len(one.meaning)]
    width = max((len(one.meaning) for one in readings), default=0)
    vectors = np.array([readings[row].meaning for row in rows], np.float32).reshape(
        len(rows), width
    )
    if len(rows) > 1:
        vectors -= vectors.mean(axis=0)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths, lengths, 1)
    starts = np.zeros(len(readings) + 1, np.int64)
    starts[np.array(rows, int) + 1] = width
    columns = np.tile(np.arange(width), len(rows))
    return sparse.csr_array(
        (vectors.ravel(), columns, np.cumsum(starts)), shape=(len(readings), width)
    )


def _weighed(bags: Any) -> Any:
    """One row of unit length for each bag of counts; rare features weigh more than common ones."""
    weights = _rarity(bags.shape[0], _held_by(bags)).astype(np.float32)
    matrix = sparse.csr_array(
        ((1 + np.log(bags.data)) * weights[bags.indices], bags.indices, bags.indptr),
        shape=bags.shape,
    )
    matrix.sort_indices()
    lengths = np.sqrt(np.asarray((matrix * matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    matrix.data /= np.repeat(lengths, np.diff(matrix.indptr)).astype(np.float32)
    return matrix
