"""`digest render`: make the mail and the page again from the draft."""

from datetime import date

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.errors import ExitCode
from digest.model import Refusal
from digest.notice import Notice
from digest.workspace import IssueFolder

EPILOG = """\b
Example:
  digest render --issue 2025-09-27
"""


@click.command("render", epilog=EPILOG)
@issue_option
@click.option("--offline", is_flag=True, help="Ask nothing of the network.")
@json_option
@with_desk
def command(desk: Desk, day: date | None, *, offline: bool, as_json: bool) -> ExitCode:
    """Make issues/DATE/out/ again from issue.md alone.

    Nothing is collected and nothing is rewritten: the draft is all that counts. A picture on
    another site is fetched once, and a copy kept beside the draft.
    """
    from digest.build import publish

    folder = desk.issue(day)
    refused = () if offline else _take_home(folder)
    publish(folder, config=desk.config, workspace=desk.workspace)
    for refusal in refused:
        desk.warn(Notice("{where}: not fetched, {why}", where=refusal.where, why=refusal.why))
    files = [folder.out / name for name in ("email.html", "email.txt", "email.eml", "web.html")]
    if as_json:
        desk.answer({"issue": folder.date.isoformat(), "files": [str(file) for file in files]})
    for file in files:
        size = file.stat().st_size / 1000
        desk.say(Notice("  {file}  {size:.0f} kB", file=file, size=size))
    return ExitCode.PARTIAL if refused else ExitCode.OK


def _take_home(folder: IssueFolder) -> tuple[Refusal, ...]:
    from digest.build.archive import read_draft
    from digest.build.pictures import elsewhere, take_home
    from digest.fetch import Fetcher

    issue = read_draft(folder)
    if issue is None or not elsewhere(folder, issue):
        return ()
    with Fetcher(cache=None) as fetch:
        return tuple(take_home(folder, issue, fetch))
