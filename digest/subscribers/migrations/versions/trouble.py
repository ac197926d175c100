"""When an issue that trouble of the line paused is taken up again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("mailing", sa.Column("resume_at", sa.DateTime()))
