"""The issues before this one."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from digest import draft
from digest.errors import DraftError
from digest.model import Issue
from digest.workspace import IssueFolder, Workspace


def past_issues(workspace: Workspace, day: date) -> tuple[Issue, ...]:
    """The issues before `day` as readers saw them, newest first.

    One that cannot be read is passed over.
    """
    found = []
    for before in reversed([other for other in workspace.issue_dates() if other < day]):
        with suppress(DraftError):
            found.append(read_draft(workspace.issue(before)))
    return tuple(issue.printed() for issue in found if issue is not None)


def read_draft(folder: IssueFolder) -> Issue | None:
    """The issue in the editor's draft; None when there is none."""
    text = folder.read_draft()
    return None if text is None else draft.loads(text, path=str(folder.draft))


def next_number(past: Sequence[Issue]) -> int:
    """One more than the issue before this one (issues without a number are counted)."""
    for back, issue in enumerate(past, 1):
        if issue.number is not None:
            return issue.number + back
    return len(past) + 1
