"""What a source is, and how one is made from its settings. Built-ins and plug-ins load alike."""

import importlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Fetcher
from digest.model import Article, Refusal
from digest.notice import Notice

__all__ = ["OfflineError", "Source", "make"]

BUILT_IN = {
    "feed": "digest.collect.feed:FeedSource",
    "page": "digest.collect.page:PageSource",
    "folder": "digest.collect.folder:FolderSource",
    "mailbox": "digest.collect.mailbox:MailboxSource",
}


class Source(Protocol):
    """Where articles come from. One of your own has this constructor and this method:

        class MySource:
            def __init__(
                self,
                settings: SourceSettings,
                *,
                root: Path,
                fetch: Fetcher | None,
                zone: ZoneInfo,
                environ: Mapping[str, str],
            ) -> None: ...

            def articles(self, since: datetime) -> Iterator[Article | Refusal]: ...

    and stands in `sources.toml` as `type = "my_package.my_module:MySource"`; the keys beside it
    arrive in `settings.options`. `root` is the workspace (relative paths start there), `fetch` the
    way to the Web (None: offline), `zone` the newsletter's (a date without a zone is local there),
    `environ` holds the passwords. `digest.collect.article.make_article` makes an `Article`.
    """

    def articles(self, since: datetime) -> Iterator[Article | Refusal]:
        """The articles published at `since` or later, and those without a date.

        What cannot be read is a `Refusal` among them, and the others still come. Raises SourceError
        when the source as a whole cannot be read, OfflineError when it needs the network and there
        is none. It may have an attribute `unchanged`: true, after the last article, says that they
        are the same as last time.
        """
        ...


class OfflineError(SourceError):
    """The source needs the network, and this run has none."""

    def __init__(self) -> None:
        super().__init__(Notice("Not asked: this run is offline."))


def make(
    settings: SourceSettings,
    *,
    root: Path,
    fetch: Fetcher | None,
    zone: ZoneInfo,
    environ: Mapping[str, str],
) -> Source:
    """The source that `settings` describe.

    Raises SourceError for a type that cannot be loaded. A plug-in is the editor's own code: it runs
    with the same rights as digest.
    """
    target = BUILT_IN.get(settings.type, settings.type)
    module, colon, name = target.partition(":")
    if not (colon and module and name):
        raise SourceError(
            Notice(
                "{source}: there is no source type {type!r}.",
                source=settings.name,
                type=settings.type,
            ),
            Notice("Choose {built_in} or package.module:Class.", built_in=", ".join(BUILT_IN)),
        )
    try:
        kind = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise SourceError(
            Notice(
                "{source}: {target} cannot be loaded ({error}).",
                source=settings.name,
                target=target,
                error=error,
            ),
            Notice("Install its package beside digest, or correct `type` in config/sources.toml."),
        ) from error
    source: Source = kind(settings, root=root, fetch=fetch, zone=zone, environ=environ)
    return source
