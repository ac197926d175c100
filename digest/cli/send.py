"""`digest send`: the issue goes to the list."""

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import click

from digest.cli.desk import Desk, issue_option, json_option, with_desk
from digest.errors import DigestError, ExitCode

EPILOG = """\b
Examples:
  digest send --test me@example.org     one copy to yourself
  digest approve                        exactly this mail may be sent
  digest send --dry-run                 every message as a file in issues/DATE/outbox/
  digest send                           numbers, a question, then the list

Interrupted or killed, `digest send` goes on where it was: nobody gets the issue twice. Recipients
of whom nobody can know (the line went dead after the message) are listed and not tried again.
"""
SOON = timedelta(seconds=60)  # a deferred recipient is waited for that long


@click.command("send", epilog=EPILOG)
@issue_option
@click.option("--test", "address", metavar="ADDRESS", help="One copy of each variant, to you.")
@click.option("--dry-run", is_flag=True, help="Write the messages to files; send nothing.")
@click.option("--segment", help="Only to those in this segment.")
@click.option(
    "--resend-uncertain", is_flag=True, help="Try those in doubt again: some get it twice."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@with_desk
def command(
    desk: Desk,
    day: date | None,
    address: str | None,
    segment: str | None,
    *,
    dry_run: bool,
    resend_uncertain: bool,
    yes: bool,
    as_json: bool,
) -> ExitCode:
    """Send an approved issue to the list; --test and --dry-run look before."""
    if sum((address is not None, dry_run, resend_uncertain)) > 1:
        raise click.UsageError("--test, --dry-run and --resend-uncertain exclude each other.")
    if address is not None:
        return _test(desk, day, address)
    if dry_run:
        return _rehearse(desk, day, segment)
    return _send(desk, day, segment=segment, again=resend_uncertain, yes=yes, as_json=as_json)


def _test(desk: Desk, day: date | None, text: str) -> ExitCode:
    from digest.cli.posting import posting, templates, transport
    from digest.cli.roll import new_id, open_register
    from digest.send import Envelope
    from digest.send.outcome import Result
    from digest.subscribers.address import parse
    from digest.subscribers.register import UNSUBSCRIBE

    to, made = parse(text).value, posting(desk, day)
    _, seal = open_register(desk)
    nobody = seal.token(UNSUBSCRIBE, "0" * 32)  # a link that looks right and takes nobody off
    line = transport(desk, made.folder)()
    try:
        for variant, template in templates(made.mails, made.head).items():
            line.prepare()
            envelope = Envelope(sender=made.head.sender(new_id()[:26]), recipient=to)
            message = template.message(
                to=to, token=nobody, message_id=new_id(), date=datetime.now(UTC)
            )
            outcome = line.deliver(envelope, message)
            if outcome.result is not Result.SENT:
                raise DigestError(
                    f"The copy for {variant} was not sent: {outcome.phase}: "
                    f"{outcome.code or ''} {outcome.reply}"
                )
            desk.say(f"  {variant}: sent to {to}")
    finally:
        line.close()
    return ExitCode.OK


def _rehearse(desk: Desk, day: date | None, segment: str | None) -> ExitCode:
    from digest.cli.posting import posting, templates
    from digest.cli.roll import open_register
    from digest.send import Envelope, audience
    from digest.send.outbox import Outbox
    from digest.subscribers.database import reading
    from digest.subscribers.register import UNSUBSCRIBE

    made = posting(desk, day)
    database, seal = open_register(desk)
    outbox, made_of = Outbox(made.folder.outbox), templates(made.mails, made.head)
    outbox.prepare()
    now, written = datetime.now(UTC), 0
    with reading(database).connect() as connection:
        numbers = audience.count(connection, segment=segment)
        with desk.progress() as progress:
            for one in audience.recipients(connection, segment=segment):
                sender = made.head.sender(seal.mark("return", made.issue_id, one.public_id))
                message = made_of[one.variant].message(
                    to=one.address,
                    token=seal.token(UNSUBSCRIBE, one.public_id),
                    message_id=seal.mark("message", made.issue_id, one.public_id),
                    date=now,
                )
                outbox.deliver(Envelope(sender=sender, recipient=one.address), message)
                written += 1
                progress("rehearse", written, numbers.prepared)
    _numbers(desk, made.subject, numbers, made.mails)
    desk.say(f"{written} messages written to {outbox.folder}; nothing was sent.")
    return ExitCode.OK


def _send(
    desk: Desk, day: date | None, *, segment: str | None, again: bool, yes: bool, as_json: bool
) -> ExitCode:
    from digest.cli.posting import transport
    from digest.cli.roll import open_register
    from digest.send import ledger
    from digest.send.alone import alone
    from digest.send.letterhead import letterhead

    folder = desk.issue(day)
    issue_id = folder.date.isoformat()
    head = letterhead(desk.config.newsletter, desk.config.sending, issue_id=issue_id)
    open_transport = transport(desk, folder)
    database, seal = open_register(desk)
    with alone(desk.workspace.subscribers):
        with database.begin() as connection:
            frozen = ledger.find(connection, issue_id)
        if frozen is None and again:
            raise click.UsageError("This issue has not been sent: nobody is in doubt.")
        if frozen is None:
            frozen = _freeze(desk, folder.date, database, seal, segment=segment, yes=yes)
        elif segment is not None:
            raise click.UsageError(
                "The audience of this issue is frozen: --segment comes too late."
            )
        _take_up(desk, database, frozen, again=again, yes=yes)
        return _run(
            desk, database, seal, frozen, head=head, open_transport=open_transport, as_json=as_json
        )


def _run(
    desk: Desk,
    database: Any,
    seal: Any,
    frozen: Any,
    *,
    head: Any,
    open_transport: Any,
    as_json: bool,
) -> ExitCode:
    """Send what is due, and what is due again within a minute; then say how it stands."""
    from digest.cli.posting import templates
    from digest.cli.roll import new_id
    from digest.send import approval, ledger, send

    with database.begin() as connection:
        made_of = templates(approval.load(connection, frozen.hash), head)
        done = frozen.prepared - _open(ledger.tally(connection, frozen.issue_id))
    with _stopping() as stop, desk.progress() as progress:

        def tell(counts: Mapping[Any, int]) -> None:
            nonlocal done
            done += sum(counts.values())
            progress("send", min(done, frozen.prepared), frozen.prepared)

        while True:
            counts = send(
                database,
                frozen.issue_id,
                templates=made_of,
                seal=seal,
                open_transport=open_transport,
                connections=desk.config.sending.connections,
                owner=new_id(),
                now=lambda: datetime.now(UTC),
                stop=stop,
                tell=tell,
            )
            with database.begin() as connection:
                due = ledger.next_due(connection, frozen.issue_id)
                after = ledger.find(connection, frozen.issue_id)
            wait = due - datetime.now(UTC) if due else None
            if wait is None or wait > SOON or after is None or after.state != "sending":
                break
            if stop.wait(max(wait.total_seconds(), 0.1)):
                break
    if as_json:
        desk.answer({"issue": frozen.issue_id, "state": after.state if after else "", **counts})
    desk.say(", ".join(f"{number} {state}" for state, number in counts.items()))
    if after and after.state == "paused":
        raise DigestError(
            f"The issue is paused: {after.why}",
            "Correct the cause, then `digest send` goes on where it was.",
        )
    if stop.is_set():
        desk.warn("Stopped: `digest send` goes on where it was.")
        return ExitCode.INTERRUPTED
    if due:
        at = due.astimezone(desk.config.newsletter.zone)
        desk.warn(f"Some are to be tried again: run `digest send` after {at:%Y-%m-%d %H:%M}.")
    missed = _open(counts) + counts.get(ledger.State.UNCERTAIN, 0)
    return ExitCode.PARTIAL if missed else ExitCode.OK


def _open(counts: Mapping[Any, int]) -> int:
    from digest.send import ledger

    return sum(counts.get(state, 0) for state in ledger.OPEN)


def _freeze(
    desk: Desk, day: date, database: Any, seal: Any, *, segment: str | None, yes: bool
) -> Any:
    """The last screen, the question, and the audience in the ledger."""
    from digest.cli.posting import posting
    from digest.send import approval, audience, ledger

    made = posting(desk, day)
    with database.begin() as connection:
        mark = approval.approved(connection, made.issue_id)
        numbers = audience.count(connection, segment=segment)
    if mark != made.mark:
        what = "has not been approved" if mark is None else "has changed since it was approved"
        raise DigestError(
            f"The issue of {made.issue_id} {what}.",
            "Look at it (`digest send --test ADDRESS`), then `digest approve`.",
        )
    _numbers(desk, made.subject, numbers, made.mails)
    if not yes:
        click.confirm(f"Send to {numbers.prepared} people now?", abort=True, err=True)
    with database.begin() as connection:
        audience.freeze(
            connection,
            issue_id=made.issue_id,
            mark=made.mark,
            seal=seal,
            now=datetime.now(UTC),
            segment=segment,
        )
        return ledger.find(connection, made.issue_id)


def _take_up(desk: Desk, database: Any, frozen: Any, *, again: bool, yes: bool) -> None:
    """What a sender before us left: leases given back, rows in flight uncertain, a pause ended."""
    from digest.send import ledger

    now = datetime.now(UTC)
    with database.begin() as connection:
        _, doubtful = ledger.recover(connection, frozen.issue_id, now=now, alone=True)
        counts = ledger.tally(connection, frozen.issue_id)
    if doubtful:
        desk.warn(
            f"The last run was cut off: {doubtful} may or may not have got it, and are not tried "
            "again. `digest status` names them; `--resend-uncertain` tries them."
        )
    if again:
        uncertain = counts.get(ledger.State.UNCERTAIN, 0)
        if not yes:
            question = f"Send again to {uncertain} people, some of whom may have it already?"
            click.confirm(question, abort=True, err=True)
        with database.begin() as connection:
            ledger.resend(connection, frozen.issue_id, now=now)
    elif frozen.state == "paused":
        with database.begin() as connection:
            ledger.resume(connection, frozen.issue_id)
    elif frozen.state == "done":
        desk.say("This issue has been sent; everybody in its audience is accounted for.")


def _numbers(desk: Desk, subject: str, numbers: Any, mails: Mapping[str, bytes]) -> None:
    """What is sent to how many, and who is left out and why: candidates = prepared + left out."""
    desk.say(subject, style="bold")
    for variant, number in numbers.variants.items():
        desk.say(f"  {number:7} get the mail for {variant} ({len(mails[variant]) / 1000:.0f} kB)")
    for why, number in numbers.excluded.items():
        desk.say(f"  {number:7} left out: {why}")
    desk.say(f"  {numbers.candidates:7} on the list")


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set: the messages under way end, then the program."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
