"""`digest split`: articles that tell another story."""

from datetime import date

import click

from digest.desk import Desk, issue_option, with_desk
from digest.desk.naming import article_named, decided, stories_of, story_named
from digest.desk.ruling import tell_stories, undo, undo_option
from digest.errors import ExitCode

EPILOG = """\b
Examples:
  digest split s1a2b3c4d5e6f https://example.org/another-event
  digest split s1a2b3c4d5e6f "robot dog" "humanoid" --issue 2025-09-27
  digest split --undo
"""


@click.command("split", epilog=EPILOG)
@click.argument("names", metavar="STORY ARTICLE…", nargs=-1)
@undo_option
@issue_option
@with_desk
def command(desk: Desk, names: tuple[str, ...], day: date | None, *, take_back: bool) -> ExitCode:
    """Take articles out of a story into one of their own; every later build keeps them apart.

    STORY is the id at the end of its item in issue.md, or one of its articles; ARTICLE is an
    article's id, its address, its file, or words of its title. --undo takes the latest merge or
    split back.
    """
    from digest.group.constrain import split

    folder = desk.issue(day)
    if take_back:
        return undo(desk, folder, names)
    if len(names) < 2:
        raise click.UsageError("Name a story and the articles that leave it.")
    before = folder.read_constraints()
    stories = stories_of(decided(desk, folder, before))
    story = story_named(names[0], stories, folder.date)
    out = [article_named(name, story.articles, folder.date) for name in names[1:]]
    ruled = split(before, story, out)
    folder.write_constraints(ruled)
    tell_stories(desk, folder, ruled)
    return ExitCode.OK
