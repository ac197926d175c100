"""What readers of one variant see of an issue: chosen, in order, typeset.

Notes to the editor, marks, empty sections and (for everyone) subscribers' sections end here.
Mail, plain text and web page are all made from an `Edition`: whatever they share is decided once.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import ClassVar

from digest.config import Brand, Newsletter
from digest.errors import RenderError
from digest.languages import Phrases, phrases
from digest.model import (
    EDITORIAL,
    RESERVED_KEYS,
    Block,
    Deal,
    EmailPicture,
    Issue,
    Item,
    Link,
    Note,
    Picture,
    Prose,
    Quote,
    Refusal,
    Section,
    Subhead,
)
from digest.render.address import safe_address
from digest.render.characters import one_line, printable
from digest.render.markdown import Rich, parse
from digest.render.picture import PictureBlock, Placed, ReadPicture, illustrate
from digest.render.typography import typeset

__all__ = [
    "DealsBlock",
    "Edition",
    "Part",
    "PictureBlock",
    "PrintedBlock",
    "PrintedItem",
    "ProseBlock",
    "QuoteBlock",
    "SubheadBlock",
    "edition",
]

VARIANTS = ("everyone", "subscribers")
PREHEADER = 90  # characters: what clients show beside the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedItem:
    """A story. A link that leads nowhere safe has an empty `url`; `lang` is set where it differs."""

    kind: ClassVar[str] = "item"
    label: str
    title: str
    text: Rich
    links: tuple[Link, ...]
    lang: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that readers of one variant are told. Strings are plain text, typeset, on one line.

    `online` and `unsubscribe` are addresses, empty where none is configured; `imprint` names the
    sender and the postal address.
    """

    language: str
    published: datetime
    subject: str
    preheader: str
    name: str
    tagline: str
    number: str
    date_line: str
    title: str
    teaser_head: str
    teaser: tuple[str, ...]
    welcome: str
    epigraph: str
    epigraph_author: str
    preamble: tuple[PrintedBlock, ...]
    parts: tuple[Part, ...]
    online: str
    unsubscribe: str
    imprint: tuple[str, ...]
    brand: Brand
    logo: Placed

    @property
    def day(self) -> date:
        return self.published.date()

    @property
    def blocks(self) -> Iterator[PrintedBlock]:
        """All blocks, in reading order."""
        yield from self.preamble
        for part in self.parts:
            yield from part.blocks

    @property
    def pictures(self) -> tuple[EmailPicture, ...]:
        """What travels with the issue, each picture once."""
        files = [*self.logo.files]
        for block in self.blocks:
            files += block.files if isinstance(block, PictureBlock) else ()
        return tuple({file.name: file for file in files}.values())

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """The pictures that cannot be shown."""
        found = (block.refused for block in self.blocks if isinstance(block, PictureBlock))
        return tuple(refusal for refusal in found if refusal)


def edition(
    issue: Issue,
    *,
    newsletter: Newsletter,
    variant: str,
    pictures: ReadPicture = lambda _: None,
    logo: ReadPicture = lambda _: None,
) -> Edition:
    """The edition of `issue` for `variant`, "everyone" or "subscribers".

    `pictures` hands over the bytes of the issue's pictures, `logo` those of the brand's. Raises
    RenderError for another variant.
    """
    if variant not in VARIANTS:
        raise RenderError(f"There is no variant {variant!r}.", f"Choose {' or '.join(VARIANTS)}.")
    language = issue.language
    say = phrases(language)
    name = _line(issue.newsletter or newsletter.name, language)
    day = date_in_words(issue.date, say)
    title = _line(issue.title, language) or _line(f"{name}, {day}", language)
    points = tuple(point for text in issue.teaser if (point := _line(text, language)))
    welcome = say("head.welcome", newsletter=name, date=day) + "."
    epigraph = issue.epigraph
    address = newsletter.pictures.url.replace("{date}", issue.date.isoformat())

    def show(picture: Picture) -> PictureBlock:
        return illustrate(picture, language, read=pictures, address=address)

    return Edition(
        language=language,
        published=newsletter.publication(issue.date),
        # The lists of mail programs have no glyph for the narrow space as often as not.
        subject=typeset(one_line(issue.subject) or title, language, narrow=False),
        preheader=_line(issue.preheader, language) or _shortened(points) or welcome,
        name=name,
        tagline=_line(newsletter.tagline, language),
        number=say("head.number", number=issue.number) if issue.number is not None else "",
        date_line=day,
        title=title,
        teaser_head=say("head.teaser"),
        teaser=points,
        welcome=welcome,
        epigraph=_line(epigraph.text, language) if epigraph else "",
        epigraph_author=_line(epigraph.author, language) if epigraph else "",
        preamble=tuple(_blocks(issue.preamble, language, show, level=2)),
        parts=tuple(_parts(issue.sections, say, variant, show)),
        online=newsletter.url.replace("{date}", issue.date.isoformat()),
        unsubscribe=newsletter.unsubscribe_url,
        imprint=tuple(
            line
            for row in (newsletter.sender.name, *newsletter.sender.postal_address.splitlines())
            if (line := _line(row, language))
        ),
        brand=newsletter.brand,
        logo=_logo(newsletter, read=logo, address=address),
    )


