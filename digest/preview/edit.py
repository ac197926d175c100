"""Edits of `issue.md`, each the smallest that says what was meant.

A file that a person keeps is not written anew: lines are cut, put in or exchanged where the act is,
and everything else keeps its bytes. Each edit is proven before it counts: the new text, parsed, must
be the old issue with exactly this change; otherwise the next, less sparing way is tried.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from digest.draft import Lines, Located, normal, parse
from digest.draft.comment import item_comment, read_item
from digest.draft.escape import to_markdown, to_plain
from digest.draft.write import block as written
from digest.errors import DraftError
from digest.model import Block, Issue, Item, Section

__all__ = ["Place", "insert", "mark", "move", "remove", "revise"]

_ROW = re.compile(r"[^\n\r\x0b\x0c]*(?:\r\n?|[\n\x0b\x0c])|[^\n\r\x0b\x0c]+")
_COMMENT = re.compile(r"<!--((?:(?!-->)[^\n])*+)-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block of an issue: the section's number and the block's in it, both from 0."""

    section: int
    block: int


def revise(text: str, at: Place, *, title: str, label: str, body: str) -> str:
    """`text` with the item at `at` saying `title`, `label` and `body` (Markdown).

    Raises DraftError when there is no item there, or when it would be left without a word.
    """
    here = parse(text)
    old = _item(here, at)
    new = replace(old, title=title, label=label, text=body)
    if not (title.strip() or body.strip()):
        raise DraftError("An item needs a title or a text.", "Take it out instead.")
    raw = _cut(text, _lines(here, at))

    def ways() -> Iterator[str]:
        swapped = raw
        for before, after in (
            (to_plain(old.title), to_plain(new.title)),
            (to_markdown(old.text), to_markdown(new.text)),
            (old.label, new.label),
        ):
            if before != after and before and after and swapped.count(before) == 1:
                swapped = swapped.replace(before, after.replace("\n", "\n  "))
        yield swapped
        yield _whole(raw, new, here.issue.language)

    meant = _with_block(here.issue, at, new)
    return _proven(meant, (_exchange(text, _lines(here, at), way) for way in ways()))


def mark(text: str, at: Place, word: str, *, on: bool) -> str:
    """`text` with the mark `word` ("locked") set on the item at `at`, or taken off."""
    here = parse(text)
    old = _item(here, at)
    kept = tuple(one for one in old.marks if one != word)
    new = replace(old, marks=(*kept, word) if on else kept)
    raw = _cut(text, _lines(here, at))
    comment = item_comment(new.id, new.marks)

    def ways() -> Iterator[str]:
        for found in _COMMENT.finditer(raw):
            if read_item(found[1].strip()):
                before = raw[: found.start()]
                said = f"<!-- {comment} -->" if comment else ""
                yield (before if said else before.rstrip(" ")) + said + raw[found.end() :]
        yield raw.rstrip("\r\n") + f" <!-- {comment} -->" + raw[len(raw.rstrip("\r\n")) :]
        yield _whole(raw, new, here.issue.language)

    meant = _with_block(here.issue, at, new)
    return _proven(meant, (_exchange(text, _lines(here, at), way) for way in ways()))


def remove(text: str, at: Place) -> str:
    """`text` without the item at `at`."""
    here = parse(text)
    _item(here, at)
    return _proven(_without(here.issue, at), iter([_take_out(text, _lines(here, at))]))


def insert(text: str, at: Place, item: Item) -> str:
    """`text` with `item` before the block at `at` (after the section's last when it has no such)."""
    here = parse(text)
    raw = written(normal(_only(here.issue, item)).sections[0].blocks[0], here.issue.language)
    return _proven(
        _put(here.issue, at, item), iter([_put_in(text, _line_before(here, at), raw + "\n")])
    )


def move(text: str, at: Place, to: Place) -> str:
    """`text` with the item at `at` before the block that stands at `to` (or last in that section)."""
    here = parse(text)
    item = _item(here, at)
    lines = _lines(here, at)
    if to in {at, replace(at, block=at.block + 1)}:
        return text
    target = _line_before(here, to)
    later = at.section == to.section and to.block > at.block
    landing = replace(to, block=to.block - 1) if later else to
    meant = _put(_without(here.issue, at), landing, item)
    raw = _cut(text, lines)
    raw = raw if raw.endswith(("\n", "\r", "\x0b", "\x0c")) else raw + "\n"
    if target >= lines.last:  # below first, so that the lines above keep their numbers
        moved = _take_out(_put_in(text, target, raw), lines)
    else:
        moved = _put_in(_take_out(text, lines), target, raw)
    return _proven(meant, iter([moved]))


