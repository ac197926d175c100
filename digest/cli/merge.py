"""`digest merge`: stories that are one."""

from collections.abc import Mapping, Sequence
from datetime import date

from digest.desk.naming import story_named
from digest.desk.ruling import ruling_command
from digest.model import Constraints, Story

EPILOG = """\b
Examples:
  digest merge s1a2b3c4d5e6f s0f1e2d3c4b5a
  digest merge "loi italienne" "Italian law" --issue 2025-09-27
  digest merge --undo
"""
WANT = "Name two stories or more; quote words of a title."


@ruling_command("merge", EPILOG, names="STORY STORY…", want=WANT)
def command(
    before: Constraints, names: Sequence[str], stories: Mapping[str, Story], day: date
) -> Constraints:
    """Make one story of two or more; every later build keeps them together.

    STORY is the id at the end of its item in issue.md, or one of its articles: an id, an address,
    a file, words of its title. --undo takes the latest merge or split back.
    """
    from digest.group.constrain import merged

    return merged(before, [story_named(name, stories, day) for name in names])
