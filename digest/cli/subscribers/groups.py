"""`digest subscribers segment|segments|invite`: the groups people are in, and mails to the pending."""

import re
from typing import Any

import click

from digest.desk import Desk, json_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

__all__ = ["invite", "named", "segment", "segments"]

NAME = r"[a-z0-9][a-z0-9 _-]{0,39}"


def named(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Small letters, digits, space, `-`, `_`: what a list in one cell of a CSV file can hold."""
    del ctx
    for name in value if isinstance(value, tuple) else [value]:
        if name is not None and not re.fullmatch(NAME, name):
            raise click.BadParameter(
                f"{name!r}: a segment is named by small letters, digits, - and _ (40 at most).",
                param=param,
            )
    return value


@click.command(
    "segment",
    epilog="\b\nExample:\n  digest subscribers segment marie@example.org --add paid --remove trial",
)
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS…")
@click.option("--add", "into", multiple=True, callback=named, help="Put them in; may be repeated.")
@click.option("--remove", "out", multiple=True, callback=named, help="Take them out.")
@with_desk
def segment(
    desk: Desk, addresses: tuple[str, ...], into: tuple[str, ...], out: tuple[str, ...]
) -> ExitCode:
    """Put people into segments, and take them out.

    `paid` and `free` exclude each other: who comes into one leaves the other. Those in `paid` get the
    issue with the sections for subscribers.
    """
    from digest.cli.subscribers.person import of_address
    from digest.desk.register import open_register
    from digest.subscribers.segments import move

    if not into and not out:
        raise click.UsageError("Say which segment: --add NAME, --remove NAME.")
    database, _ = open_register(desk)
    with database.begin() as connection:
        people = [of_address(connection, address) for address in addresses]
        changed = sum(move(connection, one.id, into=into, out=out) for one in people)
    desk.say(Notice("{changed} of {number} changed.", changed=changed, number=len(people)))
    return ExitCode.OK


@click.command("segments", epilog="\b\nExample:\n  digest subscribers segments")
@json_option
@with_desk
def segments(desk: Desk, *, as_json: bool) -> ExitCode:
    """List the segments, with how many people are in each."""
    from digest.desk.register import open_register
    from digest.subscribers.database import reading
    from digest.subscribers.segments import count

    database, _ = open_register(desk)
    with reading(database).connect() as connection:
        counts = count(connection)
    if as_json:
        desk.answer(counts)
        return ExitCode.OK
    for name, number in counts.items():
        click.echo(f"{number:8} {name}")
    if not counts:
        desk.say(Notice("There is none yet: digest subscribers segment ADDRESS --add NAME"))
    return ExitCode.OK


@click.command(
    "invite",
    epilog="\b\nExamples:\n  digest subscribers invite marie@example.org\n"
    "  digest subscribers invite --pending",
)
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]…")
@click.option("--pending", is_flag=True, help="All who are pending.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_desk
def invite(desk: Desk, addresses: tuple[str, ...], *, pending: bool, yes: bool) -> ExitCode:
    """Mail people the link by which they confirm; `digest serve` must answer it.

    For those you imported with --pending or added without --confirmed. Once is enough: whoever does
    not answer has answered.
    """
    from digest.cli.subscribers.person import of_address
    from digest.desk.letters import inviter
    from digest.desk.register import open_register
    from digest.subscribers import register
    from digest.subscribers.database import reading
    from digest.subscribers.schema import Status

    if bool(addresses) == pending:
        raise click.UsageError("Give addresses, or --pending.")
    database, seal = open_register(desk)
    sent = 0
    with inviter(desk, database, seal) as send, desk.progress() as progress:
        with reading(database).connect() as connection:
            people = (
                list(register.listed(connection, status=Status.PENDING))
                if pending
                else [of_address(connection, address) for address in addresses]
            )
        if more := sum(one.status is not Status.PENDING for one in people):
            raise DigestError(
                Notice("{more} of them are not pending: nobody was written to.", more=more)
            )
        if pending and not yes:
            desk.confirm(
                Notice("Write to {number:,} {number:person|people} now?", number=len(people)),
                otherwise=Notice("Nobody was written to."),
            )
        for number, one in enumerate(people, 1):
            sent += send(one)
            progress("invite", number, len(people))
    desk.say(Notice("{sent} of {number} {number:mail|mails} sent.", sent=sent, number=len(people)))
    return ExitCode.OK if sent == len(people) else ExitCode.PARTIAL
