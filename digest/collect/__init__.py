"""Sources to articles: each source on its own, so that a bad one never stops the others."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from digest.collect.add import add
from digest.collect.merge import merge
from digest.collect.sources import OfflineError, Source, make
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Fetcher
from digest.model import Article, Outcome, Refusal, SourceReport

__all__ = ["Collected", "Source", "add", "collect", "merge"]

AT_ONCE = 8  # sources read at the same time; the fetcher has its own limits
MOST_REFUSALS = 50  # told of one source; the rest is counted

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one run found, and what came of each source, both in the order of the sources."""

    articles: tuple[Article, ...]
    reports: tuple[SourceReport, ...]


def collect(
    sources: Sequence[SourceSettings],
    *,
    root: Path,
    fetch: Fetcher | None,
    since: datetime,
    zone: ZoneInfo,
    progress: Callable[[SourceReport], None] | None = None,
    environ: Mapping[str, str] = MappingProxyType({}),
) -> Collected:
    """The articles of all `sources` published at `since` or later, and those without a date.

    Several sources are read at once; the result does not depend on which answers first. `progress`
    is told of each source as it is done, in the calling thread. With `fetch=None` the run is
    offline: sources that need the network are SKIPPED. The same page may come twice, from two sources: see `merge`. Never raises for a source.
    """

    def read(settings: SourceSettings) -> tuple[list[Article], SourceReport]:
        return _read(settings, root=root, fetch=fetch, since=since, zone=zone, environ=environ)

    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="collect")
    try:
        tasks: list[Future[tuple[list[Article], SourceReport]]] = [
            pool.submit(read, settings) for settings in sources
        ]
        for task in as_completed(tasks):
            if progress is not None:
                progress(task.result()[1])
    finally:
        # Interrupted: do not wait for the slowest site of the Web.
        pool.shutdown(wait=False, cancel_futures=True)
    results = [task.result() for task in tasks]
    return Collected(
        articles=tuple(article for articles, _ in results for article in articles),
        reports=tuple(report for _, report in results),
    )


def _read(
    settings: SourceSettings,
    *,
    root: Path,
    fetch: Fetcher | None,
    since: datetime,
    zone: ZoneInfo,
    environ: Mapping[str, str],
) -> tuple[list[Article], SourceReport]:
    articles: list[Article] = []
    refused: list[Refusal] = []
    outcome, why = Outcome.FAILED, ""
    try:
        source = make(settings, root=root, fetch=fetch, zone=zone, environ=environ)
        for found in source.articles(since):
            if isinstance(found, Refusal):
                refused.append(found)
            else:
                articles.append(found)
        outcome = _outcome(source, articles)
    except OfflineError as error:
        outcome, why = Outcome.SKIPPED, error.message
    except SourceError as error:
        why = f"{error.message} {error.hint}".strip()
    except Exception as error:  # a plug-in's bug, or a library's on hostile input: the others go on
        log.exception("source %s", settings.name)
        why = f"Unexpected {type(error).__name__} while reading it: {error}"
    report = SourceReport(
        source=settings.name,
        outcome=outcome,
        articles=len(articles),
        why=why,
        refused=_few(refused),
    )
    return articles, report


def _outcome(source: Source, articles: Sequence[Article]) -> Outcome:
    if getattr(source, "unchanged", False):
        return Outcome.UNCHANGED
    return Outcome.NEW if articles else Outcome.EMPTY


def _few(refused: Sequence[Refusal]) -> tuple[Refusal, ...]:
    if len(refused) <= MOST_REFUSALS:
        return tuple(refused)
    rest = len(refused) - MOST_REFUSALS
    last = replace(refused[-1], where=f"… (+{rest})", why="left out of this list")
    return (*refused[:MOST_REFUSALS], last)
