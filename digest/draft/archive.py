"""Past issues, as far as a new one names them: their dates and titles."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path

from digest.draft import head
from digest.draft.extra import FENCE
from digest.draft.normal import tidy
from digest.errors import DraftError

__all__ = ["latest"]

_LONGEST_HEAD = 500  # lines


def latest(drafts: Iterable[Path], *, before: date, count: int = 5) -> tuple[tuple[date, str], ...]:
    """(date, title) of the newest `count` issues that came out before `before`, newest first.

    Reads the front matter alone. A draft without a title, or one that cannot be read, is passed
    over: an old file must not stop a new issue.
    """
    found = []
    for path in drafts:
        try:
            front = head.read(_head_rows(path), path=str(path))
        except (DraftError, OSError, UnicodeDecodeError):
            continue
        if front.day < before and front.texts.get("title"):
            found.append((front.day, front.texts["title"]))
    return tuple(sorted(found, reverse=True)[:count])


def _head_rows(path: Path) -> list[str]:
    """The lines up to the fence that closes the front matter."""
    rows: list[str] = []
    fences = 0
    with path.open(encoding="utf-8-sig") as file:
        for row in islice(file, _LONGEST_HEAD):
            rows.append(tidy(row).rstrip("\n"))
            fences += FENCE.fullmatch(rows[-1].rstrip()) is not None
            if fences == 2:
                break
    return rows
