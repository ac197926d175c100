"""`digest export`: the issue for elsewhere."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.desk import Desk, issue_option, with_desk
from digest.errors import ExitCode
from digest.notice import Notice
from digest.workspace import IssueFolder

if TYPE_CHECKING:
    from digest.model import Issue

EPILOG = """\b
Examples:
  digest export markdown --issue 2025-09-27
  digest export substack --to issue.html
  digest export bluesky
"""
MARKDOWN = ("markdown", "buttondown")
PASTE = ("html", "substack", "ghost", "kessel")
SHORT = ("linkedin", "bluesky", "mastodon", "x")


@click.command("export", epilog=EPILOG)
@click.argument("target", type=click.Choice([*MARKDOWN, *PASTE, *SHORT]))
@issue_option
@click.option("--subscribers", is_flag=True, help="With the sections that only subscribers read.")
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write into this file [default: standard output].",
)
@with_desk
def command(
    desk: Desk, target: str, day: date | None, *, subscribers: bool, file: Path | None
) -> ExitCode:
    """Write the issue as another program wants it.

    TARGET is Markdown (markdown, buttondown), HTML to open in a browser, copy and paste (html,
    substack, ghost, kessel), or a short text of sentences of the issue, within the limit of its
    network (linkedin, bluesky, mastodon, x).
    """
    from digest.export import NETWORKS, markdown, short
    from digest.workspace import write_atomic

    folder, newsletter = desk.issue(day), desk.config.newsletter
    issue = _issue(desk, folder)
    variant = "subscribers" if subscribers else "everyone"
    if target in NETWORKS:
        network, written = (
            NETWORKS[target],
            short(issue, target, address=newsletter.address(folder.date)),
        )
        length = network.length(written)
        desk.say(Notice("{length} of {most} characters", length=length, most=network.limit))
        written += "\n"
    elif target in MARKDOWN:
        written = markdown(issue, variant=variant)
    else:
        written = _page(desk, folder, issue, variant)
        desk.say(Notice("Open it in a browser, select all, copy, and paste it into the editor."))
    if file is None:
        click.echo(written, nl=False)
    else:
        write_atomic(file, written)
        desk.say(f"  {file}")
    return ExitCode.OK


def _issue(desk: Desk, folder: IssueFolder) -> "Issue":
    """The draft, with the words of its chart."""
    from digest.bubble import illustrate
    from digest.build import drafted, past_issues

    issue = drafted(folder)
    past, config = past_issues(desk.workspace, folder.date), desk.config
    return illustrate(issue, past, config.bubble, config.newsletter.brand)[0]


def _page(desk: Desk, folder: IssueFolder, issue: "Issue", variant: str) -> str:
    """The issue's page for pasting; its pictures are fetched from the archive on the web."""
    from digest.archive.places import Places
    from digest.build import printed
    from digest.export import paste

    newsletter = desk.config.newsletter.model_copy(update={"unsubscribe_url": ""})
    page = printed(
        issue,
        folder,
        config=desk.config,
        workspace=desk.workspace,
        variant=variant,
        newsletter=newsletter,
    ).web
    places = Places(newsletter.url)
    base = places.web(places.beside(folder.date, ""))
    return paste(page, title=issue.title, language=issue.language, base=base)
