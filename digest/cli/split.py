"""`digest split`: articles that tell another story."""

from collections.abc import Mapping, Sequence
from datetime import date

from digest.desk.naming import article_named, story_named
from digest.desk.ruling import ruling_command
from digest.model import Constraints, Story

EPILOG = """\b
Examples:
  digest split s1a2b3c4d5e6f https://example.org/another-event
  digest split s1a2b3c4d5e6f "robot dog" "humanoid" --issue 2025-09-27
  digest split --undo
"""
WANT = "Name a story and the articles that leave it."


@ruling_command("split", EPILOG, names="STORY ARTICLE…", want=WANT)
def command(
    before: Constraints, names: Sequence[str], stories: Mapping[str, Story], day: date
) -> Constraints:
    """Take articles out of a story into one of their own; every later build keeps them apart.

    STORY is the id at the end of its item in issue.md, or one of its articles; ARTICLE is an
    article's id, its address, its file, or words of its title. --undo takes the latest merge or
    split back.
    """
    from digest.group.constrain import split

    story = story_named(names[0], stories, day)
    return split(before, story, [article_named(name, story.articles, day) for name in names[1:]])
