"""The issues before this one."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from digest import draft
from digest.errors import DigestError, DraftError
from digest.group.choices import Choices
from digest.model import DROPPED, HELD, Issue, Item
from digest.notice import Notice
from digest.workspace import IssueFolder, Workspace

_REMEMBERED = 26  # issues: half a year of choices


def past_issues(workspace: Workspace, day: date) -> tuple[Issue, ...]:
    """The issues before `day` as readers saw them, newest first.

    One that cannot be read is passed over.
    """
    found = []
    for before in reversed([other for other in workspace.issue_dates() if other < day]):
        with suppress(DraftError):
            found.append(read_draft(workspace.issue(before)))
    return tuple(issue.printed() for issue in found if issue is not None)


def past_choices(workspace: Workspace, day: date) -> Choices:
    """What the editor kept and threw out of the items proposed for the issues before `day`.

    Proposed is what the program last wrote, kept what readers saw of it.
    """
    kept: list[Item] = []
    dropped: list[Item] = []
    for before in [other for other in workspace.issue_dates() if other < day][-_REMEMBERED:]:
        folder = workspace.issue(before)
        if not folder.generated.exists():
            continue
        with suppress(DraftError, OSError, UnicodeDecodeError):
            issue = read_draft(folder)
            proposed = draft.loads(folder.generated.read_text("utf-8"), path=str(folder.generated))
            known = {item.id: item for item in issue.items} if issue else {}
            for item in proposed.items:
                if item.id is None or HELD in (marks := _marks(known.get(item.id))):
                    continue
                thrown_out = item.id not in known or DROPPED in marks
                (dropped if thrown_out else kept).append(item)
    return Choices(kept, dropped)


def _marks(item: Item | None) -> tuple[str, ...]:
    return item.marks if item else ()


def read_draft(folder: IssueFolder) -> Issue | None:
    """The issue in the editor's draft; None when there is none."""
    text = folder.read_draft()
    return None if text is None else draft.loads(text, path=str(folder.draft))


def drafted(folder: IssueFolder) -> Issue:
    """The issue in the editor's draft; DigestError when there is none, DraftError as `read_draft`."""
    issue = read_draft(folder)
    if issue is None:
        raise DigestError(
            Notice("There is no {draft}.", draft=folder.draft),
            Notice("Make it with `digest build --issue {date}`.", date=folder.date),
        )
    return issue


def next_number(past: Sequence[Issue]) -> int:
    """One more than the issue before this one (issues without a number are counted)."""
    for back, issue in enumerate(past, 1):
        if issue.number is not None:
            return issue.number + back
    return len(past) + 1
