"""`digest cancel`: send an issue to nobody else, or not at the hour it was scheduled for."""

from datetime import UTC, datetime
from typing import Any

import click

from digest.desk import Desk
from digest.desk.mailing import mailing_command
from digest.desk.terms import term
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Example:
  digest cancel --issue 2025-09-27
"""


@click.option("--yes", is_flag=True, help="Do not ask.")
@mailing_command("cancel", EPILOG)
def command(desk: Desk, database: Any, issue_id: str, *, yes: bool) -> ExitCode:
    """Send an issue to nobody else, for good; or forget the hour it was scheduled for.

    Whoever has it, has it: `digest send --correction` writes to them.
    """
    from digest.send import begin, decide, ledger

    with database.begin() as connection:
        if begin.unplan(connection, issue_id):
            desk.say(Notice("It will not leave by itself any more."))
            return ExitCode.OK
        mailing = ledger.known(connection, issue_id)
    if not yes:
        desk.confirm(
            Notice("Send it to nobody else? This cannot be undone."),
            otherwise=Notice("Nothing was cancelled."),
        )
    with database.begin() as connection:
        left = decide.cancel(connection, issue_id, now=datetime.now(UTC))
    if left is None:
        raise DigestError(
            Notice(
                "The issue of {issue_id} is {state}: nothing is left to cancel.",
                issue_id=issue_id,
                state=term(mailing.state),
            )
        )
    desk.say(Notice("Cancelled: {left:,} {left:person|people} will not get it.", left=left))
    return ExitCode.OK
