"""`digest add`: put single articles in by hand."""

import os
from datetime import date
from pathlib import Path

import click

from digest.desk import Desk, issue_option, with_desk
from digest.desk.articles import tell_reports
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest add https://example.org/an-article
  digest add page.html letter.eml --issue 2025-09-27
"""


@click.command("add", epilog=EPILOG)
@click.argument("targets", nargs=-1, required=True, metavar="URL|FILE…")
@issue_option
@with_desk
def command(desk: Desk, targets: tuple[str, ...], day: date | None) -> ExitCode:
    """Put single articles into the issue by hand.

    What you put in is never set aside for its date. Nothing is built: run `digest build` after.
    """
    from digest.build import Place, gather
    from digest.fetch import Fetcher

    folder = desk.issue(day)
    before = {article.id for article in folder.read_articles()}
    with desk.progress() as progress, Fetcher(cache=desk.workspace.cache) as fetch:
        articles, reports = gather(
            folder,
            config=desk.config,
            sources=(),
            by_hand=[Place(name=target, root=Path.cwd()) for target in targets],
            root=desk.workspace.root,
            fetch=fetch,
            environ=os.environ,
            progress=progress,
        )
    code = tell_reports(desk, reports)
    new = [article for article in articles if article.id not in before]
    for article in new:
        desk.say(f"+ {article.title or article.url} ({article.source})")
    if not new:
        desk.say(Notice("Nothing new: the issue has these articles already."))
    return code
