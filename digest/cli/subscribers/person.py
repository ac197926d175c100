"""`digest subscribers show|forget|unsubscribe|confirm|lift`: one person on the list."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.policy import SMTP
from typing import Any

import click

from digest.desk import Desk, json_option, with_desk
from digest.desk.terms import reason, term
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

__all__ = ["confirm", "forget", "lift", "of_address", "show", "unsubscribe"]


@click.command("show", epilog="\b\nExample:\n  digest subscribers show marie@example.org --json")
@click.argument("address")
@json_option
@with_desk
def show(desk: Desk, address: str, *, as_json: bool) -> ExitCode:
    """Everything that is kept about one person: for them, when they ask."""
    from digest.desk.register import open_register
    from digest.subscribers.database import reading
    from digest.subscribers.dossier import dossier

    database, _ = open_register(desk)
    with reading(database).connect() as connection:
        kept = dossier(connection, of_address(connection, address))
    if as_json:
        desk.answer(kept)
        return ExitCode.OK
    told = {key: kept[key] for key in ("address", "name", "status", "segments", "since")} | {
        "status": term(kept["status"]),
        "segments": ", ".join(kept["segments"]),
        "since": Notice("{at:%Y-%m-%d %H:%M}", at=_moment(desk, kept["since"])),
    }
    for key, said in told.items():
        click.echo(f"{desk.in_words(term(key)):10} {desk.in_words(said)}".rstrip())
    if kept["suppressed"]:
        desk.show(Notice("suppressed {why}", why=term(kept["suppressed"])))
    for at, event in _trail(kept):
        line = Notice("{at:%Y-%m-%d %H:%M} {said}", at=_moment(desk, at), said=event)
        click.echo(f"  {desk.in_words(line)}".rstrip())
    return ExitCode.OK


def _moment(desk: Desk, at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(desk.config.newsletter.zone)


def _trail(kept: dict[str, Any]) -> Iterator[tuple[str, Notice]]:
    """What happened with a person and when, in the order of the dossier."""
    for row in kept["consent"]:
        event, source = term(row["event"]), reason(row["source"])
        yield row["at"], Notice("{event}: {source}", event=event, source=source)
    for row in kept["issues"]:
        told = row | {"state": term(row["state"]), "why": reason(row["why"])}
        yield row["at"], Notice("issue {issue}: {state} {why}", **told)
    for row in kept["bounces"]:
        link = Notice("a mail with a link")
        about = Notice("issue {issue}", issue=row["issue"]) if row["issue"] else link
        told = {"kind": term(row["kind"]), "about": about, "why": row["why"]}
        yield row["at"], Notice("came back, {kind}, {about}: {why}", **told)
    for row in kept["mails"]:
        yield row["at"], Notice("a mail with a link: {wish}", wish=term(row["wish"]))


@click.command("forget", epilog="\b\nExample:\n  digest subscribers forget marie@example.org")
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_desk
def forget(desk: Desk, address: str, *, yes: bool) -> ExitCode:
    """Erase one person for good.

    A keyed hash of the address stays, from which nobody can read it, so that no import ever brings
    them back. Messages to them that a rehearsal wrote go too. Your backups know them until you
    replace them.
    """
    from digest.desk.register import open_register
    from digest.subscribers import register
    from digest.subscribers.database import settle

    database, _ = open_register(desk)
    if not yes:
        desk.confirm(
            Notice("Erase everything about this person? This cannot be undone."),
            otherwise=Notice("Nothing was erased."),
        )
    with database.begin() as connection:
        person = of_address(connection, address)
        register.forget(connection, person, now=datetime.now(UTC))
    settle(database)
    for message in desk.workspace.root.glob("**/outbox/**/*.eml"):
        with message.open("rb") as file:
            to = BytesHeaderParser(policy=SMTP).parse(file)["To"]
        if to and person.address in (one.addr_spec for one in to.addresses):
            message.unlink()
    desk.say(Notice("Forgotten."))
    return ExitCode.OK


@click.command(
    "unsubscribe", epilog="\b\nExample:\n  digest subscribers unsubscribe marie@example.org"
)
@click.argument("address", required=False)
@click.option("--token", help="The token of an unsubscribe link, in place of the address.")
@click.option("--source", default="by hand", help="How they asked; kept with them.")
@with_desk
def unsubscribe(desk: Desk, address: str | None, token: str | None, source: str) -> ExitCode:
    """Take one person off the list, at once: also off an issue that is being sent."""
    from digest.desk.register import open_register
    from digest.subscribers import register

    if (address is None) == (token is None):
        raise click.UsageError("Give an address, or a --token.")
    database, seal = open_register(desk)
    with database.begin() as connection:
        if token is not None:
            person = register.by_token(connection, token, seal=seal)
        else:
            person = of_address(connection, address or "")
        if person is None:
            raise DigestError(Notice("This token names nobody on the list."))
        register.leave(connection, person, source=source[:200], now=datetime.now(UTC))
    desk.say(Notice("Unsubscribed."))
    return ExitCode.OK


@click.command("confirm", epilog="\b\nExample:\n  digest subscribers confirm marie@example.org")
@click.argument("address")
@click.option("--source", default="by hand", help="How they said yes; kept with them.")
@with_desk
def confirm(desk: Desk, address: str, source: str) -> ExitCode:
    """Make somebody who is pending active: they said yes to you."""
    from digest.desk.register import open_register
    from digest.subscribers import register
    from digest.subscribers.schema import Status

    database, _ = open_register(desk)
    with database.begin() as connection:
        person = of_address(connection, address)
        if person.status is not Status.PENDING:
            raise DigestError(
                Notice("They are {status}, not pending.", status=term(person.status.value)),
                Notice(
                    "Whoever left and asks to come back: `digest subscribers add ADDRESS "
                    "--confirmed`."
                ),
            )
        now = datetime.now(UTC)
        register.change(connection, person, Status.ACTIVE, source=source[:200], now=now)
    desk.say(Notice("Confirmed."))
    return ExitCode.OK


@click.command(
    "lift",
    epilog='\b\nExample:\n  digest subscribers lift marie@example.org --reason "mailbox repaired, 12 May"',
)
@click.argument("address")
@click.option("--reason", required=True, help="Why it may be written to again; kept with them.")
@click.option(
    "--they-asked",
    is_flag=True,
    help="They complained or were erased, and ask to be back themselves.",
)
@with_desk
def lift(desk: Desk, address: str, reason: str, *, they_asked: bool) -> ExitCode:
    """Let an address be written to again that was suppressed.

    It puts nobody back: `digest subscribers add ADDRESS --confirmed` does, when they said yes to you.
    After a complaint or an erasure only with --they-asked: another complaint costs you more than a
    reader. Whoever was erased is known again from then on, as unsubscribed, with the reason.
    """
    from digest.desk.register import new_id, open_register
    from digest.subscribers import register
    from digest.subscribers.address import parse
    from digest.subscribers.schema import Status

    if not reason.strip():
        raise click.UsageError("--reason: say why, for whoever looks at it later.")
    database, seal = open_register(desk)
    parsed = parse(address)
    with database.begin() as connection:
        why = register.suppressed(connection, seal.hash(parsed.norm))
        if not why:
            raise DigestError(Notice("This address is not suppressed: nothing is in its way."))
        person = register.find(connection, parsed)
        complained = person is not None and person.status is Status.COMPLAINED
        if (complained or why in {"complained", "forgotten"}) and not they_asked:
            raise DigestError(
                Notice(
                    "They reported an issue as unwanted, or asked to be erased ({why}).",
                    why=term(why),
                ),
                Notice("Only when they ask to be back themselves: --they-asked."),
            )
        register.lift(connection, seal.hash(parsed.norm))
        source, now = f"was {why}: {reason}"[:200], datetime.now(UTC)
        if person is not None:
            register.note(connection, person.id, event="lifted", source=source, now=now)
        else:  # an old list would bring them back without a word, were they not known as gone
            register.add(
                connection, parsed, name="", status=Status.UNSUBSCRIBED, segments=(),
                event="lifted", source=source, public_id=new_id(), now=now, seal=seal,
            )  # fmt: skip
    desk.say(Notice("It was suppressed ({why}), and is no longer.", why=term(why)))
    desk.say(
        Notice("`digest subscribers add ADDRESS --confirmed` puts them back, when they said yes.")
    )
    return ExitCode.OK


def of_address(connection: Any, address: str) -> Any:
    """The person with this address; DigestError when there is none."""
    from digest.subscribers import register
    from digest.subscribers.address import parse

    person = register.find(connection, parse(address))
    if person is None:
        raise DigestError(Notice("Nobody on the list has this address."))
    return person
