"""Statements that run for every message: compiled once, then given to the driver as they are.

SQLAlchemy takes 50 to 120 µs to run one of its own, and 13 to hand one to the driver: a commit with
seven outcomes costs a third less.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Insert, Update

__all__ = ["Prepared"]

_Values = Mapping[str, Any]


class Prepared:
    """An INSERT or UPDATE whose parameters are named by `bindparam`, without `in_`.

    Of a bare INSERT, `columns` are what is given, each under its own name.
    """

    def __init__(self, statement: Insert | Update, columns: Sequence[str] | None = None) -> None:
        self._compiled = cache(lambda dialect: _compiled(statement, columns, dialect))

    def once(self, connection: Connection, values: _Values) -> CursorResult[Any]:
        sql, fill = self._compiled(connection.dialect)
        return connection.exec_driver_sql(sql, fill(values, [{}])[0])

    def many(self, connection: Connection, shared: _Values, rows: Iterable[_Values]) -> None:
        """Run it for each of `rows` (one at least), with the values that they share."""
        sql, fill = self._compiled(connection.dialect)
        connection.exec_driver_sql(sql, fill(shared, rows))


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
