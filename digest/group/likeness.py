"""How alike two articles are: the one place that decides it.

Each view is a vector space; the likeness of two articles is the weighted mean of their cosines,
lowered as their dates lie apart. A view in which one of them has no feature does not count. Two
languages share few words, so across languages the words are left out and the rest is raised. Facts
in common count as far as what is no name bears them out: who is named is not yet what happened.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from digest.group.spaces import VIEWS, Spaces, strongest
from digest.group.views import Reading

__all__ = ["SAME_STORY", "Alike", "Likeness"]

Floats = NDArray[np.float64]
_Product = Callable[[Any], Floats]

# One set for every collection, from 900 random draws scored on a week of French and English
# articles, French wires and English wires (`benchmarks/grouping.py`): the middle of a plateau.
SAME_STORY = 0.22
# Embeddings count as much as all the rest between two languages, where there are no words. Within one they
# would join events of one kind: with a small multilingual model, at a third of the rest, B-cubed of the
# English wires fell from .93 to .83 (`docs/grouping.md`). Without them nothing changes.
_WITHIN = {"words": 2.0, "cognates": 1.0, "facts": 1.5, "numbers": 0.8, "meaning": 0.0}
_ACROSS = {"words": 0.0, "cognates": 2.0, "facts": 2.0, "numbers": 0.5, "meaning": 4.5}
_ACROSS_RAISED = 1.3
# Facts count at most for this many times the mean of the other views without names, and a little more.
# Without it, two events told of one company in few words were one story. Chosen on all labelled sets, each
# also cut to its first sentences; from 4 to 8 and .25 to .3 the scores are the same to .003. Tried and
# left: a limit on what one name is of an article, or of what two have in common, parts what belongs
# together; names among what bears them out bear out themselves.
_BORNE_OUT = 6.0
_BY_THEMSELVES = 0.27
_DAYS_APART = 3.0  # standard deviation of the Gaussian decay
_DECAY_FLOOR = 0.3  # what is left of the likeness however far apart

# The index: the strongest features of an article, each shared by not too many others.
_INDEXED = VIEWS[:4]  # all but the meaning, whose vectors have no features
_STRONGEST = 40
_SHARED_BY = 150
_ROWS = 1000  # compared with all others at once: 50 MB at 100,000 articles
_NEAR = 0.5  # cosine of two vectors of embeddings from which on a pair is looked at
_PROMISING = 0.5  # a pair is looked at when its indexed features alone reach this part


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Why two articles are as alike as they are: `total` is what decides.

    `views` holds, of each view that both have something in, its name, its part of the weight (the
    parts sum to 1), what of its cosine counts, and the features that both have, the rarest first;
    `decay` is what their dates leave of it.
    """

    total: float
    views: tuple[tuple[str, float, float, tuple[str, ...]], ...]
    across: bool
    decay: float


