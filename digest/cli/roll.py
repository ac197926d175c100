"""The register of subscribers as the commands open it: database, key, and numbers by chance."""

import os
import secrets
from contextlib import suppress

from sqlalchemy import Engine

from digest.cli.desk import Desk
from digest.errors import DigestError
from digest.subscribers import connect
from digest.subscribers.seal import KEY_BYTES, Seal

__all__ = ["new_id", "open_register"]


def open_register(desk: Desk) -> tuple[Engine, Seal]:
    """The workspace's database and key; both are made on first use, for their owner alone."""
    path = desk.workspace.key
    if not path.exists() and desk.workspace.subscribers.exists():
        raise DigestError(
            f"{path} is missing, but {desk.workspace.subscribers.name} is there.",
            "Put the key file back: the database cannot be used without it.",
        )
    with suppress(FileExistsError):
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise DigestError(
            f"{path}: is not a key ({2 * KEY_BYTES} hexadecimal digits).",
            "Put back the file as it was; without it the database cannot be used.",
        )
    seal = Seal(key)
    return connect(desk.workspace.subscribers, seal=seal), seal


def new_id() -> str:
    """32 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(16)
