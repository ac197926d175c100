"""`digest preview`: the newsroom in the browser."""

import secrets
import webbrowser
from datetime import date

import click

from digest.cli.desk import Desk, issue_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.model import Email, Issue, Story, Written
from digest.workspace import IssueFolder

EPILOG = """\b
Examples:
  digest preview
  digest preview --issue 2025-09-27 --port 8400 --no-browser
"""


@click.command("preview", epilog=EPILOG)
@issue_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Where to listen [default: any]."
)
@click.option("--no-browser", is_flag=True, help="Print the address; open nothing.")
@with_desk
def command(desk: Desk, day: date | None, *, port: int, no_browser: bool) -> ExitCode:
    """Look at the issue as it will be sent, and finish it, in the browser.

    Shows issues/DATE/issue.md as mail, text and page, and follows every change on disk. What you
    change in the browser is written into issue.md at once. Only this machine can reach it.
    """
    from digest.languages import phrases
    from digest.preview import Newsroom
    from digest.preview.listeners import Listeners
    from digest.preview.server import listen, serve
    from digest.preview.site import Site

    workspace, folder = desk.workspace, desk.issue(day)
    if not folder.draft.exists():
        raise DigestError(
            f"There is no {folder.draft}.", f"Make it with `digest build --issue {folder.date}`."
        )
    newsletter = desk.config.newsletter
    newsroom = Newsroom(
        folder,
        render=lambda issue, variant: _rendered(desk, folder, issue, variant),
        write=lambda story: _written(desk, folder, story),
    )
    listening = listen(port)
    token = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/?token={token}"

    def ready() -> None:
        click.echo(address)
        desk.say("The newsroom is open; Ctrl+C closes it.", style="dim")
        if not no_browser:
            webbrowser.open(address)

    listeners = Listeners()
    site = Site(
        newsroom,
        listeners,
        watched=[workspace.templates, workspace.config],
        words=phrases(newsletter.language),
        accent=(newsletter.brand.accent, newsletter.brand.accent_dark),
    )
    serve(site, listeners, listening, token=token, ready=ready)
    return ExitCode.OK


def _rendered(desk: Desk, folder: IssueFolder, issue: Issue, variant: str) -> Email:
    """As `digest render` would make it now, with the settings as they stand now."""
    from digest.build import printed
    from digest.config import load

    workspace = desk.workspace
    config = load(workspace.config)
    return printed(issue, folder, config=config, workspace=workspace, variant=variant)


def _written(desk: Desk, folder: IssueFolder, story: str) -> Written:
    """The item of a story that was left out, by the configured writer."""
    import json

    from digest.cli.writing import writer_for

    try:
        record = json.loads(folder.stories.read_bytes())["stories"]
        wanted = next(entry["articles"] for entry in record if entry["id"] == story)
    except (OSError, ValueError, KeyError, StopIteration) as error:
        raise DigestError(
            f"The story {story} is not in {folder.stories.name} any more.",
            f"Build again: `digest build --issue {folder.date}`.",
        ) from error
    articles = {article.id: article for article in folder.read_articles()}
    told = tuple(articles[entry["id"]] for entry in wanted if entry["id"] in articles)
    if not told:
        raise DigestError(f"The articles of the story {story} are not there any more.")
    writer = writer_for(desk, folder, budget=None, offline=False)
    return writer.write(Story(id=story, articles=told))
