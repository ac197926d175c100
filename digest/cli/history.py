"""`digest history`: the drafts that later ones took the place of."""

from datetime import date, datetime
from typing import Any

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Example:
  digest history --issue 2025-09-27
"""


@click.command("history", epilog=EPILOG)
@issue_option
@json_option
@with_desk
def command(desk: Desk, day: date | None, *, as_json: bool) -> ExitCode:
    """List the earlier versions of issue.md, oldest first.

    Each build and each restore keeps the draft before it. `digest restore NUMBER` brings one back.
    """
    folder = desk.issue(day)
    versions: list[dict[str, Any]] = [
        {
            "number": int(path.stem),
            "saved": datetime.fromtimestamp(path.stat().st_mtime)
            .astimezone()
            .isoformat(" ", "minutes"),
            "words": len(path.read_text(encoding="utf-8", errors="replace").split()),
            "path": str(path),
        }
        for path in folder.versions()
    ]
    if as_json:
        desk.answer(versions)
        return ExitCode.OK
    for version in versions:
        desk.show(
            Notice(
                "{number:>4}  {saved}  {words} words",
                number=version["number"],
                saved=version["saved"][:16],
                words=version["words"],
            )
        )
    if not versions:
        desk.say(Notice("No earlier version: the draft is as it was first written."))
    return ExitCode.OK
