"""The register of subscribers as the commands open it: database, key, and numbers by chance."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import click
from sqlalchemy import URL, Engine

from digest.desk import Desk
from digest.errors import DigestError
from digest.notice import Notice
from digest.subscribers import connect
from digest.subscribers.database import postgresql
from digest.subscribers.seal import KEY_BYTES, Seal
from digest.workspace import new_file

__all__ = ["address", "new_id", "open_register", "seal_of"]


def open_register(desk: Desk) -> tuple[Engine, Seal]:
    """The database of the workspace and its key.

    Both are made on first use, for their owner alone; but not a server's database, and not a key
    that the environment is to hold.
    """
    seal = seal_of(desk)
    database = connect(address(desk), seal=seal)
    if context := click.get_current_context(silent=True):
        context.call_on_close(database.dispose)
    return database, seal


def address(desk: Desk) -> Path | URL:
    """Where the database is: a file in the workspace, or a server."""
    settings = desk.config.database
    if not settings.url:
        return desk.workspace.subscribers
    return postgresql(settings.url, password=os.environ.get(settings.password_env, ""))


def seal_of(desk: Desk) -> Seal:
    """The key of the workspace, made if it has none and no database that belongs to another."""
    if named := os.environ.get(desk.config.database.key_env):
        return _key(
            named, Notice("The environment variable {name}", name=desk.config.database.key_env)
        )
    path = desk.workspace.key
    # A key made anew for a server's database that is not new is refused there: it knows its own.
    if not path.exists() and not desk.config.database.url and desk.workspace.subscribers.exists():
        raise DigestError(
            Notice(
                "{path} is missing, but {subscribers} is there.",
                path=path,
                subscribers=desk.workspace.subscribers.name,
            ),
            Notice("Put the key file back: the database cannot be used without it."),
        )
    with suppress(FileExistsError), new_file(path) as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
    return _key(path.read_text(encoding="ascii", errors="replace"), f"{path}")


def _key(text: str, where: str) -> Seal:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise DigestError(
            Notice(
                "{where}: is not a key ({count} hexadecimal digits).",
                where=where,
                count=2 * KEY_BYTES,
            ),
            Notice("Put it back as it was; without it the database cannot be used."),
        )
    return Seal(key)


def new_id() -> str:
    """32 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(16)
