"""What a person decides about an issue that is being sent; each takes the caller's transaction."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from digest.send.ledger import State
from digest.subscribers.schema import delivery, mailing

__all__ = ["GIVEN_UP", "cancel", "hold", "pause", "resend", "resume", "retry", "take_up", "wait"]

GIVEN_UP = "given up after three days"
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)  # between two trials of a line
_NOT_BEGUN = (State.READY, State.LEASED, State.DEFERRED)


def pause(connection: Connection, issue_id: str, *, why: str) -> bool:
    """Let no further message out, wherever it is sent from, until a person says `resume`.

    A pause that would have ended by itself becomes one that does not.
    """
    leaving = (mailing.c.state == "sending") | mailing.c.resume_at.is_not(None)
    new = {"state": "paused", "why": why, "resume_at": None}
    found = (mailing.c.issue_id == issue_id) & leaving
    return connection.execute(update(mailing).where(found).values(new)).rowcount == 1


def wait(connection: Connection, issue_id: str, *, why: str, now: datetime) -> bool:
    """Pause for trouble of the line, which passes: until as long again as nothing was accepted.

    So the waits double, from one minute to fifteen.
    """
    accepted = (delivery.c.issue_id == issue_id) & (delivery.c.state == State.SENT)
    since = connection.scalar(select(func.max(delivery.c.changed_at)).where(accepted))
    if since is None:
        since = connection.scalars(
            select(mailing.c.frozen_at).where(mailing.c.issue_id == issue_id)
        ).one()
    resume_at = now + min(max(now - since, SHORTEST), LONGEST)
    paused = {"state": "paused", "why": why, "resume_at": resume_at}
    return _turn(connection, issue_id, ("sending",), **paused)


def take_up(connection: Connection, *, now: datetime) -> tuple[str, ...]:
    """End the pauses that end by themselves and are over; of which issues."""
    over = (mailing.c.state == "paused") & (mailing.c.resume_at <= now)
    new = {"state": "sending", "why": "", "resume_at": None}
    ended = update(mailing).where(over).values(new).returning(mailing.c.issue_id)
    return tuple(connection.scalars(ended))


def resume(connection: Connection, issue_id: str) -> bool:
    """End a pause; False when the issue was not paused."""
    return _turn(connection, issue_id, ("paused",), state="sending", why="")


def cancel(connection: Connection, issue_id: str, *, now: datetime) -> int | None:
    """Send to nobody else, for good; returns how many will not get it, None when it was over.

    The messages under way this moment end as they end.
    """
    why = "cancelled by hand"
    if not _turn(connection, issue_id, ("sending", "paused"), state="cancelled", why=why):
        return None
    rest = delivery.c.state.in_(_NOT_BEGUN)
    return _put(connection, issue_id, rest, now, state=State.SKIPPED, why="the issue was cancelled")


def retry(connection: Connection, issue_id: str, *, now: datetime) -> int:
    """Try again at once those who are waiting, and those who were given up; returns how many.

    Mailboxes that do not exist are not among them, nor whoever left the list.
    """
    given_up = (delivery.c.state == State.BOUNCED) & delivery.c.why.startswith(GIVEN_UP)
    unreachable = (delivery.c.state == State.SKIPPED) & delivery.c.why.contains("SMTPUTF8")
    waiting = delivery.c.state == State.DEFERRED
    again = given_up | unreachable | waiting
    moved = _put(connection, issue_id, again, now, state=State.READY)
    if moved:
        _turn(connection, issue_id, ("done",), state="sending", why="")
    return moved


def hold(connection: Connection, issue_id: str, *, now: datetime) -> int:
    """Leave those in doubt at that: they may have it, and are not asked about again. How many."""
    return _put(connection, issue_id, delivery.c.state == State.UNCERTAIN, now, state=State.HELD)


def resend(connection: Connection, issue_id: str, *, now: datetime) -> int:
    """Try those in doubt again, held ones too, though some may get it twice. How many."""
    doubtful = delivery.c.state.in_((State.UNCERTAIN, State.HELD))
    moved = _put(connection, issue_id, doubtful, now, state=State.READY)
    if moved:
        _turn(connection, issue_id, ("done", "paused"), state="sending", why="")
    return moved


def _turn(connection: Connection, issue_id: str, was: tuple[str, ...], **values: Any) -> bool:
    found = (mailing.c.issue_id == issue_id) & mailing.c.state.in_(was)
    new = {"resume_at": None} | values
    return connection.execute(update(mailing).where(found).values(new)).rowcount == 1


def _put(
    connection: Connection, issue_id: str, which: ColumnElement[bool], now: datetime, **values: Any
) -> int:
    """Move rows of the issue; those that a sender settles this moment are judged as it left them."""
    chosen = (delivery.c.issue_id == issue_id) & which
    new = {"owner": None, "lease_until": None, "next_at": None, "changed_at": now} | values
    return connection.execute(update(delivery).where(chosen).values(new)).rowcount
