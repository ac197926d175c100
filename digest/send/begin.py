"""An issue begins to leave: now, or at the hour it was scheduled for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, insert, select, update

from digest.errors import DigestError
from digest.notice import Notice
from digest.send import ledger
from digest.send.approval import approved
from digest.send.audience import freeze
from digest.send.correction import as_options, corrected
from digest.send.ledger import Mailing, State
from digest.subscribers.schema import approval, delivery, mailing, schedule
from digest.subscribers.seal import Seal

__all__ = ["LATE", "Planned", "begin", "due", "plan", "planned", "same_as_approved", "unplan"]

# A worker that comes later than this to a scheduled issue does not send it: a person is asked.
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An issue that is to leave `at`; `segment` restricts its audience, None does not."""

    issue_id: str
    at: datetime
    segment: str | None


def begin(
    connection: Connection,
    issue_id: str,
    *,
    mark: str | None = None,
    seal: Seal,
    now: datetime,
    segment: str | None = None,
) -> Mailing:
    """Freeze the audience of an approved issue; whatever was scheduled for it is over.

    `mark` is the fingerprint of the mail as it renders now, None to send what was approved,
    whatever the draft says today. When another process was faster, its mailing is returned.
    Raises DigestError, and nothing may be committed, when it is not approved or has nobody to go to.
    """
    # One of two processes waits here until the other has frozen (SQLite has one writer anyway).
    connection.execute(
        select(approval.c.hash).where(approval.c.issue_id == issue_id).with_for_update()
    )
    if (frozen := ledger.find(connection, issue_id)) is not None:
        return frozen
    mark = same_as_approved(connection, issue_id, mark)
    if _leaving(connection, corrected(issue_id)):
        raise DigestError(
            Notice(
                "The issue is still being sent: whoever gets it from now on would not get the "
                "correction."
            ),
            Notice(
                "Wait until `digest status` says that all were tried (`--at` waits too), or "
                "stop the issue: `digest pause`."
            ),
        )
    freeze(connection, issue_id=issue_id, mark=mark, seal=seal, now=now, segment=segment)
    unplan(connection, issue_id)
    return ledger.known(connection, issue_id)


def same_as_approved(connection: Connection, issue_id: str, mark: str | None) -> str:
    """The fingerprint that was approved; DigestError when there is none, or it is not `mark`."""
    found = approved(connection, issue_id)
    if found is None or mark not in {None, found}:
        if found is None:
            told = Notice("The issue of {issue_id} has not been approved.", issue_id=issue_id)
        else:
            told = Notice(
                "The issue of {issue_id} has changed since it was approved.", issue_id=issue_id
            )
        raise DigestError(
            told,
            Notice(
                "Look at it (`digest send{which} --test ADDRESS`), then `digest approve{which}`.",
                which=as_options(issue_id),
            ),
        )
    return found


def plan(connection: Connection, one: Planned, *, now: datetime) -> None:
    """Let the issue leave at that time; an earlier plan is replaced."""
    unplan(connection, one.issue_id)
    row = {"issue_id": one.issue_id, "at": one.at, "segment": one.segment, "made_at": now}
    connection.execute(insert(schedule).values(row))


def planned(connection: Connection, issue_id: str) -> Planned | None:
    query = select(schedule.c.issue_id, schedule.c.at, schedule.c.segment)
    row = connection.execute(query.where(schedule.c.issue_id == issue_id)).first()
    return Planned(**row._asdict()) if row else None


def unplan(connection: Connection, issue_id: str) -> bool:
    """Forget the plan; False when there was none."""
    gone = connection.execute(delete(schedule).where(schedule.c.issue_id == issue_id))
    return gone.rowcount == 1


def due(connection: Connection, *, now: datetime) -> tuple[Planned, ...]:
    """Whose hour has come, the earliest first; not those that are too late for it.

    A correction, and its hour with it, waits until its issue has been tried with everybody: else
    who gets the mistake later would not get the correction.
    """
    query = select(schedule.c.issue_id, schedule.c.at, schedule.c.segment)
    query = query.where(schedule.c.at <= now, schedule.c.at > now - LATE).order_by(schedule.c.at)
    found = [Planned(**row._asdict()) for row in connection.execute(query)]
    early = {one.issue_id for one in found if _leaving(connection, corrected(one.issue_id))}
    if early:
        later = update(schedule).where(schedule.c.issue_id.in_(early)).values(at=now)
        connection.execute(later)
    return tuple(one for one in found if one.issue_id not in early)


def _leaving(connection: Connection, issue_id: str | None) -> bool:
    """Whether somebody was not tried yet with an issue that is being sent."""
    untried = (State.READY, State.LEASED, State.IN_FLIGHT)
    mine = (mailing.c.issue_id == issue_id) & (mailing.c.state == "sending")
    rest = (delivery.c.issue_id == issue_id) & delivery.c.state.in_(untried)
    return bool(connection.scalar(select(exists().where(mine) & exists().where(rest))))
