"""The sources and what a person names become `articles.jsonl`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest import collect
from digest.build.progress import Progress
from digest.config import Config, SourceSettings
from digest.errors import DigestError, SourceError
from digest.fetch import Fetcher
from digest.model import Article, Outcome, Refusal, SourceReport
from digest.notice import Notice
from digest.workspace import IssueFolder

REFUSED = 5  # inputs that are named when nothing else came


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file, folder or address that a person names; a relative path starts at `root`."""

    name: str
    root: Path


def gather(
    folder: IssueFolder,
    *,
    config: Config,
    sources: Sequence[SourceSettings],
    by_hand: Sequence[Place],
    root: Path,
    fetch: Fetcher | None,
    environ: Mapping[str, str],
    progress: Progress,
) -> tuple[tuple[Article, ...], tuple[SourceReport, ...]]:
    """Collect into `articles.jsonl`: adds, never loses.

    Returns all the articles of the issue, and what came of each source: of one that was not asked,
    since the run is offline, what came of it when it last was. Raises DigestError when
    every source failed, or when there is no article at all.
    """
    newsletter = config.newsletter
    steps = len(by_hand) + len(sources)
    reports: list[SourceReport] = []
    found: list[Article] = []

    def tell(report: SourceReport) -> None:
        reports.append(report)
        progress("collect", len(reports), steps)

    for place in by_hand:
        articles, report = _by_hand(place, fetch=fetch, config=config)
        found += articles
        tell(report)
    by_hand_reports = tuple(reports)
    collected = collect.collect(
        sources,
        root=root,
        fetch=fetch,
        since=newsletter.window(folder.date)[0],
        zone=newsletter.zone,
        progress=tell,
        environ=environ,
    )
    known = folder.read_articles()
    merged = collect.merge(known, (*found, *collected.articles))
    before = folder.read_reports()
    ended = by_hand_reports + tuple(
        before.get(report.source, report) if report.outcome is Outcome.SKIPPED else report
        for report in collected.reports
    )
    _refuse_nothing(merged, by_hand_reports + collected.reports)
    if merged != known:
        folder.write_articles(merged)
    asked = [report for report in collected.reports if report.outcome is not Outcome.SKIPPED]
    if asked:
        folder.write_reports(asked)
    return merged, ended


def _by_hand(
    place: Place, *, config: Config, fetch: Fetcher | None
) -> tuple[list[Article], SourceReport]:
    try:
        found = collect.add(place.name, root=place.root, fetch=fetch, zone=config.newsletter.zone)
    except SourceError as error:
        why = f"{error.message} {error.hint}".strip()
        return [], SourceReport(source=place.name, outcome=Outcome.FAILED, why=why)
    articles = [one for one in found if isinstance(one, Article)]
    return articles, SourceReport(
        source=place.name,
        outcome=Outcome.NEW if articles else Outcome.EMPTY,
        articles=len(articles),
        refused=tuple(one for one in found if isinstance(one, Refusal)),
    )


def _refuse_nothing(articles: Sequence[Article], reports: Sequence[SourceReport]) -> None:
    """An issue of nothing is not an issue: empty is not broken, but it is never built."""
    failed = [report for report in reports if report.outcome is Outcome.FAILED]
    reasons = [
        Notice("\n  {source}: {why}", source=report.source, why=report.why) for report in failed
    ]
    if failed and len(failed) == len(reports):
        raise DigestError(
            Notice(
                "Every source failed, so nothing was built:{reasons}",
                reasons=Notice.joined(reasons, ""),
            )
        )
    if not articles:
        refused = [one for report in reports for one in report.refused]
        reasons += [
            Notice("\n  {source}: {why}", source=one.where, why=one.why)
            for one in refused[:REFUSED]
        ]
        if len(refused) > REFUSED:
            reasons.append(Notice("\n  … and {count} more", count=len(refused) - REFUSED))
        raise DigestError(
            Notice(
                "There is no article for this issue.{reasons}", reasons=Notice.joined(reasons, "")
            ),
            Notice(
                "Add sources to config/sources.toml, drop files into the issue's inbox/ "
                "folder, or name some with --from."
            ),
        )
