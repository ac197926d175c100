"""The shapes of lines that mean something, used alike by the reader and, against itself, by the writer.

The writer asks these very functions whether its line would be read as something else, and guards
the line when it would: so the two cannot disagree. Every function takes text as it stands in the
file and is linear in its length.
"""

import re
from enum import Enum, auto

from digest.draft.escape import ADDRESS, from_plain, unaddress
from digest.draft.lines import GUARD
from digest.draft.normal import is_label

__all__ = [
    "Kind",
    "bullet",
    "companies",
    "emphasised",
    "heading",
    "indent",
    "kind",
    "picture",
    "quote_source",
    "split_item",
]

_HEADING = re.compile(r"(#{2,6})\s*+(.*)", re.DOTALL)
_BULLET = re.compile(r"(?:[-*‣▪◦](?=\s|$)|•)\s*+")
_THEMATIC = re.compile(r"([-*_])(?:\s*+\1){2,}\s*+")
_TITLE = re.compile(r"\*\*(?=\S)((?:\\.|[^\\*]|\*(?!\*))++)\*\*(?!\*)")
_AFTER_TITLE = re.compile(r"\s*+[•·]\s*+|\s++[–—-]\s++|\s*+:(?=\s|$)\s*+|\s*$")
_EMPHASIS = re.compile(r"(?<![\\*])\*(?=[^\s*])((?:\\.|[^\\*])++)(?<!\s)\*(?!\*)")
_STARS = re.compile(r"\*(?![\s*])((?:\\.|[^\\*])++)(?<!\s)\*")
_UNDERSCORES = re.compile(r"_(?![\s_])((?:\\.|[^\\_])++)(?<!\s)_")
_PICTURE = re.compile(
    rf"!\[((?:\\.|[^\[\]\\])*+)\]\(\s*+{ADDRESS}(?:\s++\"((?:\\.|[^\"\\])*+)\")?\s*+\)"
)
_SOURCE = re.compile(r"\s*+(?:[—–]\s*+|--?\s++)(?=\S)(.*)", re.DOTALL)
_LONGEST_NAME = 40


class Kind(Enum):
    HEADING = auto()
    BULLET = auto()
    QUOTE = auto()
    TEXT = auto()


def kind(row: str) -> Kind:
    """What a line begins, whatever blanks stand before it."""
    row = row.lstrip()
    if row.startswith("##"):
        return Kind.HEADING
    if row.startswith(">"):
        return Kind.QUOTE
    if _BULLET.match(row) and not _THEMATIC.fullmatch(row):
        return Kind.BULLET
    return Kind.TEXT


def indent(row: str) -> int:
    """The columns before the first sign; a tab counts four."""
    return len(row[: len(row) - len(row.lstrip())].expandtabs(4))


def heading(row: str) -> tuple[int, str]:
    """Level (2 to 6) and text of a heading's line."""
    found = _HEADING.fullmatch(row.strip())
    return (len(found[1]), found[2]) if found else (2, row)


def bullet(row: str) -> str:
    """What stands after the bullet."""
    row = row.lstrip()
    found = _BULLET.match(row)
    return row[found.end() :] if found else row


def split_item(content: str) -> tuple[str, str, str]:
    """Label, title (plain text) and the rest of an item's first line.

    `À SURVEILLER : **Title** • text`; without a bold title a label still counts; for the sign
    after the title a dash, a colon or the title's own full stop will do.
    """
    label, rest = "", content
    end = next((at for at, sign in enumerate(content[:44]) if sign in ":•"), None)
    if end is not None and is_label(content[:end].strip()):
        after = content[end + 1 :]
        if content[end] == "•" or not after or after[0].isspace():
            label, rest = content[:end].strip(), after.lstrip()
    found = _TITLE.match(rest)
    if not found:
        return label, "", rest
    title, after = found[1], rest[found.end() :]
    if between := _AFTER_TITLE.match(after):
        return label, _title(title), after[between.end() :]
    if title[-1] in ".!?…" and after[0].isspace():
        return label, _title(title), after.lstrip()
    if title[-1] in ":•" and after[0].isspace() and title[:-1].strip():
        return label, _title(title[:-1].strip()), after.lstrip()
    return label, "", rest


def _title(markdown: str) -> str:
    return from_plain(_EMPHASIS.sub(r"\1", markdown))


def emphasised(row: str) -> str | None:
    """What a line wholly in italics says, else None."""
    row = row.strip()
    found = _STARS.fullmatch(row) or _UNDERSCORES.fullmatch(row)
    return found[1] if found else None


def companies(row: str) -> tuple[str, ...]:
    """The names of a company line, `Amiad • Cohere • Mistral`; () for any other line."""
    if GUARD in row:
        return ()
    names = tuple(piece.strip() for piece in row.split("•"))
    return names if len(names) > 1 and all(map(_is_name, names)) else ()


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and len(name.split()) <= 5 and name[-1] not in ".?…:;"


def picture(rows: list[str]) -> tuple[str, str, str, bool] | None:
    """(src, alt, caption, whether the caption is plain text) of a paragraph that is a picture.

    The caption is the line in italics beneath, or else the title in quotation marks.
    """
    found = _PICTURE.fullmatch(rows[0].strip()) if rows else None
    if not found:
        return None
    alt, angled, bare, title = found.groups()
    beneath = emphasised(" ".join(row.strip() for row in rows[1:])) if len(rows) > 1 else ""
    if beneath is None or (beneath and title):
        return None
    src = unaddress(angled, bare)
    caption = beneath or from_plain(title or "")
    return src, from_plain(alt), caption, not beneath


def quote_source(row: str) -> str | None:
    """The source that the last line of a pull quote names, `— source`, else None."""
    found = _SOURCE.fullmatch(row)
    return found[1].strip() if found else None
