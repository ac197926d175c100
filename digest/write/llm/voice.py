"""The voice of the house: what an editor's hand wrote in the last issues, shown for its tone alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from digest import draft
from digest.draft.plain import plain
from digest.errors import DigestError, DraftError
from digest.model import EDITORIAL, RESERVED_KEYS, Issue, Item, Prose
from digest.text import fold
from digest.workspace import IssueFolder, Workspace
from digest.write.llm.planted import planted
from digest.write.llm.rights import borrows, closed

__all__ = ["voice"]

EACH = 3  # pieces of an issue
LEAST, MOST = 150, 900  # characters of a piece

HEADER = """\
How this house sounds: pieces of past issues. Take their tone, their rhythm and their wit, never a fact,
a name or a figure of theirs.
"""


def voice(workspace: Workspace, day: date, issues: int, *, reserved: Iterable[str] = ()) -> str:
    """Pieces of the last `issues` issues before `day`, under a line that says what they are for.

    Only what a person wrote: the editorial, and items that differ from what the program wrote last;
    nothing that quotes an article of its issue which no model may read (`reserved`: see `closed`). ""
    when there is nothing of the kind. A draft that cannot be read is passed over.
    """
    past = [one for one in workspace.issue_dates() if one < day][::-1][:issues]
    names = tuple(reserved)
    pieces = [piece for one in past for piece in islice(_pieces(workspace.issue(one), names), EACH)]
    return "\n".join([HEADER, *(f"- {piece}" for piece in pieces)]) if pieces else ""


def _pieces(folder: IssueFolder, reserved: Sequence[str]) -> Iterator[str]:
    issue = _read(folder.draft)
    if issue is None:
        return
    try:
        kept_out = closed(folder.read_articles(), reserved)
    except DigestError:
        return  # what it may not show is not known
    generated = _read(folder.generated)
    own = {fold(item.text) for item in generated.items} if generated else set()
    for section in issue.sections:
        for block in section.blocks:
            text = ""
            if isinstance(block, Prose) and section.key == EDITORIAL:
                text = block.text
            elif isinstance(block, Item) and section.key not in RESERVED_KEYS:
                text = "" if fold(block.text) in own else f"{block.title} • {block.text}"
            text = " ".join(plain(text).split())
            if LEAST <= len(text) <= MOST and not (planted(text) or borrows(text, kept_out)):
                yield text


def _read(path: Path) -> Issue | None:
    try:
        return draft.loads(path.read_text(encoding="utf-8-sig"), path=str(path))
    except (OSError, UnicodeDecodeError, DraftError):
        return None
