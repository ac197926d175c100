"""Who gets an issue: counted before, and frozen in one transaction."""

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, case, exists, func, insert, literal, select

from digest.errors import DigestError
from digest.notice import Notice
from digest.send.correction import corrected
from digest.send.ledger import State
from digest.subscribers.exports import PAID
from digest.subscribers.prepared import Prepared
from digest.subscribers.schema import (
    Status,
    delivery,
    mailing,
    membership,
    subscriber,
    suppression,
)
from digest.subscribers.seal import Seal

__all__ = ["Audience", "Recipient", "count", "freeze", "in_doubt", "recipients"]

BATCH = 2000  # rows held at once, whatever the size of the audience
EVERYONE, SUBSCRIBERS = "everyone", "subscribers"  # the two variants of an issue
_DOUBT = (State.UNCERTAIN, State.HELD)
_READY = Prepared(
    insert(delivery),
    (
        *("issue_id", "subscriber_id", "address", "address_norm", "variant", "message_id"),
        *("return_token", "state", "attempts", "why", "changed_at"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """candidates = prepared + the sum of `excluded`; `variants` splits prepared."""

    candidates: int
    variants: Mapping[str, int]
    excluded: Mapping[str, int]

    @property
    def prepared(self) -> int:
        return sum(self.variants.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody in the audience, with the variant of the issue they get."""

    id: int
    public_id: str
    address: str
    norm: str
    name: str
    variant: str


def _judged(segment: str | None, corrects: str | None) -> tuple[Any, Any]:
    """Two expressions over `subscriber`: why they are left out (or NULL), which variant they get."""
    banned = exists().where(suppression.c.address_hash == subscriber.c.address_hash)
    whys = [
        (subscriber.c.status != Status.ACTIVE.value, subscriber.c.status),
        (banned, literal("suppressed")),
    ]
    if segment is not None:
        whys.append((~_in_segment(segment), literal("segment")))
    if corrects is not None:
        whys.append((~_got(corrects), literal("did not get the issue")))
    variant = case((_in_segment(PAID), SUBSCRIBERS), else_=EVERYONE)
    return case(*whys, else_=None), variant


def _in_segment(segment: str) -> Any:
    mine = membership.c.subscriber_id == subscriber.c.id
    return exists().where(mine, membership.c.segment == segment)


def _got(issue_id: str) -> Any:
    """Those in doubt too: a correction too many does less harm than a mistake that stays."""
    mine = (delivery.c.subscriber_id == subscriber.c.id) & (delivery.c.issue_id == issue_id)
    return exists().where(mine, delivery.c.state.in_((State.SENT, *_DOUBT)))


def in_doubt(connection: Connection, issue_id: str) -> int:
    """How many may have got an issue, and nobody knows."""
    mine = (delivery.c.issue_id == issue_id) & delivery.c.state.in_(_DOUBT)
    return connection.scalar(select(func.count()).select_from(delivery).where(mine)) or 0


def count(
    connection: Connection, *, segment: str | None = None, corrects: str | None = None
) -> Audience:
    """The audience as it is now.

    `segment` leaves out everybody else, `corrects` those who certainly did not get that issue.
    """
    why, variant = _judged(segment, corrects)
    judged = select(why.label("why"), variant.label("variant")).subquery()
    query = select(judged.c.why, judged.c.variant, func.count()).group_by(
        judged.c.why, judged.c.variant
    )
    variants: dict[str, int] = {}
    excluded: dict[str, int] = {}
    for reason, kind, number in connection.execute(query):
        into, key = (variants, kind) if reason is None else (excluded, reason)
        into[key] = into.get(key, 0) + number
    return Audience(
        candidates=connection.scalar(select(func.count()).select_from(subscriber)) or 0,
        variants=dict(sorted(variants.items())),
        excluded=dict(sorted(excluded.items())),
    )


def recipients(
    connection: Connection, *, segment: str | None = None, corrects: str | None = None
) -> Generator[Recipient]:
    """Everybody in the audience, in the order they came, streamed; closed, it lets the server go."""
    why, variant = _judged(segment, corrects)
    people = subscriber.c
    query: Select[Any] = select(
        *(people.id, people.public_id, people.address, people.address_norm.label("norm")),
        *(people.name, variant.label("variant")),
    )
    chosen = query.where(why.is_(None)).order_by(people.id)
    with connection.execute(chosen, execution_options={"yield_per": BATCH}) as rows:
        for row in rows:
            yield Recipient(**row._asdict())


def freeze(
    connection: Connection,
    *,
    issue_id: str,
    mark: str,
    seal: Seal,
    now: datetime,
    segment: str | None = None,
) -> Audience:
    """Write the audience of an issue into the ledger, in the caller's transaction.

    `mark` is the fingerprint of the approved mail; a correction goes to those who got what it
    corrects. Raises DigestError, and nothing may be
    committed, when the sums do not agree or there is nobody to write to.
    """
    corrects = corrected(issue_id)
    audience = count(connection, segment=segment, corrects=corrects)
    people = recipients(connection, segment=segment, corrects=corrects)
    shared = {"issue_id": issue_id, "state": State.READY, "attempts": 0, "why": ""}
    shared["changed_at"] = now
    written = 0
    while batch := list(islice(people, BATCH)):
        _READY.many(connection, shared, [_row(one, issue_id, seal) for one in batch])
        written += len(batch)
    left_out = sum(audience.excluded.values())
    if not written == audience.prepared == audience.candidates - left_out:
        raise DigestError(
            Notice(
                "The audience does not add up: {candidates} candidates, {written} prepared, "
                "{left_out} left out. Nothing was frozen and nothing sent.",
                candidates=audience.candidates,
                written=written,
                left_out=left_out,
            ),
            Notice("This is a fault of the program: please report it."),
        )
    if not written:
        raise DigestError(
            Notice("There is nobody to send to: no subscriber is active."),
            Notice("`digest subscribers list --count` shows how they stand."),
        )
    connection.execute(
        insert(mailing).values(
            issue_id=issue_id,
            hash=mark,
            state="sending",
            why="",
            candidates=audience.candidates,
            prepared=written,
            excluded=json.dumps(audience.excluded),
            frozen_at=now,
        )
    )
    return audience


def _row(one: Recipient, issue_id: str, seal: Seal) -> dict[str, Any]:
    return {
        "subscriber_id": one.id,
        "address": one.address,
        "address_norm": one.norm,
        "variant": one.variant,
        # The same for the same delivery, also after a crash: a server that sees it twice can tell.
        "message_id": seal.mark("message", issue_id, one.public_id),
        "return_token": seal.mark("return", issue_id, one.public_id),
    }
