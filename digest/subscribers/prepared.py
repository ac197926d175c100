"""Statements that run for every message: compiled once, then run by the driver's own cursor.

What SQLAlchemy does around a statement takes longer than SQLite takes for it: of the 1,450 µs of our
processor that a commit for one message cost, 900 were that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Update
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError

__all__ = ["Prepared"]

_Values = Mapping[str, Any]


class Prepared:
    """An INSERT or UPDATE whose parameters are named by `bindparam`, without `in_`.

    Of a bare INSERT, `columns` are what is given, each under its own name.
    """

    def __init__(self, statement: Insert | Update, columns: Sequence[str] | None = None) -> None:
        self._compiled = cache(lambda dialect: _compiled(statement, columns, dialect))

    def once(self, connection: Connection, values: _Values) -> Sequence[Sequence[Any]]:
        """Run it; the rows that it returns, their values as the driver has them."""
        sql, fill = self._compiled(connection.dialect)
        with _cursor(connection, sql) as cursor:
            cursor.execute(sql, fill(values, [{}])[0])
            return cursor.fetchall() if cursor.description else ()

    def many(self, connection: Connection, shared: _Values, rows: Iterable[_Values]) -> None:
        """Run it for each of `rows` (one at least), with the values that they share."""
        sql, fill = self._compiled(connection.dialect)
        with _cursor(connection, sql) as cursor:
            cursor.executemany(sql, fill(shared, rows))


@contextmanager
def _cursor(connection: Connection, sql: str) -> Iterator[DBAPICursor]:
    """A cursor in the transaction of `connection`; what it raises is SQLAlchemy's."""
    driver = connection.dialect.loaded_dbapi
    try:
        with closing(connection.connection.cursor()) as cursor:
            yield cursor
    except driver.Error as error:
        raise DBAPIError.instance(sql, None, error, driver.Error, hide_parameters=True) from error


def _compiled(
    statement: Insert | Update, columns: Sequence[str] | None, dialect: Dialect
) -> tuple[str, Callable[[_Values, Iterable[_Values]], Sequence[Any]]]:
    """The statement in the driver's words, and what makes the driver's parameters of values."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=columns)
    constants = compiled.params
    written = {
        name: write
        for name, bind in compiled.binds.items()
        if (write := bind.type.dialect_impl(dialect).bind_processor(dialect))
    }

    def as_written(values: _Values) -> _Values:
        if written.keys().isdisjoint(values):
            return values
        return {
            name: written[name](value) if name in written else value
            for name, value in values.items()
        }

    def fill(shared: _Values, rows: Iterable[_Values]) -> Sequence[Any]:
        common = {**constants, **as_written(shared)}
        filled = ({**common, **as_written(row)} for row in rows)
        if (order := compiled.positiontup) is None:
            return list(filled)
        return [tuple(map(row.__getitem__, order)) for row in filled]

    return str(compiled), fill
