"""Which texts share which stretches of words: an inverted index of 4-word shingles."""

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from digest.text import fold

__all__ = ["Shingled"]

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]

SHINGLE = 4  # words
CONTAINED = 0.4  # of the shorter text's shingles, in the longer
GAP = 5  # words between two shared stretches that a light rewriting may have changed
STRETCH = 20  # words of a stretch that may be the first or the last
FEWEST_SHARED = 20  # shingles, about two sentences; less is a formula that many texts share
LENGTHS = 8  # a text is no copy of one so many times longer: it is a digest of it, or a quotation
MOST_TEXTS = 50  # that one shingle is looked up in: the earliest ones, an original being among them
WINDOW = 6  # shingles of which one is indexed: so is one of every nine shared words in a row
PROMISING = (
    0.15  # of the shorter text's indexed shingles: what is looked at; light rewritings share more
)

_MIXED = 0x9E3779B97F4A7C15  # odd: multiplying by it loses nothing
_ROWS = 500  # texts compared with all others at once
_BETWEEN = re.compile(r"\W+")


class Shingled:
    """Texts, by their numbers in the order given, as sequences of words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Each text with the earlier ones that seem to share enough with it to be looked at closely."""
        sizes, holders, held = self._index()
        for start in range(0, len(sizes), _ROWS):
            shared = (held[start : start + _ROWS].astype(np.int32) @ holders).tocoo()
            text, earlier = shared.row + start, shared.col
            alike = earlier < text
            alike &= shared.data >= PROMISING * np.minimum(sizes[earlier], sizes[text])
            pairs = sorted(zip(text[alike].tolist(), earlier[alike].tolist(), strict=True))
            for one, found in groupby(pairs, key=itemgetter(0)):
                yield one, [other for _, other in found]

    def covered(self, one: int, other: int) -> float:
        """How much of two texts is the same text, 0 to 1: the less of two shares.

        Of the shorter one, what stands in stretches that the longer has too; of the longer one, the
        same between the first such stretch and the last. What was cut off or stands around is so no
        matter, but a dispatch that went on growing in its middle is another version. 0 where one is
        `LENGTHS` times the other, or where too few shingles are shared to speak of stretches.
        """
        short, long = sorted((_shingles(self._texts[text]) for text in (one, other)), key=len)
        places = _shared(short, long)
        few = len(places) < max(CONTAINED * len(short), FEWEST_SHARED)
        if few or len(long) >= LENGTHS * len(short):
            return 0.0
        begins, ends = _stretches(places, len(short))
        whole = float((ends - begins).sum()) / (len(short) + SHINGLE - 1)
        begins, ends = _stretches(_shared(long, short), len(long))
        if (strong := ends - begins >= STRETCH).any():  # a formula at the far end is no stretch
            begins, ends = begins[strong], ends[strong]
        return min(whole, float((ends - begins).sum() / (ends[-1] - begins[0])))

    def _index(self) -> tuple[Places, Any, Any]:
        """How many shingles of each text are indexed, and which texts share which, as two matrices.

        Of the ones in them, the first has a row for each shingle that several texts hold, with the
        earliest of them; the second a row for each text, with all that it holds.
        """
        count = len(self._texts)
        sizes, numbers = array("q"), array("Q")
        # Shingle and text in one number: the text in the last bits, as much of the hash as there is
        # room for before it. Shingles that are so taken for one are told apart when looked at.
        bits = np.uint64(count.bit_length())
        for text, said in enumerate(self._texts):
            found = _winnowed(_shingles(said)) >> bits << bits
            sizes.append(len(found))
            numbers.frombytes((found | np.uint64(text)).tobytes())
        keys = np.frombuffer(numbers, np.uint64)
        keys.sort()
        again = np.diff(keys >> bits, prepend=~np.uint64(0), append=~np.uint64(0)) == 0
        keys = keys[again[1:] | again[:-1]]
        columns = (keys & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int32)
        keys >>= bits
        starts = np.append(np.flatnonzero(np.diff(keys, prepend=~np.uint64(0))), len(keys))
        lengths = np.diff(starts)
        earliest = np.arange(len(keys)) - np.repeat(starts[:-1], lengths) < MOST_TEXTS
        ends = np.concatenate(([0], np.cumsum(np.minimum(lengths, MOST_TEXTS))))
        ones = np.ones(len(keys), np.int16)
        shape = (len(lengths), count)
        holders = sparse.csr_array((ones[earliest], columns[earliest], ends), shape=shape)
        held = sparse.csr_array((ones, columns, starts), shape=shape).T.tocsr()
        return np.array(sizes), holders, held


