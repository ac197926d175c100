from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

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
        assert [tuple(row) for row in faster.once(connection, {"which": "x.example"})] == [(3.5,)]
        assert list(faster.once(connection, {"which": "y.example"})) == []


def test_an_error_is_that_of_any_other_statement(database):
    with database.begin() as connection, pytest.raises(IntegrityError) as raised:
        PUT.many(connection, {"when": AT}, [{"who": "a"}, {"who": "a"}])
    assert raised.value.orig is not None
    assert "INSERT INTO suppression" in str(raised.value)


def test_what_an_error_undoes_is_the_whole_transaction(database):
    def twice() -> None:
        with database.begin() as connection:
            PUT.once(connection, {"when": AT, "who": "a"})
            PUT.many(connection, {"when": AT}, [{"who": "b"}, {"who": "b"}])

    with pytest.raises(IntegrityError):
        twice()
    with database.begin() as connection:
        assert connection.execute(select(suppression)).all() == []
