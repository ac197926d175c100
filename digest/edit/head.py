"""The head of the draft: title, subject, teaser and the others, one key at a time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from digest.draft import normal, parse
from digest.draft.extra import KNOWN
from digest.draft.head import entry
from digest.edit.proven import proven
from digest.edit.rows import exchange, put_in, take_out
from digest.errors import DraftError
from digest.notice import Notice

__all__ = ["head"]


def head(text: str, key: str, value: Any) -> str:
    """`text` with `key` of the head (a field of `Issue`) saying `value`; an empty one goes.

    Raises DraftError for `date`, and when the file cannot say it.
    """
    if key == "date":
        raise DraftError(
            Notice("The day names the issue's folder."), Notice("Build the issue of another day.")
        )
    here = parse(text)
    meant = normal(replace(here.issue, **{key: value}))
    at = here.head.get(key)
    row = "\n".join(entry(meant, key)).rstrip()

    def ways() -> Iterator[str]:
        if getattr(meant, key) == getattr(here.issue, key):
            yield text
        elif at and getattr(meant, key):
            yield exchange(text, at, row)
        elif at:
            yield take_out(text, at)
        else:
            known = KNOWN.index(key)
            before = [here.head[one].last for one in KNOWN[:known] if one in here.head]
            first = min(lines.first for lines in here.head.values())
            yield put_in(text, max(before, default=first - 1), f"{row}\n", close=True)

    return proven(meant, ways())
