import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.config import load, next_issue_date


def test_from_its_hour_on_the_issue_that_leaves_is_meant(run: Callable, workspace: Path):
    coming = next_issue_date(load(workspace / "config").newsletter, datetime.now(UTC))
    last = coming - timedelta(days=7)

    def meant() -> str:
        return json.loads(run("-C", workspace, "status", "--json").out)["issue"]

    def drafted(day: object) -> None:
        draft = workspace / "issues" / f"{day}" / "issue.md"
        draft.parent.mkdir(parents=True)
        draft.touch()

    assert meant() == f"{coming}"
    drafted(last)
    assert meant() == f"{last}"
    drafted(coming)
    assert meant() == f"{coming}"
