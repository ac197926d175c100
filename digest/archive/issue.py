"""An issue as the archive is given it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from digest.model import Issue, Item, Section

__all__ = ["Published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """`issue`, and the page rendered from it for everyone with its pictures (name -> bytes).

    `title` and `teaser` are typeset and address nobody by name. Of `issue` only what everyone may
    read is looked at.
    """

    issue: Issue
    title: str
    page: str
    teaser: tuple[str, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.issue.date

    def sections(self) -> Iterator[Section]:
        """The sections that everyone may read."""
        return (one for one in self.issue.printed().sections if one.audience == "everyone")

    def items(self) -> Iterator[tuple[Section, Item]]:
        """The items that everyone may read, each with its section."""
        return ((section, item) for section in self.sections() for item in section.items)
