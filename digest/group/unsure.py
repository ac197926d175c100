"""What an issue says of stories whose section is a guess: a mark on the item, a note behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digest.config import SectionRule
from digest.draft.asked import asked, unasked
from digest.languages import Phrases, phrases
from digest.model import LOCKED, UNSURE, Block, Issue, Item, Note, Placement, Section

__all__ = ["decided", "mark_unsure"]


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


def decided(issue: Issue, proposed: Issue) -> Issue:
    """`issue` without the mark on items that an editor locked, or put elsewhere than `proposed` has them.

    The question right behind such an item goes with it; what an editor wrote to it stays. A closed
    issue stays as it is.
    """
    if issue.closed:
        return issue
    questions = asked(proposed)
    there = {item.id: section.key for section in proposed.sections for item in section.items}

    def kept(section: Section) -> Iterator[Block]:
        settled = False
        for block in section.blocks:
            if settled and isinstance(block, Note):
                settled = False
                if own := unasked(block.text, questions):
                    yield replace(block, text=own)
                continue
            settled = isinstance(block, Item) and UNSURE in block.marks
            if settled and isinstance(block, Item):
                moved = block.id in there and there[block.id] != section.key
                settled = moved or LOCKED in block.marks
            if settled and isinstance(block, Item):
                marks = tuple(mark for mark in block.marks if mark != UNSURE)
                yield replace(block, marks=marks)
            else:
                yield block

    return replace(
        issue, sections=tuple(replace(one, blocks=tuple(kept(one))) for one in issue.sections)
    )
