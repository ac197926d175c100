"""`digest send`: the issue goes to the list."""

from contextlib import closing
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.mailing import correction_option, folder_of, tell_counts
from digest.desk.terms import reason
from digest.errors import DigestError, ExitCode
from digest.notice import Notice
from digest.workspace import IssueFolder

EPILOG = """\b
Examples:
  digest send --test me@example.org     one copy to yourself
  digest approve                        exactly this mail may be sent
  digest send --dry-run                 every message as a file in issues/DATE/outbox/
  digest send                           numbers, a question, then the list
  digest send --at "samedi 7:00"        a running `digest worker` sends it then
  digest send --correction --draft      begin the text of a correction

Interrupted or killed, `digest send` goes on where it was: nobody gets the issue twice. Recipients
of whom nobody can know (the line went dead after the message) are listed and not tried again;
`digest uncertain` decides about them.
"""


NOT_SENT = Notice("Nothing was sent.")


@click.command("send", epilog=EPILOG)
@issue_option
@correction_option
@click.option(
    "--draft", "begin", is_flag=True, help="Begin the text of a --correction; send nothing."
)
@click.option("--test", "address", metavar="ADDRESS", help="One copy of each variant, to you.")
@click.option("--dry-run", is_flag=True, help="Write the messages to files; send nothing.")
@click.option("--at", "when", metavar="WHEN", help="Later: “samedi 7:00”, “tomorrow 7am” …")
@click.option("--segment", help="Only to those in this segment.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@with_desk
def command(
    desk: Desk,
    day: date | None,
    *,
    correction: int | None,
    begin: bool,
    address: str | None,
    when: str | None,
    segment: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> ExitCode:
    """Send an approved issue to the list; --test and --dry-run look before, --at waits."""
    from digest.desk.rehearsal import rehearse, test

    if sum((begin, address is not None, dry_run, when is not None)) > 1:
        raise click.UsageError("--draft, --test, --dry-run and --at exclude each other.")
    folder = folder_of(desk, day, correction)
    if begin:
        return _begin(desk, folder_of(desk, day, None), folder)
    if address is not None:
        return test(desk, folder, address)
    if dry_run:
        return rehearse(desk, folder, segment)
    if when is not None:
        return _plan(desk, folder, when, segment=segment, yes=yes)
    return _send(desk, folder, segment=segment, yes=yes, as_json=as_json)


def _begin(desk: Desk, issue: IssueFolder, folder: IssueFolder) -> ExitCode:
    from digest.desk.correcting import begin_correction
    from digest.send.correction import as_options

    if folder.draft == issue.draft:
        raise click.UsageError("--draft begins a correction: say --correction too.")
    begin_correction(issue, folder)
    desk.say(
        Notice(
            "Begun: {draft}. Write it, then `digest approve{which}`.",
            draft=folder.draft,
            which=as_options(folder.issue_id),
        )
    )
    return ExitCode.OK


def _send(
    desk: Desk, folder: IssueFolder, *, segment: str | None, yes: bool, as_json: bool
) -> ExitCode:
    from digest.desk.mailman import Mailman
    from digest.desk.register import open_register
    from digest.send import decide, ledger
    from digest.subscribers.backup import COPY

    post = Mailman(desk, *open_register(desk))
    post.ready()
    with post.alone():
        with post.database.begin() as connection:
            frozen = ledger.find(connection, folder.issue_id)
        if frozen is None:
            _ask(desk, folder, post, segment=segment, yes=yes)
        elif segment is not None:
            raise click.UsageError(
                "The audience of this issue is frozen: --segment comes too late."
            )
        elif frozen.state == "cancelled":
            raise DigestError(Notice("This issue was cancelled: it is sent to nobody else."))
        elif frozen.state == "done":
            desk.say(
                Notice("This issue has been sent; everybody in its audience is accounted for.")
            )
        elif frozen.state == "paused" and frozen.why.startswith(COPY):
            raise DigestError(
                Notice("The issue is paused: {why}.", why=frozen.why),
                Notice("If nothing was sent since, `digest resume` goes on; else `digest cancel`."),
            )
        elif frozen.state == "paused":
            if frozen.resume_at is None and not yes:
                desk.warn(Notice("The issue is paused: {why}", why=reason(frozen.why)))
                desk.confirm(Notice("Go on with it?"), otherwise=NOT_SENT)
            with post.database.begin() as connection:
                decide.resume(connection, folder.issue_id)
        return _run(desk, post, folder.issue_id, as_json=as_json)


def _run(desk: Desk, post: Any, issue_id: str, *, as_json: bool) -> ExitCode:
    """Send what is due, and what is due again within a minute; then say how it stands."""
    from digest.desk.mailman import open_ones, stopping
    from digest.send.ledger import State

    with stopping() as stop, desk.progress() as progress:
        if doubtful := post.take_up(issue_id):
            desk.warn(
                Notice(
                    "The last run was cut off: {doubtful} may or may not have got it, and are not "
                    "tried again. `digest uncertain list` names them.",
                    doubtful=doubtful,
                )
            )
        mailing, counts, due = post.carry(
            issue_id, stop, lambda done, total: progress("send", done, total)
        )
    if as_json:
        desk.answer({"issue": issue_id, "state": mailing.state, **counts})
    tell_counts(desk, counts)
    if mailing.state == "paused":
        at = mailing.resume_at
        hint = Notice("Correct the cause, then `digest send` goes on where it was.")
        if at:
            hint = Notice(
                "{hint} A running `digest worker` tries again {at}.", hint=hint, at=post.clock(at)
            )
        raise DigestError(
            Notice("The issue is paused: {why}", why=reason(mailing.why)),
            hint,
        )
    if stop.is_set():
        desk.warn(Notice("Stopped: `digest send` goes on where it was."))
        return ExitCode.INTERRUPTED
    if due:
        desk.warn(
            Notice("Some are to be tried again: run `digest send` after {at}.", at=post.clock(due))
        )
    if doubtful := counts.get(State.UNCERTAIN, 0):
        desk.warn(
            Notice(
                "{doubtful} may or may not have got it: `digest uncertain list` names them.",
                doubtful=doubtful,
            )
        )
    missed = open_ones(counts) + doubtful
    return ExitCode.PARTIAL if missed else ExitCode.OK


def _ask(desk: Desk, folder: IssueFolder, post: Any, *, segment: str | None, yes: bool) -> None:
    """The last screen, the question, and the audience in the ledger."""
    from digest.send import begin

    made, number = _last_screen(desk, folder, post, segment)
    with post.database.begin() as connection:
        plan = begin.planned(connection, folder.issue_id)
    if plan is not None:
        desk.warn(
            Notice(
                "It was to leave {at}; sent now, it will not leave then.", at=_clock(desk, plan.at)
            )
        )
    if not yes:
        desk.confirm(
            Notice("Send to {number:,} {number:person|people} now?", number=number),
            otherwise=NOT_SENT,
        )
    with post.database.begin() as connection:
        begin.begin(
            connection,
            folder.issue_id,
            mark=made.mark,
            seal=post.seal,
            now=datetime.now(UTC),
            segment=segment,
        )


def _plan(
    desk: Desk, folder: IssueFolder, when: str, *, segment: str | None, yes: bool
) -> ExitCode:
    """The same screen and question, for a later hour."""
    from digest.desk.mailman import Mailman
    from digest.desk.register import open_register
    from digest.send import begin, ledger
    from digest.send.moment import moment

    newsletter, now = desk.config.newsletter, datetime.now(UTC)
    at = moment(when, now=now, zone=newsletter.zone, hour=newsletter.hour)
    post = Mailman(desk, *open_register(desk))
    post.ready()
    with post.database.begin() as connection:
        if ledger.find(connection, folder.issue_id) is not None:
            raise DigestError(
                Notice("This issue has begun to be sent: it cannot be scheduled any more.")
            )
    _, number = _last_screen(desk, folder, post, segment)
    if not yes:
        question = Notice(
            "Send {at}, to {number:,} {number:person|people} as the list stands now?",
            at=_clock(desk, at),
            number=number,
        )
        desk.confirm(question, otherwise=Notice("It is not scheduled; nothing was sent."))
    one = begin.Planned(issue_id=folder.issue_id, at=at, segment=segment)
    with post.database.begin() as connection:
        begin.plan(connection, one, now=now)
    desk.say(Notice("It leaves {at}, if `digest worker` is running then.", at=_clock(desk, at)))
    desk.say(
        Notice(
            "What is approved then is what leaves: after a change of the draft, `digest approve` "
            "again, or it leaves as it is now. `digest cancel` takes the hour back."
        )
    )
    return ExitCode.OK


def _last_screen(
    desk: Desk, folder: IssueFolder, post: Any, segment: str | None
) -> tuple[Any, int]:
    """Say what would be sent to how many; DigestError unless exactly that was approved."""
    from digest.desk.posting import posting
    from digest.desk.rehearsal import tell_numbers
    from digest.send import audience
    from digest.send.begin import same_as_approved
    from digest.send.correction import corrected

    made, corrects = posting(desk, folder), corrected(folder.issue_id)
    with post.database.begin() as connection:
        same_as_approved(connection, folder.issue_id, made.mark)
        numbers = audience.count(connection, segment=segment, corrects=corrects)
        doubtful = audience.in_doubt(connection, corrects) if corrects else 0
        with closing(
            audience.recipients(connection, segment=segment, corrects=corrects)
        ) as everybody:
            sample = ", ".join(one.address for one in islice(everybody, 3))
    tell_numbers(desk, made.subject, numbers, made.mails)
    among = sample or Notice("nobody")
    desk.say(Notice("          among them {among}", among=among))
    if doubtful:
        desk.say(
            Notice(
                "  {doubtful:7} of them may have got the issue: nobody knows (`digest uncertain`)",
                doubtful=doubtful,
            )
        )
    return made, numbers.prepared


def _clock(desk: Desk, at: datetime) -> Notice:
    """A moment on the newsletter's clock, in words nobody can misread."""
    from babel.dates import format_datetime

    zone = desk.config.newsletter.zone
    day = format_datetime(at, "EEEE d MMMM y, HH:mm", tzinfo=zone, locale=desk.language)
    return Notice("on {day} ({zone})", day=day, zone=zone.key)
