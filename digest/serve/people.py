"""What the public pages may do with the register of people, each act one transaction."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import OperationalError

from digest.subscribers import optin, postbook, register, segments
from digest.subscribers.database import reading
from digest.subscribers.dossier import dossier
from digest.subscribers.exports import one_line
from digest.subscribers.optin import Purpose
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import Status, subscriber
from digest.subscribers.seal import Seal

__all__ = ["Busy", "People"]

Busy = OperationalError  # the database is not there, or another process has been writing for long

UNCONFIRMED = timedelta(days=30)  # an address is kept that nobody said yes for


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The register behind `database`; `now` and `new_id` are the clock and the dice."""

    database: Engine
    seal: Seal
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def holder(self, purpose: Purpose, ticket: str) -> Subscriber | None:
        with reading(self.database).connect() as connection:
            return optin.holder(connection, purpose, ticket, now=self.now(), seal=self.seal)

    def confirm(self, ticket: str, *, source: str) -> str | None:
        """Say yes; returns a ticket for the preferences, or None when that ticket is worth nothing."""
        now = self.now()
        with self.database.begin() as connection:
            person = optin.confirm(connection, ticket, source=source, now=now, seal=self.seal)
        return self.seal.ticket(optin.MANAGE, person.public_id, at=now) if person else None

    def knows(self, token: str) -> bool:
        """Whether an unsubscribe link was made here; not whether anybody is on the list."""
        return self.seal.opened(register.UNSUBSCRIBE, token) is not None

    def unsubscribe(self, token: str, *, source: str) -> bool:
        """Take whoever the link was made for off the list; False when it was not made here.

        True also when they are off it already: who asks a second time is told the same.
        """
        if not self.knows(token):
            return False
        with self.database.begin() as connection:
            person = register.by_token(connection, token, seal=self.seal)
            if person is not None:
                register.leave(connection, person, source=source, now=self.now())
        return True

    def leave(self, ticket: str, *, source: str) -> bool:
        """The same by a ticket for the preferences."""
        with self.database.begin() as connection:
            person = optin.holder(
                connection, Purpose.MANAGE, ticket, now=self.now(), seal=self.seal
            )
            if person is None:
                return False
            register.leave(connection, person, source=source, now=self.now())
        return True

    def prefer(
        self, ticket: str, *, name: str | None, offered: Collection[str], chosen: Collection[str]
    ) -> bool:
        """Set name (None: as it is) and choices of a ticket's holder; False when there is none."""
        with self.database.begin() as connection:
            person = optin.holder(
                connection, Purpose.MANAGE, ticket, now=self.now(), seal=self.seal
            )
            if person is None:
                return False
            if name is not None:
                mine = subscriber.c.id == person.id
                connection.execute(update(subscriber).where(mine).values(name=one_line(name)))
            segments.choose(connection, person.id, offered=offered, chosen=chosen)
        return True

    def export(self, ticket: str) -> dict[str, Any] | None:
        """Everything kept about a ticket's holder."""
        person = self.holder(Purpose.MANAGE, ticket)
        if person is None:
            return None
        with reading(self.database).connect() as connection:
            return dossier(connection, person)

    def lapse(self) -> int:
        """Erase those who never confirmed, and what is known of old mails; returns how many people."""
        before = self.now() - UNCONFIRMED
        with self.database.begin() as connection:
            postbook.clear(connection, before=before)
            return optin.lapse(connection, before=before)

    def answers(self) -> None:
        """Ask the database anything at all; raises what it raises when it is not there."""
        with reading(self.database).connect() as connection:
            connection.execute(select(subscriber.c.id).limit(1))

    def counts(self) -> dict[Status, int]:
        """How many people stand how."""
        with reading(self.database).connect() as connection:
            return register.count(connection)
