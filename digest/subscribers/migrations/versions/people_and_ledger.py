"""People, their consent, and the ledger of what was sent to whom.

A migration says what it did then, in types of its own: the tables of today stand in `schema`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people()
    _issues()
    _ledger()


def _people() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "subscriber",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("public_id", sa.String(32), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("address_norm", sa.String(254), nullable=False),
        sa.Column("address_hash", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("address_norm"),
        sa.UniqueConstraint("public_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "membership",
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("segment", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["subscriber_id"], ["subscriber.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("subscriber_id", "segment"),
    )
    op.create_index("membership_segment", "membership", ["segment"])
    op.create_table(
        "consent",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("event", sa.String(20), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(["subscriber_id"], ["subscriber.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("consent_subscriber", "consent", ["subscriber_id"])
    op.create_table(
        "suppression",
        sa.Column("address_hash", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("address_hash"),
    )


def _issues() -> None:
    op.create_table(
        "artefact",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("variant", sa.String(20), nullable=False),
        sa.Column("eml", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "variant"),
    )
    op.create_table(
        "approval",
        sa.Column("issue_id", sa.String(40), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("issue_id"),
    )
    op.create_table(
        "mailing",
        sa.Column("issue_id", sa.String(40), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("prepared", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("issue_id"),
    )


def _ledger() -> None:
    op.create_table(
        "delivery",
        sa.Column("issue_id", sa.String(40), nullable=False),
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("address_norm", sa.String(254), nullable=False),
        sa.Column("variant", sa.String(20), nullable=False),
        sa.Column("message_id", sa.String(26), nullable=False),
        sa.Column("return_token", sa.String(26), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(32)),
        sa.Column("lease_until", sa.DateTime()),
        sa.Column("next_at", sa.DateTime()),
        sa.Column("code", sa.Integer()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("issue_id", "subscriber_id"),
        sa.UniqueConstraint("issue_id", "address_norm"),
        sa.UniqueConstraint("return_token"),
    )
    op.create_index("delivery_state", "delivery", ["issue_id", "state", "next_at", "subscriber_id"])
    op.create_table(
        "attempt",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("issue_id", sa.String(40), nullable=False),
        sa.Column("subscriber_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("phase", sa.String(10), nullable=False),
        sa.Column("code", sa.Integer()),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("attempt_delivery", "attempt", ["issue_id", "subscriber_id"])