def _logo(newsletter: Newsletter, *, read: ReadPicture, address: str) -> Placed:
    src = newsletter.brand.logo
    if not src:
        return Placed()
    found = illustrate(Picture(src=src, alt=newsletter.name), "", read=read, address=address)
    if found.refused:
        raise RenderError(
            f"digest.toml: newsletter.brand.logo = {src!r}: {found.refused.why}.",
            "Put the picture into templates/, or write the address of one.",
        )
    return found


def date_in_words(day: date, say: Phrases) -> str:
    """`day` in the language of `say`: "samedi 27 septembre 2025", "mercredi 1er octobre 2025"."""
    from babel.dates import format_date  # noqa: PLC0415 - 60 ms that --help must not pay

    pattern = say("head.date_first" if day.day == 1 else "head.date")
    return format_date(day, pattern, locale=say.code)


_Show = Callable[[Picture], PictureBlock]


def _parts(sections: Iterable[Section], say: Phrases, variant: str, show: _Show) -> Iterator[Part]:
    language = say.code
    for section in sections:
        if section.audience != "everyone" and variant == "everyone":
            continue
        role = section.key if section.key in RESERVED_KEYS else ""
        title = _line(section.title, language)
        blocks = tuple(_blocks(section.blocks, language, show, level=3 if title or role else 2))
        if not blocks:
            continue
        usual = say(f"section.{role}") if role else ""
        yield Part(
            role=role or "",
            kicker=usual if role == EDITORIAL and title not in {"", usual} else "",
            title=title or usual,
            standfirst=parse(section.standfirst, language),
            companies=" • ".join(_line(company, language) for company in section.companies),
            blocks=blocks,
        )


def _blocks(
    blocks: Iterable[Block], language: str, show: _Show, *, level: int
) -> Iterator[PrintedBlock]:
    """The blocks a reader sees: a note, or a block with nothing in it, is not one."""
    for kind, run in groupby(blocks, type):
        if kind is Deal:
            yield from _deals((deal for deal in run if isinstance(deal, Deal)), language)
        else:
            yield from _others(run, language, show, level=level)


def _deals(deals: Iterable[Deal], language: str) -> Iterator[DealsBlock]:
    rows = tuple(
        PrintedDeal(
            parties=tuple(p for party in (deal.who, deal.whom) if (p := _line(party, language))),
            kind=_line(deal.kind, language),
            amount=_line(deal.amount, language),
            links=_links(deal.links, language),
        )
        for deal in deals
        if deal.sure
    )
    if rows:
        yield DealsBlock(rows=rows)


def _others(
    blocks: Iterable[Block], language: str, show: _Show, *, level: int
) -> Iterator[PrintedBlock]:
    for block in blocks:
        match block:
            case Note() | Deal():
                continue
            case Item():
                printed: PrintedBlock = _item(block, language)
                said = (
                    block.title
                    + block.text
                    + block.label
                    + "".join(link.text + link.url for link in block.links)
                )
            case Prose(text=said):
                printed = ProseBlock(text=parse(said, language))
            case Subhead(text=said):
                printed = SubheadBlock(text=_line(said, language), level=level)
            case Quote(text=said):
                source = _line(block.source, language)
                printed, said = QuoteBlock(text=parse(said, language), source=source), said + source
            case Picture():
                printed = show(block)
                said = block.src + block.alt + block.caption
        if printable(said).strip():
            yield printed


def _item(item: Item, language: str) -> PrintedItem:
    marked = [mark[5:] for mark in item.marks if re.fullmatch(r"lang:[a-z]{2}", mark)]
    lang = marked[0] if marked else language
    return PrintedItem(
        label=_line(item.label, language),
        title=_line(item.title, lang),
        text=parse(item.text, lang),
        links=_links(item.links, language),
        lang=lang if lang != language else None,
    )


def _links(links: Iterable[Link], language: str) -> tuple[Link, ...]:
    return tuple(printed for link in links if (printed := _link(link, language)).text)


def _link(link: Link, language: str) -> Link:
    """A link without words says its site; one that leads nowhere safe keeps its words alone."""
    url = safe_address(link.url)
    return Link(text=_line(link.text, language) or _host(url), url=url)


def _line(text: str, language: str) -> str:
    return typeset(one_line(text), language)


def _host(url: str) -> str:
    return re.sub(r"^(?:https?://|mailto:)(?:www\.)?|[/?#].*$", "", url)


def _shortened(points: Iterable[str]) -> str:
    """As many points as a client shows beside the subject, the last cut at a word."""
    text = " • ".join(points)
    if len(text) <= PREHEADER:
        return text
    return text[: PREHEADER - 1].rpartition(" ")[0].rstrip(" •,;:") + "…"
