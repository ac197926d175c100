"""`digest archive`: the issues as a static site."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.desk import Day, Desk, json_option, with_desk
from digest.errors import DigestError, ExitCode

if TYPE_CHECKING:
    from digest.archive import Published

EPILOG = """\b
Examples:
  digest archive build
  digest archive build --issue 2025-09-06 --issue 2025-09-13
  digest archive build --to ../site --remove 2025-09-06
"""


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
    with --issue, once. Sections for subscribers are never in it. What changed is written; the site
    is whole at every moment.
    """
    from digest.archive import publish, published, site

    place = folder or desk.workspace.root / "archive"
    by_hand = ({*published(place)} | {*add}) - {*remove}
    days = sorted({*_approved(desk)} | by_hand)
    files = site([_page(desk, day) for day in days], desk.config.newsletter)
    done = publish(place, files, by_hand=by_hand)
    if as_json:
        issues = [day.isoformat() for day in days]
        counts = {"written": done.written, "kept": done.kept, "removed": done.removed}
        desk.answer({"folder": str(place), "issues": issues, **counts})
    desk.say(f"{place}: {len(days)} issues", style="bold")
    desk.say(f"  files written: {done.written}, as they were: {done.kept}, gone: {done.removed}")
    others = [day for day in desk.workspace.issue_dates() if day not in days]
    if others:
        desk.say(f"  not approved, left out: {', '.join(day.isoformat() for day in others)}")
    if not desk.config.newsletter.url:
        desk.say("  no feeds and no sitemap: newsletter.url in config/digest.toml is empty")
    return ExitCode.OK


def _page(desk: Desk, day: date) -> "Published":
    """The issue of `day` as everyone may read it; nobody leaves the list from here."""
    from digest.archive import Published
    from digest.build import drafted, printed
    from digest.render.typography import typeset

    folder = desk.workspace.issue(day)
    issue = drafted(folder)
    newsletter = desk.config.newsletter.model_copy(update={"unsubscribe_url": ""})
    email = printed(
        issue, folder, config=desk.config, workspace=desk.workspace, newsletter=newsletter
    )
    return Published(
        issue=issue,
        title=typeset(issue.title or day.isoformat(), issue.language),
        teaser=tuple(typeset(point, issue.language) for point in issue.teaser),
        page=email.web,
        pictures={picture.name: picture.data for picture in email.pictures},
    )


def _approved(desk: Desk) -> Iterable[date]:
    """The issues that were sent, and those approved whose draft is what was approved."""
    if not desk.workspace.subscribers.exists():
        return ()
    from digest.cli.posting import posting
    from digest.cli.roll import open_register
    from digest.send import approval, ledger
    from digest.subscribers.database import reading

    found = []
    database, _ = open_register(desk)
    with reading(database).connect() as connection:
        for day in desk.workspace.issue_dates():
            issue_id = desk.workspace.issue(day).issue_id
            if ledger.find(connection, issue_id) is not None:
                found.append(day)
            elif mark := approval.approved(connection, issue_id):
                try:
                    if posting(desk, desk.workspace.issue(day)).mark == mark:
                        found.append(day)
                except DigestError as error:
                    desk.warn(
                        f"{day}: left out, it cannot be made as it was approved: {error.message}"
                    )
    return found