class Likeness:
    """The likeness of any articles of one collection, named by their positions in it.

    `spaces` are the views they are compared in.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        dates: Sequence[datetime | None],
    ) -> None:
        self.spaces = Spaces(readings)
        self._matrices = self.spaces.matrices
        self._named = self.spaces.named
        self._filled = {view: np.diff(self._matrices[view].indptr) > 0 for view in VIEWS}
        languages = sorted({one.language for one in readings})
        self._languages = np.array([languages.index(one.language) for one in readings])
        self._days = np.array(
            [math.nan if date is None else date.timestamp() / 86400 for date in dates]
        )

    def block(self, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        """The likeness of each of `rows` to each of `columns`, in [0, 1], as a matrix."""
        one, two = np.asarray(rows), np.asarray(columns)

        def product(matrix: Any) -> Floats:
            found: Floats = (matrix[one] @ matrix[two].T).toarray()
            return found

        return self._likeness(one[:, None], two[None, :], product)

    def pairs(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> Floats:
        """The likeness of `left[i]` and `right[i]` for every i."""
        step = 20_000  # so that the rows copied stay small
        parts = [np.zeros(0)]
        for start in range(0, len(left), step):
            one, two = left[start : start + step], right[start : start + step]
            parts.append(self._likeness(one, two, _rowwise(one, two)))
        return np.concatenate(parts)

    def explain(self, one: int, other: int) -> Alike:
        """The likeness of two articles, part by part."""
        left, right = np.array([one]), np.array([other])
        product = _rowwise(left, right)
        parts = {
            view: (float(weight[0]), float(counted[0]))
            for view, weight, counted in self._counted(left, right, product)
        }
        whole = sum(weight for weight, _ in parts.values()) or 1.0
        return Alike(
            total=float(self._likeness(left, right, product)[0]),
            views=tuple(
                (view, parts[view][0] / whole, parts[view][1], self.spaces.shared(view, one, other))
                for view in VIEWS
                if self._filled[view][one] and self._filled[view][other]
            ),
            across=bool(self._languages[one] != self._languages[other]),
            decay=float(self._decay(left, right)[0]),
        )

    def candidates(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The pairs worth comparing: those that share some of their strongest, rarer features."""
        total = sum(_WITHIN[view] for view in _INDEXED)
        weight = {view: max(_WITHIN[view], _ACROSS[view]) / total for view in _INDEXED}
        rare = {
            view: math.sqrt(weight[view]) * ~self.spaces.common(view, _SHARED_BY)
            for view in _INDEXED
        }
        rows = range(0, len(self._days), _ROWS)
        index = sparse.vstack(
            [
                strongest(
                    sparse.hstack(
                        [self._matrices[view][row : row + _ROWS] * rare[view] for view in _INDEXED],
                        format="csr",
                    ),
                    most=_STRONGEST,
                )
                for row in rows
            ],
            format="csr",
        )
        turned = index.T.tocsr()
        found = []
        for start in rows:
            shared = (index[start : start + _ROWS] @ turned).tocoo()
            row = shared.row + start
            keep = (shared.data >= _PROMISING * SAME_STORY) & (row < shared.col)
            found.append((row[keep].astype(np.intp), shared.col[keep].astype(np.intp)))
        if self._filled["meaning"].any():
            found += self._near(rows)
        pairs = np.unique(np.concatenate([np.stack(pair) for pair in found], axis=1), axis=1)
        return pairs[0], pairs[1]

    def _near(self, rows: range) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """The pairs whose vectors of embeddings are near: they may share no feature at all."""
        matrix = self._matrices["meaning"]
        found = []
        for start in rows:
            near = (matrix[start : start + _ROWS] @ matrix.T).toarray() >= _NEAR
            left, right = np.nonzero(near)
            keep = left + start < right
            found.append((left[keep] + start, right[keep]))
        return found

    def _likeness(self, left: Any, right: Any, product: _Product) -> Floats:
        sums: Any = 0.0
        weights: Any = 0.0
        for _, weight, counted in self._counted(left, right, product):
            sums, weights = sums + weight * counted, weights + weight
        sums /= np.maximum(weights, 1e-9)
        sums *= np.where(self._languages[left] == self._languages[right], 1.0, _ACROSS_RAISED)
        sums *= self._decay(left, right)
        clipped: Floats = np.clip(sums, 0.0, 1.0)
        return clipped

    def _counted(
        self, left: Any, right: Any, product: _Product
    ) -> Iterator[tuple[str, Floats, Floats]]:
        """Of each view what it weighs for each pair, and what of its cosine counts: of the facts no
        more than the rest bears out, so they come last.

        `product` multiplies the rows of a matrix that are compared. One view after the other: a block
        of some thousand articles takes 0.2 GB for each that is kept.
        """
        plain: Any = 0.0  # the sum of the other views without names
        weights: Any = 0.0
        for view in sorted(VIEWS, key=lambda view: view == "facts"):
            weight = self._weight(view, left, right)
            counted = np.maximum(product(self._matrices[view]), 0)  # unlike is not less than unlike
            if view == "facts":
                borne_out = _BORNE_OUT * plain / np.maximum(weights, 1e-9) + _BY_THEMSELVES
                yield view, weight, np.minimum(counted, borne_out)
            else:
                yield view, weight, counted
                named = self._named.get(view)
                unnamed = counted if named is None else counted - product(named)
                plain, weights = plain + weight * unnamed, weights + weight

    def _weight(self, view: str, left: Any, right: Any) -> Floats:
        """What a view weighs for each pair; nothing where one of the two has no feature in it."""
        within = self._languages[left] == self._languages[right]
        weight: Floats = np.where(within, _WITHIN[view], _ACROSS[view])
        weight *= self._filled[view][left] & self._filled[view][right]
        return weight

    def _decay(self, left: Any, right: Any) -> Floats:
        """What the dates of each pair leave of its likeness; an unknown date takes nothing."""
        apart = np.nan_to_num(self._days[left] - self._days[right]) / _DAYS_APART
        kept: Floats = _DECAY_FLOOR + (1 - _DECAY_FLOOR) * np.exp(-(apart**2) / 2)
        return kept


def _rowwise(left: NDArray[np.intp], right: NDArray[np.intp]) -> _Product:
    """Multiplies row `left[i]` of a matrix by row `right[i]`, for every i."""
    return lambda matrix: np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1)).ravel()
