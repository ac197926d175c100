"""docs/draft.md is a promise: every example in it is read, and the whole issue is canonical."""

import re
from pathlib import Path

import pytest

from digest.draft import dumps, loads
from digest.model import Item, Note, Picture, Prose, Quote, Subhead

PAGE = Path(__file__).parents[2] / "docs" / "draft.md"
HEAD = "---\ndate: 2025-09-27\n---\n\n"
EXAMPLES = re.findall(
    r"^```markdown\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
)
WHOLE, *PARTS = EXAMPLES


def test_the_whole_issue_is_what_the_program_itself_would_write():
    assert dumps(loads(WHOLE)) == WHOLE


def test_the_whole_issue_holds_every_kind_of_block():
    issue = loads(WHOLE)
    kinds = {type(block) for section in issue.sections for block in section.blocks}
    assert kinds == {Item, Note, Picture, Prose, Quote, Subhead}
    assert [section.audience for section in issue.sections].count("subscribers") == 1
    assert issue.sections[1].companies == ("Ampère", "Nordlys", "Texas Grid")
    assert [len(item.links) for item in issue.items] == [2, 0]


@pytest.mark.parametrize("part", PARTS)
def test_an_example_is_read_and_rewritten_word_for_word(part):
    issue = loads(part if part.startswith("---") else HEAD + part)
    count = len(re.findall(r"\w+", part))
    assert len(re.findall(r"\w+", dumps(issue).split("---\n", 2)[2])) == count


def test_the_lookalikes_stay_text():
    assert all(isinstance(block, Prose) for block in loads(HEAD + PARTS[-1]).preamble)


def test_the_heads_table_names_every_key():
    table = PAGE.read_text("utf-8").split("## The head")[1].split("## Sections")[0]
    for key in re.findall(r"^(\w+):", WHOLE.split("---")[1], re.MULTILINE):
        assert f"`{key}`" in table
