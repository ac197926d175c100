r"""Markdown as the words a reader sees."""

import html
import re

from digest.draft.escape import ADDRESS, from_plain

__all__ = ["plain"]

_PICTURE = re.compile(rf"!\[(?:[^\[\]\\]|\\.)*+\]\({ADDRESS}(?:\s++\"[^\"\n]*\")?\)")
_LINK = re.compile(rf"\[((?:[^\[\]\\]|\\.)*+)\]\({ADDRESS}(?:\s++\"[^\"\n]*\")?\)")
_SIGNS = re.compile(
    r"(?<!\\)(?:\*+(?=\S)|(?<=\S)\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|`+|~~)"
    r"|^[^\S\n]*(?:#{1,6}|>)[^\S\n]+",
    re.MULTILINE,
)
_LISTED = re.compile(r"^[^\S\n]*(?:[-*+•]|\d{1,9}[.)])[^\S\n]+(?=\S)", re.MULTILINE)


def plain(markdown: str) -> str:
    """The words of `markdown`: links by their text, no pictures, no emphasis, no backslashes, no
    numbers of lists (each of their points is a paragraph). Good enough to compare words; what readers get is made by the renderer.
    """
    text = _LINK.sub(r"\1", _PICTURE.sub("", _LISTED.sub("\n\n", markdown)))
    return html.unescape(from_plain(_SIGNS.sub("", text)))
