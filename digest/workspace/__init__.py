"""The files of a workspace: a folder with `config/`, `templates/` and `issues/`.

The only room that knows where things stand on disk. Every write is atomic: a reader sees the old
file or the new one, whatever happens in between.
"""

from datetime import date
from pathlib import Path

from digest.errors import DigestError
from digest.notice import Notice
from digest.workspace.atomic import new_file, write_atomic, write_json
from digest.workspace.folder import IssueFolder

__all__ = ["IssueFolder", "Workspace", "find", "new_file", "write_atomic", "write_json"]


class Workspace:
    """A workspace at `root`; makes no folder before something is written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = root / "config"
        self.templates = root / "templates"
        self.issues = root / "issues"
        self.subscribers = root / "subscribers.db"  # addresses: never in git, nor its key
        self.key = root / "subscribers.key"
        self.cache = root / ".cache"  # may be deleted at any time

    def issue(self, day: date) -> IssueFolder:
        return IssueFolder(self.root, day)

    def mailing(self, issue_id: str) -> IssueFolder:
        """The folder of an issue, or of its correction, by what the ledger calls it."""
        day, _, number = issue_id.partition("-correction-")
        folder = self.issue(date.fromisoformat(day))
        return folder.correction(int(number)) if number else folder

    def issue_dates(self) -> tuple[date, ...]:
        """The dates of all issues that have a draft, oldest first."""
        found = []
        for draft in self.issues.glob("*/issue.md"):
            try:
                found.append(date.fromisoformat(draft.parent.name))
            except ValueError:
                continue
        return tuple(sorted(found))


def find(start: Path) -> Workspace:
    """The nearest workspace at or above `start`; DigestError when there is none."""
    for folder in (start, *start.parents):
        if (folder / "config" / "digest.toml").is_file():
            return Workspace(folder)
    raise DigestError(
        Notice("There is no workspace at or above {start}.", start=start),
        Notice("Make one with `digest init DIR`, or name one with `-C DIR`."),
    )
