"""`digest archive`: the issues as a static site."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.desk import Day, Desk, json_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.model import Severity
from digest.notice import Notice
from digest.workspace import IssueFolder

if TYPE_CHECKING:
    from digest.archive import Published

EPILOG = """\b
Examples:
  digest archive build
  digest archive build --issue 2025-09-06 --issue 2025-09-13
  digest archive build --to ../site --remove 2025-09-06
"""

_READ = {"sent", "uncertain", "held"}  # states of a delivery that may have been read


@click.group("archive", epilog=EPILOG)
def command() -> None:
    """The issues as a static site, ready for any host that serves files."""


@command.command("build", epilog=EPILOG)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The site's folder [default: archive/ in the workspace].",
)
@click.option(
    "--issue", "add", type=Day(), multiple=True, metavar="DATE", help="Publish this issue too."
)
@click.option(
    "--remove", type=Day(), multiple=True, metavar="DATE", help="Take an issue you named out again."
)
@json_option
@with_desk
def build(
    desk: Desk,
    folder: Path | None,
    add: tuple[date, ...],
    remove: tuple[date, ...],
    *,
    as_json: bool,
) -> ExitCode:
    """Make or renew the site: pages, search, feeds, pictures for links, sitemap.

    An issue is in it when it was sent, when it is approved and unchanged since, or when you name it
    with --issue, once. One that changed after it was sent is said to have. Sections for subscribers
    are never in it. What changed is written; the site is whole at every moment.
    """
    from digest.archive import publish, published, site

    place = folder or desk.workspace.root / "archive"
    by_hand = ({*published(place)} | {*add}) - {*remove}
    days = sorted({*_public(desk, by_hand)} | by_hand)
    files = site([_page(desk, day, days) for day in days], desk.config.newsletter)
    done = publish(place, files, by_hand=by_hand)
    if as_json:
        issues = [day.isoformat() for day in days]
        desk.answer({"folder": str(place), "issues": issues, **asdict(done)})
    told = Notice("{place}: {number} {number:issue|issues}", place=place, number=len(days))
    desk.say(told, style="bold")
    told = Notice(
        "  files written: {written}, as they were: {kept}, gone: {removed}", **asdict(done)
    )
    desk.say(told)
    others = [day for day in desk.workspace.issue_dates() if day not in days]
    if others:
        desk.say(Notice("  not public, left out: {days}", days=_listed(others)))
    if not desk.config.newsletter.url:
        desk.say(
            Notice("  no feeds and no sitemap: `newsletter.url` in config/digest.toml is empty")
        )
    return ExitCode.OK


def _page(desk: Desk, day: date, days: Collection[date]) -> "Published":
    """The issue of `day`, one of the site's `days`, as everyone may read it; nobody leaves the list from here."""
    from digest.archive import Published
    from digest.build import drafted, printed
    from digest.greeting import unaddressed
    from digest.render.typography import typeset

    folder = desk.workspace.issue(day)
    issue = drafted(folder)
    newsletter = desk.config.newsletter.model_copy(update={"unsubscribe_url": ""})
    email = printed(
        issue,
        folder,
        config=desk.config,
        workspace=desk.workspace,
        newsletter=newsletter,
        archived=days,
    )
    return Published(
        issue=issue,
        title=typeset(unaddressed(issue.title or day.isoformat()), issue.language),
        teaser=tuple(typeset(unaddressed(point), issue.language) for point in issue.teaser),
        page=email.web,
        pictures={picture.name: picture.data for picture in email.pictures},
    )


def _public(desk: Desk, named: Collection[date]) -> Iterator[date]:
    """The issues beside those `named` that were sent, or are approved and unchanged since.

    One that changed after it was sent is said to have, and left out if it would harm readers.
    """
    if not desk.config.database.url and not desk.workspace.subscribers.exists():
        return
    from digest.desk.register import open_register
    from digest.send import approval, ledger
    from digest.send.count import tally
    from digest.subscribers.database import reading

    changed = []
    database, _ = open_register(desk)
    with reading(database).connect() as connection:
        for day in desk.workspace.issue_dates():
            folder = desk.workspace.issue(day)
            mailing = ledger.find(connection, folder.issue_id)
            mark = mailing.hash if mailing else approval.approved(connection, folder.issue_id)
            reached = not _READ.isdisjoint(tally(connection, folder.issue_id))
            over = mailing is not None and mailing.state == "cancelled" and not reached
            if day in named or mark is None or over:
                continue
            if _renders_as(desk, folder, mark, tell=not reached):
                yield day
            elif reached and _harmless(desk, folder):
                changed.append(day)
                yield day
    if changed:
        desk.warn(
            Notice(
                "changed after they were sent, and shown as they are now: {days}",
                days=_listed(changed),
            )
        )


def _listed(days: Collection[date]) -> Notice:
    return Notice.joined(Notice("{date}", date=day) for day in days)


def _renders_as(desk: Desk, folder: IssueFolder, mark: str, *, tell: bool) -> bool:
    """Whether the draft renders to the mail of that fingerprint; `tell` why it cannot be known."""
    from digest.desk.posting import posting

    try:
        return posting(desk, folder).mark == mark
    except DigestError as error:
        if tell:
            desk.warn(
                Notice(
                    "{date}: left out, it cannot be made as approved: {why}",
                    date=folder.date,
                    why=error.message,
                )
            )
        return False


def _harmless(desk: Desk, folder: IssueFolder) -> bool:
    """Whether the rules that protect readers find nothing in the draft of now; says what they find."""
    from digest.check import protecting
    from digest.desk.checking import examine

    try:
        errors = [one for one in examine(desk, folder) if one.severity is Severity.ERROR]
        found: list[str] = [one.message for one in errors if one.rule in protecting()]
    except DigestError as error:
        found = [error.message]
    if found:
        desk.warn(
            Notice(
                "{date}: left out, it changed after it was sent and the check forbids it: "
                "{found} Correct it, or name it with --issue {date}.",
                date=folder.date,
                found=found[0],
            )
        )
    return not found
