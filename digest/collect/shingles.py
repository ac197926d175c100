"""Which texts share which stretches of words: an inverted index of 4-word shingles."""

import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from digest.text import fold

if TYPE_CHECKING:  # 0.1 s, only where there are texts to compare
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.integer]

__all__ = ["Shingled"]

SHINGLE = 4  # words
CONTAINED = 0.4  # of the shorter text's shingles, in the longer: what is looked at closely
GAP = 5  # words between two shared stretches that a light rewriting may have changed
STRETCH = 20  # words of a stretch that may be the first or the last
FEWEST_SHARED = 20  # shingles, about two sentences; less is a formula that many texts share
LENGTHS = 8  # a text is no copy of one so many times longer: it is a digest of it, or a quotation
MOST_TEXTS = 50  # that one shingle is looked up in: the earliest ones, an original being among them

_WORD = re.compile(r"\w+")
_HIDDEN = re.compile(r"[\xad]|[^\x00-\xff]")  # signs that may stand inside a word, and mean nothing
_MIXED = 0x9E3779B97F4A7C15  # odd: multiplying by it loses nothing
_ROWS = 500  # texts compared with all others at once: at most 100 MB
_AT_ONCE = 4_000_000  # shingles sorted together: 64 MB, whatever the number of texts


class Shingled:
    """Texts, by their numbers in the order given, as sequences of words."""

    def __init__(self, texts: Iterable[str]) -> None:
        import numpy as np  # noqa: PLC0415  # see above

        words, starts = array("i"), array("q", [0])
        numbers: dict[str, int] = {}
        folded: dict[str, int] = {}
        for text in texts:
            # Folding each word once is four times as fast as folding each text.
            tokens = _WORD.findall(fold(text) if _HIDDEN.search(text) else text)
            found = list(map(numbers.get, tokens, repeat(-1)))
            if -1 in found:
                for place, token in enumerate(tokens):
                    if found[place] < 0:
                        word = fold(token)
                        numbers[token] = found[place] = folded.setdefault(word, len(folded))
            words.extend(found)
            starts.append(len(words))
        self._words = np.array(words, np.int32)
        self._starts = np.array(starts)

    def candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Each text with the earlier ones that share enough with it to be looked at closely."""
        import numpy as np  # noqa: PLC0415  # see above

        sizes = np.diff(self._starts) - SHINGLE + 1
        holders, held = self._index()
        for start in range(0, len(sizes), _ROWS):
            shared = (held[start : start + _ROWS].astype(np.int32) @ holders).tocoo()
            text, earlier = shared.row + start, shared.col
            short = np.minimum(sizes[earlier], sizes[text])
            long = np.maximum(sizes[earlier], sizes[text])
            alike = (earlier < text) & (long < LENGTHS * short)
            alike &= shared.data >= np.maximum(CONTAINED * short, FEWEST_SHARED)
            pairs = sorted(zip(text[alike].tolist(), earlier[alike].tolist(), strict=True))
            for one, found in groupby(pairs, key=itemgetter(0)):
                yield one, [other for _, other in found]

    def covered(self, one: int, other: int) -> float:
        """How much of two texts is the same text, 0 to 1: the less of two shares.

        Of the shorter one, what stands in stretches that the longer has too; of the longer one, the
        same between the first such stretch and the last. What was cut off or stands around is so no
        matter, but a dispatch that went on growing in its middle is another version.
        """
        both = (self._hashes(text, text + 1) for text in (one, other))
        short, long = sorted(both, key=len)
        begins, ends = _stretches(short, long)
        whole = float((ends - begins).sum()) / (len(short) + SHINGLE - 1)
        begins, ends = _stretches(long, short)
        if (strong := ends - begins >= STRETCH).any():  # a formula at the far end is no stretch
            begins, ends = begins[strong], ends[strong]
        return min(whole, float((ends - begins).sum() / (ends[-1] - begins[0])))

    def _hashes(self, first: int, last: int) -> "Numbers":
        """63-bit hashes of the shingles of the texts `first` to `last`, those across texts included."""
        import numpy as np  # noqa: PLC0415  # see above

        words = self._words[self._starts[first] : self._starts[last]].astype(np.uint64)
        found = words[: max(len(words) - SHINGLE + 1, 0)]
        for step in range(1, SHINGLE):
            found = (found ^ (found >> np.uint64(29))) * np.uint64(_MIXED)
            found += words[step : len(words) - SHINGLE + 1 + step]
        found = (found ^ (found >> np.uint64(32))) * np.uint64(_MIXED)
        return (found >> np.uint64(1)).astype(np.int64)

    def _index(self) -> tuple[Any, Any]:
        """Which texts hold the shingles that several hold, as two sparse matrices of ones.

        The first has a row for each shingle, with the earliest texts that hold it; the second a row for
        each text, with all its shingles.
        """
        import numpy as np  # noqa: PLC0415  # see above
        from scipy import sparse  # noqa: PLC0415

        count = len(self._starts) - 1
        bits = max(count, 1).bit_length()
        parts = len(self._words) // _AT_ONCE + 1
        # One part after the other, small numbers, the larger of the two last: at 100,000 texts their
        # keys and counts at once took 0.5 GB more.
        texts, first, size = [], [], 0
        for part in range(parts):
            keys = self._shared(part, parts, bits)
            texts.append((keys & ((1 << bits) - 1)).astype(np.int32))
            keys >>= bits
            first.append(np.flatnonzero(np.diff(keys, prepend=-1)) + size)
            size += len(keys)
            del keys
        columns = np.concatenate(texts)
        del texts
        starts = np.append(np.concatenate(first), size)
        lengths = np.diff(starts)
        place = np.arange(size, dtype=np.int32)
        place -= np.repeat(starts[:-1].astype(np.int32), lengths)
        earliest = place < MOST_TEXTS
        del place
        shape = (len(lengths), count)
        ones = np.ones(size, np.int16)
        ends = np.concatenate(([0], np.cumsum(np.minimum(lengths, MOST_TEXTS))))
        holders = sparse.csr_array((ones[earliest], columns[earliest], ends), shape=shape)
        del earliest
        return holders, sparse.csr_array((ones, columns, starts), shape=shape).T.tocsr()

    def _shared(self, part: int, parts: int, bits: int) -> "Numbers":
        """(shingle, text) of those shingles of one part of all that several texts hold, sorted.

        Both in one number: the text in the last `bits`, as much of the hash as there is room for
        before it. Two of 40 million shingles may so be taken for one, which proposes nothing.
        """
        import numpy as np  # noqa: PLC0415  # see above

        found = []
        count, step = len(self._starts) - 1, 5000
        for first in range(0, count, step):
            last = min(first + step, count)
            hashes = self._hashes(first, last)
            texts = np.repeat(np.arange(first, last), np.diff(self._starts[first : last + 1]))
            texts = texts[: len(hashes)]
            inside = np.arange(len(hashes)) + SHINGLE <= (
                self._starts[texts + 1] - self._starts[first]
            )
            inside &= (hashes & 0xFFFF) % parts == part
            found.append((hashes[inside] >> bits) << bits | texts[inside])
        keys = np.sort(np.concatenate(found)) if found else np.array([], np.int64)
        keys = keys[np.diff(keys, prepend=-1) > 0]
        again = np.diff(keys >> bits) == 0
        shared = np.concatenate((again, [False])) | np.concatenate(([False], again))
        return keys[shared[: len(keys)]]


def _stretches(text: "Numbers", other: "Numbers") -> tuple["Numbers", "Numbers"]:
    """Where each stretch of a text that another has too begins and ends, in words; both as hashes.

    Gaps of up to `GAP` words are filled, before the first and behind the last as well.
    """
    import numpy as np  # noqa: PLC0415  # see above

    words = len(text) + SHINGLE - 1
    places = np.flatnonzero(np.isin(text, other))
    new = np.diff(places) - SHINGLE > GAP
    begins = places[np.concatenate(([True], new))]
    ends = places[np.concatenate((new, [True]))] + SHINGLE
    begins[0] = 0 if begins[0] <= GAP else begins[0]
    ends[-1] = words if words - ends[-1] <= GAP else ends[-1]
    return begins, ends
