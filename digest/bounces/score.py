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
    kind = report.kind
    issue_id, person = _whom(connection, report, seal)
    if person is None or kind in {Kind.ANSWER, Kind.OTHER, Kind.DELAYED}:
        return Verdict(kind=kind, about=person is not None, issue_id=issue_id)
    new = bounced.note(
        connection,
        person,
        issue_id=issue_id,
        kind=kind.value,
        mail_hash=mail_hash,
        status=report.status,
        why=report.why,
        now=now,
    )
    if not new:
        return Verdict(kind=kind, known=True, about=True, issue_id=issue_id)
    if kind not in {Kind.COMPLAINT, Kind.LEAVE}:
        _returned(connection, report, person, issue_id, now=now)
    off = _off(connection, report, person, issue_id, rule=rule, now=now)
    return Verdict(kind=kind, about=True, off=off, issue_id=issue_id)


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


def _whom(connection: Connection, report: Report, seal: Seal) -> tuple[str, Subscriber | None]:
    """Whom a report is about: by the return path's token, else by the Message-ID; who wishes to leave,
    by the token of their link.

    With the issue; "" for a single mail, as the one that asks to confirm, and for a wish to leave.
    """
    if report.kind is Kind.LEAVE:
        people = (register.by_token(connection, token, seal=seal) for token in report.leaves)
        return "", next(filter(None, people), None)
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
    if report.kind is Kind.LEAVE:
        source = "a mail to the unsubscribe address"
        return register.leave(connection, person, source=source, now=now)
    if report.kind is Kind.SOFT:
        return bounced.missed(connection, person, rule=rule, source=source, now=now)
    return False
