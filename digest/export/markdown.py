"""An issue as plain Markdown, for any editor or for a platform that takes it: no comment, no mark."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

from digest.draft.escape import to_plain
from digest.greeting import unaddressed
from digest.languages import Phrases, available, phrases
from digest.model import Block, Deal, Issue, Item, Link, Note, Picture, Prose, Quote, Subhead

__all__ = ["markdown"]


def markdown(issue: Issue, *, variant: str = "everyone") -> str:
    """`issue` as readers of `variant` see it. A picture that lies beside the draft is its words."""
    issue = issue.printed()
    say = phrases(issue.language if issue.language in available() else "en")
    parts = [f"# {_said(issue.title)}"] if issue.title else []
    if issue.teaser:
        parts.append(" • ".join([f"**{say('head.teaser')}**", *map(_said, issue.teaser)]))
    if issue.epigraph:
        author = f"\n>\n> — {_said(issue.epigraph.author)}" if issue.epigraph.author else ""
        parts.append(f"> {_said(issue.epigraph.text)}{author}")
    parts += _blocks(issue.preamble, say)
    for section in issue.sections:
        if section.audience != "everyone" and variant == "everyone":
            continue
        inside = list(_blocks(section.blocks, say))
        if not inside:
            continue
        if section.title:
            parts.append(f"## {_said(section.title)}")
        if section.standfirst:
            parts.append(_emphasis(section.standfirst))
        if section.companies:
            parts.append(" • ".join(map(_said, section.companies)))
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
            return _told(text)
        case Subhead(text=text):
            return f"### {_said(text)}"
        case Quote(text=text, source=source):
            rows = [*_told(text).split("\n"), *(["", f"— {_told(source)}"] if source else [])]
            return "\n".join(f"> {row}".rstrip() for row in rows)
        case Picture():
            return _picture(block)
        case Note() | Deal():
            return ""


def _item(item: Item, say: Phrases) -> str:
    head = f"**{_said(item.title)}**" if item.title else ""
    label = f"{_said(item.label)}{say('label.separator')}" if item.label else ""
    text = _told(item.text)
    first = f"{label}{head}{' • ' if head and text else ''}{text}"
    return "\n\n".join(filter(None, [first, _links(item.links)]))


def _links(links: Iterable[Link]) -> str:
    return " · ".join(
        f"[{_said(link.text or link.url)}]({_address(link.url)})"
        if _WEB.match(link.url)
        else _said(link.text)
        for link in links
    )


def _picture(picture: Picture) -> str:
    if not picture.src.startswith(("http://", "https://")):
        return "\n\n".join(filter(None, [_said(picture.alt), _told(picture.caption)]))
    caption = f"\n{_emphasis(picture.caption)}" if picture.caption else ""
    return f"![{_said(picture.alt)}]({_address(picture.src)}){caption}"


def _emphasis(text: str) -> str:
    """Markdown in italics, whichever sign it uses itself."""
    text = _told(text)
    return f"_{text}_" if "*" in text else f"*{text}*"


def _table(deals: Iterable[Deal], say: Phrases) -> str:
    names = ("who", "whom", "kind", "amount", "source")
    rows = [[say(f"deal.{name}") for name in names], ["---"] * len(names)]
    rows += [
        [*map(_said, (deal.who, deal.whom, deal.kind, deal.amount)), _links(deal.links)]
        for deal in deals
    ]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows
    )


# In the draft an article's `<script>` and `javascript:` are words. Programs that take Markdown make
# of them what they say; to some of those a backslash before `<` means nothing.
_ANGLE = re.compile(r"\\?<")
_WEB = re.compile(r"https?://|mailto:", re.IGNORECASE)
_ASTRAY = re.compile(r"\]\((?!https?://|mailto:)", re.IGNORECASE)


def _said(text: str) -> str:
    """Plain text as Markdown that shows it."""
    return _ANGLE.sub("&lt;", to_plain(unaddressed(text)))


def _told(text: str) -> str:
    """The draft's Markdown for anybody's: no element but its own, no link but to the web or a mailbox."""
    text = _ANGLE.sub("&lt;", unaddressed(text))
    return _ASTRAY.sub(r"]\\(", text).replace("]:", "]&#58;")


def _address(url: str) -> str:
    """Percent-encoded (RFC 3986) so that nothing in it ends the link."""
    return quote(url, safe="%:/?#@!$&'*+,;=~-._")
