"""The tables, for SQLite and PostgreSQL alike.

One database holds people and ledger, because the fence before each message (is this person still
to be written to?) must be one statement over both. `REVISION` names the newest migration.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

__all__ = [
    "REVISION",
    "Status",
    "approval",
    "artefact",
    "attempt",
    "bounce",
    "consent",
    "delivery",
    "letter",
    "mailing",
    "membership",
    "metadata",
    "pace",
    "schedule",
    "setting",
    "subscriber",
    "suppression",
]

REVISION = "0005"


class Status(StrEnum):
    """Where a person stands. Only an `active` one is written to."""

    PENDING = "pending"
    ACTIVE = "active"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC without its zone (SQLite has no zones)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()
# SQLite counts rows itself only when the key is INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

setting = Table(
    "setting",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

subscriber = Table(
    "subscriber",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("public_id", String(32), nullable=False, unique=True),  # stands in tokens
    Column("address", String(254), nullable=False),
    Column("address_norm", String(254), nullable=False, unique=True),
    Column("address_hash", String(32), nullable=False),
    Column("name", String(200), nullable=False, default=""),
    Column("status", String(12), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    sqlite_autoincrement=True,  # the number of somebody forgotten is never given again
)

membership = Table(
    "membership",
    metadata,
    Column("subscriber_id", Number, ForeignKey("subscriber.id", ondelete="CASCADE")),
    Column("segment", String(40), nullable=False),
    PrimaryKeyConstraint("subscriber_id", "segment"),
    Index("membership_segment", "segment"),
)

# Append-only: what a person agreed to or withdrew, when, and where we know it from.
consent = Table(
    "consent",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column(
        "subscriber_id", Number, ForeignKey("subscriber.id", ondelete="CASCADE"), nullable=False
    ),
    Column("at", Moment, nullable=False),
    Column("event", String(20), nullable=False),
    Column("source", String(300), nullable=False),
    Index("consent_subscriber", "subscriber_id"),
)

suppression = Table(
    "suppression",
    metadata,
    Column("address_hash", String(32), primary_key=True),
    Column("reason", String(20), nullable=False),
    Column("at", Moment, nullable=False),
)

# What a person approved, to the byte: it is sent from here and never rendered again.
artefact = Table(
    "artefact",
    metadata,
    Column("hash", String(64), nullable=False),
    Column("variant", String(20), nullable=False),
    Column("eml", LargeBinary, nullable=False),
    PrimaryKeyConstraint("hash", "variant"),
)

approval = Table(
    "approval",
    metadata,
    Column("issue_id", String(40), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)

# An issue whose audience is frozen. `issue_id` is its date: a corrected subject is the same issue.
mailing = Table(
    "mailing",
    metadata,
    Column("issue_id", String(40), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("why", Text, nullable=False, default=""),
    Column("candidates", Integer, nullable=False),
    Column("prepared", Integer, nullable=False),
    Column("excluded", Text, nullable=False),  # JSON: reason -> how many
    Column("frozen_at", Moment, nullable=False),
    Column("resume_at", Moment),  # of a pause that ends by itself: when
)

# An approved issue that is to leave at a certain time; its audience is frozen then.
schedule = Table(
    "schedule",
    metadata,
    Column("issue_id", String(40), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("segment", String(40)),
    Column("made_at", Moment, nullable=False),
)

# From when each limit of the rate is free again, in seconds of the epoch: "" for all messages, else
# the domain of a recipient.
pace = Table(
    "pace",
    metadata,
    Column("scope", String(254), primary_key=True),
    Column("free_at", Double, nullable=False),
)

# One recipient of one issue. No foreign key: the row outlives a person who is forgotten, without
# the address, so that the sums of an issue stay true.
delivery = Table(
    "delivery",
    metadata,
    Column("issue_id", String(40), nullable=False),
    Column("subscriber_id", Number, nullable=False),
    Column("address", String(254), nullable=False),
    Column("address_norm", String(254), nullable=False),
    Column("variant", String(20), nullable=False),
    Column("message_id", String(26), nullable=False),
    Column("return_token", String(26), nullable=False, unique=True),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("owner", String(32)),
    Column("lease_until", Moment),
    Column("next_at", Moment),
    Column("code", Integer),
    Column("why", Text, nullable=False, default=""),
    Column("changed_at", Moment, nullable=False),
    PrimaryKeyConstraint("issue_id", "subscriber_id"),
    UniqueConstraint("issue_id", "address_norm"),
    Index("delivery_state", "issue_id", "state", "next_at", "subscriber_id"),
)

# Append-only: every try, with what the server said.
attempt = Table(
    "attempt",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("issue_id", String(40), nullable=False),
    Column("subscriber_id", Number, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("owner", String(32), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("phase", String(10), nullable=False),
    Column("code", Integer),
    Column("reply", Text, nullable=False),
    Index("attempt_delivery", "issue_id", "subscriber_id"),
)

# What came back, or was complained about: one row for each mail that says so.
bounce = Table(
    "bounce",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("mail_hash", String(64), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column(
        "subscriber_id", Number, ForeignKey("subscriber.id", ondelete="CASCADE"), nullable=False
    ),
    Column("issue_id", String(40), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("why", Text, nullable=False),
    Index("bounce_subscriber", "subscriber_id", "issue_id"),
)

# A single mail that somebody asked for with a form. While `next_at` is set it waits; once it has
# left, `sent_at` is set, what was typed is no longer there, and the tokens tell whose it was.
letter = Table(
    "letter",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("asked_at", Moment, nullable=False),
    Column("wish", String(12), nullable=False),
    Column("language", String(8), nullable=False),
    Column("address_hash", String(32), nullable=False),
    Column("address", String(254), nullable=False, default=""),
    Column("name", String(200), nullable=False, default=""),
    Column("segments", Text, nullable=False, default=""),  # with commas between them
    Column("tries", Integer, nullable=False, default=0),
    Column("next_at", Moment),
    Column("sent_at", Moment),
    Column("subscriber_id", Number, ForeignKey("subscriber.id", ondelete="CASCADE")),
    Column("return_token", String(26), unique=True),
    Column("message_id", String(26), unique=True),
    Index("letter_next", "next_at"),
    Index("letter_subscriber", "subscriber_id", "sent_at"),
)
