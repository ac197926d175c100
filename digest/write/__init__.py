"""stories -> items -> issue: what is told of each story, and which source passage each sentence rests on."""

from digest.write.compose import compose
from digest.write.evidence import evidence
from digest.write.extractive import Extractive
from digest.write.writers import Writer, finish, make, rewrite, write

__all__ = ["Extractive", "Writer", "compose", "evidence", "finish", "make", "rewrite", "write"]
