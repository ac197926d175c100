"""What an undelivered mail means for a reader, whoever says so: the server at once, or a report later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select

from digest.subscribers import register
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import Status, bounce

__all__ = ["SINGLE", "SOFT", "Rule", "ban", "gone", "missed", "note"]

SOFT = "soft"  # the `kind` of those that count
SINGLE = "a mail with a link: refused, nobody is there"  # where a single mail learnt it from
_ON = {Status.ACTIVE, Status.PENDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """So many issues returned for a passing reason within `window` take somebody off the list."""

    soft_limit: int
    window: timedelta


def note(
    connection: Connection,
    person: Subscriber,
    *,
    issue_id: str,
    kind: str,
    mail_hash: str,
    status: str,
    why: str,
    now: datetime,
) -> bool:
    """Write down a bounce; False when this mail, or its like for this delivery, is there already.

    `mail_hash` names what said so, `issue_id` is "" for a mail that is no issue, `status` an enhanced
    code or "".
    """
    again = bounce.c.mail_hash == mail_hash
    if issue_id:  # whoever leaves a second time has come back in between
        same = (bounce.c.subscriber_id == person.id) & (bounce.c.issue_id == issue_id)
        again |= same & (bounce.c.kind == kind)
    if connection.execute(select(bounce.c.id).where(again)).first() is not None:
        return False
    connection.execute(
        insert(bounce).values(
            mail_hash=mail_hash,
            at=now,
            subscriber_id=person.id,
            issue_id=issue_id,
            kind=kind,
            status=status[:12],
            why=why,
        )
    )
    return True


def gone(connection: Connection, person: Subscriber, *, source: str, now: datetime) -> bool:
    """The mailbox does not exist: never again. False when they were off the list already."""
    if person.status not in _ON:
        return False
    ban(connection, person, reason="bounced", now=now)
    return register.change(connection, person, Status.BOUNCED, source=source[:300], now=now)


def missed(
    connection: Connection, person: Subscriber, *, rule: Rule, source: str, now: datetime
) -> bool:
    """An issue came back for a reason that may pass: whether there were too many of them by now.

    Not banned: a mailbox that was full for a while may ask to come back.
    """
    if person.status not in _ON:
        return False
    soft = select(func.count(func.distinct(bounce.c.issue_id))).where(
        bounce.c.subscriber_id == person.id,
        bounce.c.kind == SOFT,
        bounce.c.at >= max(now - rule.window, person.created_at),
    )
    if connection.execute(soft).scalar_one() < rule.soft_limit:
        return False
    source = f"{rule.soft_limit} issues came back; the last, {source}"
    return register.change(connection, person, Status.BOUNCED, source=source[:300], now=now)


def ban(connection: Connection, person: Subscriber, *, reason: str, now: datetime) -> None:
    """Never write to their address again, whoever imports it."""
    register.suppress(connection, person.address_hash, reason=reason, now=now)
