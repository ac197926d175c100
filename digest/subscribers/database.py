"""Opens the database: makes it, brings its tables up to date, refuses what it must not touch."""

import os
import sqlite3
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text

from digest.errors import DigestError
from digest.subscribers.schema import REVISION, setting
from digest.subscribers.seal import Seal

__all__ = ["connect", "reading"]

WAIT = 30.0  # seconds a writer waits for another one


def connect(path: Path, *, seal: Seal) -> Engine:
    """The database at `path`, made if there is none, its tables as this program knows them.

    Raises DigestError when the file is no database, was written by a newer program, or was made
    with another key (its suppressed addresses would silently no longer be recognised).
    """
    with suppress(FileExistsError):  # nobody else on the machine reads addresses
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    # An error of the library would name the values of a statement, addresses among them.
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": WAIT}, hide_parameters=True
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    try:
        with reading(engine).connect() as connection:
            ready = _revision(connection) == REVISION and _claimed(connection, seal, path)
        if not ready:  # only then is a writer waited for: `digest status` never is in the way
            with engine.begin() as connection:
                _migrate(connection, path)
                if not _claimed(connection, seal, path):
                    key = {"name": "key", "value": seal.fingerprint()}
                    connection.execute(insert(setting).values(key))
    except DigestError:
        engine.dispose()
        raise
    except Exception as error:
        engine.dispose()
        if "database is locked" in str(error):
            raise DigestError(
                f"{path}: another process has been writing for more than {WAIT:.0f} seconds.",
                "Wait until it ends (an import of many people takes minutes), then try again.",
            ) from error
        if isinstance(getattr(error, "orig", error), sqlite3.DatabaseError):
            reason = getattr(error, "orig", error)
            raise DigestError(
                f"{path}: cannot be used as a database ({reason}).",
                "Put back a copy of it, or move the file away to begin with an empty one.",
            ) from error
        raise
    return engine


def reading(engine: Engine) -> Engine:
    """The same database for reading alone: never waits for a writer, never makes one wait."""
    return engine.execution_options(reading=True)


def _configure(connection: Any, record: Any) -> None:
    del record
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        # FULL: a commit that returned survives a power cut. NORMAL would lose the newest ones, and
        # with them the knowledge that a message was accepted.
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # who is forgotten leaves no address in a free page
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: one that began by reading could not be let write later."""
    shared = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if shared else "BEGIN IMMEDIATE")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _migrate(connection: Connection, path: Path) -> None:
    """Bring the tables up to date, in the caller's transaction: all of it, or nothing."""
    from alembic import command  # noqa: PLC0415 - 90 ms that only a database out of date pays
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("digest.subscribers") / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    revision = _revision(connection)
    if revision is not None and revision not in known:
        raise DigestError(
            f"{path}: was written by a newer version of digest (schema {revision}).",
            "Update digest; an older one could damage what the newer one keeps.",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _claimed(connection: Connection, seal: Seal, path: Path) -> bool:
    """Whether the database knows its key, and it is this one; DigestError when it is another."""
    known = connection.scalar(select(setting.c.value).where(setting.c.name == "key"))
    if known is not None and known != seal.fingerprint():
        raise DigestError(
            f"{path}: was made with another key.",
            "Put back the key file that stood beside it: without it, addresses that must not be "
            "written to are not recognised.",
        )
    return known is not None
