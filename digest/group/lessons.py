"""What the editor's archive teaches of sections: the words that each section's items are made of.

A nearest-centroid classifier (J. Rocchio, 1971) over words, cognates and names, mixed with the
configuration by stacking (D. Wolpert, "Stacked generalization", 1992): how loudly it speaks is
chosen on the archive itself, part by part with the part held out, and it is silent until it has
proved that it puts more items right than it puts wrong. So it costs a young archive nothing.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from digest.group.memory import Memory
from digest.group.sections import Placer
from digest.group.views import Reading
from digest.model import Story

__all__ = ["Lessons"]

Floats = NDArray[np.float64]

_VIEWS = {"words": 1.0, "cognates": 0.7, "facts": 0.7}
_PARTS = 10
_FEWEST = 20  # items; from fewer nothing can be proved
_VOICES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # what the archive adds, in strengths of the configuration
_SHARP = 30.0  # of the softmax: .1 of cosine is a factor of twenty
# Items put right minus items put wrong, in standard deviations of their number: 2 is one chance in 20.
_PROOF = 2.0


class Lessons:
    """What the items of past issues say of the sections of other stories.

    `voice` is how loudly they speak, 0 for not at all.
    """

    def __init__(
        self,
        memory: Memory,
        placer: Placer,
        stories: Sequence[Story],
        readings: Mapping[str, Reading],
    ) -> None:
        self._keys = placer.keys
        self._said: dict[str, Floats] = {}
        self.voice = 0.0
        taught = [
            (row, self._keys.index(section))
            for row, section in memory.taught()
            if section in self._keys
        ]
        if len(taught) < _FEWEST or memory.spaces is None:
            return
        known = memory.spaces.matrices
        vectors = sparse.hstack([known[view] * _VIEWS[view] for view in _VIEWS], format="csr")
        items = vectors[[row for row, _ in taught]]
        gold = np.array([number for _, number in taught])
        spoken = np.array([placer.speaks(memory.reading(row)) for row, _ in taught])
        self.voice = _voice(spoken, _held_out(items, gold, len(self._keys)), gold)
        if not self.voice:
            return
        centres = _centres(items, gold, len(self._keys))
        for story in stories:
            rows = memory.rows(story)
            mean = np.asarray(vectors[rows].mean(axis=0)).ravel()
            length = math.sqrt(float(mean @ mean)) or 1.0
            own = [placer.speaks(readings[a.id]) for a in story.articles if a.id in readings]
            strengths = np.mean(own, axis=0)[None]
            self._said[story.id] = _lean(strengths, (centres @ mean / length)[None], self.voice)[0]

    def lean(self, story: Story) -> dict[str, float]:
        """How strongly the archive's words speak for each section, by its key."""
        said = self._said.get(story.id)
        if said is None:
            return {}
        return {
            key: round(float(value), 4)
            for key, value in zip(self._keys, said, strict=True)
            if value >= 0.05  # less changes nothing that an editor sees
        }


def _voice(spoken: Floats, learned: Floats, gold: NDArray[np.intp]) -> float:
    """How loudly the archive should speak: what puts most of its own items right, if it proves to."""
    before = spoken.argmax(axis=1) == gold
    best, voice = int(before.sum()), 0.0
    for one in _VOICES[1:]:
        after = (spoken + _lean(spoken, learned, one)).argmax(axis=1) == gold
        gained, lost = int(np.sum(after & ~before)), int(np.sum(before & ~after))
        if int(after.sum()) > best and gained - lost >= _PROOF * math.sqrt(gained + lost):
            best, voice = int(after.sum()), one
    return voice


def _lean(spoken: Floats, learned: Floats, voice: float) -> Floats:
    """What is added to strengths: rows of stories, columns of sections."""
    raised = np.exp(_SHARP * (learned - learned.max(axis=1, keepdims=True)))
    likely = raised / raised.sum(axis=1, keepdims=True)
    added: Floats = voice * np.maximum(spoken.max(axis=1, keepdims=True), 1.0) * likely
    return added


def _held_out(items: Any, gold: NDArray[np.intp], sections: int) -> Floats:
    """The cosine of each item to each section's centre, made without the item's part of the archive."""
    count = len(gold)
    part = np.arange(count) * _PARTS // count  # in the order of the issues, which stay together
    found = np.zeros((count, sections))
    for one in range(_PARTS):
        out = np.flatnonzero(part == one)
        others = np.flatnonzero(part != one)
        found[out] = items[out] @ _centres(items[others], gold[others], sections).T
    return found


def _centres(items: Any, gold: NDArray[np.intp], sections: int) -> Floats:
    """The mean direction of each section's items; nothing for a section without any."""
    member = sparse.csr_array(
        (np.ones(len(gold)), (gold, np.arange(len(gold)))), shape=(sections, len(gold))
    )
    sums = (member @ items).toarray()
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centres: Floats = sums / np.where(lengths, lengths, 1.0)
    return centres
