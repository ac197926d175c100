"""A picture: what it shows for those who do not see it, and its caption."""

from collections.abc import Iterator
from dataclasses import replace

from digest.draft import normal_blocks, parse
from digest.draft.escape import to_markdown, to_plain
from digest.edit.block import said
from digest.edit.proven import Place, block_at, lines_at, proven, swapped
from digest.edit.rows import cut, exchange, swap
from digest.errors import DraftError
from digest.model import Picture
from digest.notice import Notice

__all__ = ["picture"]


def picture(text: str, at: Place, *, alt: str, caption: str) -> str:
    """`text` with the picture at `at` described by `alt`, over `caption` (Markdown); either may be empty.

    Raises DraftError when there is no picture there.
    """
    here = parse(text)
    old = block_at(here, at)
    if not isinstance(old, Picture):
        raise DraftError(
            Notice("There is no picture at this place any more."), Notice("Reload the page.")
        )
    new = replace(old, alt=alt, caption=caption)
    lines = lines_at(here, at)
    words = [
        (f"![{to_plain(old.alt)}]", f"![{to_plain(alt)}]"),
        (to_markdown(old.caption), to_markdown(caption)),
    ]

    def ways() -> Iterator[str]:
        yield exchange(text, lines, swap(cut(text, lines), words))
        for way in said(normal_blocks((new,)), here.issue.language):
            yield exchange(text, lines, way)

    return proven(swapped(here.issue, at, new), ways())
