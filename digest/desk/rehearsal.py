"""A look before sending: a copy to oneself, or every message as a file."""

from collections.abc import Mapping
from datetime import UTC, datetime

from digest.desk import Desk
from digest.desk.posting import posting, transport
from digest.desk.register import new_id, open_register
from digest.desk.terms import term
from digest.errors import DigestError, ExitCode
from digest.notice import Notice
from digest.send import Envelope, audience
from digest.send.correction import corrected
from digest.send.outbox import Outbox
from digest.send.outcome import Result
from digest.subscribers import register
from digest.subscribers.address import parse
from digest.subscribers.database import reading
from digest.subscribers.register import UNSUBSCRIBE
from digest.workspace import IssueFolder

__all__ = ["rehearse", "tell_numbers", "test"]


def test(desk: Desk, folder: IssueFolder, address: str) -> ExitCode:
    """Send one copy of each variant to `address`, which need not be on the list."""

    parsed, made = parse(address), posting(desk, folder)
    to, (database, seal) = parsed.value, open_register(desk)
    with reading(database).connect() as connection:
        known = register.find(connection, parsed)  # then the copy greets them as the issue will
    name = known.name if known else ""
    nobody = seal.token(UNSUBSCRIBE, "0" * 32)  # a link that looks right and takes nobody off
    line = transport(desk, folder.outbox)()
    try:
        for variant, template in made.templates(desk).items():
            line.prepare()
            envelope = Envelope(sender=made.head.sender(new_id()[:26]), recipient=to)
            message = template.message(
                to=to, token=nobody, message_id=new_id(), date=datetime.now(UTC), name=name
            )
            outcome = line.deliver(envelope, message)
            if outcome.result is not Result.SENT:
                raise DigestError(
                    Notice(
                        "The copy for {variant} was not sent: {phase}: {code} {reply}",
                        variant=variant,
                        phase=outcome.phase,
                        code=outcome.code or "",
                        reply=outcome.reply,
                    )
                )
            desk.say(Notice("  {variant}: sent to {to}", variant=term(variant), to=to))
    finally:
        line.close()
    return ExitCode.OK


def rehearse(desk: Desk, folder: IssueFolder, segment: str | None) -> ExitCode:
    """Write the message of each recipient to the outbox folder; nothing is sent or remembered."""

    made, corrects = posting(desk, folder), corrected(folder.issue_id)
    database, seal = open_register(desk)
    outbox, made_of = Outbox(folder.outbox), made.templates(desk)
    outbox.prepare()
    now, written = datetime.now(UTC), 0
    with reading(database).connect() as connection:
        numbers = audience.count(connection, segment=segment, corrects=corrects)
        with desk.progress() as progress:
            for one in audience.recipients(connection, segment=segment, corrects=corrects):
                sender = made.head.sender(seal.mark("return", folder.issue_id, one.public_id))
                message = made_of[one.variant].message(
                    to=one.address,
                    token=seal.token(UNSUBSCRIBE, one.public_id),
                    message_id=seal.mark("message", folder.issue_id, one.public_id),
                    date=now,
                    name=one.name,
                )
                outbox.deliver(Envelope(sender=sender, recipient=one.address), message)
                written += 1
                progress("rehearse", written, numbers.prepared)
    tell_numbers(desk, made.subject, numbers, made.mails)
    desk.say(
        Notice(
            "{written:,} {written:message|messages} written to {folder}; nothing was sent.",
            written=written,
            folder=outbox.folder,
        )
    )
    return ExitCode.OK


def tell_numbers(
    desk: Desk, subject: str, numbers: audience.Audience, mails: Mapping[str, bytes]
) -> None:
    """What is sent to how many, and who is left out and why: candidates = prepared + left out."""
    desk.say(subject, style="bold")
    for variant, number in numbers.variants.items():
        desk.say(
            Notice(
                "  {number:7} {number:gets|get} the mail for {variant} ({kilobytes:.0f} kB)",
                number=number,
                variant=term(variant),
                kilobytes=len(mails[variant]) / 1000,
            )
        )
    for why, number in numbers.excluded.items():
        desk.say(Notice("  {number:7} left out: {why}", number=number, why=term(why, number)))
    desk.say(Notice("  {number:7} on the list", number=numbers.candidates))
