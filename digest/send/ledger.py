"""The ledger: where each recipient of an issue stands, and the only moves there are.

    ready -> leased -> in_flight -> sent | deferred | bounced | skipped | uncertain (-> held)

`in_flight` is committed before the server hears of the recipient, the outcome after. So whatever
happens in between leaves a row that says "perhaps": it becomes `uncertain`, and never `ready`.
Every function takes an open transaction of the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from digest.errors import DigestError
from digest.notice import Notice
from digest.subscribers.prepared import Prepared
from digest.subscribers.schema import (
    Status,
    delivery,
    mailing,
    subscriber,
    suppression,
)

__all__ = [
    "OPEN",
    "Delivery",
    "Mailing",
    "State",
    "close",
    "fence",
    "find",
    "known",
    "lease",
    "recover",
    "release",
    "renew",
]

LEASE = timedelta(minutes=10)
# Longer than a server may take for one message by RFC 5321 4.5.3.2 (25 minutes).
FLIGHT = timedelta(minutes=30)
_MOMENT = delivery.c.changed_at.type


class State(StrEnum):
    READY = "ready"
    LEASED = "leased"
    IN_FLIGHT = "in_flight"
    SENT = "sent"
    DEFERRED = "deferred"
    BOUNCED = "bounced"
    SKIPPED = "skipped"
    UNCERTAIN = "uncertain"
    HELD = "held"  # was uncertain; a person decided to leave it at that


OPEN = (State.READY, State.LEASED, State.IN_FLIGHT, State.DEFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row in hand."""

    subscriber_id: int
    public_id: str
    address: str
    name: str
    variant: str
    message_id: str
    return_token: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """A frozen issue. `state` is "sending", "paused", "done" or "cancelled"; `why` says why.

    A pause with `resume_at` ends by itself then; any other is ended by a person.
    """

    issue_id: str
    hash: str
    state: str
    why: str
    candidates: int
    prepared: int
    excluded: str
    frozen_at: datetime
    resume_at: datetime | None = None


def find(connection: Connection, issue_id: str) -> Mailing | None:
    row = connection.execute(select(mailing).where(mailing.c.issue_id == issue_id)).first()
    return Mailing(**row._asdict()) if row else None


def known(connection: Connection, issue_id: str) -> Mailing:
    """The mailing of an issue; DigestError when its audience is not frozen."""
    if (found := find(connection, issue_id)) is None:
        raise DigestError(
            Notice(
                "The issue of {issue_id} has not been sent: no audience is frozen.",
                issue_id=issue_id,
            ),
            Notice("`digest status` says how far an issue is."),
        )
    return found


def lease(
    connection: Connection, issue_id: str, *, owner: str, limit: int, now: datetime
) -> tuple[Delivery, ...]:
    """Take up to `limit` rows in hand: those whose time has come again first, then the untouched."""
    recover(connection, issue_id, now=now)
    mine = delivery.c.issue_id == issue_id
    numbers: list[int] = []
    for ready in (
        (delivery.c.state == State.DEFERRED) & (delivery.c.next_at <= now),
        delivery.c.state == State.READY,
    ):
        query = (
            select(delivery.c.subscriber_id)
            .where(mine, ready)
            .order_by(delivery.c.next_at, delivery.c.subscriber_id)
            .limit(limit - len(numbers))
            .with_for_update(skip_locked=True)  # SQLite has one writer and leaves it out
        )
        numbers += connection.scalars(query)
    connection.execute(
        update(delivery)
        .where(mine, delivery.c.subscriber_id.in_(numbers))
        .values(state=State.LEASED, owner=owner, lease_until=now + LEASE, changed_at=now)
    )
    taken = (
        select(
            delivery.c.subscriber_id,
            # Whoever was forgotten since has no row; the fence will find that out.
            func.coalesce(subscriber.c.public_id, "").label("public_id"),
            delivery.c.address,
            func.coalesce(subscriber.c.name, "").label("name"),
            delivery.c.variant,
            delivery.c.message_id,
            delivery.c.return_token,
            delivery.c.attempts,
        )
        .join_from(delivery, subscriber, subscriber.c.id == delivery.c.subscriber_id, isouter=True)
        .where(mine, delivery.c.subscriber_id.in_(numbers))
        .order_by(delivery.c.subscriber_id)
    )
    rows = connection.execute(taken)
    names = tuple(rows.keys())  # asked of each row, they take as long as all else here
    return tuple(Delivery(**dict(zip(names, row, strict=True))) for row in rows)


def fence(
    connection: Connection, issue_id: str, numbers: Sequence[int], *, owner: str, now: datetime
) -> set[int]:
    """Put rows in flight, the last step before `MAIL FROM`; returns those that may be sent.

    The others are let go: a lease that ran out or was stolen, an issue that was paused, somebody
    who left or was suppressed since.
    """
    passed, left = _fence(len(numbers))
    values = {"issue": issue_id, "me": owner, "at": now} | dict(
        zip(_names(len(numbers)), numbers, strict=True)
    )
    through = {number for (number,) in passed.once(connection, values | {"flight": now + FLIGHT})}
    if len(through) < len(numbers):
        left.once(connection, values)
    return through


