"""A copy of the database file, consistent while others write."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from digest.errors import DigestError
from digest.notice import Notice

__all__ = ["COPY", "backup"]


COPY = "this is a copy"


def backup(database: Path, to: Path, *, now: datetime) -> int:
    """Copy the SQLite file `database` to the new file `to`, for its owner alone; its size in bytes.

    What was committed when it begins is in the copy, whole; writers are not held up. In the copy,
    issues under way are paused, none is scheduled and no request waits: put back later, it does not
    know who has got what since. Raises DigestError when there is nothing to copy, `to` exists, or the copy is
    not sound.
    """
    if not database.exists():
        raise DigestError(
            Notice("There is no {database} yet: there is nothing to copy.", database=database)
        )
    try:
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise DigestError(
            Notice("{to} exists already.", to=to), Notice("Choose another name.")
        ) from None
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(
                copy, pages=-1
            )  # in one step: in smaller ones it would begin again and again
            why = (
                f"{COPY} of {now:%Y-%m-%d %H:%M} UTC: whoever got the issue since is not known here"
            )
            copy.execute(
                "UPDATE mailing SET state = 'paused', why = ?, resume_at = NULL "
                "WHERE state IN ('sending', 'paused')",
                (why,),
            )
            copy.execute("DELETE FROM schedule")
            copy.execute("DELETE FROM letter WHERE next_at IS NOT NULL")
            copy.commit()
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        to.unlink()
        raise DigestError(
            Notice("{database}: cannot be copied ({error}).", database=database, error=error)
        ) from error
    if verdict != "ok":
        to.unlink()
        raise DigestError(
            Notice(
                "{database}: the copy is not sound ({verdict}).", database=database, verdict=verdict
            )
        )
    return to.stat().st_size
