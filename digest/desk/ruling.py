"""What `merge` and `split` share: all but the ruling itself."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import click

from digest.desk import Desk, issue_option, with_desk
from digest.desk.naming import decided, named, stories_of
from digest.errors import DigestError
from digest.model import Constraints, Story
from digest.model.constraints import Ruling
from digest.notice import Notice
from digest.workspace import IssueFolder

__all__ = ["ruling_command"]

_Rule = Callable[[Constraints, Sequence[str], Mapping[str, Story], date], Constraints]


def ruling_command(name: str, epilog: str, *, names: str, want: str) -> Callable[[_Rule], Any]:
    """A command that rules on stories: it is given what was ruled before, what was named on the command
    line (`names` in its usage, two at least, else `want` is said), the stories and the day.

    --undo takes the latest ruling back.
    """

    def wrap(rule: _Rule) -> click.Command:
        @click.command(name, epilog=epilog, help=rule.__doc__)
        @click.argument("names", metavar=names, nargs=-1)
        @click.option("--undo", is_flag=True, help="Take the latest merge or split back.")
        @issue_option
        @with_desk
        def command(desk: Desk, names: tuple[str, ...], day: date | None, *, undo: bool) -> None:
            folder = desk.issue(day)
            if undo:
                _undo(desk, folder, names)
                return
            if len(names) < 2:
                raise click.UsageError(want)
            before = folder.read_constraints()
            stories = stories_of(decided(desk, folder, before))
            ruled = rule(before, names, stories, folder.date)
            folder.write_constraints(ruled)
            _tell(desk, folder, ruled, ruled.rulings[-1])

        return command

    return wrap


def _undo(desk: Desk, folder: IssueFolder, names: Sequence[str]) -> None:
    if names:
        raise click.UsageError("--undo takes no story: it takes the latest merge or split back.")
    before = folder.read_constraints()
    if not before.rulings:
        raise DigestError(
            Notice("No stories of the issue of {date} were merged or split.", date=folder.date)
        )
    after = before.without_last()
    folder.write_constraints(after)
    _tell(desk, folder, after, before.rulings[-1])


def _tell(desk: Desk, folder: IssueFolder, constraints: Constraints, ruling: Ruling) -> None:
    """Say which stories hold the articles of `ruling`, as the next build makes them."""
    stories = stories_of(decided(desk, folder, constraints))
    told = sorted(frozenset().union(*ruling) & stories.keys())
    for story in {stories[key].id: stories[key] for key in told}.values():
        desk.show(Notice("Story {story}", story=story.id))
        for article in story.articles:
            click.echo(f"  {named(article)}")
    desk.say(Notice("Next: digest build --issue {date}", date=folder.date))