# ------------------------------------------------------------------------------- rows of the file


def _rows(text: str) -> list[str]:
    return _ROW.findall(text)


def _cut(text: str, at: Lines) -> str:
    return "".join(_rows(text)[at.first - 1 : at.last])


def _exchange(text: str, at: Lines, raw: str) -> str:
    rows = _rows(text)
    return "".join([*rows[: at.first - 1], raw, *rows[at.last :]])


def _take_out(text: str, at: Lines) -> str:
    """Without these lines, and without one of the two blank lines that would meet."""
    rows = _rows(text)
    first, last = at.first - 1, at.last
    if last < len(rows) and not rows[last].strip() and (first == 0 or not rows[first - 1].strip()):
        last += 1
    return "".join([*rows[:first], *rows[last:]])


def _put_in(text: str, after: int, raw: str) -> str:
    """With `raw` (whole lines) behind line `after`, blank lines around it."""
    rows = _rows(text)
    if rows and rows[-1] == rows[-1].rstrip("\r\n\x0b\x0c"):
        rows[-1] += "\n"
    above, below = rows[:after], rows[after:]
    if above and above[-1].strip():
        raw = "\n" + raw
    elif below and not below[0].strip():
        raw, below = below[0] + raw, below[1:]
    if below and below[0].strip():
        raw += "\n"
    return "".join([*above, raw, *below])


def _whole(raw: str, item: Item, language: str) -> str:
    """The item written anew, with the line end that it had."""
    end = raw[len(raw.rstrip("\r\n\x0b\x0c")) :]
    made = normal(_only(None, item)).sections[0].blocks
    return (written(made[0], language) if made else "") + end


# ------------------------------------------------------------------------------- what is meant


def _item(here: Located, at: Place) -> Item:
    try:
        found = here.issue.sections[at.section].blocks[at.block]
    except IndexError:
        found = None
    if not isinstance(found, Item) or min(at.section, at.block) < 0:
        raise DraftError("There is no item at this place any more.", "Reload the page.")
    return found


def _lines(here: Located, at: Place) -> Lines:
    return here.sections[at.section].blocks[at.block]


def _line_before(here: Located, at: Place) -> int:
    """The line behind which a block at `at` begins: the end of the block above it."""
    if not 0 <= at.section < len(here.sections):
        raise DraftError("There is no section at this place any more.", "Reload the page.")
    section = here.sections[at.section]
    ends = [section.heading, section.standfirst, section.companies, *section.blocks[: at.block]]
    return max(lines.last for lines in ends if lines)


def _blocks(issue: Issue, number: int, change: Callable[[list[Block]], None]) -> Issue:
    section = issue.sections[number]
    blocks = list(section.blocks)
    change(blocks)
    sections = list(issue.sections)
    sections[number] = replace(section, blocks=tuple(blocks))
    return replace(issue, sections=tuple(sections))


def _with_block(issue: Issue, at: Place, item: Item) -> Issue:
    return _blocks(issue, at.section, lambda blocks: blocks.__setitem__(at.block, item))


def _without(issue: Issue, at: Place) -> Issue:
    return _blocks(issue, at.section, lambda blocks: blocks.__delitem__(at.block))


def _put(issue: Issue, at: Place, item: Item) -> Issue:
    return _blocks(issue, at.section, lambda blocks: blocks.insert(at.block, item))


def _only(issue: Issue | None, item: Item) -> Issue:
    from datetime import date  # noqa: PLC0415 - any day will do

    alone = (Section(title="-", blocks=(item,)),)
    return replace(issue, sections=alone) if issue else Issue(date=date.min, sections=alone)


def _proven(meant: Issue, ways: Iterator[str]) -> str:
    """The first text that says exactly what is meant; DraftError when none does."""
    meant = normal(meant)
    for text in ways:
        try:
            if normal(parse(text).issue) == meant:
                return text
        except DraftError:
            continue
    raise DraftError(
        "This change cannot be made here without touching more than was meant.",
        "Make it in issue.md itself.",
    )
