"""`digest collect`: gather the articles of the week."""

from datetime import date
from pathlib import Path

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.articles import from_option, gathered, tell_reports
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest collect
  digest collect --issue 2025-09-27
  digest collect --from saved-pages/
"""


@click.command("collect", epilog=EPILOG)
@issue_option
@from_option
@json_option
@with_desk
def command(desk: Desk, day: date | None, paths: tuple[Path, ...], *, as_json: bool) -> ExitCode:
    """Gather articles into issues/DATE/articles.jsonl.

    Adds and never loses, so it may run daily. The configured sources are read, and the files you
    dropped into issues/DATE/inbox/.
    """
    folder = desk.issue(day)
    before = len(folder.read_articles())
    articles, reports = gathered(desk, folder, paths=paths, offline=False)
    code = tell_reports(desk, reports)
    if as_json:
        desk.answer(
            {
                "issue": folder.date.isoformat(),
                "articles": len(articles),
                "new": len(articles) - before,
                "sources": reports,
            }
        )
    desk.say(
        Notice(
            "{new} new {new:article|articles}, {number} in all, for the issue of {date}: {path}",
            new=len(articles) - before,
            number=len(articles),
            date=folder.date,
            path=folder.articles,
        )
    )
    return code