@cache
def _fence(count: int) -> tuple[Prepared, Prepared]:
    """The two statements of the fence, for so many rows."""
    issue, at = bindparam("issue", type_=String), bindparam("at", type_=_MOMENT)
    mine = (
        (delivery.c.issue_id == issue)
        & or_(*(delivery.c.subscriber_id == bindparam(name) for name in _names(count)))
        & (delivery.c.state == State.LEASED)
        & (delivery.c.owner == bindparam("me", type_=String))
    )
    banned = exists().where(suppression.c.address_hash == subscriber.c.address_hash)
    wanted = exists().where(
        subscriber.c.id == delivery.c.subscriber_id,
        subscriber.c.status == Status.ACTIVE.value,
        ~banned,
    )
    sending = exists().where(mailing.c.issue_id == issue, mailing.c.state == "sending")
    passed = (
        update(delivery)
        .where(mine, delivery.c.lease_until > at, wanted, sending)
        .values(
            state=State.IN_FLIGHT,
            attempts=delivery.c.attempts + 1,
            lease_until=bindparam("flight", type_=_MOMENT),
            next_at=None,
            changed_at=at,
        )
        .returning(delivery.c.subscriber_id)
    )
    left = (
        update(delivery)
        .where(mine, ~wanted)
        .values(state=State.SKIPPED, why="left the list", owner=None, next_at=None, changed_at=at)
    )
    return Prepared(passed), Prepared(left)


def _names(count: int) -> tuple[str, ...]:
    return tuple(f"number_{at}" for at in range(count))


def recover(
    connection: Connection, issue_id: str, *, now: datetime, alone: bool = False
) -> tuple[int, int]:
    """Take back what a sender that died held: leased rows are ready again, those in flight uncertain.

    Returns how many of each. `alone` says that no other sender can be alive: then leases that
    still run are void too.
    """
    over = delivery.c.issue_id == issue_id
    if not alone:
        over &= delivery.c.lease_until <= now
    new: dict[str, Any] = {"owner": None, "lease_until": None, "changed_at": now}
    leased = _move(connection, over & (delivery.c.state == State.LEASED), state=State.READY, **new)
    # The owner stays: should it be alive after all, it may still say what came of the row.
    doubt = "the sender died, or was stopped, while the message was under way"
    new = {"state": State.UNCERTAIN, "why": doubt, "changed_at": now}
    return leased, _move(connection, over & (delivery.c.state == State.IN_FLIGHT), **new)


def _move(connection: Connection, which: Any, **values: Any) -> int:
    """Change rows of a sender that may be alive, but none that it has in hand at this moment.

    Waiting for those could end in a deadlock of two workers on PostgreSQL; SQLite has one writer.
    """
    rows = select(delivery.c.subscriber_id).where(which).with_for_update(skip_locked=True)
    if not (numbers := connection.scalars(rows).all()):
        return 0
    chosen = which & delivery.c.subscriber_id.in_(numbers)
    return connection.execute(update(delivery).where(chosen).values(values)).rowcount


def _leased(issue_id: str, owner: str) -> ColumnElement[bool]:
    mine = (delivery.c.issue_id == issue_id) & (delivery.c.owner == owner)
    return mine & (delivery.c.state == State.LEASED)


def release(connection: Connection, issue_id: str, *, owner: str, now: datetime) -> None:
    """Give back what is leased and was not begun."""
    ready = {"state": State.READY, "owner": None, "lease_until": None, "changed_at": now}
    connection.execute(update(delivery).where(_leased(issue_id, owner)).values(ready))


def renew(connection: Connection, issue_id: str, *, owner: str, now: datetime) -> None:
    """Keep what is leased and waits for its turn: a limit of the rate delays, it gives nothing back."""
    running = _leased(issue_id, owner) & (delivery.c.lease_until > now)
    connection.execute(update(delivery).where(running).values(lease_until=now + LEASE))


def close(connection: Connection, issue_id: str, *, now: datetime) -> bool:
    """Call the issue done, if nothing is left to do for any recipient.

    Of one that was cancelled, what its senders gave back since is let go.
    """
    mine = delivery.c.issue_id == issue_id
    over = exists().where(mailing.c.issue_id == issue_id, mailing.c.state == "cancelled")
    back = delivery.c.state.in_((State.READY, State.DEFERRED))
    why = "the issue was cancelled"
    connection.execute(
        update(delivery)
        .where(mine, over, back)
        .values(state=State.SKIPPED, why=why, next_at=None, changed_at=now)
    )
    left = exists().where(mine, delivery.c.state.in_(OPEN))
    done = connection.execute(
        update(mailing)
        .where(mailing.c.issue_id == issue_id, mailing.c.state == "sending", ~left)
        .values(state="done")
    )
    return done.rowcount == 1
