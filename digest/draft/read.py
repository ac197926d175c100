"""The draft as text -> the issue, and where in the file each part of it stands.

Nothing a person writes is refused but what cannot be understood at all; whatever has no shape of
its own is a paragraph, kept where it is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from digest.draft import deals, head, shapes
from digest.draft.comment import names_subscribers, read_item, read_section
from digest.draft.escape import from_comment, from_markdown, from_plain, read_links
from digest.draft.lines import COMMENT, GUARD, Line, Lines, lift, scan
from digest.draft.located import Located, SectionLines
from digest.draft.normal import line, mark, note, paragraph, paragraphs, tidy
from digest.draft.shapes import Kind
from digest.errors import DraftError
from digest.model import (
    Block,
    Deal,
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
from digest.notice import Notice

__all__ = ["loads", "parse"]


@dataclass(slots=True, kw_only=True)
class _Part:
    """The preamble or a section while it is read. `zone` lists what may still come beneath a heading."""

    heading: Lines | None = None
    key: str | None = None
    title: str = ""
    audience: str = "everyone"
    standfirst: str = ""
    companies: tuple[str, ...] = ()
    standfirst_at: Lines | None = None
    companies_at: Lines | None = None
    zone: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    at: list[Lines] = field(default_factory=list)

    def add(self, block: Block, at: Lines) -> None:
        self.blocks.append(block)
        self.at.append(at)
        if not isinstance(block, Note):
            self.zone = ()

    def add_notes(self, comments: list[str], at: Lines) -> None:
        for comment in comments:
            if text := note(from_comment(comment)):
                self.add(Note(text=text), at)


def loads(text: str, *, path: str = "issue.md") -> Issue:
    """The issue that `text` tells; `path` names the file in errors.

    Raises DraftError ("issue.md:LINE: ...") when there is no front matter with a date, when the
    front matter or a comment is never closed, when the number is no number, when a heading's comment
    speaks of subscribers in words that are not understood: what is theirs must not go to everyone.
    """
    return parse(text, path=path).issue


def parse(text: str, *, path: str = "issue.md") -> Located:
    """The issue that `text` tells and the lines where each part stands. Raises as `loads`."""
    rows = tidy(text.removeprefix("\ufeff")).split("\n")
    front = head.read(rows, path=path)
    lines = scan("\n".join(rows[front.ends :]), first=front.ends + 1, path=path)
    parts = _parts(lines, front, path)
    preamble, *sections = parts
    issue = Issue(
        date=front.day,
        title=front.texts.get("title", ""),
        newsletter=front.texts.get("newsletter", ""),
        language=front.texts.get("language", "") or "fr",
        number=front.number,
        subject=front.texts.get("subject", ""),
        preheader=front.texts.get("preheader", ""),
        frozen=front.texts.get("frozen", ""),
        teaser=front.teaser,
        epigraph=front.epigraph,
        preamble=tuple(preamble.blocks),
        sections=tuple(
            Section(
                key=part.key,
                title=part.title,
                standfirst=part.standfirst,
                companies=part.companies,
                blocks=tuple(part.blocks),
                audience=part.audience,
            )
            for part in sections
        ),
        extra=front.extra,
    )
    return Located(
        issue=issue,
        head=front.at,
        front=Lines(first=1, last=front.ends),
        preamble=tuple(preamble.at),
        sections=tuple(_section_lines(part) for part in sections),
    )


def _section_lines(part: _Part) -> SectionLines:
    heading = part.heading or Lines(first=1, last=1)
    ends = [at.last for at in (heading, part.standfirst_at, part.companies_at, *part.at) if at]
    return SectionLines(
        whole=Lines(first=heading.first, last=max(ends)),
        heading=heading,
        standfirst=part.standfirst_at,
        companies=part.companies_at,
        blocks=tuple(part.at),
    )


def _parts(lines: list[Line], front: head.Head, path: str) -> list[_Part]:
    parts = [_Part()]
    parts[0].add_notes(list(front.notes), Lines(first=1, last=front.ends))
    at = 0
    while at < len(lines):
        here = lines[at]
        match shapes.kind(here.text):
            case _ if not here.text.strip():
                at += 1
                continue
            case Kind.HEADING:
                end = at + 1
                _heading(here, parts, path)
            case Kind.BULLET:
                end = _item_end(lines, at)
                _item(lines[at:end], parts[-1])
            case Kind.QUOTE:
                end = _run(lines, at, lambda row: shapes.kind(row) in {Kind.QUOTE, Kind.TEXT})
                _quote(lines[at:end], parts[-1])
            case Kind.TEXT:
                end = _run(lines, at, lambda row: shapes.kind(row) is Kind.TEXT)
                _paragraph(lines[at:end], parts[-1])
        at = end
    return parts


def _run(lines: list[Line], at: int, goes_on: Callable[[str], bool]) -> int:
    end = at + 1
    while end < len(lines) and lines[end].text.strip() and goes_on(lines[end].text):
        end += 1
    return end


def _item_end(lines: list[Line], at: int) -> int:
    """Lines belong to an item while they are indented, or follow it without a blank line."""
    inside = shapes.indent(lines[at].text) + 2
    end = now = at + 1
    while now < len(lines):
        row = lines[now].text
        if row.strip():
            follows = now == end and shapes.kind(row) is Kind.TEXT
            if not follows and shapes.indent(row) < inside:
                break
            end = now + 1
        now += 1
    return end


def _span(lines: list[Line]) -> Lines:
    return Lines(first=lines[0].at.first, last=lines[-1].at.last)


def _comments(lines: list[Line]) -> list[str]:
    return [comment for here in lines for comment in here.comments]


def _rows(lines: list[Line]) -> list[str]:
    """The lines without their comments; a line that held nothing else is gone."""
    lifted = ((here.text, lift(here.text)) for here in lines)
    return [row for was, row in lifted if row.strip() or COMMENT not in was]


def _markdown(text: str) -> str:
    return from_markdown(text.replace(GUARD, ""))


def _plain(text: str) -> str:
    return line(from_plain(text.replace(GUARD, "")))


def _heading(here: Line, parts: list[_Part], path: str) -> None:
    level, text = shapes.heading(lift(here.text))
    comments = list(here.comments)
    if level > 2:
        if title := _plain(text):
            parts[-1].add(Subhead(text=title), here.at)
        parts[-1].add_notes(comments, here.at)
        return
    part = _Part(heading=here.at, title=_plain(text), zone=("standfirst", "companies"))
    for comment in comments:
        if found := read_section(comment):
            part.key, part.audience = found
            comments.remove(comment)
            break
    if unclear := next(filter(names_subscribers, comments), None):
        raise DraftError(
            Notice(
                "{path}:{line}: for whom is this section? “{unclear}” is not understood.",
                path=path,
                line=here.at.first,
                unclear=unclear.strip(),
            ),
            Notice(
                "Write `<!-- subscribers -->` behind the heading, after the section's key "
                "where it has one; a note to yourself goes on a line of its own."
            ),
        )
    parts.append(part)
    part.add_notes(comments, here.at)


def _item(lines: list[Line], part: _Part) -> None:
    comments = _comments(lines)
    id_: str | None = None
    marks: tuple[str, ...] = ()
    for comment in comments:
        if found := read_item(comment):
            id_, marks = found
            comments.remove(comment)
            break
    first, rest = shapes.bullet(lift(lines[0].text)), _rows(lines[1:])
    rows = _dedent(rest, shapes.indent(lines[0].text) + 2)
    links: tuple[Link, ...] = ()
    if rows and (links := read_links(rows[-1])):
        rows.pop()
    label, title, text = shapes.split_item(first)
    item = Item(
        id=line(id_ or "") or None,
        title=line(title.replace(GUARD, "")),
        text=paragraphs(_markdown("\n".join([text, *rows]))),
        label=line(label),
        links=tuple(Link(text=line(link.text), url=line(link.url)) for link in links),
        marks=tuple(word for word in map(mark, marks) if word),
    )
    if item != Item():
        part.add(item, _span(lines))
    part.add_notes(comments, _span(lines))


def _dedent(rows: list[str], width: int) -> list[str]:
    """Takes an item's indentation off: the first paragraph's, then what each paragraph begins with."""
    found = []
    for at, row in enumerate(rows):
        blanks = len(row) - len(row.lstrip())
        if at and not rows[at - 1].strip():
            width = blanks
        found.append(row[min(1 if row.startswith("\t") else width, blanks) :])
    return found


def _quote(lines: list[Line], part: _Part) -> None:
    rows = []
    for row in _rows(lines):
        inside = row.lstrip()
        inside = inside.removeprefix(">").removeprefix(" ") if inside.startswith(">") else row
        rows.append(inside)
    while rows and not rows[-1].strip():
        rows.pop()
    source = shapes.quote_source(rows[-1]) if rows else None
    if source is not None:
        rows.pop()
    quote = Quote(text=paragraphs(_markdown("\n".join(rows))), source=line(_markdown(source or "")))
    if quote.text or quote.source:
        part.add(quote, _span(lines))
    part.add_notes(_comments(lines), _span(lines))


def _deals(lines: list[Line], part: _Part) -> None:
    """The rows of a table; its header and rule say nothing of their own, their comments may."""
    for row in lines[:2]:
        part.add_notes([word for word in row.comments if word != deals.TABLE], row.at)
    for row in lines[2:]:
        deal, comments = deals.read(row)
        if deal != Deal(sure=deal.sure):
            part.add(deal, row.at)
        part.add_notes(comments, row.at)


def _paragraph(lines: list[Line], part: _Part) -> None:
    if deals.is_table(lines):
        _deals(lines, part)
        return
    at, comments, rows = _span(lines), _comments(lines), _rows(lines)
    joined = " ".join(row.strip() for row in rows)
    # A comment that stands alone says nothing about a line: it is a note, whatever its word.
    said = next((word for word in part.zone if word in comments), "") if joined.strip() else ""
    if said:
        comments.remove(said)
    picture = None if said else shapes.picture(rows)
    standfirst = joined if said == "standfirst" else None
    names = tuple(joined.split("•")) if said == "companies" else ()
    if not said and not picture:
        standfirst = shapes.emphasised(joined) if "standfirst" in part.zone else None
        names = shapes.companies(joined) if "companies" in part.zone and not standfirst else ()
    if picture:
        src, alt, caption, plain = picture
        caption = caption if plain else _markdown(caption)
        part.add(Picture(src=line(src), alt=line(alt), caption=line(caption)), at)
    elif standfirst is not None and (text := line(_markdown(standfirst))):
        part.standfirst, part.standfirst_at, part.zone = text, at, ("companies",)
    elif names := tuple(name for name in map(_plain, names) if name):
        part.companies, part.companies_at, part.zone = names, at, ()
    elif text := paragraph(_markdown("\n".join(rows))):
        part.add(Prose(text=text), at)
    part.add_notes(comments, at)
