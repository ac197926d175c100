"""`digest resume`: go on with an issue that was paused."""

from typing import Any

from digest.desk import Desk
from digest.desk.mailing import mailing_command
from digest.desk.terms import term
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Example:
  digest resume --issue 2025-09-27
"""


@mailing_command("resume", EPILOG)
def command(desk: Desk, database: Any, issue_id: str) -> ExitCode:
    """End a pause. A running `digest worker` goes on by itself; otherwise run `digest send`."""
    from digest.send import decide, ledger

    with database.begin() as connection:
        mailing = ledger.known(connection, issue_id)
        resumed = decide.resume(connection, issue_id)
    if not resumed:
        raise DigestError(
            Notice(
                "The issue of {issue_id} is not paused: it is {state}.",
                issue_id=issue_id,
                state=term(mailing.state),
            )
        )
    desk.say(Notice("The pause is over. Where no `digest worker` runs, `digest send` goes on."))
    return ExitCode.OK
