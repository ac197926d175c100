"""Everything kept about one person, for the person: they may ask for it at any time (GDPR, art. 15)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from digest.subscribers import register
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import bounce, consent, delivery, letter

__all__ = ["dossier"]


def dossier(connection: Connection, person: Subscriber) -> dict[str, Any]:
    """The person as JSON may hold them, with rows of what happened, oldest first.

    `suppressed` is why nothing is sent to them, or ""; `consent` where we know each change of standing
    from; `issues` what came of each; `bounces` what came back ("issue" is "" of a mail with a link);
    `mails` the mails with a link, and what was asked for.
    """
    return person.table() | {
        "suppressed": register.suppressed(connection, person.address_hash),
        "consent": _rows(connection, consent, person, at="at", event="event", source="source"),
        "issues": _rows(
            connection,
            delivery,
            person,
            issue="issue_id",
            state="state",
            at="changed_at",
            why="why",
        ),
        "bounces": _rows(
            connection, bounce, person, at="at", kind="kind", issue="issue_id", why="why"
        ),
        "mails": _rows(connection, letter, person, at="sent_at", wish="wish"),
    }


def _rows(
    connection: Connection, table: Table, person: Subscriber, **columns: str
) -> list[dict[str, Any]]:
    """What `table` holds of a person: of each row these columns, each under its name."""
    query = select(*(table.c[column].label(name) for name, column in columns.items()))
    mine = query.where(table.c.subscriber_id == person.id).order_by(*table.primary_key.columns)
    return [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in row._asdict().items()
        }
        for row in connection.execute(mine)
    ]
