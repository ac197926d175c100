"""`digest freeze`: from now on, nothing enters the issue by itself."""

from datetime import date, datetime

import click

from digest import edit
from digest.desk import Desk, issue_option, no_draft, with_desk
from digest.errors import ChangedError, ExitCode
from digest.notice import Notice
from digest.workspace import IssueFolder

EPILOG = """\b
Examples:
  digest freeze --issue 2025-09-27
  digest freeze --off
"""


@click.command("freeze", epilog=EPILOG)
@issue_option
@click.option("--off", is_flag=True, help="Open it again.")
@with_desk
def command(desk: Desk, day: date | None, *, off: bool) -> ExitCode:
    """Close the issue: from now on a build changes nothing in issue.md.

    Writes `frozen:` and the moment into the head of issue.md. Articles are still collected; stories
    that come late wait among those left out, and what a build would say otherwise stands in
    `digest diff`.
    """
    folder = desk.issue(day)
    zone = desk.config.newsletter.zone
    moment = "" if off else f"{datetime.now(zone):%Y-%m-%d %H:%M}"
    while not _marked(folder, moment):
        pass
    if off:
        desk.say(
            Notice("The issue of {date} is open: builds bring in what is new.", date=folder.date)
        )
    else:
        desk.say(
            Notice("The issue of {date} is closed: nothing enters by itself.", date=folder.date)
        )
        desk.say(
            Notice("Open it again with: digest freeze --issue {date} --off", date=folder.date),
            style="dim",
        )
    return ExitCode.OK


def _marked(folder: IssueFolder, moment: str) -> bool:
    """Whether the draft says now when it was closed; not where it was saved in the meantime."""
    text = folder.read_draft()
    if text is None:
        raise no_draft(folder)
    try:
        folder.write_draft(edit.head(text, "frozen", moment), seen=text)
    except ChangedError:
        return False
    return True
