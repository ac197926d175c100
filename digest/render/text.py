"""The plain-text alternative, from the same edition as the mail: same order, words and links."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from digest.languages import phrases
from digest.model import TEASERS
from digest.render.edition import Edition
from digest.render.markdown import Paragraph, Rich
from digest.render.picture import PictureBlock
from digest.render.printed import (
    DealsBlock,
    Part,
    PrintedBlock,
    PrintedItem,
    ProseBlock,
    QuoteBlock,
    SubheadBlock,
)

__all__ = ["plain_text"]


def plain_text(edition: Edition, *, columns: int = 72) -> str:
    """`edition` as plain text of at most `columns` columns (0: not wrapped).

    `=` under sections, `-` under subheads, a URL alone on its line and never wrapped.
    """
    return "\n\n".join(_chunks(edition, _Page(columns))) + "\n"


class _Page:
    """Wraps at a width, and breaks neither an address nor a no-break space."""

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def wrap(self, text: str, first: str = "", rest: str = "") -> str:
        """`text` with `first` before its first line and `rest` before the others."""
        lines = text.split("\n")
        wrapped = []
        for number, line in enumerate(lines):
            lead = rest if number else first
            wrapped += textwrap.wrap(
                line,
                self.columns or len(line) + len(lead) + 1,
                initial_indent=lead,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            ) or [lead.rstrip(" ")]
        return "\n".join(wrapped)

    def heading(self, text: str, underline: str) -> str:
        title = self.wrap(text)
        width = max(map(len, title.split("\n")))
        return f"{title}\n{underline * width}"

    def rich(self, text: Rich | Sequence[Paragraph], indent: str = "") -> Iterator[str]:
        """The paragraphs, each followed by its links."""
        for paragraph in text.paragraphs() if isinstance(text, Rich) else text:
            first, rest = indent + paragraph.first, indent + paragraph.rest
            if paragraph.verbatim:
                shown = "\n".join(f"{rest}    {line}" for line in paragraph.text.split("\n"))
            else:
                shown = self.wrap(paragraph.text, first, rest)
            yield "\n".join([shown, *(rest + url for url in paragraph.urls)])


def _chunks(edition: Edition, page: _Page) -> Iterator[str]:
    say = phrases(edition.language)
    if edition.online:
        yield f"{say('head.online')}\n{edition.online}"
    yield "\n".join(
        page.wrap(line)
        for line in (
            edition.name,
            edition.tagline,
            " · ".join(filter(None, [edition.number, edition.date_line])),
        )
        if line
    )
    yield page.heading(edition.title, "=")
    yield page.wrap(" • ".join([edition.teaser_head, *edition.teaser, edition.welcome]))
    if edition.epigraph:
        yield page.wrap(f"{edition.epigraph} {edition.epigraph_author}".rstrip(" "), "    ", "    ")
    yield from _blocks(edition.preamble, page, say("label.separator"))
    for part in edition.parts:
        yield from _part(part, page, say("label.separator"))
        if part.role == TEASERS and edition.subscribe:
            yield f"{say('head.subscribe')}\n{edition.subscribe}"
    yield "\n".join(["-- ", *edition.imprint])
    yield from page.rich(edition.footer)
    yield page.wrap(say("foot.reason"))
    if edition.unsubscribe:
        yield f"{say('head.unsubscribe')}\n{edition.unsubscribe}"


def _part(part: Part, page: _Page, separator: str) -> Iterator[str]:
    if part.title:
        heading = page.heading(part.title, "=")
        yield "\n".join(filter(None, [part.kicker, heading]))
    yield from page.rich(part.standfirst)
    if part.companies:
        yield page.wrap(part.companies)
    yield from _blocks(part.blocks, page, separator)


def _blocks(blocks: Iterable[PrintedBlock], page: _Page, separator: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case PrintedItem():
                yield from _item(block, page, separator)
            case ProseBlock():
                yield from page.rich(block.text)
            case SubheadBlock():
                yield page.heading(block.text, "-")
            case QuoteBlock():
                yield from page.rich(block.text, "    ")
                if block.source:
                    yield page.wrap(block.source, "    ", "    ")
            case DealsBlock():
                for row in block.rows:
                    said = filter(None, [" – ".join(row.parties), row.kind, row.amount])
                    links = [f"  {line}" for link in row.links for line in (link.text, link.url)]
                    yield "\n".join(
                        [page.wrap(" • ".join(said), "• ", "  "), *filter(str.strip, links)]
                    )
            case PictureBlock():
                yield from filter(None, [page.wrap(block.alt)])
                yield from page.rich(block.caption)


def _item(item: PrintedItem, page: _Page, separator: str) -> Iterator[str]:
    head = separator.join(filter(None, [item.label, item.title]))
    first, *others = list(item.text.paragraphs()) or [Paragraph("")]
    if first.first or first.verbatim:  # a list or code: it cannot stand in the title's line
        first, others = Paragraph(""), [first, *others]
    opening = Paragraph(" • ".join(filter(None, [head, first.text])), "• ", "  ", first.urls)
    links = [f"  {line}" for link in item.links for line in (link.text, link.url) if line]
    yield "\n".join([*page.rich([opening]), *([] if others else links)])
    if others:
        *most, last = page.rich(others, "  ")
        yield from most
        yield "\n".join([last, *links])
