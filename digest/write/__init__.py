"""stories -> items -> issue: what is told of each story, and which source passage each sentence rests on."""

from digest.write.compose import compose
from digest.write.evidence import evidence
from digest.write.extractive import Extractive
from digest.write.writers import Writer, finish, lines, make, rewrite, same_event, write

__all__ = [
    "Extractive",
    "Writer",
    "compose",
    "evidence",
    "finish",
    "lines",
    "make",
    "rewrite",
    "same_event",
    "write",
]
