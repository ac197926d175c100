"""What a report means for the person it is about: written down once, whatever is read twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, literal, select, update

from digest.bounces.report import Kind, Report
from digest.subscribers import bounced, register
from digest.subscribers.bounced import Rule
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import Status, bounce, delivery, letter, mailing, subscriber
from digest.subscribers.seal import Seal

__all__ = ["Verdict", "complaint_share", "take"]

PAUSE = 0.003  # share of complaints above which Gmail and Yahoo refuse a sender
FEW = 3  # complaints that may be chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`known`: read before. `about`: whether it names anybody of ours. `off`: they are now off."""

    kind: Kind
    known: bool = False
    about: bool = False
    off: bool = False
    issue_id: str = ""


def take(
    connection: Connection, report: Report, *, mail_hash: str, rule: Rule, now: datetime, seal: Seal
) -> Verdict:
    """Write down what a report says, and do what follows, in the caller's transaction.

    A report that carries no token of ours changes nothing: anybody could have written it.
    """
    if report.kind is Kind.LEAVE:
        return _leave(connection, report, mail_hash=mail_hash, now=now, seal=seal)
    issue_id, person = _whom(connection, report)
    if person is None or report.kind in {Kind.ANSWER, Kind.OTHER, Kind.DELAYED}:
        return Verdict(kind=report.kind, about=person is not None, issue_id=issue_id)
    if not _written(connection, report, person, issue_id, mail_hash=mail_hash, now=now):
        return Verdict(kind=report.kind, known=True, about=True, issue_id=issue_id)
    if report.kind is not Kind.COMPLAINT:
        _returned(connection, report, person, issue_id, now=now)
    off = _off(connection, report, person, issue_id, rule=rule, now=now)
    return Verdict(kind=report.kind, about=True, off=off, issue_id=issue_id)


def complaint_share(connection: Connection, issue_id: str) -> tuple[int, int]:
    """Complaints about an issue, and how many got it. Above 0.3 % an issue under way is paused."""
    complaints = connection.execute(
        select(func.count(func.distinct(bounce.c.subscriber_id))).where(
            bounce.c.issue_id == issue_id, bounce.c.kind == Kind.COMPLAINT.value
        )
    ).scalar_one()
    sent = connection.execute(
        select(func.count()).where(delivery.c.issue_id == issue_id, delivery.c.state == "sent")
    ).scalar_one()
    if complaints >= FEW and complaints > PAUSE * sent:
        why = f"{complaints} of {sent} complained: find out why before you go on"
        connection.execute(
            update(mailing)
            .where(
                mailing.c.issue_id == issue_id,
                (mailing.c.state == "sending") | mailing.c.resume_at.is_not(None),
            )
            .values(state="paused", why=why, resume_at=None)
        )
    return complaints, sent


def _whom(connection: Connection, report: Report) -> tuple[str, Subscriber | None]:
    """Whom a report is about: by the return path's token, else by the Message-ID.

    With the issue; "" for a single mail, as the one that asks to confirm.
    """
    issue: ColumnElement[str] = delivery.c.issue_id
    for table, about in ((delivery, issue), (letter, literal(""))):
        for column, tokens in (
            (table.c.return_token, report.returns),
            (table.c.message_id, report.messages),
        ):
            if not tokens:
                continue
            row = connection.execute(
                select(about.label("issue_id"), subscriber.c.public_id)
                .join_from(table, subscriber, subscriber.c.id == table.c.subscriber_id)
                .where(column.in_(tokens))
                .order_by(about.desc())
            ).first()
            if row is not None:
                return row.issue_id, register.by_public_id(connection, row.public_id)
    return "", None


def _written(
    connection: Connection,
    report: Report,
    person: Subscriber,
    issue_id: str,
    *,
    mail_hash: str,
    now: datetime,
) -> bool:
    return bounced.note(
        connection,
        person,
        issue_id=issue_id,
        kind=report.kind.value,
        mail_hash=mail_hash,
        status=report.status,
        why=report.why,
        now=now,
    )


def _returned(
    connection: Connection, report: Report, person: Subscriber, issue_id: str, *, now: datetime
) -> None:
    """It was accepted, and came back: the ledger says so."""
    connection.execute(
        update(delivery)
        .where(
            delivery.c.issue_id == issue_id,
            delivery.c.subscriber_id == person.id,
            delivery.c.state == "sent",
        )
        .values(state="bounced", why=f"came back: {report.why}", changed_at=now)
    )


def _off(
    connection: Connection,
    report: Report,
    person: Subscriber,
    issue_id: str,
    *,
    rule: Rule,
    now: datetime,
) -> bool:
    """Take whoever must not be written to any more off the list."""
    about = f"issue {issue_id}" if issue_id else "a mail with a link"
    source = f"{about}: {report.why}"[:300]
    if report.kind is Kind.COMPLAINT:
        bounced.ban(connection, person, reason="complained", now=now)
        return register.change(connection, person, Status.COMPLAINED, source=source, now=now)
    if report.kind is Kind.HARD:
        return bounced.gone(connection, person, source=source, now=now)
    if report.kind is Kind.SOFT:
        return bounced.missed(connection, person, rule=rule, source=source, now=now)
    return False


def _leave(
    connection: Connection, report: Report, *, mail_hash: str, now: datetime, seal: Seal
) -> Verdict:
    for token in report.leaves:
        person = register.by_token(connection, token, seal=seal)
        if person is None:
            continue
        if not _written(connection, report, person, "", mail_hash=mail_hash, now=now):
            return Verdict(kind=Kind.LEAVE, known=True, about=True)
        source = "a mail to the unsubscribe address"
        off = register.leave(connection, person, source=source, now=now)
        return Verdict(kind=Kind.LEAVE, about=True, off=off)
    return Verdict(kind=Kind.LEAVE)
