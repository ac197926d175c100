"""`digest worker`: sends what is due, until it is told to stop."""

import click

from digest.desk import Desk, with_desk
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest worker           runs until Ctrl-C or SIGTERM
  digest worker --once    does what is due now, and ends: for cron
"""


@click.command("worker", epilog=EPILOG)
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@with_desk
def command(desk: Desk, *, once: bool) -> ExitCode:
    """Let scheduled issues leave at their hour, and go on with those that are being sent.

    On SQLite one worker sends at a time; on PostgreSQL as many run as you like, on any machine.
    """
    from digest.desk.mailman import stopping
    from digest.desk.worker import work

    with stopping() as stop:
        desk.say(Notice("The worker runs; Ctrl-C ends it with the messages under way."))
        work(desk, stop, once=once)
    return ExitCode.OK
