"""Front matter that the program does not know: kept as it was written, line by line."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

__all__ = ["ENTRY", "FENCE", "KNOWN", "extra_rows", "is_continuation", "normal_extra"]

KNOWN = (
    "title",
    "subject",
    "preheader",
    "date",
    "number",
    "newsletter",
    "language",
    "frozen",
    "teaser",
    "epigraph",
)
ENTRY = re.compile(r"([^\W\d_][\w .-]*+):(?:\s+(.*))?")
_KEY = re.compile(r"[^\W\d_][\w .-]*+")
FENCE = re.compile(r"-{3,}|[-–—]*[–—][-–—]*")  # word processors turn `---` into dashes


def is_continuation(row: str) -> bool:
    """Whether a line of front matter belongs to the key above it."""
    return row[:1].isspace() or row.startswith("- ")


def normal_extra(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The pairs as reading them again gives them.

    The key "" stands for a line without a key, such as a YAML comment. A key that the program
    itself uses gets "x-" before it: written twice, the second one must not be lost.
    """
    return tuple(pair for key, value in pairs for pair in _normal(key, value))


def _normal(key: str, value: str) -> Iterator[tuple[str, str]]:
    first, *rest = unicodedata.normalize("NFC", value).split("\n")
    rows = [first.strip(), *(_continuation(row) for row in rest if row.strip())]
    if not _KEY.fullmatch(key):
        rows[0] = f"{key}: {rows[0]}".strip() if key else rows[0]
        if not rows[0] and len(rows) > 1:
            rows = [rows[1].strip(), *rows[2:]]
        found = ENTRY.fullmatch(rows[0])
        key = found[1].strip() if found else ""
        if found:
            rows[0] = (found[2] or "").strip()
        elif not rows[0] or FENCE.fullmatch(rows[0]):
            if len(rows) == 1:
                return
            rows[0] = "#"
        elif is_continuation(rows[0]):
            rows[0] = f"# {rows[0]}"
    if key.lower() in KNOWN:
        key = f"x-{key}"
    yield key, "\n".join(rows)


def _continuation(row: str) -> str:
    row = row.rstrip()
    return row if is_continuation(row) else f"  {row}"


def extra_rows(key: str, value: str) -> str:
    """The pair as it stands in the file."""
    return f"{key}: {value}".replace(": \n", ":\n", 1).rstrip() if key else value
