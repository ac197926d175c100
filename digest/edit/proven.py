"""What an edit means, and the proof that a text says it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from digest.draft import Lines, Located, normal, parse
from digest.errors import DraftError
from digest.model import Block, Issue, Item
from digest.notice import Notice

__all__ = [
    "PREAMBLE",
    "Place",
    "block_at",
    "item_at",
    "line_before",
    "lines_at",
    "proven",
    "put",
    "swapped",
    "without",
]


PREAMBLE = -1  # the number of what stands before the first section


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block of an issue: the section's number (from 0, or PREAMBLE) and the block's in it, from 0."""

    section: int
    block: int


def blocks_of(issue: Issue, number: int) -> tuple[Block, ...]:
    """The blocks of section `number`; DraftError when there is no such section."""
    if number == PREAMBLE:
        return issue.preamble
    if not 0 <= number < len(issue.sections):
        raise DraftError(
            Notice("There is no section at this place any more."), Notice("Reload the page.")
        )
    return issue.sections[number].blocks


def block_at(here: Located, at: Place) -> Block:
    """The block at `at`; DraftError when there is none."""
    blocks = blocks_of(here.issue, at.section)
    if not 0 <= at.block < len(blocks):
        raise DraftError(
            Notice("There is nothing at this place any more."), Notice("Reload the page.")
        )
    return blocks[at.block]


def item_at(here: Located, at: Place) -> Item:
    """The item at `at`; DraftError when there is none."""
    found = block_at(here, at)
    if not isinstance(found, Item):
        raise DraftError(
            Notice("There is no item at this place any more."), Notice("Reload the page.")
        )
    return found


def lines_at(here: Located, at: Place) -> Lines:
    """The lines of the block at `at`."""
    if at.section == PREAMBLE:
        return here.preamble[at.block]
    return here.sections[at.section].blocks[at.block]


def line_before(here: Located, at: Place) -> int:
    """The line behind which a block at `at` begins: the end of the block above it."""
    blocks_of(here.issue, at.section)
    if at.section == PREAMBLE:
        return max(lines.last for lines in (here.front, *here.preamble[: at.block]))
    section = here.sections[at.section]
    ends = [section.heading, section.standfirst, section.companies, *section.blocks[: at.block]]
    return max(lines.last for lines in ends if lines)


def put(issue: Issue, at: Place, block: Block) -> Issue:
    """`issue` with `block` before the one at `at`."""
    return _changed(issue, at.section, lambda blocks: blocks.insert(at.block, block))


def without(issue: Issue, at: Place) -> Issue:
    """`issue` without the block at `at`."""
    return _changed(issue, at.section, lambda blocks: blocks.__delitem__(at.block))


def swapped(issue: Issue, at: Place, block: Block) -> Issue:
    """`issue` with `block` in place of the one at `at`."""
    return _changed(issue, at.section, lambda blocks: blocks.__setitem__(at.block, block))


def _changed(issue: Issue, number: int, change: Callable[[list[Block]], None]) -> Issue:
    blocks = list(blocks_of(issue, number))
    change(blocks)
    if number == PREAMBLE:
        return replace(issue, preamble=tuple(blocks))
    sections = list(issue.sections)
    sections[number] = replace(sections[number], blocks=tuple(blocks))
    return replace(issue, sections=tuple(sections))


def proven(meant: Issue, ways: Iterable[str]) -> str:
    """The first text that says exactly what is meant; DraftError when none does."""
    meant = normal(meant)
    for text in ways:
        try:
            if normal(parse(text).issue) == meant:
                return text
        except DraftError:
            continue
    raise DraftError(
        Notice("This change cannot be made here without touching more than was meant."),
        Notice("Make it in issue.md itself."),
    )
