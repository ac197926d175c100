"""`digest agenda`: the dates of an issue, and a calendar file of them."""

from datetime import date

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest agenda
  digest agenda --issue 2025-09-27 --json
"""


@click.command("agenda", epilog=EPILOG)
@issue_option
@json_option
@with_desk
def command(desk: Desk, day: date | None, *, as_json: bool) -> ExitCode:
    """List the dates to come that the issue names, and write out/agenda.ics for calendars.

    Read from issue.md: the agenda, and the items to watch. A date without a day ("early 2026") is
    listed, and stands in no calendar.
    """
    from digest.build import drafted
    from digest.render.diary import appointments, calendar
    from digest.workspace import write_atomic

    folder = desk.issue(day)
    issue = drafted(folder)
    found = appointments(issue)
    path = folder.out / "agenda.ics"
    write_atomic(path, calendar(found, issue=issue, newsletter=desk.config.newsletter))
    if as_json:
        desk.answer(
            [
                {
                    "first": one.first.isoformat(),
                    "last": one.last.isoformat(),
                    "exact": one.exact,
                    "item": one.item.id,
                    "text": one.text,
                    "links": [link.url for link in one.item.links],
                }
                for one in found
            ]
        )
        return ExitCode.OK
    for one in found:
        days = dict.fromkeys((one.first, one.last))
        span = Notice.joined((Notice("{date}", date=each) for each in days), " – ")
        click.secho(f"{desk.in_words(span)}  ", dim=not one.exact, nl=False)
        click.echo(one.text)
    desk.say(
        Notice(
            "{exact} of {number} {number:date|dates} {exact:is|are} in {path}.",
            exact=sum(one.exact for one in found),
            number=len(found),
            path=path,
        )
    )
    return ExitCode.OK
