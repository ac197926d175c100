"""`digest status`: how far the sending of an issue is."""

import json
from datetime import date

import click

from digest.cli.desk import Desk, issue_option, json_option, with_desk
from digest.errors import ExitCode

EPILOG = """\b
Example:
  digest status --issue 2025-09-27
"""


@click.command("status", epilog=EPILOG)
@issue_option
@click.option("--limit", default=20, show_default=True, help="How many of the unreached to name.")
@json_option
@with_desk
def command(desk: Desk, day: date | None, limit: int, *, as_json: bool) -> ExitCode:
    """Say how many got the issue, and who did not and why. May be asked while it is being sent."""
    from digest.cli.roll import open_register
    from digest.send import ledger
    from digest.subscribers.database import reading

    issue_id = desk.issue(day).date.isoformat()
    database, _ = open_register(desk)
    with reading(database).connect() as connection:
        mailing = ledger.find(connection, issue_id)
        counts = ledger.tally(connection, issue_id)
        unreached = ledger.unreached(connection, issue_id, limit=limit)
        due = ledger.next_due(connection, issue_id)
    if mailing is None:
        if as_json:
            desk.answer({"issue": issue_id, "state": "not sent"})
        desk.say(f"The issue of {issue_id} has not been sent: no audience is frozen.")
        return ExitCode.OK
    excluded = json.loads(mailing.excluded)
    if as_json:
        desk.answer(
            {
                "issue": issue_id,
                "state": mailing.state,
                "why": mailing.why,
                "candidates": mailing.candidates,
                "prepared": mailing.prepared,
                "excluded": excluded,
                "deliveries": counts,
                "next_try": due.isoformat() if due else None,
                "unreached": [
                    {"address": who, "state": state, "why": why} for who, state, why in unreached
                ],
            }
        )
        return ExitCode.OK
    click.echo(f"Issue {issue_id}: {mailing.state}{f' ({mailing.why})' if mailing.why else ''}")
    out = ", ".join(f"{number} {why}" for why, number in excluded.items())
    click.echo(
        f"  {mailing.candidates} on the list, {mailing.prepared} to be written to"
        f"{f'; left out: {out}' if out else ''}"
    )
    for state, number in counts.items():
        click.echo(f"  {number:7} {state}")
    if due:
        click.echo(f"  next try {due.astimezone(desk.config.newsletter.zone):%Y-%m-%d %H:%M}")
    for who, state, why in unreached:
        click.echo(f"  {state:10} {who}  {why}".rstrip())
    return ExitCode.OK
