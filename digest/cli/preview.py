"""`digest preview`: the newsroom in the browser."""

import secrets
import webbrowser
from datetime import date

import click

from digest.desk import Desk, issue_option, no_draft, with_desk
from digest.desk.newsroom import handed
from digest.errors import ExitCode
from digest.notice import Notice

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
    from digest.preview import Newsroom
    from digest.preview.listeners import Listeners
    from digest.preview.server import listen, serve
    from digest.preview.site import Site

    workspace, folder = desk.workspace, desk.issue(day)
    if not folder.draft.exists():
        raise no_draft(folder)
    newsletter = desk.config.newsletter
    newsroom = Newsroom(folder, handed(desk, folder))
    listening = listen(port)
    token = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/?token={token}"

    def ready() -> None:
        click.echo(address)
        desk.say(Notice("The newsroom is open; Ctrl+C closes it."), style="dim")
        if not no_browser:
            webbrowser.open(address)

    listeners = Listeners()
    site = Site(
        newsroom,
        listeners,
        watched=[workspace.templates, workspace.config],
        language=newsletter.language,
        accent=(newsletter.brand.accent, newsletter.brand.accent_dark),
    )
    serve(site, listeners, listening, token=token, ready=ready)
    return ExitCode.OK
