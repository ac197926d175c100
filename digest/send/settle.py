"""Writes down what came of a message: the last move of a row, and what follows for the person."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, String, bindparam, insert, select, update

from digest.send.decide import GIVEN_UP
from digest.send.ledger import Delivery, State
from digest.send.outcome import Outcome, Phase, Result
from digest.subscribers import bounced, register
from digest.subscribers.bounced import Rule
from digest.subscribers.prepared import Prepared
from digest.subscribers.reply import status_in
from digest.subscribers.schema import attempt, delivery, mailing

__all__ = ["Settled", "next_try", "settle"]

GIVE_UP = timedelta(hours=72)

_ISSUE, _ME = bindparam("issue", type_=String), bindparam("me", type_=String)
_NUMBER = bindparam("number", type_=delivery.c.subscriber_id.type)
_WHEN = bindparam("when", type_=attempt.c.at.type)
_SENT = Prepared(
    update(delivery)
    .where(
        delivery.c.issue_id == _ISSUE,
        delivery.c.subscriber_id == _NUMBER,
        delivery.c.owner == _ME,
        (delivery.c.state == State.IN_FLIGHT) | (delivery.c.state == State.UNCERTAIN),
    )
    .values(state=State.SENT, why="", owner=None, lease_until=None, changed_at=_WHEN)
)
_TRIED = Prepared(
    insert(attempt).values(
        issue_id=_ISSUE,
        subscriber_id=_NUMBER,
        number=bindparam("attempt"),
        at=_WHEN,
        owner=_ME,
        outcome=bindparam("result"),
        phase=bindparam("step"),
        code=bindparam("answer"),
        reply=bindparam("said"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A delivery and what came of it."""

    delivery: Delivery
    outcome: Outcome


def settle(
    connection: Connection,
    issue_id: str,
    settled: Sequence[Settled],
    *,
    owner: str,
    rule: Rule,
    now: datetime,
) -> None:
    """Write down what came of rows in flight, one line for each attempt, and what follows by `rule`.

    A row that became uncertain in the meantime (its sender was stopped past the lease) is settled
    too: the truth is better than a doubt. One that a person has decided on since is left alone.
    """
    if not settled:
        return
    shared = {"issue": issue_id, "me": owner, "when": now}
    rows = [
        {
            "number": one.delivery.subscriber_id,
            "attempt": one.delivery.attempts + 1,
            "result": one.outcome.result.value,
            "step": one.outcome.phase.value,
            "answer": one.outcome.code,
            "said": one.outcome.reply,
        }
        for one in settled
    ]
    if sent := [row for row in rows if row["result"] == Result.SENT]:
        _SENT.many(connection, shared, sent)
    for one in settled:
        if one.outcome.result is not Result.SENT:
            _other(connection, issue_id, one, owner=owner, rule=rule, now=now)
    _TRIED.many(connection, shared, rows)


def _other(
    connection: Connection,
    issue_id: str,
    one: Settled,
    *,
    owner: str,
    rule: Rule,
    now: datetime,
) -> None:
    """Every other end: the row, and what follows for the person or the whole issue."""
    frozen_at = connection.execute(
        select(mailing.c.frozen_at).where(mailing.c.issue_id == issue_id)
    ).scalar_one()
    after = _after(one, now=now, frozen_at=frozen_at)
    connection.execute(
        update(delivery)
        .where(
            delivery.c.issue_id == issue_id,
            delivery.c.subscriber_id == one.delivery.subscriber_id,
            delivery.c.owner == owner,
            delivery.c.state.in_((State.IN_FLIGHT, State.UNCERTAIN)),
        )
        .values(owner=None, lease_until=None, changed_at=now, **after)
    )
    if after["state"] == State.BOUNCED:
        _bounced(connection, issue_id, one, rule=rule, now=now)


def _after(one: Settled, *, now: datetime, frozen_at: datetime) -> dict[str, Any]:
    outcome = one.outcome
    new: dict[str, Any] = {"code": outcome.code, "why": outcome.reply}
    match outcome.result:
        case Result.FAULT if outcome.general:
            return new | {"state": State.READY}
        case Result.DEFERRED | Result.FAULT if now - frozen_at > GIVE_UP:
            return new | {"state": State.BOUNCED, "why": f"{GIVEN_UP}: {outcome.reply}"}
        case Result.DEFERRED | Result.FAULT:
            wait = next_try(one.delivery, outcome)
            return new | {"state": State.DEFERRED, "next_at": now + wait}
        case Result.BOUNCED | Result.REFUSED:
            return new | {"state": State.BOUNCED}
        case Result.SKIPPED:
            return new | {"state": State.SKIPPED}
        case _:
            return new | {"state": State.UNCERTAIN}


def next_try(one: Delivery, outcome: Outcome) -> timedelta:
    """How long to wait: soon when the line was at fault, later and later when the mailbox was.

    Jitter of up to a quarter keeps a whole list from knocking again in one second. It comes from
    the message's id, so that the same ledger makes the same plan.
    """
    first = timedelta(seconds=20) if outcome.trouble else timedelta(minutes=15)
    wait: timedelta = min(first * 2 ** min(one.attempts, 10), timedelta(hours=4))
    spread = hashlib.sha256(f"{one.message_id} {one.attempts}".encode()).digest()[0] / 1024
    return wait * (1 + spread)


def _bounced(
    connection: Connection, issue_id: str, one: Settled, *, rule: Rule, now: datetime
) -> None:
    """A mailbox that does not exist is never written to again; one that is full counts, as when a
    report says so. What says nothing of the mailbox (our fault, a line that broke) does not."""
    outcome = one.outcome
    person = register.by_public_id(connection, one.delivery.public_id)
    ours = outcome.trouble or outcome.result is Result.FAULT or outcome.phase is not Phase.RCPT
    if person is None or ours:
        return
    why = f"{outcome.code or ''} {outcome.reply}".strip()
    if outcome.result is Result.BOUNCED:
        bounced.gone(connection, person, source=f"issue {issue_id}: {why}", now=now)
        return
    said = f"{issue_id} {one.delivery.message_id}".encode()
    noted = bounced.note(
        connection,
        person,
        issue_id=issue_id,
        kind=bounced.SOFT,
        mail_hash=hashlib.sha256(said).hexdigest(),
        status=status_in(outcome.reply),
        why=why,
        now=now,
    )
    if noted:
        bounced.missed(connection, person, rule=rule, source=f"issue {issue_id}: {why}", now=now)
