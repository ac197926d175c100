"""stories -> items -> issue: what is told of each story, and which source passage each sentence rests on."""

from typing import Protocol

from digest.model import Story, Written
from digest.write.compose import compose
from digest.write.evidence import evidence
from digest.write.extractive import Extractive

__all__ = ["Extractive", "Writer", "compose", "evidence"]


class Writer(Protocol):
    """Writes the item of one story. A writer of one's own needs this method and nothing else."""

    def write(self, story: Story) -> Written:
        """The item of `story` and its evidence; WriterError (one story's failure) with what to do."""
        ...
