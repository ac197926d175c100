"""One sender for one SQLite database: a second one is refused, a dead one leaves no lock behind."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["Busy", "alone"]


class Busy(DigestError):  # noqa: N818 - it says how things stand, and is no mistake
    """Another process is sending from the same database."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the right to send from the database at `path`; Busy when another sender has it.

    DigestError when the place of the lock cannot be written. The lock is SQLite's own, on an empty
    file beside: it works on every system, and the system takes it back when the process dies,
    however it dies.
    """
    beside = path.with_name(f"{path.name}-sender")
    with closing(sqlite3.connect(beside, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise DigestError(
                    Notice("{beside}: cannot be used ({error}).", beside=beside, error=error)
                ) from error
            raise Busy(
                Notice("Another process is sending from {path}.", path=path),
                Notice("Wait until it ends; `digest status` shows how far it is."),
            ) from error
        yield
