"""Single mails: asked for with a form, not sent yet, or sent and to be known when they come back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("wish", sa.String(12), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("address_hash", sa.String(32), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("segments", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime()),
        sa.Column("sent_at", sa.DateTime()),
        sa.Column("subscriber_id", NUMBER),
        sa.Column("return_token", sa.String(26)),
        sa.Column("message_id", sa.String(26)),
        sa.ForeignKeyConstraint(["subscriber_id"], ["subscriber.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("return_token"),
        sa.UniqueConstraint("message_id"),
    )
    op.create_index("letter_next", "letter", ["next_at"])
    op.create_index("letter_subscriber", "letter", ["subscriber_id", "sent_at"])
