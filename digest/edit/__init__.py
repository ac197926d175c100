"""Edits of `issue.md`, each the smallest that says what was meant.

A file that a person keeps is not written anew: lines are cut, put in or exchanged where the act is,
and everything else keeps its bytes. Each edit is proven before it counts: the new text, parsed, must
be the old issue with exactly this change; otherwise the next, less sparing way is tried, and when
none is left DraftError says so and nothing is changed. Every function takes the text of the draft
and returns the new one.
"""

from digest.edit.block import insert, move, remove, reword
from digest.edit.deal import deal
from digest.edit.head import head
from digest.edit.item import identify, mark, revise
from digest.edit.picture import picture
from digest.edit.proven import PREAMBLE, Place, item_at
from digest.edit.section import add_section, move_section, remove_section, section

__all__ = [
    "PREAMBLE",
    "Place",
    "add_section",
    "deal",
    "head",
    "identify",
    "insert",
    "item_at",
    "mark",
    "move",
    "move_section",
    "picture",
    "remove",
    "remove_section",
    "revise",
    "reword",
    "section",
]
