"""`digest status`: how far the sending of an issue is."""

import json
import time
from datetime import UTC, date, datetime
from typing import Any

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.mailing import correction_option, counted, folder_of
from digest.desk.terms import reason, term
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest status --issue 2025-09-27
  digest status --live
  digest status --unreached > unreached.txt
"""


@click.command("status", epilog=EPILOG)
@issue_option
@correction_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="How many of the unreached to name.",
)
@click.option("--unreached", is_flag=True, help="Name all who did not get it, and nothing else.")
@click.option("--live", is_flag=True, help="Stay, and show the progress until it ends.")
@json_option
@with_desk
def command(
    desk: Desk,
    day: date | None,
    correction: int | None,
    limit: int,
    *,
    unreached: bool,
    live: bool,
    as_json: bool,
) -> ExitCode:
    """Say how many got the issue, how fast it goes, and who did not get it and why.

    May be asked while it is being sent, from any machine that reaches the database.
    """
    from digest.desk.register import open_register
    from digest.send import count
    from digest.subscribers.database import reading

    issue_id = folder_of(desk, day, correction).issue_id
    database, _ = open_register(desk)
    if live:
        _follow(desk, database, issue_id)
    with reading(database).connect() as connection:
        if unreached:
            for line in count.unreached(connection, issue_id):
                click.echo("\t".join(line))
            return ExitCode.OK
        found = _look(connection, issue_id, limit=limit)
        if "prepared" not in found:
            found |= _approval(desk, connection, issue_id)
    if as_json:
        desk.answer(found)
    elif "prepared" not in found:
        _unsent(desk, found)
    else:
        _tell(desk, found)
    return ExitCode.OK


def _look(connection: Any, issue_id: str, *, limit: int) -> dict[str, Any]:
    """Everything there is to say, as `--json` says it."""
    from digest.send import begin, count, ledger

    mailing = ledger.find(connection, issue_id)
    if mailing is None:
        plan = begin.planned(connection, issue_id)
        if plan is None:
            return {"issue": issue_id, "state": "not sent"}
        late = datetime.now(UTC) - plan.at > begin.LATE
        state = "missed" if late else "scheduled"
        return {"issue": issue_id, "state": state, "at": plan.at.isoformat()}
    due = count.next_due(connection, issue_id)
    running = mailing.state == "sending"
    return {
        "issue": issue_id,
        "state": mailing.state,
        "why": mailing.why,
        "resume_at": mailing.resume_at.isoformat() if mailing.resume_at else None,
        "candidates": mailing.candidates,
        "prepared": mailing.prepared,
        "excluded": json.loads(mailing.excluded),
        "deliveries": count.tally(connection, issue_id),
        "per_second": count.rate(connection, issue_id, now=datetime.now(UTC)) if running else 0.0,
        "next_try": due.isoformat() if due else None,
        "unreached": [
            {"address": who, "state": state, "why": why}
            for who, state, why in count.unreached(connection, issue_id, limit=limit)
        ],
    }


def _approval(desk: Desk, connection: Any, issue_id: str) -> dict[str, Any]:
    """Of an issue that has not left: what is approved, and whether the draft is still that."""
    from digest.desk.posting import changed
    from digest.send.approval import approved

    mark = approved(connection, issue_id)
    later = mark is not None and changed(desk, desk.workspace.mailing(issue_id), mark)
    return {"approved": mark, "changed": later}


def _unsent(desk: Desk, found: dict[str, Any]) -> None:
    from digest.send.correction import as_options

    issue_id, which = found["issue"], as_options(found["issue"])
    if found["state"] == "not sent":
        unsent = (
            Notice(
                "The issue of {issue_id} is approved, and has not been sent: no audience is frozen.",
                issue_id=issue_id,
            )
            if found["approved"]
            else Notice(
                "The issue of {issue_id} has not been sent: no audience is frozen.",
                issue_id=issue_id,
            )
        )
        desk.say(unsent)
        if found["changed"]:
            desk.warn(
                Notice(
                    "The draft has changed since it was approved: `digest approve{which}` again.",
                    which=which,
                )
            )
        return
    at = datetime.fromisoformat(found["at"]).astimezone(desk.config.newsletter.zone)
    if found["state"] == "scheduled":
        desk.say(
            Notice(
                "The issue of {issue_id} is to leave at {at:%Y-%m-%d %H:%M}.",
                issue_id=issue_id,
                at=at,
            )
        )
        if found["changed"]:
            desk.warn(
                Notice(
                    "The draft has changed since it was approved. What was approved is what "
                    "leaves; `digest approve{which}` takes the draft as it is now.",
                    which=which,
                )
            )
        return
    desk.warn(
        Notice(
            "The issue of {issue_id} was to leave at {at:%Y-%m-%d %H:%M}, and has not: no worker "
            "was running in the hour after, or it said why not. "
            "It is too late for it to leave by itself: `digest send{which}` sends it now, "
            "`digest cancel{which}` forgets the hour.",
            issue_id=issue_id,
            at=at,
            which=which,
        )
    )


def _tell(desk: Desk, found: dict[str, Any]) -> None:
    zone = desk.config.newsletter.zone
    told = {"issue": found["issue"], "state": term(found["state"])}
    why = reason(found["why"])
    desk.show(
        Notice("Issue {issue}: {state} ({why})", **told, why=why)
        if why
        else Notice("Issue {issue}: {state}", **told)
    )
    if found["resume_at"]:
        again = datetime.fromisoformat(found["resume_at"]).astimezone(zone)
        desk.show(Notice("  a running `digest worker` tries again {at:%Y-%m-%d %H:%M}", at=again))
    listed = Notice(
        "  {candidates} on the list, {prepared} to be written to",
        candidates=found["candidates"],
        prepared=found["prepared"],
    )
    if out := counted(found["excluded"]):
        listed = Notice("{listed}; left out: {out}", listed=listed, out=out)
    desk.show(listed)
    for state, number in found["deliveries"].items():
        click.echo(f"  {number:7} {desk.in_words(term(state, number))}")
    if found["per_second"]:
        rate = found["per_second"]
        desk.show(Notice("  {rate:.1f} messages a second in the last minute", rate=rate))
    if found["next_try"]:
        due = datetime.fromisoformat(found["next_try"]).astimezone(zone)
        desk.show(Notice("  next try {at:%Y-%m-%d %H:%M}", at=due))
    for one in found["unreached"]:
        state, why = desk.in_words(term(one["state"])), desk.in_words(reason(one["why"]))
        click.echo(f"  {state:10} {one['address']}  {why}".rstrip())


def _follow(desk: Desk, database: Any, issue_id: str) -> None:
    """Show the progress until the issue is no longer being sent."""
    from digest.desk.mailman import open_ones
    from digest.send import count, ledger
    from digest.subscribers.database import reading

    with desk.progress() as progress:
        before, at = None, 0.0
        while True:
            with reading(database).connect() as connection:
                mailing = ledger.find(connection, issue_id)
                counts = count.tally(connection, issue_id)
            if mailing is None:
                return
            done, now = mailing.prepared - open_ones(counts), time.monotonic()
            rate = (done - before) / (now - at) if before is not None and now > at else 0.0
            left = (mailing.prepared - done) / rate if rate else 0
            note = term(mailing.state)
            if rate:
                minutes = left / 60
                note = Notice("{rate:.0f}/s, {minutes:.0f} min left", rate=rate, minutes=minutes)
            progress("send", done, mailing.prepared, note)
            if mailing.state != "sending":
                return
            before, at = done, now
            time.sleep(1)
