"""Copies: the same text published twice, whole, shortened or slightly rewritten."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from digest.model import Article
from digest.text import fold

if TYPE_CHECKING:  # 0.1 s, only where there are texts to compare
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

__all__ = ["copies"]

SHINGLE = 4  # words
CONTAINED = 0.4  # of the shorter text's shingles, in the longer: what is looked at closely
COVERED = 0.8  # of the shorter text, and of what the longer one has between its ends, in stretches that both have
GAP = 5  # words between two such stretches that a light rewriting may have changed
STRETCH = 20  # words of a stretch that may be the first or the last
FEWEST_SHARED = 20  # shingles, about two sentences; less is a formula that many texts share
LENGTHS = 8  # a text is no copy of one so many times longer: it is a digest of it, or a quotation
MOST_TEXTS = 50  # that one shingle is looked up in: the earliest ones, an original being among them

_WORD = re.compile(r"\w+")
_LATEST = datetime.max.replace(tzinfo=UTC)


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """For each copy among `articles`, its id and its original's; the latter is never a copy.

    A copy shares `CONTAINED` of the 4-word shingles of the shorter text (A. Broder, "On the
    resemblance and containment of documents", 1997; exact, by an inverted index) with an earlier
    text, and stretches of shared words, gaps of up to `GAP` words between them filled, cover
    `COVERED` of it: so single words changed everywhere make a copy, a new paragraph another version.
    The same holds of the longer text between its first shared stretch and its last: a dispatch that
    grew in its middle is another version of the shorter one, a text that was cut off is a copy.
    The original is the earliest published, then the longest, then the one with the smallest id; a
    copy's copy goes to the original. Items of one newsletter are never each other's copies. The
    order of `articles` does not matter. n log n in the number of words.
    """
    ranked = sorted({article.id: article for article in articles}.values(), key=_rank)
    index = _index(article.text for article in ranked)
    if index is None:
        return {}
    originals: dict[int, int] = {}
    for later, article in enumerate(ranked):
        best = max(
            (
                (index.covered(later, earlier), -earlier)
                for earlier in index.candidates(later)
                if _comparable(article, ranked[earlier])
            ),
            default=(0.0, 0),
        )
        if best[0] >= COVERED:
            originals[later] = originals.get(-best[1], -best[1])
    return {ranked[copy].id: ranked[original].id for copy, original in originals.items()}


def _rank(article: Article) -> tuple[datetime, int, str]:
    return article.published or _LATEST, -len(article.text), article.id


def _comparable(one: Article, other: Article) -> bool:
    return one.part_of is None or one.part_of != other.part_of


@dataclass(frozen=True, slots=True)
class _Index:
    """Which texts hold which shingle. Texts are numbers in their order; so are shingles.

    `texts[first[s] : first[s] + many[s]]` are the earliest texts that hold shingle s;
    `shingles[begin[t] : begin[t + 1]]` are the distinct shingles of text t, `sizes[t]` in number;
    `read[start[t] : start[t + 1]]` are all of them, in the order of the text.
    """

    texts: "Numbers"
    first: "Numbers"
    many: "Numbers"
    shingles: "Numbers"
    begin: "Numbers"
    sizes: "Numbers"
    read: "Numbers"
    start: "Numbers"

    def candidates(self, text: int) -> list[int]:
        """The earlier texts that share enough shingles with `text` to be looked at closely."""
        import numpy as np  # noqa: PLC0415  # see above

        own = self.shingles[self.begin[text] : self.begin[text + 1]]
        many = self.many[own]
        # The places first[s], first[s] + 1 … of all own shingles, one after the other.
        steps = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        others = self.texts[np.repeat(self.first[own], many) + steps]
        counts = np.bincount(others[others < text], minlength=1)
        sizes = self.sizes[: len(counts)]
        short, long = np.minimum(sizes, len(own)), np.maximum(sizes, len(own))
        alike = (counts >= np.maximum(CONTAINED * short, FEWEST_SHARED)) & (long < LENGTHS * short)
        return [int(other) for other in np.flatnonzero(alike)]

    def covered(self, one: int, other: int) -> float:
        """How much of two texts is the same text, 0 to 1: the less of two shares.

        Of the shorter one, what stands in stretches that the longer has too; of the longer one, the
        same between the first such stretch and the last. What was cut off or stands around is so no
        matter, but a dispatch that went on growing in its middle is another version.
        """
        short, long = sorted((one, other), key=lambda text: int(self.sizes[text]))
        begins, ends, words = self._stretches(short, long)
        whole = float((ends - begins).sum()) / words
        begins, ends, _ = self._stretches(long, short)
        if (strong := ends - begins >= STRETCH).any():  # a formula at the far end is no stretch
            begins, ends = begins[strong], ends[strong]
        return min(whole, float((ends - begins).sum() / (ends[-1] - begins[0])))

    def _stretches(self, text: int, other: int) -> tuple["Numbers", "Numbers", int]:
        """Where each stretch of `text` that `other` has too begins and ends, and how long `text` is.

        In words. Gaps of up to `GAP` words are filled, before the first and behind the last as well.
        """
        import numpy as np  # noqa: PLC0415  # see above

        sequence = self.read[self.start[text] : self.start[text + 1]]
        words = len(sequence) + SHINGLE - 1
        known = self.shingles[self.begin[other] : self.begin[other + 1]]
        found = np.minimum(np.searchsorted(known, sequence), len(known) - 1)
        places = np.flatnonzero(known[found] == sequence)
        new = np.diff(places) - SHINGLE > GAP
        begins = places[np.concatenate(([True], new))]
        ends = places[np.concatenate((new, [True]))] + SHINGLE
        begins[0] = 0 if begins[0] <= GAP else begins[0]
        ends[-1] = words if words - ends[-1] <= GAP else ends[-1]
        return begins, ends, words


def _index(texts: Iterable[str]) -> _Index | None:
    """The index of `texts`; None when none is long enough to have a shingle."""
    import numpy as np  # noqa: PLC0415  # see above

    vocabulary: defaultdict[str, int] = defaultdict(count().__next__)
    numbers: list[Numbers] = [  # text by text, so that its words are in memory but once
        np.fromiter(map(vocabulary.__getitem__, _WORD.findall(fold(text))), np.int64)
        for text in texts
    ]
    flat = np.concatenate(numbers) if numbers else np.array([], np.int64)
    if len(flat) < SHINGLE:
        return None
    owner = np.repeat(np.arange(len(numbers)), [len(text) for text in numbers])
    # Numbers for pairs of words, then for pairs of pairs: exact, and smaller than any hash table.
    pair = _numbered(flat[:-1], flat[1:])
    whole = owner[:-3] == owner[3:]
    shingles, reader = _numbered(pair[:-2], pair[2:])[whole], owner[:-3][whole]
    # Distinct (shingle, text), by shingle and then by text.
    key = np.sort(shingles * len(numbers) + reader)
    key = key[np.diff(key, prepend=-1) > 0]  # np.unique took a third of the whole time
    of_shingle, of_text = key // len(numbers), key % len(numbers)
    held = np.bincount(of_shingle)
    by_text = np.argsort(of_text, kind="stable")
    sizes = np.bincount(of_text, minlength=len(numbers))
    return _Index(
        texts=of_text,
        first=np.cumsum(held) - held,
        many=np.minimum(held, MOST_TEXTS),
        shingles=of_shingle[by_text],
        begin=np.concatenate(([0], np.cumsum(sizes))),
        sizes=sizes,
        read=shingles,
        start=np.concatenate(([0], np.cumsum(np.bincount(reader, minlength=len(numbers))))),
    )


def _numbered(left: "Numbers", right: "Numbers") -> "Numbers":
    """A number for each pair of `left` and `right`, the same for the same pair.

    A pair with a part that occurs once occurs once: half of them need no sorting to be numbered.
    """
    import numpy as np  # noqa: PLC0415  # see above

    again = (np.bincount(left)[left] > 1) & (np.bincount(right)[right] > 1)
    pairs = left[again] * (int(right.max(initial=0)) + 1) + right[again]
    known, inverse = np.unique(pairs, return_inverse=True)
    numbers = np.empty(len(left), np.int64)
    numbers[again] = inverse
    numbers[~again] = np.arange(len(known), len(known) + len(left) - len(pairs))
    return numbers
