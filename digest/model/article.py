"""What was collected: articles, and what came of each source."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page as it was read: clean text, and what is known about it.

    `id` is 12 hexadecimal digits, derived from the canonical URL (from title and text where there
    is none). `text` is plain text, its paragraphs separated by one blank line; offsets elsewhere
    count characters in it. `source` is the publisher's name as readers see it, `publisher` the
    family that several sources may share (a registrable domain). `published` is None when unknown.
    `language` is a two-letter code or None. `path` is the file it came from, as it was named.
    `by_hand` says that a person put it in (`add`, `--from`, the inbox): it is never set aside.
    `part_of` is the newsletter (URL or title) that the article is one item of. `reserved` says how its
    publisher reserves it from models that read texts, in a few words; "" where nothing does.
    """

    id: str
    url: str
    title: str
    text: str
    source: str
    publisher: str
    published: datetime | None = None
    language: str | None = None
    path: str | None = None
    by_hand: bool = False
    part_of: str | None = None
    reserved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One input (file, URL, entry, mail) that was not read, and why, in words for the editor."""

    where: str
    why: str


class Outcome(StrEnum):
    """What came of one source in one run (SKIPPED: it needs the network, and there was none)."""

    NEW = "new"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What came of one source: failures are values, so that one bad feed never stops the others."""

    source: str
    outcome: Outcome
    articles: int = 0
    why: str = ""
    refused: tuple[Refusal, ...] = ()
