"""The register of people: who comes in, how they stand, how they leave.

Every change of standing leaves a line in `consent`: what happened, when, and where we know it from.
Each function takes an open transaction, so that a caller can make several changes one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from digest.subscribers.address import Address
from digest.subscribers.schema import (
    Status,
    attempt,
    consent,
    delivery,
    letter,
    membership,
    subscriber,
    suppression,
)
from digest.subscribers.seal import Seal
from digest.subscribers.segments import put_in

__all__ = [
    "Subscriber",
    "add",
    "by_public_id",
    "by_token",
    "change",
    "count",
    "find",
    "forget",
    "leave",
    "lift",
    "listed",
    "note",
    "suppress",
    "suppressed",
]

UNSUBSCRIBE = "unsubscribe"  # the purpose of the token in every message

# States of a delivery that has not begun: whoever is forgotten now is not written to any more.
_AHEAD = ("ready", "leased", "deferred")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person as the register has them; `segments` sorted."""

    id: int
    public_id: str
    address: str
    address_norm: str
    address_hash: str
    name: str
    status: Status
    segments: tuple[str, ...]
    created_at: datetime
    changed_at: datetime

    def table(self) -> dict[str, Any]:
        """What an editor and they themselves are shown, as JSON may hold it."""
        return {
            "address": self.address,
            "name": self.name,
            "status": self.status.value,
            "segments": list(self.segments),
            "since": self.created_at.isoformat(),
        }


def add(
    connection: Connection,
    address: Address,
    *,
    name: str,
    status: Status,
    segments: Sequence[str],
    event: str,
    source: str,
    public_id: str,
    now: datetime,
    seal: Seal,
) -> int:
    """Put somebody new in and return their number; the caller has looked that they are new."""
    number: int = connection.execute(
        insert(subscriber)
        .values(
            public_id=public_id,
            address=address.value,
            address_norm=address.norm,
            address_hash=seal.hash(address.norm),
            name=name,
            status=status.value,
            created_at=now,
            changed_at=now,
        )
        .returning(subscriber.c.id)
    ).scalar_one()
    put_in(connection, number, segments)
    note(connection, number, event=event, source=source, now=now)
    return number


def note(connection: Connection, number: int, *, event: str, source: str, now: datetime) -> None:
    connection.execute(
        insert(consent).values(subscriber_id=number, at=now, event=event, source=source)
    )


def find(connection: Connection, address: Address) -> Subscriber | None:
    row = connection.execute(
        select(subscriber).where(subscriber.c.address_norm == address.norm)
    ).first()
    return _person(connection, row) if row else None


def by_token(connection: Connection, token: str, *, seal: Seal) -> Subscriber | None:
    """Whom an unsubscribe link was made for; None when it was not made here, or they are gone."""
    public_id = seal.opened(UNSUBSCRIBE, token)
    return by_public_id(connection, public_id) if public_id else None


def by_public_id(connection: Connection, public_id: str) -> Subscriber | None:
    row = connection.execute(select(subscriber).where(subscriber.c.public_id == public_id)).first()
    return _person(connection, row) if row else None


def change(
    connection: Connection, person: Subscriber, status: Status, *, source: str, now: datetime
) -> bool:
    """Set how a person stands; False, and no line, when they stood so already."""
    if person.status is status:
        return False
    connection.execute(
        update(subscriber)
        .where(subscriber.c.id == person.id)
        .values(status=status.value, changed_at=now)
    )
    event = "confirmed" if status is Status.ACTIVE else status.value
    note(connection, person.id, event=event, source=source, now=now)
    return True


def leave(connection: Connection, person: Subscriber, *, source: str, now: datetime) -> bool:
    """Take somebody off the list who wishes it; False, and no line, when they were off it already."""
    on = person.status in {Status.PENDING, Status.ACTIVE}
    return on and change(connection, person, Status.UNSUBSCRIBED, source=source, now=now)


def suppress(connection: Connection, address_hash: str, *, reason: str, now: datetime) -> None:
    """Never write to this address again, whoever imports it; the first reason stands."""
    # Two workers may say so in the same moment: the one who comes second changes nothing.
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {"address_hash": address_hash, "reason": reason, "at": now}
    connection.execute(dialect.insert(suppression).values(row).on_conflict_do_nothing())


def suppressed(connection: Connection, address_hash: str) -> str:
    """Why an address must not be written to; "" when it may be."""
    query = select(suppression.c.reason).where(suppression.c.address_hash == address_hash)
    return connection.scalar(query) or ""


def lift(connection: Connection, address_hash: str) -> None:
    """Let an address be written to again, if somebody puts it back on the list."""
    connection.execute(delete(suppression).where(suppression.c.address_hash == address_hash))


def forget(connection: Connection, person: Subscriber, *, now: datetime) -> None:
    """Erase a person. What stays: a keyed hash that keeps them out, and numbers without a name.

    Their rows in the ledger lose the address, and what servers said of it; an issue that has not
    reached them yet never will.
    """
    suppress(connection, person.address_hash, reason="forgotten", now=now)
    erased = f"forgotten-{person.id}"
    mine = delivery.c.subscriber_id == person.id
    connection.execute(
        update(delivery)
        .where(mine, delivery.c.state.in_(_AHEAD))
        .values(state="skipped", owner=None, lease_until=None, next_at=None)
    )
    connection.execute(
        update(delivery).where(mine).values(address=erased, address_norm=erased, why="forgotten")
    )
    connection.execute(update(attempt).where(attempt.c.subscriber_id == person.id).values(reply=""))
    connection.execute(delete(letter).where(letter.c.address_hash == person.address_hash))
    # Consent, segments and bounces go with the person, by foreign key.
    connection.execute(delete(subscriber).where(subscriber.c.id == person.id))


def listed(
    connection: Connection, *, status: Status | None = None, segment: str | None = None
) -> Iterator[Subscriber]:
    """People in the order they came, streamed: memory does not grow with the register."""
    joined = (
        select(func.aggregate_strings(membership.c.segment, ","))
        .where(membership.c.subscriber_id == subscriber.c.id)
        .scalar_subquery()
    )
    query = _chosen(select(subscriber, joined.label("segments")), status, segment)
    streamed = {"yield_per": 1000}
    rows = connection.execute(query.order_by(subscriber.c.id), execution_options=streamed)
    for row in rows:
        yield _subscriber(row, (row.segments or "").split(",") if row.segments else [])


def count(
    connection: Connection, *, status: Status | None = None, segment: str | None = None
) -> dict[Status, int]:
    """How many people there are of each status, in the order of `Status`."""
    query = _chosen(select(subscriber.c.status, func.count()), status, segment)
    found = {row[0]: row[1] for row in connection.execute(query.group_by(subscriber.c.status))}
    return {status: found[status.value] for status in Status if status.value in found}


def _chosen(query: Select[Any], status: Status | None, segment: str | None) -> Select[Any]:
    if status is not None:
        query = query.where(subscriber.c.status == status.value)
    if segment is not None:
        inside = select(membership.c.subscriber_id).where(membership.c.segment == segment)
        query = query.where(subscriber.c.id.in_(inside))
    return query


def _person(connection: Connection, row: Row[Any]) -> Subscriber:
    query = select(membership.c.segment).where(membership.c.subscriber_id == row.id)
    return _subscriber(row, list(connection.scalars(query)))


def _subscriber(row: Row[Any], segments: Sequence[str]) -> Subscriber:
    known = row._asdict()
    known |= {"status": Status(row.status), "segments": tuple(sorted(segments))}
    return Subscriber(**known)
