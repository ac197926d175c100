"""Opens the database: makes it, brings its tables up to date, refuses what it must not touch.

SQLite in the workspace is what an editor has; PostgreSQL is for several machines.
"""

import os
import sqlite3
from contextlib import closing, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from digest.errors import DigestError
from digest.notice import Notice
from digest.subscribers.schema import REVISION, setting
from digest.subscribers.seal import Seal

__all__ = ["connect", "postgresql", "reading", "settle"]

WAIT = 30.0  # seconds a writer waits for another one
UPGRADE = 5_112_026  # the advisory lock of PostgreSQL under which tables are brought up to date


def connect(where: Path | URL, *, seal: Seal) -> Engine:
    """The database at `where`, its tables as this program knows them.

    A path is a SQLite file, made if there is none; a URL is a PostgreSQL database, which must be
    there. Raises DigestError when it cannot be used, was written by a newer program, or was made
    with another key (its suppressed addresses would silently no longer be recognised).
    """
    engine = _file(where) if isinstance(where, Path) else _server(where)
    name = str(where) if isinstance(where, Path) else where.render_as_string()
    try:
        with reading(engine).connect() as connection:
            ready = _revision(connection) == REVISION and _claimed(connection, seal, name)
        if not ready:  # only then is a writer waited for: `digest status` never is in the way
            with engine.begin() as connection:
                if engine.dialect.name == "postgresql":  # of two workers that start, one goes first
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE})"))
                _migrate(connection, name)
                if not _claimed(connection, seal, name):
                    key = {"name": "key", "value": seal.fingerprint()}
                    connection.execute(insert(setting).values(key))
    except DigestError:
        engine.dispose()
        raise
    except Exception as error:
        engine.dispose()
        raise _in_words(error, name) or error from error
    return engine


def postgresql(url: str, *, password: str) -> URL:
    """The address of a PostgreSQL database; `password` may be empty. DigestError when it is none."""
    parsed = make_url(url)
    return parsed.set(password=password) if password else parsed


def settle(engine: Engine) -> None:
    """Empty the log that SQLite keeps beside the file: what was erased stands there for a while."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def reading(engine: Engine) -> Engine:
    """The same database for reading alone: never waits for a writer, never makes one wait."""
    return engine.execution_options(reading=True)


def _file(path: Path) -> Engine:
    with suppress(FileExistsError):  # nobody else on the machine reads addresses
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    # An error of the library would name the values of a statement, addresses among them.
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": WAIT}, hide_parameters=True
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _server(url: URL) -> Engine:
    # A commit that returned survives a power cut, whatever the server's default is.
    # A worker that is stopped or cut off in a transaction must not hold its rows for ever.
    options = " ".join(
        f"-c {setting}"
        for setting in (
            "synchronous_commit=on",
            "timezone=UTC",
            "idle_in_transaction_session_timeout=60000",
            "tcp_keepalives_idle=60",
            "tcp_keepalives_interval=10",
            "tcp_keepalives_count=6",
        )
    )
    try:
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "options": options},
            hide_parameters=True,
        )
    except ModuleNotFoundError as error:
        raise DigestError(
            Notice("PostgreSQL needs a package that is not installed ({error}).", error=error.name),
            Notice("Install it: pip install 'digest-newsletter[postgresql]'"),
        ) from error


def _in_words(error: Exception, name: str) -> DigestError | None:
    """What is wrong with the database, for a person; None when it is a fault of the program."""
    reason = getattr(error, "orig", error)
    if "database is locked" in str(error):
        return DigestError(
            Notice(
                "{name}: another process has been writing for more than {wait:.0f} seconds.",
                name=name,
                wait=WAIT,
            ),
            Notice(
                "Wait until it ends (freezing an audience of a million takes a minute), then try again."
            ),
        )
    if isinstance(reason, sqlite3.DatabaseError):
        return DigestError(
            Notice("{name}: cannot be used as a database ({reason}).", name=name, reason=reason),
            Notice("Put back a copy of it, or move the file away to begin with an empty one."),
        )
    if isinstance(error, DBAPIError) and type(reason).__name__ == "OperationalError":
        return DigestError(
            Notice(
                "{name}: does not answer as it should ({split}).",
                name=name,
                split=" ".join(str(reason).split()),
            ),
            Notice(
                "Look at `url` under [database] in config/digest.toml, and at the password in "
                "the environment."
            ),
        )
    return None


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


def _migrate(connection: Connection, name: str) -> None:
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
            Notice(
                "{name}: was written by a newer version of digest (schema {revision}).",
                name=name,
                revision=revision,
            ),
            Notice("Update digest; an older one could damage what the newer one keeps."),
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _claimed(connection: Connection, seal: Seal, name: str) -> bool:
    """Whether the database knows its key, and it is this one; DigestError when it is another."""
    known = connection.scalar(select(setting.c.value).where(setting.c.name == "key"))
    if known is not None and known != seal.fingerprint():
        raise DigestError(
            Notice("{name}: was made with another key.", name=name),
            Notice(
                "Put back the key that belongs to it: without it, addresses that must not be "
                "written to are not recognised."
            ),
        )
    return known is not None
