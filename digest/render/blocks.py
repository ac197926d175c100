"""Sections and blocks of the draft become parts and blocks that are printed.

Notes to the editor, marks, empty sections and (for everyone) subscribers' sections end here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from digest.languages import Phrases
from digest.model import (
    EDITORIAL,
    RESERVED_KEYS,
    Block,
    Deal,
    Item,
    Link,
    Note,
    Picture,
    Prose,
    Quote,
    Section,
    Subhead,
)
from digest.render.address import safe_address
from digest.render.characters import one_line, printable
from digest.render.markdown import parse
from digest.render.picture import PictureBlock
from digest.render.printed import (
    DealsBlock,
    Part,
    PrintedBlock,
    PrintedDeal,
    PrintedItem,
    ProseBlock,
    QuoteBlock,
    SubheadBlock,
)
from digest.render.typography import typeset
from digest.urls import anchor

__all__ = ["Show", "blocks", "line", "parts"]

Show = Callable[[Picture], PictureBlock]


def parts(sections: Iterable[Section], say: Phrases, variant: str, show: Show) -> Iterator[Part]:
    """The sections that readers of `variant` get, those with nothing to say left out."""
    language = say.code
    anchors: set[str] = set()
    for section in sections:
        if section.audience != "everyone" and variant == "everyone":
            continue
        role = section.key if section.key in RESERVED_KEYS else ""
        title = line(section.title, language)
        shown = blocks(section.blocks, language, show, level=3 if title or role else 2)
        printed = tuple(_anchored(shown, anchors))
        if not printed:
            continue
        usual = say(f"section.{role}") if role else ""
        yield Part(
            role=role or "",
            kicker=usual if role == EDITORIAL and title not in {"", usual} else "",
            title=title or usual,
            standfirst=parse(section.standfirst, language),
            companies=" • ".join(line(company, language) for company in section.companies),
            blocks=printed,
        )


def _anchored(printed: Iterable[PrintedBlock], taken: set[str]) -> Iterator[PrintedBlock]:
    """The blocks, each anchor on the first that has it; they are added to those `taken`."""
    for block in printed:
        if isinstance(block, PrintedItem):
            yield replace(block, anchor="") if block.anchor in taken else block
            taken.add(block.anchor)
        else:
            yield block


def blocks(
    draft: Iterable[Block], language: str, show: Show, *, level: int
) -> Iterator[PrintedBlock]:
    """The blocks a reader sees: a note, or a block with nothing in it, is not one."""
    for kind, run in groupby(draft, type):
        if kind is Deal:
            yield from _deals((deal for deal in run if isinstance(deal, Deal)), language)
        else:
            yield from _others(run, language, show, level=level)


def _deals(deals: Iterable[Deal], language: str) -> Iterator[DealsBlock]:
    rows = tuple(
        PrintedDeal(
            parties=tuple(p for party in (deal.who, deal.whom) if (p := line(party, language))),
            kind=line(deal.kind, language),
            amount=line(deal.amount, language),
            links=_links(deal.links, language),
        )
        for deal in deals
        if deal.shown
    )
    if rows:
        yield DealsBlock(rows=rows)


def _others(
    draft: Iterable[Block], language: str, show: Show, *, level: int
) -> Iterator[PrintedBlock]:
    for block in draft:
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
                printed = SubheadBlock(text=line(said, language), level=level)
            case Quote(text=said):
                source = line(block.source, language)
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
        label=line(item.label, language),
        title=line(item.title, lang),
        text=parse(item.text, lang),
        links=_links(item.links, language),
        lang=lang if lang != language else None,
        anchor=anchor(item),
    )


def _links(links: Iterable[Link], language: str) -> tuple[Link, ...]:
    return tuple(printed for link in links if (printed := _link(link, language)).text)


def _link(link: Link, language: str) -> Link:
    """A link without words says its site; one that leads nowhere safe keeps its words alone."""
    url = safe_address(link.url)
    return Link(text=line(link.text, language) or _host(url), url=url)


def line(text: str, language: str) -> str:
    """`text` typeset, on one line."""
    return typeset(one_line(text), language)


def _host(url: str) -> str:
    return re.sub(r"^(?:https?://|mailto:)(?:www\.)?|[/?#].*$", "", url)
