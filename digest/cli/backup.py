"""`digest backup`: a copy of people and ledger."""

from datetime import UTC, datetime
from pathlib import Path

import click

from digest.desk import Desk, with_desk
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Example:
  digest backup /media/key/boussole-2025-09-27.db
"""


@click.command("backup", epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_desk
def command(desk: Desk, file: Path) -> ExitCode:
    """Copy people and ledger into a new file that you alone can read, also while an issue is sent.

    The key is not in it: keep a copy of subscribers.key in another place. Either is worth nothing
    without the other.
    """
    from digest.desk.register import address, open_register
    from digest.subscribers.backup import backup

    where = address(desk)
    if not isinstance(where, Path):
        raise DigestError(
            Notice("People and ledger are kept in PostgreSQL, which makes its own copies."),
            Notice(
                "pg_dump --format=custom --exclude-schema=digest_queue --file={file} "
                "--host={host} {database}",
                file=file,
                host=where.host or where.query.get("host", "localhost"),
                database=where.database,
            ),
        )
    open_register(desk)  # brought up to date, and with its own key
    size = backup(where, file, now=datetime.now(UTC))
    desk.say(
        Notice(
            "{file}: {size:.1f} MB. Keep it apart from {key}.",
            file=file,
            size=size / 1e6,
            key=desk.workspace.key.name,
        )
    )
    return ExitCode.OK
