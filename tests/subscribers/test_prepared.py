from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, select, update

from digest.subscribers.prepared import Prepared
from digest.subscribers.schema import pace, suppression

AT = datetime(2025, 9, 27, 7, 0, 0, 5, tzinfo=UTC)
PUT = Prepared(
    insert(suppression).values(
        address_hash=bindparam("who"),
        reason="a test",
        at=bindparam("when", type_=suppression.c.at.type),
    )
)


def test_many_rows_are_written_with_the_values_they_share(database):
    with database.begin() as connection:
        PUT.many(connection, {"when": AT}, [{"who": "a" * 32}, {"who": "b" * 32}])
        rows = connection.execute(select(suppression).order_by("address_hash")).all()
    assert [tuple(row) for row in rows] == [("a" * 32, "a test", AT), ("b" * 32, "a test", AT)]


def test_what_a_statement_returns_is_returned(database):
    faster = Prepared(
        update(pace)
        .where(pace.c.scope == bindparam("which"))
        .values(free_at=pace.c.free_at + 1)
        .returning(pace.c.free_at)
    )
    with database.begin() as connection:
        connection.execute(insert(pace).values(scope="x.example", free_at=2.5))
        assert faster.once(connection, {"which": "x.example"}).scalars().all() == [3.5]
        assert faster.once(connection, {"which": "y.example"}).scalars().all() == []
