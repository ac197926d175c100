"""How fast messages may leave: for the whole sender, and for the domain of a recipient.

The generic cell rate algorithm (ITU-T I.371): of each limit one number is kept, the moment from
which it is free again. It stands in the database, so that a sender that starts anew does not begin
with a burst, and all workers keep one limit together.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from digest.send.ledger import Delivery
from digest.subscribers.schema import pace

__all__ = ["UNLIMITED", "Pace", "Turn"]

SENDER = ""  # the limit that all messages share
OTHER = "*"  # each domain that is not named
GRAIN = 1e-3  # seconds; a moment of the epoch is no finer in floating point than 2e-7
BURST = 1.0  # seconds' worth that may leave at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What may leave now. `wait` is when more may, in seconds; None when no limit is in the way.

    `all_wait` says that no other recipient could go either, whatever their domain.
    """

    chosen: tuple[Delivery, ...]
    wait: float | None = None
    all_wait: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Limits in messages a second: `sender` for all, `domains` by name ("*": each other one)."""

    sender: float | None = None
    domains: Mapping[str, float]

    def turn(
        self, connection: Connection, stock: Iterable[Delivery], *, wanting: int, now: datetime
    ) -> Turn:
        """Up to `wanting` of `stock` whose turn it is, taken account of in the caller's transaction."""
        if self.sender is None and not self.domains:
            return Turn(chosen=tuple(islice(stock, wanting)))
        at = now.timestamp()
        free = _free(connection, {scope for one in stock for scope in self._scopes(one)}, at)
        chosen: list[Delivery] = []
        wait: float | None = None
        used: set[str] = set()
        for one in stock:
            scopes = self._scopes(one)
            until = max((free[scope] - self._slack(scope) - at for scope in scopes), default=0.0)
            if until > GRAIN or len(chosen) == wanting:
                wait = until if wait is None else min(wait, until)
                if len(chosen) == wanting or self._waits(free, SENDER, at):
                    break
                continue
            chosen.append(one)
            used |= set(scopes)
            for scope in scopes:
                free[scope] += 1 / self._rate(scope)
        _keep(connection, {scope: free[scope] for scope in used})
        enough = len(chosen) == wanting
        return Turn(
            chosen=tuple(chosen),
            wait=None if enough else wait,
            all_wait=not enough and self._waits(free, SENDER, at),
        )

    def _scopes(self, one: Delivery) -> tuple[str, ...]:
        domain = one.address.rpartition("@")[2]
        limited = domain in self.domains or OTHER in self.domains
        own = (domain,) if limited else ()
        return own if self.sender is None else (SENDER, *own)

    def _rate(self, scope: str) -> float:
        if scope == SENDER:
            return self.sender or float("inf")
        return self.domains.get(scope) or self.domains[OTHER]

    def _slack(self, scope: str) -> float:
        """How far ahead of its time a limit may run: never less than one message at a time."""
        return max(BURST - 1 / self._rate(scope), 0.0)

    def _waits(self, free: Mapping[str, float], scope: str, at: float) -> bool:
        return scope in free and free[scope] - self._slack(scope) > at + GRAIN


UNLIMITED = Pace(domains={})


def _free(connection: Connection, scopes: Collection[str], at: float) -> dict[str, float]:
    """From when each limit is free, as seconds of the epoch; locked until the transaction ends."""
    known = select(pace.c.scope, pace.c.free_at).where(pace.c.scope.in_(scopes))
    rows = connection.execute(known.order_by(pace.c.scope).with_for_update())
    return dict.fromkeys(scopes, at) | {scope: max(free_at, at) for scope, free_at in rows}


def _keep(connection: Connection, free: Mapping[str, float]) -> None:
    if not free:
        return
    insert: Any = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert
    new = insert(pace).values([{"scope": s, "free_at": free[s]} for s in sorted(free)])
    changed = {"free_at": new.excluded.free_at}
    connection.execute(new.on_conflict_do_update(index_elements=["scope"], set_=changed))
