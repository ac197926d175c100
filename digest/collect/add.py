"""One article put in by hand: from an address or a file."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.collect.page import read
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Fetcher
from digest.model import Article, Refusal
from digest.notice import Notice
from digest.urls import is_web, publisher

__all__ = ["add"]

DEFAULTS = SourceSettings(name="by hand", type="page")


def add(
    target: str, *, root: Path, fetch: Fetcher | None, zone: ZoneInfo
) -> tuple[Article | Refusal, ...]:
    """The articles at `target`, a web address or a file (relative paths start at `root`).

    All are marked as put in by hand, so that nothing sets them aside later. Usually one; a
    newsletter gives one an item. Raises SourceError when there is nothing to read.
    """
    if is_web(target):
        settings = DEFAULTS.model_copy(update={"name": publisher(target)})
        found: tuple[Article | Refusal, ...] = tuple(
            read(target, settings=settings, fetch=fetch, zone=zone)
        )
    else:
        path = root / Path(target).expanduser()
        if not path.exists():
            raise SourceError(
                Notice("{target} is neither a web address nor a file.", target=target),
                Notice("Write an address with https://."),
            )
        from digest.collect import folder  # noqa: PLC0415 - readers of mail and PDF, files only

        found = tuple(folder.read(path, shown=target, settings=DEFAULTS, zone=zone, by_hand=True))
    return tuple(replace(one, by_hand=True) if isinstance(one, Article) else one for one in found)
