"""What an issue says of stories whose section is a guess: a mark on the item, a note behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digest.config import SectionRule
from digest.languages import Phrases, phrases
from digest.model import UNSURE, Block, Issue, Item, Note, Placement

__all__ = ["mark_unsure"]


def mark_unsure(
    issue: Issue, placed: Sequence[Placement], *, sections: Sequence[SectionRule]
) -> Issue:
    """`issue` with the mark "unsure" on each item that two sections claim, and a note with both."""
    say = phrases(issue.language)
    titles = {rule.key: rule.title for rule in sections}
    unsure = {one.story.id: one for one in placed if one.unsure}
    parts = tuple(
        replace(section, blocks=tuple(_marked(section.blocks, unsure, titles, say)))
        for section in issue.sections
    )
    return replace(issue, sections=parts)


def _marked(
    blocks: Sequence[Block],
    unsure: Mapping[str, Placement],
    titles: Mapping[str, str],
    say: Phrases,
) -> Iterator[Block]:
    for block in blocks:
        placement = unsure.get(block.id or "") if isinstance(block, Item) else None
        if placement is None or not isinstance(block, Item):
            yield block
            continue
        yield replace(block, marks=(*block.marks, UNSURE))
        claimed = [titles.get(key, key) for key in placement.unsure]
        yield Note(text=say("note.unsure", sections=" / ".join(claimed)))