@lru_cache(maxsize=100)  # a text is asked for again with each that may be its copy
def _shingles(text: str) -> Hashes:
    """The hashes of the shingles of a text, in its order: the one at n begins with word n."""
    words = np.fromiter(map(crc32, _letters(text).split()), np.uint64)
    found = words[: max(len(words) - SHINGLE + 1, 0)].copy()
    for step in range(1, SHINGLE):
        found = (found ^ (found >> np.uint64(29))) * np.uint64(_MIXED)
        found += words[step : len(words) - SHINGLE + 1 + step]
    found = (found ^ (found >> np.uint64(29))) * np.uint64(_MIXED)
    return found ^ (found >> np.uint64(32))


def _letters(text: str) -> bytes:
    """`text` folded, with white space for all that parts words.

    `fold` takes ten times as long as putting byte for byte, which all but few texts allow.
    """
    usual = text.replace("\u202f", " ").replace("\u2009", " ").replace("œ", "oe")
    try:
        letters = usual.encode("cp1252").translate(_plain_bytes())
    except UnicodeEncodeError:
        letters = b"\0"
    return _BETWEEN.sub(" ", fold(text)).encode() if b"\0" in letters else letters


@cache
def _plain_bytes() -> bytes:
    """For each byte of Windows-1252 what `_letters` makes of it; 0 where that is no single byte."""
    signs = bytes(range(256)).decode("cp1252", "replace")
    plain = (_BETWEEN.sub(" ", fold(f"a{sign}a"))[1:-1] for sign in signs)
    return "".join(sign if len(sign) == 1 and sign.isascii() else "\0" for sign in plain).encode()


def _winnowed(shingles: Hashes) -> Hashes:
    """The smallest of each `WINDOW` hashes in a row, each once; none of a text too short to compare.

    S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local algorithms for document fingerprinting"
    (2003): two sevenths of all, and some of every longer stretch that two texts share.
    """
    if len(shingles) < FEWEST_SHARED:
        return shingles[:0]
    last = len(shingles) - WINDOW + 1
    smallest = shingles[:last].copy()
    for step in range(1, WINDOW):
        np.minimum(smallest, shingles[step : last + step], out=smallest)
    smallest.sort()  # np.unique takes longer than all of this
    each: Hashes = smallest[np.diff(smallest, prepend=~smallest[:1]) != 0]
    return each


def _shared(shingles: Hashes, others: Hashes) -> Places:
    """The places of those `shingles` that are among the `others`."""
    known = np.sort(others)  # np.isin takes six times as long
    at = np.searchsorted(known[:-1], shingles)
    return np.flatnonzero(known[at] == shingles)


def _stretches(places: Places, shingles: int) -> tuple[Places, Places]:
    """Where each shared stretch of a text begins and ends, in words, by the shared shingles' `places`.

    Gaps of up to `GAP` words are filled, before the first and behind the last as well.
    """
    words = shingles + SHINGLE - 1
    new = np.diff(places) - SHINGLE > GAP
    begins = places[np.concatenate(([True], new))]
    ends = places[np.concatenate((new, [True]))] + SHINGLE
    begins[0] = 0 if begins[0] <= GAP else begins[0]
    ends[-1] = words if words - ends[-1] <= GAP else ends[-1]
    return begins, ends
