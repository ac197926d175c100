"""`digest retry`: try again at once those who could not be reached."""

from datetime import UTC, datetime
from typing import Any

from digest.desk import Desk
from digest.desk.mailing import mailing_command, tell_again
from digest.errors import ExitCode

EPILOG = """\b
Example:
  digest retry --issue 2025-09-27
"""


@mailing_command("retry", EPILOG)
def command(desk: Desk, database: Any, issue_id: str) -> ExitCode:
    """Try again at once whoever waits for a further try, or was given up after three days.

    Mailboxes that do not exist are not tried again, nor whoever is in doubt (see `digest
    uncertain`). A running `digest worker` does it; otherwise run `digest send` next.
    """
    from digest.send import decide, ledger

    with database.begin() as connection:
        ledger.known(connection, issue_id)
        moved = decide.retry(connection, issue_id, now=datetime.now(UTC))
    tell_again(desk, moved)
    return ExitCode.OK
