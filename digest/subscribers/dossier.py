"""Everything kept about one person, for the person: they may ask for it at any time (GDPR, art. 15)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from digest.subscribers import register
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import bounce, consent, delivery, letter, subscriber
from digest.subscribers.seal import Seal

__all__ = ["Dossier", "dossier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The person; `consent` as (when, what, where we know it from), oldest first; `deliveries` as
    (issue, state, when, why); `bounces` as (when, what, issue or "", why); `letters`, the mails with a
    link, as (when, what was asked for); `suppressed` is why nothing is sent to them, or ""."""

    subscriber: Subscriber
    suppressed: str
    consent: tuple[tuple[datetime, str, str], ...]
    deliveries: tuple[tuple[str, str, datetime, str], ...]
    bounces: tuple[tuple[datetime, str, str, str], ...]
    letters: tuple[tuple[datetime, str], ...]

    def table(self) -> dict[str, Any]:
        """The same as JSON may hold it."""
        person = self.subscriber
        return {
            "address": person.address,
            "name": person.name,
            "status": person.status.value,
            "segments": list(person.segments),
            "since": person.created_at.isoformat(),
            "suppressed": self.suppressed,
            "consent": [
                {"at": at.isoformat(), "event": event, "source": source}
                for at, event, source in self.consent
            ],
            "issues": [
                {"issue": issue, "state": state, "at": at.isoformat(), "why": why}
                for issue, state, at, why in self.deliveries
            ],
            "bounces": [
                {"at": at.isoformat(), "kind": kind, "issue": issue, "why": why}
                for at, kind, issue, why in self.bounces
            ],
            "mails": [{"at": at.isoformat(), "wish": wish} for at, wish in self.letters],
        }


def dossier(connection: Connection, person: Subscriber, *, seal: Seal) -> Dossier:
    mine = select(subscriber.c.address_norm).where(subscriber.c.id == person.id)
    norm: str = connection.execute(mine).scalar_one()
    trail = connection.execute(
        select(consent.c.at, consent.c.event, consent.c.source)
        .where(consent.c.subscriber_id == person.id)
        .order_by(consent.c.id)
    )
    sent = connection.execute(
        select(delivery.c.issue_id, delivery.c.state, delivery.c.changed_at, delivery.c.why)
        .where(delivery.c.subscriber_id == person.id)
        .order_by(delivery.c.issue_id)
    )
    back = connection.execute(
        select(bounce.c.at, bounce.c.kind, bounce.c.issue_id, bounce.c.why)
        .where(bounce.c.subscriber_id == person.id)
        .order_by(bounce.c.id)
    )
    mailed = connection.execute(
        select(letter.c.sent_at, letter.c.wish)
        .where(letter.c.subscriber_id == person.id)
        .order_by(letter.c.id)
    )
    return Dossier(
        subscriber=person,
        suppressed=register.suppressed(connection, seal.hash(norm)),
        consent=tuple((at, event, source) for at, event, source in trail),
        deliveries=tuple((issue, state, at, why) for issue, state, at, why in sent),
        bounces=tuple((at, kind, issue, why) for at, kind, issue, why in back),
        letters=tuple((at, wish) for at, wish in mailed),
    )
