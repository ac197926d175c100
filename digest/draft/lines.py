"""The lines of a draft with its comments taken out and set aside, each knowing where it stood.

A comment may span lines and hold anything, so comments are found first. Each leaves one character
behind: `COMMENT`, or `GUARD` for an empty one, which only keeps its line from being read as
structure. Neither character occurs in a text that went through `normal.tidy`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.draft.escape import COMMENT_OPENS
from digest.errors import DraftError
from digest.notice import Notice

__all__ = ["COMMENT", "GUARD", "GUARD_WRITTEN", "Line", "Lines", "lift", "lift_all", "rows", "scan"]

COMMENT = "\0"
GUARD = "\1"
GUARD_WRITTEN = "<!-- -->"
_ROW = re.compile(r"[^\n\r\x0b\x0c]*(?:\r\n?|[\n\x0b\x0c])|[^\n\r\x0b\x0c]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of the file, the first and the last, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line; `text` holds `COMMENT` in place of each of `comments`."""

    text: str
    comments: tuple[str, ...]
    at: Lines


def rows(text: str) -> list[str]:
    """The lines of a file as they stand, each with its end: `"".join(rows(text)) == text`."""
    return _ROW.findall(text)


def _split(text: str) -> Iterator[tuple[str, str | None, int]]:
    """(text before, comment, line breaks inside it); the comment is None when it never closes."""
    at = 0
    while opening := COMMENT_OPENS.search(text, at):
        begin = opening.end() - len("<!--")
        end = text.find("-->", begin + 2)  # `<!-->` is an empty comment in HTML too
        if end < 0:
            yield text[at:begin], None, 0
            at = begin
            break
        inside = text[begin + 4 : max(begin + 4, end)]
        yield text[at:begin], inside.strip(), text.count("\n", begin, end)
        at = end + len("-->")
    yield text[at:], "", 0


def scan(text: str, *, first: int, path: str) -> list[Line]:
    """The lines of `text`, which begins at line `first` of `path`.

    Raises DraftError for a comment that is never closed.
    """
    found: list[Line] = []
    row: list[str] = []
    comments: list[str] = []
    start = now = first
    for before, comment, breaks in _split(text):
        for count, piece in enumerate(before.split("\n")):
            if count:
                found.append(
                    Line(
                        text="".join(row), comments=tuple(comments), at=Lines(first=start, last=now)
                    )
                )
                row, comments = [], []
                now += 1
                start = now
            row.append(piece)
        if comment is None or COMMENT_OPENS.search(comment):
            # One in another: the first was left open, and would hide what follows from readers.
            raise DraftError(
                Notice(
                    "{path}:{line}: a comment begins here with `<!--` and is never closed.",
                    path=path,
                    line=now,
                ),
                Notice("Write `-->` where it ends, or `\\<!--` if readers should see these signs."),
            )
        if comment:
            comments.append(comment)
        row.append(COMMENT if comment else GUARD)
        now += breaks
    row.pop()  # what the end of the text left is no comment
    found.append(Line(text="".join(row), comments=tuple(comments), at=Lines(first=start, last=now)))
    return found


def lift(text: str) -> str:
    """`text` without its comments and the blanks before them; no two words become one."""
    if COMMENT not in text:
        return text
    kept: list[str] = []
    last = ""  # the last sign kept
    for number, piece in enumerate(text.split(COMMENT)):
        if number:
            kept[-1] = kept[-1].rstrip()
            last = kept[-1][-1:] or last
            if not last:
                piece = piece.lstrip()  # noqa: PLW2901 - the piece as it is kept
            elif last.isalnum() and piece[:1].isalnum():
                piece = f" {piece}"  # noqa: PLW2901 - the piece as it is kept
        kept.append(piece)
    return "".join(kept)


def lift_all(text: str) -> tuple[str, tuple[str, ...]]:
    """One line of front matter without its comments, and the comments."""
    row: list[str] = []
    comments: list[str] = []
    for before, comment, _ in _split(text):
        row.append(before)
        if comment:
            comments.append(comment)
            row.append(COMMENT)
    return lift("".join(row)), tuple(comments)
