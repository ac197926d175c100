"""The ledger: where each recipient of an issue stands, and the only moves there are.

    ready -> leased -> in_flight -> sent | deferred | bounced | skipped | uncertain

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

from sqlalchemy import Connection, String, bindparam, exists, func, select, update

from digest.subscribers.schema import (
    Status,
    delivery,
    mailing,
    subscriber,
    suppression,
)

__all__ = [
    "Delivery",
    "Mailing",
    "State",
    "close",
    "fence",
    "find",
    "lease",
    "next_due",
    "pause",
    "recover",
    "release",
    "resend",
    "resume",
    "tally",
    "unreached",
]

LEASE = timedelta(minutes=10)
# Longer than a server may take for one message by RFC 5321 4.5.3.2 (25 minutes).
FLIGHT = timedelta(minutes=30)


class State(StrEnum):
    READY = "ready"
    LEASED = "leased"
    IN_FLIGHT = "in_flight"
    SENT = "sent"
    DEFERRED = "deferred"
    BOUNCED = "bounced"
    SKIPPED = "skipped"
    UNCERTAIN = "uncertain"


OPEN = (State.READY, State.LEASED, State.IN_FLIGHT, State.DEFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row in hand."""

    subscriber_id: int
    public_id: str
    address: str
    variant: str
    message_id: str
    return_token: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """A frozen issue. `state` is "sending", "paused" or "done"; `why` says why it is paused."""

    issue_id: str
    hash: str
    state: str
    why: str
    candidates: int
    prepared: int
    excluded: str
    frozen_at: datetime


def find(connection: Connection, issue_id: str) -> Mailing | None:
    row = connection.execute(select(mailing).where(mailing.c.issue_id == issue_id)).first()
    return Mailing(**row._asdict()) if row else None


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
            delivery.c.variant,
            delivery.c.message_id,
            delivery.c.return_token,
            delivery.c.attempts,
        )
        .join_from(delivery, subscriber, subscriber.c.id == delivery.c.subscriber_id, isouter=True)
        .where(mine, delivery.c.subscriber_id.in_(numbers))
        .order_by(delivery.c.subscriber_id)
    )
    return tuple(Delivery(**row._asdict()) for row in connection.execute(taken))


def fence(
    connection: Connection, issue_id: str, numbers: Sequence[int], *, owner: str, now: datetime
) -> set[int]:
    """Put rows in flight, the last step before `MAIL FROM`; returns those that may be sent.

    The others are let go: a lease that ran out or was stolen, an issue that was paused, somebody
    who left or was suppressed since.
    """
    values = {"issue": issue_id, "numbers": list(numbers), "me": owner, "at": now}
    passed, left = _fence()
    through = set(connection.scalars(passed, {**values, "flight": now + FLIGHT}))
    if len(through) < len(numbers):
        connection.execute(left, values)
    return through


@cache
def _fence() -> tuple[Any, Any]:
    """The two statements of the fence, built once: building costs as much as running them."""
    issue, me = bindparam("issue", type_=String), bindparam("me", type_=String)
    at = bindparam("at", type_=delivery.c.changed_at.type)
    mine = (
        (delivery.c.issue_id == issue)
        & delivery.c.subscriber_id.in_(bindparam("numbers", expanding=True))
        & (delivery.c.state == State.LEASED)
        & (delivery.c.owner == me)
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
            lease_until=bindparam("flight", type_=delivery.c.lease_until.type),
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
    return passed, left


def recover(
    connection: Connection, issue_id: str, *, now: datetime, alone: bool = False
) -> tuple[int, int]:
    """Take back what a sender that died held: leased rows are ready again, those in flight uncertain.

    Returns how many of each. `alone` says that no other sender can be alive: then leases that
    still run are void too.
    """
    mine = delivery.c.issue_id == issue_id
    over = mine if alone else mine & (delivery.c.lease_until <= now)
    new = {"owner": None, "lease_until": None, "changed_at": now}
    leased = connection.execute(
        update(delivery)
        .where(over, delivery.c.state == State.LEASED)
        .values(state=State.READY, **new)
    )
    # The owner stays: should it be alive after all, it may still say what came of the row.
    doubt = "the sender died, or was stopped, while the message was under way"
    flying = connection.execute(
        update(delivery)
        .where(over, delivery.c.state == State.IN_FLIGHT)
        .values(state=State.UNCERTAIN, why=doubt, changed_at=now)
    )
    return leased.rowcount, flying.rowcount


def release(connection: Connection, issue_id: str, *, owner: str, now: datetime) -> None:
    """Give back what is leased and was not begun."""
    connection.execute(
        update(delivery)
        .where(
            delivery.c.issue_id == issue_id,
            delivery.c.owner == owner,
            delivery.c.state == State.LEASED,
        )
        .values(state=State.READY, owner=None, lease_until=None, changed_at=now)
    )


def pause(connection: Connection, issue_id: str, *, why: str) -> None:
    """Let no further message out, wherever it is sent from: the fence looks here."""
    state = mailing.c.state == "sending"
    connection.execute(
        update(mailing).where(mailing.c.issue_id == issue_id, state).values(state="paused", why=why)
    )


def resume(connection: Connection, issue_id: str) -> None:
    connection.execute(
        update(mailing).where(mailing.c.issue_id == issue_id).values(state="sending", why="")
    )


def close(connection: Connection, issue_id: str) -> bool:
    """Call the issue done, if nothing is left to do for any recipient."""
    left = exists().where(
        delivery.c.issue_id == issue_id, delivery.c.state.in_([state.value for state in OPEN])
    )
    done = connection.execute(
        update(mailing)
        .where(mailing.c.issue_id == issue_id, mailing.c.state == "sending", ~left)
        .values(state="done")
    )
    return done.rowcount == 1


def tally(connection: Connection, issue_id: str) -> dict[State, int]:
    """How many recipients stand where, in the order of `State`."""
    query = (
        select(delivery.c.state, func.count())
        .where(delivery.c.issue_id == issue_id)
        .group_by(delivery.c.state)
    )
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {state: found[state.value] for state in State if state.value in found}


def next_due(connection: Connection, issue_id: str) -> datetime | None:
    """When the first deferred recipient is to be tried again; None when nobody is deferred."""
    found: datetime | None = connection.scalar(
        select(func.min(delivery.c.next_at)).where(
            delivery.c.issue_id == issue_id, delivery.c.state == State.DEFERRED
        )
    )
    return found


def unreached(
    connection: Connection, issue_id: str, *, limit: int
) -> tuple[tuple[str, State, str], ...]:
    """Up to `limit` recipients who were tried and did not get it: address, state, why."""
    states = (State.BOUNCED, State.DEFERRED, State.SKIPPED, State.UNCERTAIN)
    query = (
        select(delivery.c.address, delivery.c.state, delivery.c.why)
        .where(delivery.c.issue_id == issue_id, delivery.c.state.in_(states))
        .order_by(delivery.c.state, delivery.c.subscriber_id)
        .limit(limit)
    )
    return tuple((who, State(state), why) for who, state, why in connection.execute(query))


def resend(connection: Connection, issue_id: str, *, now: datetime) -> int:
    """A person's decision: try those in doubt again, though some may get it twice. How many."""
    moved = connection.execute(
        update(delivery)
        .where(delivery.c.issue_id == issue_id, delivery.c.state == State.UNCERTAIN)
        .values(state=State.READY, owner=None, lease_until=None, changed_at=now)
    )
    if moved.rowcount:
        resume(connection, issue_id)
    return moved.rowcount
