"""An issue as plain Markdown, for any editor or for a platform that takes it: no comment, no mark."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from digest.draft.escape import address, to_plain
from digest.languages import Phrases, available, phrases
from digest.model import Block, Deal, Issue, Item, Link, Note, Picture, Prose, Quote, Subhead

__all__ = ["markdown"]


def markdown(issue: Issue, *, variant: str = "everyone") -> str:
    """`issue` as readers of `variant` see it. A picture that lies beside the draft is its words."""
    issue = issue.printed()
    say = phrases(issue.language if issue.language in available() else "en")
    parts = [f"# {to_plain(issue.title)}"] if issue.title else []
    if issue.teaser:
        parts.append(" • ".join([f"**{say('head.teaser')}**", *map(to_plain, issue.teaser)]))
    if issue.epigraph:
        author = f"\n>\n> — {to_plain(issue.epigraph.author)}" if issue.epigraph.author else ""
        parts.append(f"> {to_plain(issue.epigraph.text)}{author}")
    parts += _blocks(issue.preamble, say)
    for section in issue.sections:
        if section.audience != "everyone" and variant == "everyone":
            continue
        inside = list(_blocks(section.blocks, say))
        if not inside:
            continue
        if section.title:
            parts.append(f"## {to_plain(section.title)}")
        if section.standfirst:
            parts.append(_emphasis(section.standfirst))
        if section.companies:
            parts.append(" • ".join(map(to_plain, section.companies)))
        parts += inside
    return "\n\n".join(parts) + "\n"


def _blocks(blocks: Iterable[Block], say: Phrases) -> Iterator[str]:
    for kind, run in groupby(blocks, type):
        if kind is Deal:
            rows = [deal for deal in run if isinstance(deal, Deal) and deal.shown]
            if rows:
                yield _table(rows, say)
            continue
        for block in run:
            if text := _block(block, say):
                yield text


def _block(block: Block, say: Phrases) -> str:
    match block:
        case Item():
            return _item(block, say)
        case Prose(text=text):
            return text
        case Subhead(text=text):
            return f"### {to_plain(text)}"
        case Quote(text=text, source=source):
            rows = [*text.split("\n"), *(["", f"— {source}"] if source else [])]
            return "\n".join(f"> {row}".rstrip() for row in rows)
        case Picture():
            return _picture(block)
        case Note() | Deal():
            return ""


def _item(item: Item, say: Phrases) -> str:
    head = f"**{to_plain(item.title)}**" if item.title else ""
    label = f"{item.label}{say('label.separator')}" if item.label else ""
    first = f"{label}{head}{' • ' if head and item.text else ''}{item.text}"
    return "\n\n".join(filter(None, [first, _links(item.links)]))


def _links(links: Iterable[Link]) -> str:
    return " · ".join(
        f"[{to_plain(link.text or link.url)}]({address(link.url)})"
        if link.url
        else to_plain(link.text)
        for link in links
    )


def _picture(picture: Picture) -> str:
    if not picture.src.startswith(("http://", "https://")):
        return "\n\n".join(filter(None, [to_plain(picture.alt), picture.caption]))
    caption = f"\n{_emphasis(picture.caption)}" if picture.caption else ""
    return f"![{to_plain(picture.alt)}]({address(picture.src)}){caption}"


def _emphasis(text: str) -> str:
    """Markdown in italics, whichever sign it uses itself."""
    return f"_{text}_" if "*" in text else f"*{text}*"


def _table(deals: Iterable[Deal], say: Phrases) -> str:
    names = ("who", "whom", "kind", "amount", "source")
    rows = [[say(f"deal.{name}") for name in names], ["---"] * len(names)]
    rows += [
        [*map(to_plain, (deal.who, deal.whom, deal.kind, deal.amount)), _links(deal.links)]
        for deal in deals
    ]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows
    )
