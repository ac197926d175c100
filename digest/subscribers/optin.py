"""Double opt-in: an address is written to only after somebody who reads its mail has said yes.

Anybody may type any address into a form. So what the form brings about is at most one mail to that
address, and what becomes of the person is decided by whoever opens it. The links in these mails are
tickets: they run out, and one made before the person's standing last changed is worth nothing, so
that an old confirmation does not undo a later goodbye.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, exists, select

from digest.subscribers import register
from digest.subscribers.address import Address
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import Status, consent, subscriber
from digest.subscribers.seal import Seal

__all__ = [
    "CONFIRM",
    "MANAGE",
    "Invitation",
    "Purpose",
    "ask",
    "confirm",
    "holder",
    "invite",
    "lapse",
]

ASKED = "asked"  # the event of somebody who filled in the form


class Purpose(StrEnum):
    """What a mailed link is for."""

    CONFIRM = "confirm"
    MANAGE = "manage"


CONFIRM, MANAGE = Purpose.CONFIRM, Purpose.MANAGE
LIFETIME = {CONFIRM: timedelta(days=7), MANAGE: timedelta(days=1)}
# Whoever complained is not asked again, and whoever is active need not confirm.
_MAY_CONFIRM = (Status.PENDING, Status.UNSUBSCRIBED, Status.BOUNCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A mail that is due: to whom, with which link."""

    address: str
    purpose: Purpose
    ticket: str


def ask(
    connection: Connection,
    address: Address,
    *,
    name: str,
    segments: Sequence[str],
    source: str,
    public_id: str,
    now: datetime,
    seal: Seal,
) -> Invitation | None:
    """Somebody put `address` into the form; returns what is to be mailed there, if anything.

    Whoever is new is pending. Of those who are known nothing changes: the active get the link to
    their preferences, those who left the link by which they may come back, and whoever must not be
    written to gets nothing. A stranger is told the same in every case.
    """
    if register.suppressed(connection, seal.hash(address.norm)):
        return None
    person = register.find(connection, address)
    if person is None:
        register.add(
            connection,
            address,
            name=name,
            status=Status.PENDING,
            segments=segments,
            event=ASKED,
            source=source,
            public_id=public_id,
            now=now,
            seal=seal,
        )
        ticket = seal.ticket(CONFIRM, public_id, at=now)
        return Invitation(address=address.value, purpose=CONFIRM, ticket=ticket)
    return invite(person, now=now, seal=seal)


def invite(person: Subscriber, *, now: datetime, seal: Seal) -> Invitation | None:
    """The mail for somebody known: to confirm, or to manage what they have; None after a complaint."""
    if person.status is Status.COMPLAINED:
        return None
    purpose = MANAGE if person.status is Status.ACTIVE else CONFIRM
    ticket = seal.ticket(purpose, person.public_id, at=now)
    return Invitation(address=person.address, purpose=purpose, ticket=ticket)


def holder(
    connection: Connection, purpose: Purpose, ticket: str, *, now: datetime, seal: Seal
) -> Subscriber | None:
    """Whom a ticket was mailed to; None when it is forged, of another purpose, or too old."""
    admitted = seal.admitted(purpose, ticket)
    if admitted is None:
        return None
    public_id, made = admitted
    if not timedelta(0) <= now - made <= LIFETIME[purpose]:
        return None
    person = register.by_public_id(connection, public_id)
    if person is None or purpose is MANAGE or person.status is Status.ACTIVE:
        return person
    # A ticket from before their last change of standing is a replay.
    fresh = person.status in _MAY_CONFIRM and made >= person.changed_at
    return person if fresh else None


def confirm(
    connection: Connection, ticket: str, *, source: str, now: datetime, seal: Seal
) -> Subscriber | None:
    """Make the holder of a ticket active, and return them as they were; None when it is worth nothing.

    Confirming twice does no more than once.
    """
    person = holder(connection, CONFIRM, ticket, now=now, seal=seal)
    if person is None:
        return None
    if person.status is not Status.ACTIVE:
        register.change(connection, person, Status.ACTIVE, source=source, now=now)
    return person


def lapse(connection: Connection, *, before: datetime) -> int:
    """Erase those who filled in the form before then and never confirmed; returns how many.

    Nobody agreed to their address being kept. Whoever an editor imported or added stays.
    """
    more = exists().where(consent.c.subscriber_id == subscriber.c.id, consent.c.event != ASKED)
    asked = exists().where(consent.c.subscriber_id == subscriber.c.id, consent.c.event == ASKED)
    stale = select(subscriber.c.id).where(
        subscriber.c.status == Status.PENDING.value, subscriber.c.created_at < before, asked, ~more
    )
    return connection.execute(delete(subscriber).where(subscriber.c.id.in_(stale))).rowcount
