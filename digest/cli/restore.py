"""`digest restore`: bring an earlier draft back."""

from datetime import date

import click

from digest.desk import Desk, issue_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest history
  digest restore 3
"""


@click.command("restore", epilog=EPILOG)
@click.argument("number", type=click.IntRange(min=1))
@issue_option
@with_desk
def command(desk: Desk, number: int, day: date | None) -> ExitCode:
    """Make version NUMBER of `digest history` the draft again.

    The draft of now is kept in the history, so a restore can be taken back.
    """
    folder = desk.issue(day)
    known = {int(path.stem): path for path in folder.versions()}
    if number not in known:
        numbers = ", ".join(map(str, known)) or Notice("none")
        raise DigestError(
            Notice(
                "There is no version {number} of {draft}; there are: {numbers}.",
                number=number,
                draft=folder.draft,
                numbers=numbers,
            ),
            Notice("`digest history` lists them."),
        )
    based = folder.restore(known[number])
    desk.say(
        Notice(
            "{draft} is version {number} again; the one before is in the history.",
            draft=folder.draft,
            number=number,
        )
    )
    if not based:
        desk.warn(
            Notice("It was kept without its base: items that came since count as deleted by you.")
        )
    return ExitCode.OK
