"""The rows of a file, with their own line ends: cut, exchanged, taken out, put in."""

import re
from collections.abc import Iterable

from digest.draft import Lines

__all__ = ["ENDS", "cut", "ended", "exchange", "last_line", "put_in", "swap", "take_out"]

ENDS = "\r\n\x0b\x0c"
_ROW = re.compile(r"[^\n\r\x0b\x0c]*(?:\r\n?|[\n\x0b\x0c])|[^\n\r\x0b\x0c]+")


def _rows(text: str) -> list[str]:
    return _ROW.findall(text)


def cut(text: str, at: Lines) -> str:
    """The lines of `text` that `at` names."""
    return "".join(_rows(text)[at.first - 1 : at.last])


def last_line(text: str) -> int:
    """The number of the last line, from 1."""
    return len(_rows(text))


def ended(raw: str) -> str:
    """`raw` as whole lines: the last one of a file may have no end."""
    return raw if raw.endswith(tuple(ENDS)) else raw + "\n"


def exchange(text: str, at: Lines, raw: str) -> str:
    """`text` with `raw` in place of these lines; the last line keeps the end that it had."""
    rows = _rows(text)
    was = "".join(rows[at.first - 1 : at.last])
    end = was[len(was.rstrip(ENDS)) :]
    raw = _ended_alike(raw.rstrip(ENDS), rows)
    return "".join([*rows[: at.first - 1], raw + end, *rows[at.last :]])


def swap(raw: str, pairs: Iterable[tuple[str, str]]) -> str:
    """`raw` with each (before, after) exchanged that stands in it once, and is no mere addition."""
    for before, after in pairs:
        if before != after and before and after and raw.count(before) == 1:
            raw = raw.replace(before, after)
    return raw


def take_out(text: str, at: Lines) -> str:
    """Without these lines, and without one of the two blank lines that would meet."""
    rows = _rows(text)
    first, last = at.first - 1, at.last
    if last < len(rows) and not rows[last].strip() and (first == 0 or not rows[first - 1].strip()):
        last += 1
    return "".join([*rows[:first], *rows[last:]])


def put_in(text: str, after: int, raw: str, *, close: bool = False) -> str:
    """With `raw` (whole lines) behind line `after`, blank lines around it unless `close`."""
    rows = _rows(text)
    raw = _ended_alike(raw, rows)
    if rows and after == len(rows) and rows[-1] == rows[-1].rstrip(ENDS):
        rows[-1] += _ended_alike("\n", rows)
    above, below = rows[:after], rows[after:]
    if not close:
        blank = _ended_alike("\n", rows)
        if above and above[-1].strip():
            raw = blank + raw
        elif below and not below[0].strip():
            raw, below = below[0] + raw, below[1:]
        if below and below[0].strip():
            raw += blank
    return "".join([*above, raw, *below])


def _ended_alike(raw: str, rows: list[str]) -> str:
    """`raw` with the line ends of the file."""
    if rows and rows[0].endswith("\r\n") and "\r" not in raw:
        return raw.replace("\n", "\r\n")
    return raw
