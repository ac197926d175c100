"""The draft: an issue, its sections, items and other blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from digest.model.sentence import Link, Passage, Sentence

LOCKED = "locked"  # no build touches the item
HELD = "held"  # kept for the next issue
DROPPED = "dropped"  # in no issue
UNSURE = "unsure"  # its section is a guess


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

    @property
    def shown(self) -> bool:
        """Whether readers see it: neither held for the next issue nor dropped from this one."""
        return HELD not in self.marks and DROPPED not in self.marks


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
class Deal:
    """Money or power that was announced: a row of the bubble watch, each field as it is printed.

    `who` acts (raises, pays, borrows, buys), `whom` is the other side (may be empty). `amount`
    holds a sum of money, a power, or both: « jusqu’à 100 Md$, 10 GW ». `sure` is False while an
    editor has to decide; readers do not see the row then. `id` and `marks` are as an item's.
    """

    id: str | None = None
    who: str = ""
    whom: str = ""
    kind: str = ""
    amount: str = ""
    links: tuple[Link, ...] = ()
    sure: bool = True
    marks: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether readers see the row: neither undecided nor held nor dropped."""
        return self.sure and HELD not in self.marks and DROPPED not in self.marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A word to the editor, never shown to readers."""

    text: str


Block = Item | Prose | Subhead | Quote | Picture | Deal | Note


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
    holds front matter keys that the program does not know, as written. `frozen` says when the
    editor closed the issue, in any words: from then on nothing enters by itself; "" while it is open.
    """

    date: date
    title: str = ""
    newsletter: str = ""
    language: str = "fr"
    number: int | None = None
    subject: str = ""
    preheader: str = ""
    frozen: str = ""
    teaser: tuple[str, ...] = ()
    epigraph: Epigraph | None = None
    preamble: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def has_paid(self) -> bool:
        """Whether something in it is for subscribers alone."""
        return any(section.audience != "everyone" for section in self.sections)

    @property
    def items(self) -> Iterator[Item]:
        return (item for section in self.sections for item in section.items)

    @property
    def closed(self) -> bool:
        """Whether the editor closed the issue: `frozen` says anything but no."""
        return self.frozen.casefold() not in {"", "no", "non", "off", "false"}

    def printed(self) -> "Issue":
        """The issue as readers see it: without the items that are held or dropped."""

        def seen(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
            return tuple(one for one in blocks if not isinstance(one, Item | Deal) or one.shown)

        sections = (replace(one, blocks=seen(one.blocks)) for one in self.sections)
        return replace(self, preamble=seen(self.preamble), sections=tuple(sections))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An item and the sentences it is made of.

    `title_from` is the passage the title rests on; `labelled`, that the writer decided on a label,
    also on none.
    """

    item: Item
    sentences: tuple[Sentence, ...]
    title_from: Passage | None = None
    labelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """An item of a past `issue`, in the section of that title, and its sentences that hold a name.

    `address` is where the item stands on the web, "" where the issue has no address.
    """

    issue: Issue
    section: str
    item: Item
    sentences: tuple[str, ...]
    address: str = ""
