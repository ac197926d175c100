"""What the commands about a mailing share: which one is meant, and the register it stands in."""

import functools
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import click

from digest.desk import Desk, issue_option, with_desk
from digest.desk.terms import term
from digest.notice import Notice
from digest.workspace import IssueFolder

__all__ = [
    "correction_option",
    "counted",
    "folder_of",
    "mailing_command",
    "tell_again",
    "tell_counts",
]

WEEK = timedelta(days=7)
_Command = Callable[..., Any]


def correction_option(command: _Command) -> _Command:
    """`--correction [NUMBER]`: not the issue, but the mail that corrects it."""
    return click.option(
        "--correction",
        type=click.IntRange(1, 99),
        is_flag=False,
        flag_value=1,
        metavar="[NUMBER]",
        help="The correction of the issue, for those who got it; its text is correction-1.md.",
    )(command)


def folder_of(desk: Desk, day: date | None, correction: int | None) -> IssueFolder:
    """The folder of the issue, or of its correction of that number.

    Without a day, the issue of the next publication day, as everywhere; but as long as that has no
    draft, the one whose day was last, if it has one. From the hour of publication on, it is the one
    that is leaving, and that a person wants to look after, or to stop.
    """
    folder = desk.issue(day)
    if day is None and not folder.draft.exists():
        last = desk.workspace.issue(folder.date - WEEK)
        folder = last if last.draft.exists() else folder
    return folder if correction is None else folder.correction(correction)


def mailing_command(name: str, epilog: str) -> Callable[[_Command], click.Command]:
    """A command about one mailing: it is given the desk, the database and the issue's id."""

    def wrap(command: _Command) -> click.Command:
        @functools.wraps(command)
        def run(desk: Desk, day: date | None, correction: int | None, **options: Any) -> Any:
            from digest.desk.register import open_register

            database, _ = open_register(desk)
            return command(desk, database, folder_of(desk, day, correction).issue_id, **options)

        return click.command(name, epilog=epilog)(issue_option(correction_option(with_desk(run))))

    return wrap


def counted(counts: Mapping[Any, int]) -> Notice:
    """How many there are of each: "3 sent, 1 deferred"."""
    return Notice.joined(
        Notice("{number} {state}", number=number, state=term(state, number))
        for state, number in counts.items()
    )


def tell_counts(desk: Desk, counts: Mapping[Any, int]) -> None:
    desk.say(counted(counts))


def tell_again(desk: Desk, number: int) -> None:
    """Say how many are to be tried again, and by what."""
    told = Notice("{number} {number:person is|people are} to be tried again.", number=number)
    if number:
        by = Notice("Where no `digest worker` runs, `digest send` does it.")
        told = Notice.joined((told, by), " ")
    desk.say(told)
