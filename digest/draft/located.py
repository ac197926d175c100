"""Where each part of an issue stands in its file: a finding names the line, an edit stays small."""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.draft.lines import Lines
from digest.model import Issue, Item

__all__ = ["Located", "SectionLines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLines:
    """Where a section stands: all of it, its heading, and its blocks in their order."""

    whole: Lines
    heading: Lines
    standfirst: Lines | None
    companies: Lines | None
    blocks: tuple[Lines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """An issue and the lines of the file that say it.

    `head` has the lines of each known key of the front matter, `front` all of it with its rules;
    `preamble` and `sections` run parallel to the issue's. A note found inside another block has
    that block's lines.
    """

    issue: Issue
    head: Mapping[str, Lines]
    front: Lines
    preamble: tuple[Lines, ...]
    sections: tuple[SectionLines, ...]

    def item(self, id_: str) -> Lines | None:
        """The lines of the first item with this id."""
        for section, at in zip(self.issue.sections, self.sections, strict=True):
            for block, lines in zip(section.blocks, at.blocks, strict=True):
                if isinstance(block, Item) and block.id == id_:
                    return lines
        return None
