"""What a reader sees of an issue, piece by piece: its blocks and parts, typeset.

Strings are plain text on one line; `Rich` is a parsed text, read as XHTML or as plain text.
"""

from dataclasses import dataclass
from typing import ClassVar

from digest.model import Link
from digest.render.markdown import Rich
from digest.render.picture import PictureBlock

__all__ = [
    "DealsBlock",
    "Part",
    "PrintedBlock",
    "PrintedDeal",
    "PrintedItem",
    "ProseBlock",
    "QuoteBlock",
    "SubheadBlock",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedItem:
    """A story. A link that leads nowhere safe has an empty `url`; `lang` is set where it differs.

    `anchor` is its `id` on the web page, "" where another has it before.
    """

    kind: ClassVar[str] = "item"
    label: str
    title: str
    text: Rich
    links: tuple[Link, ...]
    lang: str | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseBlock:
    kind: ClassVar[str] = "prose"
    text: Rich


@dataclass(frozen=True, slots=True, kw_only=True)
class SubheadBlock:
    """`level` is 3 under a section's heading and 2 where there is none: no level is skipped."""

    kind: ClassVar[str] = "subhead"
    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBlock:
    kind: ClassVar[str] = "quote"
    text: Rich
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDeal:
    """A row of the bubble watch; `parties` are one or two names."""

    parties: tuple[str, ...]
    kind: str
    amount: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealsBlock:
    """The rows that stand together in the draft, without those an editor has to decide about."""

    kind: ClassVar[str] = "deals"
    rows: tuple[PrintedDeal, ...]


PrintedBlock = PrintedItem | ProseBlock | SubheadBlock | QuoteBlock | PictureBlock | DealsBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section as printed. `role` is its reserved key, or "" for an ordinary section."""

    role: str
    kicker: str
    title: str
    standfirst: Rich
    companies: str
    blocks: tuple[PrintedBlock, ...]
