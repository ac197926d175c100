"""`digest recall`: what past issues said of a name."""

import click

from digest.desk import Desk, json_option, with_desk
from digest.errors import ExitCode
from digest.notice import Notice
from digest.text import shorten

EPILOG = """\b
Examples:
  digest recall Oracle
  digest recall "Mistral AI" --json
"""


@click.command("recall", epilog=EPILOG)
@click.argument("name")
@json_option
@with_desk
def command(desk: Desk, name: str, *, as_json: bool) -> ExitCode:
    """Show what the issues said of NAME, newest first. Capitals and accents do not matter."""
    from datetime import date

    from digest.build import past_issues
    from digest.group.recall import Archive

    past = past_issues(desk.workspace, date.max)
    found = Archive(past, desk.config.newsletter.address).recall(name)
    if as_json:
        desk.answer(
            [
                {
                    "issue": one.issue.date.isoformat(),
                    "number": one.issue.number,
                    "address": one.address,
                    "section": one.section,
                    "item": one.item.id,
                    "title": one.item.title,
                    "sentences": list(one.sentences),
                    "links": [link.url for link in one.item.links],
                }
                for one in found
            ]
        )
        return ExitCode.OK
    for one in found:
        said = Notice("{date}", date=one.issue.date)
        if one.issue.number is not None:
            said = Notice("No. {number}, {date}", number=one.issue.number, date=said)
        click.secho(f"{desk.in_words(said)}  {one.section}  ", dim=True, nl=False)
        click.secho(one.item.title, bold=True)
        for sentence in one.sentences:
            click.echo(f"  {shorten(sentence, 300)}")
    desk.say(
        Notice(
            "{items} {items:item|items} of {issues} {issues:issue|issues}.",
            items=len(found),
            issues=len({one.issue.date for one in found}),
        )
    )
    return ExitCode.OK
