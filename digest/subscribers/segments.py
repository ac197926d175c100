"""Segments: the groups a person is in. `free` and `paid` exclude each other; the others are yours."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, func, insert, select

from digest.subscribers.exports import PLANS
from digest.subscribers.schema import membership

__all__ = ["choose", "count", "move", "put_in"]


def put_in(connection: Connection, number: int, segments: Collection[str]) -> None:
    """Put a person into segments they are not in yet."""
    if segments:
        rows = [{"subscriber_id": number, "segment": segment} for segment in sorted(set(segments))]
        connection.execute(insert(membership), rows)


def move(
    connection: Connection, number: int, *, into: Iterable[str] = (), out: Iterable[str] = ()
) -> bool:
    """Put a person into some segments and take them out of others; False when nothing changed.

    Who comes into one of the plans leaves the other.
    """
    mine = membership.c.subscriber_id == number
    before = set(connection.scalars(select(membership.c.segment).where(mine)))
    wanted = set(into)
    gone = set(out) | (PLANS if wanted & PLANS else frozenset())
    after = (before - gone) | wanted
    if before == after:
        return False
    connection.execute(delete(membership).where(mine, membership.c.segment.in_(before - after)))
    put_in(connection, number, after - before)
    return True


def choose(
    connection: Connection, number: int, *, offered: Collection[str], chosen: Collection[str]
) -> bool:
    """A person's own choice among the segments they were offered; it touches no other."""
    wanted = set(chosen) & set(offered)
    return move(connection, number, into=wanted, out=set(offered) - wanted)


def count(connection: Connection) -> dict[str, int]:
    """Each segment with how many people are in it, by name."""
    query = select(membership.c.segment, func.count()).group_by(membership.c.segment)
    return {row[0]: row[1] for row in connection.execute(query.order_by("segment"))}
