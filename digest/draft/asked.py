"""The question behind an item whose section is a guess, and what an editor wrote to it."""

from digest.model import UNSURE, Issue, Item, Note

__all__ = ["asked", "unasked"]


def asked(issue: Issue) -> frozenset[str]:
    """The notes right behind the unsure items of `issue`, a draft as the program made it."""
    return frozenset(
        note.text
        for section in issue.sections
        for item, note in zip(section.blocks, section.blocks[1:], strict=False)
        if isinstance(item, Item) and UNSURE in item.marks and isinstance(note, Note)
    )


def unasked(note: str, questions: frozenset[str]) -> str:
    """What an editor wrote in `note` below one of the `questions`; all of it where none opens it."""
    question, _, own = note.partition("\n")
    return own.strip() if question.rstrip() in questions else note
