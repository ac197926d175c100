"""The files of an issue that an act may change, read and written together."""

from dataclasses import dataclass
from pathlib import Path

from digest.errors import ChangedError
from digest.model import Constraints, Offer
from digest.notice import Notice
from digest.workspace import IssueFolder, write_atomic

__all__ = ["Files", "read", "save"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The draft, the rulings on stories, the offers of the last build, and its record: the draft as it
    wrote it, the stories, the evidence ("" where there is none).
    """

    text: str
    constraints: Constraints
    offers: tuple[Offer, ...]
    generated: str
    stories: str
    evidence: str


def read(folder: IssueFolder, text: str) -> Files:
    """What stands in `folder` beside the draft `text`."""
    return Files(
        text=text,
        constraints=folder.read_constraints(),
        offers=folder.read_offers(),
        generated=_said(folder.generated),
        stories=_said(folder.stories),
        evidence=_said(folder.evidence),
    )


def save(folder: IssueFolder, was: Files, now: Files, *, keep: bool) -> None:
    """Write what differs, if all of that still stands as in `was`; else ChangedError.

    `keep`: the draft that is replaced goes into the history.
    """
    here = read(folder, was.text)
    changed = [name for name in Files.__slots__ if getattr(was, name) != getattr(now, name)]
    if any(getattr(here, name) != getattr(was, name) for name in changed):
        raise ChangedError(
            Notice("Stories were merged, split or built elsewhere meanwhile."),
            Notice("Look again."),
        )
    if "text" in changed:
        write = folder.keep_draft if keep else folder.write_draft
        write(now.text, seen=was.text)
    if "constraints" in changed:
        folder.write_constraints(now.constraints)
    if "offers" in changed:
        folder.write_offers(now.offers)
    for name in {"generated", "stories", "evidence"}.intersection(changed):
        write_atomic(getattr(folder, name), getattr(now, name))


def _said(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""  # the draft is what counts
