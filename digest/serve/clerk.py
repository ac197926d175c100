"""Takes down what a form asks for, and serves it later: looks the address up, mails what is due."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from sqlalchemy import Connection

from digest.serve.letters import Letters
from digest.serve.people import People
from digest.serve.postroom import Posted
from digest.subscribers import bounced, optin, postbook, register
from digest.subscribers.address import parse
from digest.subscribers.database import reading
from digest.subscribers.optin import Invitation
from digest.subscribers.postbook import Asked, Marks, Waiting, Wish

__all__ = ["Carrier", "Clerk"]

DAY = timedelta(days=1)
LONGEST = 10_000  # requests that wait
log = logging.getLogger("digest.serve")


class Carrier(Protocol):
    """The way mails leave by; raises nothing."""

    def ready(self) -> bool:
        """Whether a mail could leave now: there is a connection, or a new one was made."""
        ...

    def carry(self, address: str, token: str, mail: bytes) -> Posted:
        """Send a mail to an address, with the token of its return path; what came of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """`most` is how many mails one person may be sent in a day, `longest` how many requests wait."""

    people: People
    letters: Letters
    carrier: Carrier
    most: int
    longest: int = LONGEST

    def take_down(self, asked: Asked) -> bool:
        """Write a request down, whoever it is about; False when too many wait already.

        Nothing is looked up: what is done for a stranger is done for somebody on the list.
        """
        people, norm = self.people, parse(asked.address).norm
        with people.database.begin() as connection:
            if postbook.waiting(connection) >= self.longest:
                return False
            postbook.enter(connection, asked, norm=norm, now=people.now(), seal=people.seal)
        return True

    def waiting(self) -> int:
        """How many requests wait."""
        with reading(self.people.database).connect() as connection:
            return postbook.waiting(connection)

    def serve(self) -> Posted | None:
        """Serve one request; None when none is due."""
        if (waits := self._next()) is None:
            return None
        # Only then does it count as one that left: who dies over a connection has sent nothing.
        if not self.carrier.ready():
            return self._back(waits)
        if (leaving := self._leave(waits)) is None:
            return Posted.NOTHING
        invitation, marks = leaving
        message = self.letters.letter(
            invitation,
            language=waits.asked.language,
            message_id=marks.message_id,
            now=self.people.now(),
        )
        posted = self.carrier.carry(invitation.address, marks.return_token, message)
        if posted is Posted.GONE:
            self._gone(waits)
        return self._back(waits) if posted is Posted.LATER else posted

    def _next(self) -> Waiting | None:
        people = self.people
        with reading(people.database).connect() as connection:
            if not postbook.due(connection, now=people.now()):
                return None  # and no writer was kept waiting
        with people.database.begin() as connection:
            return postbook.take(connection, now=people.now())

    def _leave(self, waits: Waiting) -> tuple[Invitation, Marks] | None:
        """The mail that is due, written down as one that left; None when none is."""
        people, now = self.people, self.people.now()
        with people.database.begin() as connection:
            if not postbook.still_waits(connection, waits):
                return None
            invitation = self._due(connection, waits.asked)
            person = register.find(connection, parse(waits.asked.address))
            if (
                invitation is None
                or person is None
                or postbook.left(connection, person.id, since=now - DAY) >= self.most
            ):
                postbook.strike(connection, waits)
                return None
            secret, seal = people.new_id(), people.seal
            marks = postbook.leave(
                connection, waits.number, person.id, secret=secret, now=now, seal=seal
            )
        return invitation, marks

    def _due(self, connection: Connection, asked: Asked) -> Invitation | None:
        people, address = self.people, parse(asked.address)
        if asked.wish is Wish.SUBSCRIBE:
            source = f"the form at {self.letters.url}/subscribe ({asked.language})"
            return optin.ask(
                connection,
                address,
                name=asked.name,
                segments=asked.segments,
                source=source[:300],
                public_id=people.new_id(),
                now=people.now(),
                seal=people.seal,
            )
        if register.suppressed(connection, people.seal.hash(address.norm)):
            return None
        person = register.find(connection, address)
        return optin.invite(person, now=people.now(), seal=people.seal) if person else None

    def _gone(self, waits: Waiting) -> None:
        """Nobody is there: as when a report says so later."""
        people, address = self.people, parse(waits.asked.address)
        with people.database.begin() as connection:
            if (person := register.find(connection, address)) is not None:
                bounced.gone(connection, person, source=bounced.SINGLE, now=people.now())

    def _back(self, waits: Waiting) -> Posted:
        """It was not taken: once more, for a day."""
        with self.people.database.begin() as connection:
            if waits.again is not None:
                postbook.put_back(connection, waits)
                return Posted.LATER
            postbook.strike(connection, waits)
        log.warning("a request could not be served for a day: it is given up")
        return Posted.GIVEN_UP
