"""`digest merge`: stories that are one."""

from datetime import date

import click

from digest.desk import Desk, issue_option, with_desk
from digest.desk.naming import decided, stories_of, story_named
from digest.desk.ruling import tell_stories, undo, undo_option
from digest.errors import ExitCode

EPILOG = """\b
Examples:
  digest merge s1a2b3c4d5e6f s0f1e2d3c4b5a
  digest merge "loi italienne" "Italian law" --issue 2025-09-27
  digest merge --undo
"""


@click.command("merge", epilog=EPILOG)
@click.argument("names", metavar="STORY STORY…", nargs=-1)
@undo_option
@issue_option
@with_desk
def command(desk: Desk, names: tuple[str, ...], day: date | None, *, take_back: bool) -> ExitCode:
    """Make one story of two or more; every later build keeps them together.

    STORY is the id at the end of its item in issue.md, or one of its articles: an id, an address,
    a file, words of its title. --undo takes the latest merge or split back.
    """
    from digest.group.constrain import merged

    folder = desk.issue(day)
    if take_back:
        return undo(desk, folder, names)
    if len(names) < 2:
        raise click.UsageError("Name two stories or more; quote words of a title.")
    before = folder.read_constraints()
    stories = stories_of(decided(desk, folder, before))
    ruled = merged(before, [story_named(name, stories, folder.date) for name in names])
    folder.write_constraints(ruled)
    tell_stories(desk, folder, ruled)
    return ExitCode.OK
