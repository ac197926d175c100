"""Plain text as Markdown that reads as the same plain text."""

import re

__all__ = ["markdown_escape"]

# Only what Markdown would read as markup where it stands, so that the draft stays pleasant: an
# asterisk between spaces, the underscore of snake_case or a lone bracket is text already.
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"  # a backslash before punctuation
    r"|`"
    r"|\*(?!\s)|(?<!\s)\*"
    r"|(?<!\w)_(?!\s)|(?<!\s)_(?!\w)"
    r"|~(?=~)|(?<=~)~"
    r"|\[|\](?=[(\[:])"
    r"|<(?=[a-zA-Z/!?])"
    r"|&(?=#?\w{1,31};)"
)
# At the start of a line: headings, quotes, bullets, numbered lists, rules, fences, tables.
_LINE_START = re.compile(
    r"^(\s*)(#{1,6}(?=\s|$)|>|[-+*•](?=\s|$)|={2,}\s*$|-{2,}|~{3,}|\|)", re.MULTILINE
)
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)


def markdown_escape(plain: str) -> str:
    """`plain` with a backslash before what Markdown (CommonMark 0.31) would read as markup.

    Linear; an HTML tag comes out as the text of a tag. Line breaks stay as they are.
    """
    escaped = _INLINE.sub(lambda match: "\\" + match.group(), plain)
    escaped = _LINE_START.sub(r"\1\\\2", escaped)
    return _NUMBERED.sub(r"\1\\\2", escaped)
