"""What an item says, and its marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from digest.draft import normal_blocks, parse
from digest.draft.comment import item_comment, read_item
from digest.draft.escape import links_line, to_markdown, to_plain
from digest.edit.block import said
from digest.edit.proven import Place, block_at, item_at, lines_at, proven, swapped
from digest.edit.rows import ENDS, cut, exchange, swap
from digest.errors import DraftError
from digest.model import Deal, Item, Link
from digest.notice import Notice

__all__ = ["identify", "mark", "revise"]

_COMMENT = re.compile(r"<!--((?:(?!-->)[^\n])*+)-->")
_INNER = re.compile(r"\n(?=[^\n])")  # the lines of an item below its first are indented


def revise(
    text: str,
    at: Place,
    *,
    title: str,
    label: str,
    body: str,
    links: tuple[Link, ...] | None = None,
) -> str:
    """`text` with the item at `at` saying `title`, `label` and `body` (Markdown).

    `links` are its sources, unchanged when None. Raises DraftError when there is no item there, or
    when it would be left without a word.
    """
    here = parse(text)
    old = item_at(here, at)
    kept = old.links if links is None else links
    new = replace(old, title=title, label=label, text=body, links=kept)
    if not (title.strip() or body.strip()):
        raise DraftError(Notice("An item needs a title or a text."), Notice("Take it out instead."))
    lines = lines_at(here, at)
    raw = cut(text, lines)

    def ways() -> Iterator[str]:
        words = [
            (to_plain(old.title), to_plain(new.title)),
            (to_markdown(old.text), _INNER.sub("\n  ", to_markdown(new.text))),
            (old.label, new.label),
        ]
        yield swap(raw, [*words, (links_line(old.links), links_line(new.links))])
        pairs = zip(old.links, new.links, strict=False)
        yield swap(raw, [*words, *((links_line([a]), links_line([b])) for a, b in pairs)])
        yield from said(normal_blocks((new,)), here.issue.language)

    meant = swapped(here.issue, at, new)
    return proven(meant, (exchange(text, lines, way) for way in ways()))


def mark(text: str, at: Place, word: str, *, on: bool) -> str:
    """`text` with the mark `word` ("locked") set on the item or deal at `at`, or taken off."""
    here = parse(text)
    old = block_at(here, at)
    if not isinstance(old, Item | Deal):
        raise DraftError(
            Notice("There is no item at this place any more."), Notice("Reload the page.")
        )
    kept = tuple(one for one in old.marks if one != word)
    return _remarked(text, at, replace(old, marks=(*kept, word) if on else kept))


def identify(text: str, at: Place, id_: str) -> str:
    """`text` with the item at `at` known as that of the story `id_`."""
    return _remarked(text, at, replace(item_at(parse(text), at), id=id_))


def _remarked(text: str, at: Place, new: Item | Deal) -> str:
    """`text` with the comment of the block at `at` saying the id and the marks of `new`."""
    here = parse(text)
    lines = lines_at(here, at)
    raw = cut(text, lines)
    comment = item_comment(new.id, new.marks)

    def ways() -> Iterator[str]:
        for found in _COMMENT.finditer(raw):
            if read_item(found[1].strip()):
                before = raw[: found.start()]
                words = f"<!-- {comment} -->" if comment else ""
                yield (before if words else before.rstrip(" ")) + words + raw[found.end() :]
        yield f"{raw.rstrip(ENDS)} <!-- {comment} -->"
        yield from said(normal_blocks((new,)), here.issue.language)

    meant = swapped(here.issue, at, new)
    return proven(meant, (exchange(text, lines, way) for way in ways()))
