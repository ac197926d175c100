"""The nouns of the house, frozen.

One type per life stage: `Article` (collected) -> `Story` (grouped) -> `Placement` (ranked and
placed) -> `Written` (an item and what it rests on) -> `Issue` (the draft) -> `Email` (rendered).
Every string that readers see is NFC. Datetimes are aware.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

# ---------------------------------------------------------------------------- collected


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page as it was read: clean text, and what is known about it.

    `id` is 12 hexadecimal digits, derived from the canonical URL (from title and text where there
    is none). `text` is plain text, its paragraphs separated by one blank line; offsets elsewhere
    count characters in it. `source` is the publisher's name as readers see it, `publisher` the
    family that several sources may share (a registrable domain). `published` is None when unknown.
    `language` is a two-letter code or None. `path` is the file it came from, as it was named.
    `by_hand` says that a person put it in (`add`, `--from`, the inbox): it is never set aside.
    `part_of` is the newsletter (URL or title) that the article is one item of.
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


# ---------------------------------------------------------------------------- grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one event, the lead article first. `id` is stable while articles are added."""

    id: str
    articles: tuple[Article, ...]

    @property
    def lead(self) -> Article:
        return self.articles[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Why a story ranks where it does: named parts an editor can read; the total is their sum."""

    parts: tuple[tuple[str, float], ...] = ()

    @property
    def total(self) -> float:
        return round(sum(value for _, value in self.parts), 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The item of a past issue that told a story before, by its title and the issue's date.

    `likeness` says how like it the story is, in ]0, 1]; `new` holds the names and figures of the
    story that the item lacks, as they are written.
    """

    issue: date
    number: int | None
    title: str
    likeness: float
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A story with its section (a key of `sections.toml`, or None) and its score.

    `sure` says how clearly the section came before the next one, in [0, 1]; `told` is what told
    the story in a past issue.
    """

    story: Story
    section: str | None
    score: Score
    sure: float = 1.0
    told: Told | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that did not enter the issue, and why, in words for the editor."""

    placement: Placement
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The week, decided: what is in (in reading order: by section, then by score), what is out."""

    placed: tuple[Placement, ...]
    left_out: tuple[LeftOut, ...]


# ---------------------------------------------------------------------------- written


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`text == article.text[start:end]` (or of the title, where `field` is "title")."""

    article: str
    start: int
    end: int
    text: str
    field: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an item as plain text, and the passages it rests on."""

    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of an item to a publisher: the words readers see and an absolute http(s) URL."""

    text: str
    url: str


# ---------------------------------------------------------------------------- the draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A story as told in an issue.

    `title` is plain text on one line; `text` is Markdown, several paragraphs allowed; `label` is
    a heading word in capitals such as "À SURVEILLER". `id` is the story's (None: a person wrote
    it). `marks` are words for editor and program ("lang:en", "locked"), never shown to readers.
    """

    id: str | None = None
    title: str = ""
    text: str = ""
    label: str = ""
    links: tuple[Link, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """One paragraph (or any other block without a blank line) of Markdown."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead:
    """A heading inside a section, plain text on one line."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A pull quote: Markdown, and the source under it (may be empty)."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: address or local path, text for those who do not see it, caption (may be empty)."""

    src: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A word to the editor, never shown to readers."""

    text: str


Block = Item | Prose | Subhead | Quote | Picture | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the issue under one heading.

    `key` is a key of `sections.toml`, or one of the reserved `EDITORIAL`, `AGENDA`, ... below, or
    None for a section that a person added. `companies` is the company line. `audience` is
    "everyone" or "subscribers".
    """

    key: str | None = None
    title: str = ""
    standfirst: str = ""
    companies: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    audience: str = "everyone"

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Item))


EDITORIAL = "editorial"
AGENDA = "agenda"
TEASERS = "teasers"  # what subscribers get, announced to everyone
SIGNOFF = "signoff"
ABOUT = "about"
LATEST = "latest"
RESERVED_KEYS = (EDITORIAL, AGENDA, TEASERS, SIGNOFF, ABOUT, LATEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Epigraph:
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The draft: all that is printed, and nothing else.

    `teaser` holds the points of the teaser line, one string each; the welcome with the date is
    computed when rendering. `preamble` holds blocks that stand before the first section. `extra`
    holds front matter keys that the program does not know, as written.
    """

    date: date
    title: str = ""
    newsletter: str = ""
    language: str = "fr"
    number: int | None = None
    subject: str = ""
    preheader: str = ""
    teaser: tuple[str, ...] = ()
    epigraph: Epigraph | None = None
    preamble: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        return (item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An item and the sentences it is made of. `title_from` is the passage the title rests on."""

    item: Item
    sentences: tuple[Sentence, ...]
    title_from: Passage | None = None


# ---------------------------------------------------------------------------- rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An issue as it is sent: subject, HTML and plain-text alternative, and the web page beside."""

    subject: str
    html: str
    text: str
    web: str
    eml: bytes = field(repr=False)


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found: the rule's name, where (line of `issue.md`, item), evidence, remedy."""

    rule: str
    severity: Severity
    message: str
    remedy: str
    line: int | None = None
    item: str | None = None
