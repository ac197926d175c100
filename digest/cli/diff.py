"""`digest diff`: what the editor's hand changed since the last build."""

import difflib
from datetime import date

import click

from digest.desk import Desk, issue_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Example:
  digest diff --issue 2025-09-27
"""


@click.command("diff", epilog=EPILOG)
@issue_option
@with_desk
def command(desk: Desk, day: date | None) -> ExitCode:
    """Show what in issue.md is not as the last build wrote it.

    Lines with - are the program's, lines with + are yours. Where both changed, yours stands in the
    draft; what the last build would say there is told below.
    """
    folder = desk.issue(day)
    for path in (folder.draft, folder.generated):
        if not path.exists():
            raise DigestError(
                Notice("There is no {path}.", path=path),
                Notice("Make it with `digest build --issue {date}`.", date=folder.date),
            )
    # An editor's file may be in any encoding; what cannot be read is shown as such.
    before, after = (
        path.read_text(encoding="utf-8", errors="replace").split("\n")
        for path in (folder.generated, folder.draft)
    )
    rows = list(difflib.unified_diff(before, after, "the last build", "issue.md", n=0, lineterm=""))
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for row in rows[2:]:
        click.secho(row, fg=colours[row[0]])
    offers = folder.read_offers()
    if offers:
        desk.say(Notice("Yours stands; the last build would say:"), style="bold")
    for offer in offers:
        said = {"field": offer.field, "text": offer.text}
        if offer.where:
            desk.show(Notice("“{where}”, {field}: {text}", where=offer.where, **said))
        else:
            desk.show(Notice("{field}: {text}", **said))
    if not rows and not offers:
        desk.say(Notice("Nothing: the draft is as the last build wrote it."))
    return ExitCode.OK
