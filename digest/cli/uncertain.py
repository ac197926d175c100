"""`digest uncertain`: those of whom nobody can know whether they have the issue."""

from datetime import UTC, datetime
from typing import Any

import click

from digest.desk import Desk
from digest.desk.mailing import mailing_command, tell_again
from digest.desk.terms import term
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest uncertain list --issue 2025-09-27
  digest uncertain hold
  digest uncertain resend

The line went dead after the whole message had been handed over and before the server answered: they
may have it or not. By default nothing is sent to them again.
"""


@click.group("uncertain", epilog=EPILOG)
def command() -> None:
    """Those who may have the issue or not: list them, leave it at that, or send again."""


@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@mailing_command("list", "\b\nExample:\n  digest uncertain list --issue 2025-09-27")
def list_them(desk: Desk, database: Any, issue_id: str, *, as_json: bool) -> ExitCode:
    """Name those in doubt, and those you decided to leave (held)."""
    from digest.send import count
    from digest.send.ledger import State
    from digest.subscribers.database import reading

    states = (State.UNCERTAIN, State.HELD)
    with reading(database).connect() as connection:
        found = list(count.unreached(connection, issue_id, states=states))
    if as_json:
        desk.answer([{"address": who, "state": state, "why": why} for who, state, why in found])
        return ExitCode.OK
    for who, state, why in found:
        click.echo(f"{desk.in_words(term(state)):10} {who}  {why}")
    if not found:
        desk.say(Notice("Nobody is in doubt."))
    return ExitCode.OK


@mailing_command("hold", "\b\nExample:\n  digest uncertain hold --issue 2025-09-27")
def hold(desk: Desk, database: Any, issue_id: str) -> ExitCode:
    """Leave it at that: nothing is sent to them again, and they are no longer asked about."""
    from digest.send import decide

    with database.begin() as connection:
        moved = decide.hold(connection, issue_id, now=datetime.now(UTC))
    desk.say(Notice("{moved} are left as they are.", moved=moved))
    return ExitCode.OK


@click.option("--yes", is_flag=True, help="Do not ask.")
@mailing_command("resend", "\b\nExample:\n  digest uncertain resend --issue 2025-09-27")
def resend(desk: Desk, database: Any, issue_id: str, *, yes: bool) -> ExitCode:
    """Send to them again, held ones too: some will get the issue twice."""
    from digest.send import count, decide
    from digest.send.ledger import State

    with database.begin() as connection:
        counts = count.tally(connection, issue_id)
    number = counts.get(State.UNCERTAIN, 0) + counts.get(State.HELD, 0)
    if number and not yes:
        question = Notice(
            "Send again to {number:,} {number:person|people}, some of whom may have it already?",
            number=number,
        )
        desk.confirm(question, otherwise=Notice("Nothing was sent."))
    with database.begin() as connection:
        decide.resend(connection, issue_id, now=datetime.now(UTC))
    tell_again(desk, number)
    return ExitCode.OK


for one in (list_them, hold, resend):
    command.add_command(one)
