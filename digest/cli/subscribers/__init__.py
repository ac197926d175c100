"""`digest subscribers`: the people on the list."""

from datetime import UTC, datetime
from pathlib import Path

import click

from digest.cli.subscribers import groups, person
from digest.desk import Desk, json_option, with_desk
from digest.desk.mailing import counted
from digest.desk.terms import term
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest subscribers import substack.csv --source "Substack, formulaire du site"
  digest subscribers list --status active
  digest subscribers show marie@example.org

Addresses are kept in subscribers.db in the workspace, readable by you alone; git ignores it.
"""
STATUSES = ("pending", "active", "unsubscribed", "bounced", "complained")

segment_option = click.option(
    "--segment", default=None, callback=groups.named, help="Only those in this segment."
)
segments_option = click.option(
    "--segment",
    "segments",
    multiple=True,
    callback=groups.named,
    help="Put them in; may be repeated.",
)
status_option = click.option(
    "--status", type=click.Choice(STATUSES), default=None, help="Only those who stand so."
)


@click.group("subscribers", epilog=EPILOG)
def command() -> None:
    """The people on the list: who they are, what they agreed to, which segments they are in."""


@command.command(
    "import", epilog='\b\nExample:\n  digest subscribers import members.csv --source "Ghost"'
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--source",
    default="",
    help="Where they agreed to be written to; kept with each of them.  [required]",
)
@click.option(
    "--as",
    "stand",
    type=click.Choice(("pending", "unsubscribed", "bounced")),
    help="They have not confirmed, they left, their mailboxes are gone; whatever the file says.",
)
@click.option(
    "--email", "column", default="", metavar="COLUMN", help="Where the addresses stand, if asked."
)
@segments_option
@json_option
@with_desk
def import_file(
    desk: Desk,
    file: Path,
    source: str,
    *,
    stand: str | None,
    column: str,
    segments: tuple[str, ...],
    as_json: bool,
) -> ExitCode:
    """Take in the people of a CSV file.

    Exports of Substack, Ghost, Mailchimp, listmonk and digest are recognised; of any other file the
    columns are known by their names. Every line that is refused is named with its reason. Who left or
    bounced there comes in as such, and nobody who left here comes back.
    """
    from digest.desk.register import new_id, open_register
    from digest.subscribers.intake import take_in
    from digest.subscribers.schema import Status

    if not source.strip():
        raise DigestError(
            Notice("Where did these people agree to be written to? It is kept with each of them."),
            Notice('Say it: --source "Substack, the form on our site"'),
        )
    database, seal = open_register(desk)
    intake = take_in(
        database,
        file,
        source=source[:200],
        status=Status(stand or "active"),
        segments=segments,
        new_id=new_id,
        now=datetime.now(UTC),
        seal=seal,
        column=column,
    )
    if as_json:
        desk.answer(intake)
    for refused in intake.refused:
        line = {"file": file, "line": refused.line, "why": refused.why}
        desk.warn(Notice("{file}:{line}: {why}", **line))
    if intake.column:
        desk.say(Notice("The addresses stand in the column “{column}”.", column=intake.column))
    desk.say(
        Notice(
            "{program}: {rows} {rows:row|rows}; {added} added, {changed} changed, {known} known, "
            "{repeated} repeated, {refused} refused.",
            program=intake.program,
            rows=intake.rows,
            added=intake.added.total(),
            changed=intake.changed,
            known=intake.known,
            repeated=intake.repeated,
            refused=len(intake.refused),
        )
    )
    return ExitCode.PARTIAL if intake.refused else ExitCode.OK


@command.command(
    "add", epilog="\b\nExample:\n  digest subscribers add marie@example.org --confirmed"
)
@click.argument("address")
@click.option("--name", default="", help="As you would greet them.")
@click.option("--source", default="added by hand", help="Where they agreed; kept with them.")
@click.option("--confirmed", is_flag=True, help="They have said yes already: active at once.")
@segments_option
@with_desk
def add_one(
    desk: Desk,
    address: str,
    name: str,
    source: str,
    *,
    confirmed: bool,
    segments: tuple[str, ...],
) -> ExitCode:
    """Put one person in, pending until they confirm.

    Somebody who is suppressed is refused; somebody who left comes back only with --confirmed, that
    is when they asked for it.
    """
    from digest.desk.register import new_id, open_register
    from digest.subscribers import register
    from digest.subscribers.address import parse
    from digest.subscribers.exports import one_line
    from digest.subscribers.schema import Status

    database, seal = open_register(desk)
    parsed, now = parse(address), datetime.now(UTC)
    status = Status.ACTIVE if confirmed else Status.PENDING
    with database.begin() as connection:
        if why := register.suppressed(connection, seal.hash(parsed.norm)):
            raise DigestError(
                Notice("This address must not be written to ({why}).", why=term(why)),
                Notice("If that is over: digest subscribers lift ADDRESS --reason WHY"),
            )
        known = register.find(connection, parsed)
        if known and not (
            confirmed and register.change(connection, known, status, source=source[:200], now=now)
        ):
            raise DigestError(
                Notice("They are there already: {status}.", status=term(known.status.value))
            )
        if known is None:
            register.add(
                connection,
                parsed,
                name=one_line(name),
                status=status,
                segments=segments,
                event="added",
                source=source[:200],
                public_id=new_id(),
                now=now,
                seal=seal,
            )
    desk.say(Notice("{address} is {status}.", address=parsed.value, status=term(status.value)))
    return ExitCode.OK


@command.command("list", epilog="\b\nExample:\n  digest subscribers list --segment paid")
@status_option
@segment_option
@click.option("--count", "only_count", is_flag=True, help="Only how many there are.")
@json_option
@with_desk
def list_people(
    desk: Desk, status: str | None, segment: str | None, *, only_count: bool, as_json: bool
) -> ExitCode:
    """List people in the order they came."""
    from digest.desk.register import open_register
    from digest.subscribers import register
    from digest.subscribers.database import reading
    from digest.subscribers.schema import Status

    database, _ = open_register(desk)
    wanted = Status(status) if status else None
    with reading(database).connect() as connection:
        counts = register.count(connection, status=wanted, segment=segment)
        if as_json and only_count:
            desk.answer({one.value: number for one, number in counts.items()})
        elif as_json:
            people = register.listed(connection, status=wanted, segment=segment)
            desk.answer([one.table() for one in people])
        elif not only_count:
            for one in register.listed(connection, status=wanted, segment=segment):
                also = f"  [{', '.join(one.segments)}]" if one.segments else ""
                click.echo(f"{desk.in_words(term(one.status.value)):12} {one.address}{also}")
    if not as_json:
        nobody = Notice("Nobody yet: add people with `digest subscribers add` or `import`.")
        desk.say(counted(counts) or nobody)
    return ExitCode.OK


@command.command("export", epilog="\b\nExample:\n  digest subscribers export people.csv")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@status_option
@segment_option
@with_desk
def export_file(desk: Desk, file: Path, status: str | None, segment: str | None) -> ExitCode:
    """Write people to a CSV file that only you can read; no cell of it runs in a spreadsheet."""
    from digest.desk.register import open_register
    from digest.subscribers import register
    from digest.subscribers.database import reading
    from digest.subscribers.schema import Status
    from digest.subscribers.sheet import write
    from digest.workspace import new_file

    database, _ = open_register(desk)
    wanted, written = Status(status) if status else None, -2  # mark and headings
    try:
        with new_file(file) as out, reading(database).connect() as connection:
            people = register.listed(connection, status=wanted, segment=segment)
            rows = (
                (
                    one.address,
                    one.name,
                    one.status.value,
                    ",".join(one.segments),
                    one.created_at.isoformat(),
                )
                for one in people
            )
            for line in write(("email", "name", "status", "segments", "since"), rows):
                out.write(line)
                written += 1
    except FileExistsError:
        raise DigestError(
            Notice("{file} exists already.", file=file),
            Notice("Choose another name, or delete it first."),
        ) from None
    desk.say(
        Notice("{written} {written:person|people} written to {file}.", written=written, file=file)
    )
    return ExitCode.OK


for one in (
    *(person.show, person.forget, person.unsubscribe, person.confirm, person.lift),
    *(groups.segment, groups.segments, groups.invite),
):
    command.add_command(one)
