"""Blocks put in, taken out, moved, said in other words."""

from collections.abc import Iterator
from dataclasses import replace

from digest.draft import normal_blocks, parse
from digest.draft.escape import to_markdown, to_plain
from digest.draft.write import block as written
from digest.edit.proven import (
    Place,
    block_at,
    line_before,
    lines_at,
    proven,
    put,
    swapped,
    without,
)
from digest.edit.rows import cut, ended, exchange, put_in, swap, take_out
from digest.errors import DraftError
from digest.model import Block, Deal, Item, Note, Picture, Prose, Quote, Subhead
from digest.notice import Notice

__all__ = ["insert", "move", "remove", "reword", "said"]


def insert(text: str, at: Place, block: Block) -> str:
    """`text` with `block` before the block at `at` (after the section's last when it has no such).

    Prose of several paragraphs becomes as many blocks.
    """
    here = parse(text)
    parts = normal_blocks((block,))
    if not parts:
        raise DraftError(Notice("There is no word in it."), Notice("Write something, or leave it."))
    meant = here.issue
    for offset, part in enumerate(parts):
        meant = put(meant, replace(at, block=at.block + offset), part)
    after = line_before(here, at)
    return proven(
        meant, (put_in(text, after, f"{raw}\n") for raw in said(parts, here.issue.language))
    )


def remove(text: str, at: Place) -> str:
    """`text` without the block at `at`."""
    here = parse(text)
    block_at(here, at)
    return proven(without(here.issue, at), [take_out(text, lines_at(here, at))])


def move(text: str, at: Place, to: Place) -> str:
    """`text` with the block at `at` before the one that stands at `to` (or last in that section)."""
    here = parse(text)
    block = block_at(here, at)
    lines = lines_at(here, at)
    if to in {at, replace(at, block=at.block + 1)}:
        return text
    target = line_before(here, to)
    later = at.section == to.section and to.block > at.block
    landing = replace(to, block=to.block - 1) if later else to
    meant = put(without(here.issue, at), landing, block)
    raw = ended(cut(text, lines))
    if target >= lines.last:  # below first, so that the lines above keep their numbers
        moved = take_out(put_in(text, target, raw), lines)
    else:
        moved = put_in(take_out(text, lines), target, raw)
    return proven(meant, [moved])


def reword(text: str, at: Place, words: str, *, source: str | None = None) -> str:
    """`text` with the paragraph, subhead, pull quote or note at `at` saying `words`.

    A paragraph may become several. `source` is who said a pull quote, unchanged when None. Raises
    DraftError for what has fields of its own (see `revise`, `deal`, `picture`), and for no word.
    """
    here = parse(text)
    old = block_at(here, at)
    new, *pairs = _reworded(old, words, source)
    parts = normal_blocks((new,))
    if not words.strip() or not parts:
        raise DraftError(Notice("There is no word in it."), Notice("Take it out instead."))
    meant = swapped(here.issue, at, parts[0])
    for offset, part in enumerate(parts[1:], 1):
        meant = put(meant, replace(at, block=at.block + offset), part)
    lines = lines_at(here, at)
    raw = cut(text, lines)

    def ways() -> Iterator[str]:
        yield exchange(text, lines, swap(raw, pairs))
        for way in said(parts, here.issue.language):
            yield exchange(text, lines, way)

    return proven(meant, ways())


_Pair = tuple[str, str]  # words as they stand in the file, and what they are to be


def _reworded(old: Block, words: str, source: str | None) -> tuple[Block, *tuple[_Pair, ...]]:
    """The block with other words, and what is to be exchanged for what in the file."""
    marked = to_markdown(words)
    match old:
        case Prose():
            return Prose(text=words), (to_markdown(old.text), marked)
        case Note():
            return Note(text=words), (old.text, words)
        case Subhead():
            return Subhead(text=words), (to_plain(old.text), to_plain(words))
        case Quote():
            said_by = old.source if source is None else source
            new = Quote(text=words, source=said_by)
            by = (to_markdown(old.source), to_markdown(said_by))
            return new, (to_markdown(old.text), marked), by
        case Item() | Deal() | Picture():
            raise DraftError(
                Notice("This has fields of its own."), Notice("Change it in issue.md itself.")
            )


def said(blocks: tuple[Block, ...], language: str) -> Iterator[str]:
    """Normal blocks as the program writes them: plainly, then guarded as beneath a heading, where a
    paragraph could be taken for a standfirst.
    """
    for zone in ((), ("standfirst", "companies")):
        yield "\n\n".join(written(block, language, zone=zone) for block in blocks)
