"""`digest approve`: say that exactly this mail may be sent."""

from datetime import UTC, date, datetime

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.checking import examine
from digest.desk.mailing import correction_option, folder_of
from digest.desk.terms import term
from digest.errors import CheckError, DigestError, ExitCode
from digest.model import Severity
from digest.notice import Notice

EPILOG = """\b
Example:
  digest approve --issue 2025-09-27
"""


@click.command("approve", epilog=EPILOG)
@issue_option
@correction_option
@json_option
@with_desk
def command(desk: Desk, day: date | None, correction: int | None, *, as_json: bool) -> ExitCode:
    """Approve the issue as its draft renders now, to the byte.

    `digest send` sends what was approved and nothing else: after a change of the draft, the
    templates or the settings, approve again. What `digest check` forbids is not approved.
    """
    from digest.desk.posting import posting
    from digest.desk.register import open_register
    from digest.send import approval, ledger

    folder = folder_of(desk, day, correction)
    made = posting(desk, folder)
    # The very words that were rendered: the newsroom may save others meanwhile.
    found = examine(desk, folder, text=made.text)
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        also = "" if correction is None else f" --correction {correction}"
        one = len(errors) == 1
        count = Notice("one error") if one else Notice("{count} errors", count=len(errors))
        raise CheckError(
            Notice(
                "The check forbids it: {count}, first of all: {message}",
                count=count,
                message=errors[0].message,
            ),
            Notice(
                "`digest check --issue {date}{also}` lists them with their remedies.",
                date=folder.date,
                also=also,
            ),
        )
    database, _ = open_register(desk)
    with database.begin() as connection:
        frozen = ledger.find(connection, made.issue_id)
        if frozen is not None and frozen.hash != made.mark:
            raise DigestError(
                Notice(
                    "The issue of {issue_id} has begun to be sent, as it was approved then.",
                    issue_id=made.issue_id,
                ),
                Notice("What was begun is finished with the same mail; `digest send` goes on."),
            )
        approval.approve(connection, made.issue_id, made.mails, now=datetime.now(UTC))
    sizes = {variant: len(eml) for variant, eml in made.mails.items()}
    if as_json:
        desk.answer(
            {
                "issue": made.issue_id,
                "subject": made.subject,
                "hash": made.mark,
                "bytes": sizes,
            }
        )
    desk.say(Notice("Approved: {subject}", subject=made.subject), style="bold")
    for variant, size in sizes.items():
        kilobytes = size / 1000
        said = Notice("  {name:12} {kilobytes:.0f} kB", name=term(variant), kilobytes=kilobytes)
        desk.say(said)
    desk.say(Notice("  fingerprint  {mark}", mark=made.mark[:16]))
    return ExitCode.OK
