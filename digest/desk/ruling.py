"""What `merge` and `split` share: taking the latest ruling back, and saying what stands now."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from digest.desk import Desk
from digest.desk.naming import decided, named, stories_of
from digest.errors import DigestError, ExitCode
from digest.model import Constraints
from digest.notice import Notice
from digest.workspace import IssueFolder

__all__ = ["tell_stories", "undo", "undo_option"]

_Command = Callable[..., Any]


def undo_option(command: _Command) -> _Command:
    """`--undo`."""
    return click.option(
        "--undo", "take_back", is_flag=True, help="Take the latest merge or split back."
    )(command)


def undo(desk: Desk, folder: IssueFolder, names: Sequence[str]) -> ExitCode:
    """Forget the latest ruling on the issue in `folder`."""
    if names:
        raise click.UsageError("--undo takes no story: it takes the latest merge or split back.")
    before = folder.read_constraints()
    if not before.rulings:
        raise DigestError(
            Notice("No stories of the issue of {date} were merged or split.", date=folder.date)
        )
    after = before.without_last()
    folder.write_constraints(after)
    tell_stories(desk, folder, after, articles=frozenset().union(*before.rulings[-1]))
    return ExitCode.OK


def tell_stories(
    desk: Desk,
    folder: IssueFolder,
    constraints: Constraints,
    articles: frozenset[str] | None = None,
) -> None:
    """Say which stories hold `articles` (those of the latest ruling), as the next build makes them."""

    touched = frozenset().union(*constraints.rulings[-1]) if articles is None else articles
    stories = stories_of(decided(desk, folder, constraints))
    for story in {
        stories[key].id: stories[key] for key in sorted(touched & stories.keys())
    }.values():
        desk.show(Notice("Story {story}", story=story.id))
        for article in story.articles:
            click.echo(f"  {named(article)}")
    desk.say(Notice("Next: digest build --issue {date}", date=folder.date))
