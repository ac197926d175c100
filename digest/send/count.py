"""How far an issue is: how many recipients stand where, who did not get it, and how fast it goes."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, func, select, true

from digest.send.ledger import OPEN, State
from digest.subscribers.schema import delivery, mailing

__all__ = ["MISSED", "next_due", "rate", "sending", "tally", "unreached"]

# Those who were tried, or were to be, and of whom nobody can say that they have it.
MISSED = (State.BOUNCED, State.DEFERRED, State.SKIPPED, State.UNCERTAIN, State.HELD)
BATCH = 1000


def sending(connection: Connection, *, now: datetime, alone: bool = False) -> tuple[str, ...]:
    """The issues with something to do at `now`, in the order they were frozen.

    `alone` says that no other sender can be alive.
    """
    mine = delivery.c.issue_id == mailing.c.issue_id
    due = (delivery.c.state == State.READY) | (
        (delivery.c.state == State.DEFERRED) & (delivery.c.next_at <= now)
    )
    # What a sender that died holds is taken back when its lease is over, or nobody else can be alive.
    held = delivery.c.state.in_((State.LEASED, State.IN_FLIGHT)) & (
        true() if alone else delivery.c.lease_until <= now
    )
    unclosed = ~exists().where(mine, delivery.c.state.in_(OPEN))
    query = select(mailing.c.issue_id).where(
        mailing.c.state == "sending", exists().where(mine, due | held) | unclosed
    )
    return tuple(connection.scalars(query.order_by(mailing.c.frozen_at, mailing.c.issue_id)))


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


def rate(
    connection: Connection, issue_id: str, *, now: datetime, over: timedelta = timedelta(minutes=1)
) -> float:
    """Messages a second that were accepted in the time `over` until `now`."""
    query = (
        select(func.count())
        .select_from(delivery)
        .where(
            delivery.c.issue_id == issue_id,
            delivery.c.state == State.SENT,
            delivery.c.changed_at > now - over,
        )
    )
    return (connection.scalar(query) or 0) / over.total_seconds()


def unreached(
    connection: Connection,
    issue_id: str,
    *,
    states: Collection[State] = MISSED,
    limit: int | None = None,
) -> Iterator[tuple[str, State, str]]:
    """Recipients who stand in one of `states`: address, state, why. At most `limit`, streamed."""
    query = (
        select(delivery.c.address, delivery.c.state, delivery.c.why)
        .where(delivery.c.issue_id == issue_id, delivery.c.state.in_(states))
        .order_by(delivery.c.state, delivery.c.subscriber_id)
        .limit(limit)
    )
    rows = connection.execute(query, execution_options={"yield_per": BATCH})
    return ((who, State(state), why) for who, state, why in rows)
