"""What a draft can hold of an issue: `normal(issue)` is the issue that its file tells.

The model's strings allow more than a text file a person edits can say: white space at the ends,
blank lines inside one paragraph, control characters, empty blocks. All of that is settled here,
in one place, so that `loads(dumps(issue)) == normal(issue)` holds for every issue. No word is lost.
"""

import re
import unicodedata
from dataclasses import replace

from digest.draft.comment import KNOWN_MARKS
from digest.draft.escape import links_line
from digest.draft.extra import normal_extra
from digest.model import (
    Block,
    Deal,
    Epigraph,
    Issue,
    Item,
    Link,
    Note,
    Picture,
    Prose,
    Quote,
    Section,
    Subhead,
)

__all__ = [
    "DOUBT",
    "is_label",
    "line",
    "mark",
    "normal",
    "normal_blocks",
    "note",
    "paragraph",
    "paragraphs",
    "tidy",
]

_LINE_END = re.compile("\r\n?|[\x0b\x0c]")  # Word pastes its manual line break as U+000B
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
DOUBT = "? \u00a0\u202f\t"  # behind an amount that an editor has to decide about
_LONGEST_LABEL = 40
_LABEL_SIGNS = frozenset(" \u00a0\u202f'’-&/.,!?°")


def tidy(text: str) -> str:
    """`text` with `\\n` line ends; what no mail can carry (control characters) becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", _LINE_END.sub("\n", text))


def line(text: str) -> str:
    """`text` on one line, in NFC."""
    pieces = (piece.strip() for piece in tidy(text).split("\n"))
    return unicodedata.normalize("NFC", " ".join(piece for piece in pieces if piece)).strip()


def paragraphs(text: str) -> str:
    """`text` as paragraphs with one blank line between them, in NFC; lines keep their ends."""
    found: list[list[str]] = [[]]
    for row in unicodedata.normalize("NFC", tidy(text)).split("\n"):
        if row.strip():
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return "\n\n".join("\n".join(rows).strip() for rows in found if rows)


def paragraph(text: str) -> str:
    """`text` as one paragraph: its lines without the blank ones, in NFC."""
    return paragraphs(text).replace("\n\n", "\n")


def note(text: str) -> str:
    """`text` of a note: blank lines inside are kept."""
    return unicodedata.normalize("NFC", tidy(text)).strip()


def mark(text: str) -> str:
    """A mark of an item; those the program knows are in small letters."""
    word = line(text)
    return word.lower() if word.lower() in KNOWN_MARKS else word


def is_label(text: str) -> bool:
    """Whether `text` is a heading word in capitals, such as "À SURVEILLER"."""
    return (
        2 <= len(text) <= _LONGEST_LABEL
        and text == text.upper()
        and text[0].isalnum()
        and (text[-1].isalnum() or text[-1] in "!?.")
        and sum(sign.isupper() for sign in text) >= 2
        and all(sign.isalnum() or sign in _LABEL_SIGNS for sign in text)
    )


def normal(issue: Issue) -> Issue:
    """The issue as its file tells it; idempotent, and the identity on whatever `loads` returns.

    A label that is not in capitals is raised to them, or joins the title where even that makes no
    label; a paragraph with blank lines inside becomes several; empty blocks go.
    """
    epigraph = issue.epigraph and Epigraph(
        text=line(issue.epigraph.text), author=line(issue.epigraph.author)
    )
    return Issue(
        date=issue.date,
        title=line(issue.title),
        newsletter=line(issue.newsletter),
        language=line(issue.language) or "fr",
        number=issue.number,
        subject=line(issue.subject),
        preheader=line(issue.preheader),
        frozen=line(issue.frozen),
        teaser=tuple(point for point in map(line, issue.teaser) if point),
        epigraph=epigraph if epigraph != Epigraph(text="") else None,
        preamble=normal_blocks(issue.preamble),
        sections=tuple(map(_section, issue.sections)),
        extra=normal_extra((line(key), tidy(value)) for key, value in issue.extra),
    )


def _section(section: Section) -> Section:
    names = (line(name) for company in section.companies for name in company.split("•"))
    return Section(
        key=line(section.key or "") or None,
        title=line(section.title),
        standfirst=line(section.standfirst),
        companies=tuple(name for name in names if name),
        blocks=normal_blocks(section.blocks),
        audience="subscribers" if section.audience == "subscribers" else "everyone",
    )


def normal_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks as their file tells them: empty ones go, a paragraph with blank lines is several."""
    return tuple(found for block in blocks for found in _block(block))


def _block(block: Block) -> tuple[Block, ...]:
    match block:
        case Item():
            found = _item(block)
            return (found,) if found != Item() else ()
        case Prose(text=text):
            return tuple(Prose(text=part) for part in paragraphs(text).split("\n\n") if part)
        case Subhead(text=text):
            return (Subhead(text=line(text)),) if line(text) else ()
        case Quote(text=text, source=source):
            quote = Quote(text=paragraphs(text), source=line(source))
            return (quote,) if quote != Quote(text="") else ()
        case Picture(src=src, alt=alt, caption=caption):
            return (Picture(src=line(src), alt=line(alt), caption=line(caption)),)
        case Deal():
            deal = _deal(block)
            return (deal,) if deal != Deal(sure=deal.sure) else ()
        case Note(text=text):
            return (Note(text=note(text)),) if note(text) else ()


def _deal(deal: Deal) -> Deal:
    amount = line(deal.amount)
    return Deal(
        id=line(deal.id or "") or None,
        who=line(deal.who),
        whom=line(deal.whom),
        kind=line(deal.kind),
        amount=amount.rstrip(DOUBT),
        links=_links(deal.links),
        sure=deal.sure and not amount.endswith("?"),
        marks=_marks(deal.marks),
    )


def _links(links: tuple[Link, ...]) -> tuple[Link, ...]:
    found = (Link(text=line(link.text), url=line(link.url)) for link in links)
    return tuple(link for link in found if link.text or link.url)


def _marks(marks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in map(mark, marks) if word)


def _item(item: Item) -> Item:
    found = Item(
        id=line(item.id or "") or None,
        title=line(item.title),
        text=paragraphs(item.text),
        links=_links(item.links),
        marks=_marks(item.marks),
    )
    label = line(item.label)
    capitals = line(label.upper())
    if is_label(capitals):
        return replace(found, label=capitals)
    if label and found.title:
        found = replace(found, title=f"{label} : {found.title}")
    elif label:
        found = replace(found, text=paragraphs(f"{label} : {found.text}"))
    if found.links and not (found.title or found.text):
        return replace(found, text=paragraphs(links_line(found.links)), links=())
    return found
