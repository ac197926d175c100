"""How many of those who were written to lately complained, or have no mailbox."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from digest.bounces.report import Kind
from digest.subscribers.schema import bounce, delivery, mailing

__all__ = ["Shares", "shares"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Of the last `issues`: messages that a server took (`accepted`) or that came back (`bounced`), and
    people who complained about one (`complained`)."""

    issues: int
    accepted: int
    bounced: int
    complained: int


def shares(connection: Connection, *, issues: int) -> Shares:
    """Those of the last `issues` whose audience was frozen; fewer when there are fewer."""
    newest = select(mailing.c.issue_id).order_by(mailing.c.frozen_at.desc()).limit(issues)
    last = tuple(connection.scalars(newest))
    states = select(delivery.c.state, func.count()).where(delivery.c.issue_id.in_(last))
    counts = dict(tuple(row) for row in connection.execute(states.group_by(delivery.c.state)))
    about = bounce.c.issue_id.in_(last) & (bounce.c.kind == Kind.COMPLAINT.value)
    each = select(bounce.c.issue_id, bounce.c.subscriber_id).where(about).distinct().subquery()
    return Shares(
        issues=len(last),
        accepted=counts.get("sent", 0),
        bounced=counts.get("bounced", 0),
        complained=connection.execute(select(func.count()).select_from(each)).scalar_one(),
    )
