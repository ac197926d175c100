"""An issue -> the text of its draft: Markdown that a journalist is happy to edit.

Where a line of text would be read as structure, an empty comment before it, `<!-- -->`, says that
it is text. Markdown escapes that the text has of its own are left alone, to the character.
"""

from collections.abc import Iterator
from itertools import groupby

from digest.draft import deals, head, shapes
from digest.draft.comment import item_comment, section_comment
from digest.draft.escape import (
    address,
    links_line,
    read_links,
    to_comment,
    to_markdown,
    to_plain,
)
from digest.draft.lines import COMMENT, GUARD_WRITTEN
from digest.draft.normal import normal
from digest.draft.shapes import Kind
from digest.model import Block, Deal, Issue, Item, Note, Picture, Prose, Quote, Section, Subhead

__all__ = ["block", "dumps", "heading", "standfirst"]


def dumps(issue: Issue) -> str:
    """The text of the draft: `loads(dumps(issue)) == normal(issue)`, whatever the issue holds."""
    issue = normal(issue)
    parts = [head.write(issue), *_blocks(issue.preamble, issue.language, zone=())]
    for section in issue.sections:
        parts += _section(section, issue.language)
    return "\n\n".join(parts) + "\n"


def block(found: Block, language: str, *, zone: tuple[str, ...] = ()) -> str:
    """One normal block as it stands in the draft of a newsletter in `language`.

    `zone` names what may still come beneath the heading at this place ("standfirst",
    "companies"): a paragraph that looks like it is guarded.
    """
    match found:
        case Item():
            return _item(found, language)
        case Prose(text=text):
            return _prose(to_markdown(text), zone)
        case Subhead(text=text):
            return f"### {to_plain(text)}"
        case Quote():
            return _quote(found)
        case Picture():
            return _picture(found)
        case Deal():
            return deals.write([found], language)
        case Note(text=text):
            text = to_comment(text)
            return f"<!--\n{text}\n-->" if "\n" in text else f"<!-- {text} -->"


def _blocks(blocks: tuple[Block, ...], language: str, zone: tuple[str, ...]) -> Iterator[str]:
    for kind, run in groupby(blocks, type):
        if kind is Deal:
            yield deals.write([deal for deal in run if isinstance(deal, Deal)], language)
            zone = ()
            continue
        for found in run:
            yield block(found, language, zone=zone)
            if not isinstance(found, Note):
                zone = ()


def _section(section: Section, language: str) -> Iterator[str]:
    yield heading(section)
    zone: tuple[str, ...] = ("standfirst", "companies")
    if section.standfirst:
        yield standfirst(section.standfirst)
        zone = ("companies",)
    if section.companies:
        yield companies(section.companies)
        zone = ()
    yield from _blocks(section.blocks, language, zone)


def _guarded(row: str, *, when: bool) -> str:
    return f"{GUARD_WRITTEN}{row}" if when else row


def heading(section: Section) -> str:
    """The line that begins a section."""
    comment = section_comment(section.key, section.audience)
    words = ["##", to_plain(section.title), f"<!-- {comment} -->" if comment else ""]
    return " ".join(word for word in words if word)


def standfirst(text: str) -> str:
    """A section's standfirst as a line: in italics, where that can be read back."""
    text = to_markdown(text)
    for written in (f"*{text}*", f"_{text}_"):
        if shapes.emphasised(written) == text:
            return written
    return _marked(text, "standfirst")


def companies(names: tuple[str, ...]) -> str:
    """A section's company line: as plain as it can be read back."""
    plain = tuple(map(to_plain, names))
    row = " • ".join(plain)
    if (
        shapes.kind(row) is Kind.TEXT
        and shapes.companies(row) == plain
        and shapes.emphasised(row) is None
        and shapes.picture([row]) is None
    ):
        return row
    return _marked(row, "companies")


def _marked(row: str, word: str) -> str:
    """A line with a comment that says what it is; a rule (`- ---`) is a bullet with that behind it."""
    begins_text = shapes.kind(f"{row} {COMMENT}") is Kind.TEXT
    return f"{_guarded(row, when=not begins_text)} <!-- {word} -->"


def _item(item: Item, language: str) -> str:
    colon = " : " if language == "fr" else ": "
    rows = to_markdown(item.text).split("\n")
    start = f"{item.label}{colon}" if item.label else ""
    if item.title:
        start += f"**{to_plain(item.title)}**" + (" • " if item.text else "")
    whole = start + rows[0]
    misread = shapes.split_item(whole) != (item.label, item.title, rows[0])
    first = _guarded(rows[0], when=misread or _breaks(whole))
    rows[0] = f"- {start}{first}" if first else f"- {start}".rstrip()
    if len(rows) > 1 and not item.links:
        rows[-1] = _guarded(rows[-1], when=bool(read_links(rows[-1])))
    if item.links:
        rows.append(links_line(item.links))
    if comment := item_comment(item.id, item.marks):
        rows[-1] += f" <!-- {comment} -->"
    return "\n".join([rows[0], *(f"  {row}" if row.strip() else "" for row in rows[1:])])


def _breaks(content: str) -> bool:
    """Whether a bullet with this content would be read as a rule, `- - -`."""
    return bool(content) and shapes.kind(f"- {content}") is not Kind.BULLET


def _prose(text: str, zone: tuple[str, ...]) -> str:
    rows = [_guarded(row, when=shapes.kind(row) is not Kind.TEXT) for row in text.split("\n")]
    joined = " ".join(row.strip() for row in text.split("\n"))
    looks = (
        shapes.picture(text.split("\n")) is not None
        or deals.looks_like_table(text.split("\n"))
        or ("standfirst" in zone and shapes.emphasised(joined) is not None)
        or ("companies" in zone and shapes.companies(joined) != ())
    )
    rows[0] = _guarded(rows[0], when=looks and not rows[0].startswith(GUARD_WRITTEN))
    return "\n".join(rows)


def _quote(quote: Quote) -> str:
    rows = to_markdown(quote.text).split("\n") if quote.text else []
    if quote.source:
        rows += (
            ["", f"— {to_markdown(quote.source)}"] if rows else [f"— {to_markdown(quote.source)}"]
        )
    elif rows:
        rows[-1] = _guarded(rows[-1], when=shapes.quote_source(rows[-1]) is not None)
    return "\n".join(f"> {row}" if row.strip() else ">" for row in rows)


def _picture(picture: Picture) -> str:
    image = f"![{to_plain(picture.alt)}]({address(picture.src)}"
    caption = to_markdown(picture.caption)
    if not caption:
        return f"{image})"
    for written in (f"*{caption}*", f"_{caption}_"):
        if shapes.emphasised(written) == caption:
            return f"{image})\n{written}"
    title = to_plain(picture.caption).replace('"', r"\"")
    return f'{image} "{title}")'
