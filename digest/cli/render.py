"""`digest render`: make the mail and the page again from the draft."""

from datetime import date

import click

from digest.cli.desk import Desk, issue_option, json_option, with_desk
from digest.errors import ExitCode

EPILOG = """\b
Example:
  digest render --issue 2025-09-27
"""


@click.command("render", epilog=EPILOG)
@issue_option
@json_option
@with_desk
def command(desk: Desk, day: date | None, *, as_json: bool) -> ExitCode:
    """Make issues/DATE/out/ again from issue.md alone.

    Nothing is collected and nothing is rewritten: the draft is all that counts.
    """
    from digest.build import publish

    folder = desk.issue(day)
    publish(folder, config=desk.config, workspace=desk.workspace)
    files = [folder.out / name for name in ("email.html", "email.txt", "email.eml", "web.html")]
    if as_json:
        desk.answer({"issue": folder.date.isoformat(), "files": [str(file) for file in files]})
    for file in files:
        desk.say(f"  {file}  {file.stat().st_size / 1000:.0f} kB")
    return ExitCode.OK
