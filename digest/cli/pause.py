"""`digest pause`: let no further message of an issue out."""

from typing import Any

from digest.desk import Desk
from digest.desk.mailing import mailing_command
from digest.desk.terms import term
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Example:
  digest pause --issue 2025-09-27
"""


@mailing_command("pause", EPILOG)
def command(desk: Desk, database: Any, issue_id: str) -> ExitCode:
    """Pause an issue that is being sent, wherever that happens; messages under way end.

    `digest resume` goes on.
    """
    from digest.send import decide, ledger

    with database.begin() as connection:
        mailing = ledger.known(connection, issue_id)
        paused = decide.pause(connection, issue_id, why="paused by hand")
    if not paused:
        raise DigestError(
            Notice(
                "The issue of {issue_id} is not being sent: it is {state}.",
                issue_id=issue_id,
                state=term(mailing.state),
            )
        )
    desk.say(Notice("Paused. `digest resume` goes on."))
    return ExitCode.OK
