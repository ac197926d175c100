"""The pipeline, written down as a pipeline: the articles of a week become a draft, a draft an email.

    sources | collect | group | write | compose | merge  >  issue.md
    issue.md | render                                    >  out/

Every step is handed values and returns a new one; this file only names the order and says which
file keeps which value.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from digest import collect, draft
from digest.collect.duplicates import copies
from digest.config import Config, SourceSettings
from digest.errors import DigestError, DraftError, SourceError
from digest.fetch import Fetcher
from digest.group import group
from digest.group.record import record
from digest.group.remind import remind
from digest.model import (
    Article,
    Email,
    Issue,
    Outcome,
    Refusal,
    Selection,
    SourceReport,
    Written,
)
from digest.render import render
from digest.workspace import IssueFolder, Workspace, write_atomic, write_json
from digest.write import Writer, compose, evidence, finish, write

__all__ = ["Built", "Place", "Progress", "build", "decide", "gather", "past_issues", "publish"]

REFUSED = 5  # inputs that are named when nothing else came
LATEST = 5  # past issues that are named at the end of one

Progress = Callable[..., None]
"""Told of each step done: the stage's name, steps done, steps in all, and perhaps a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file, folder or address that a person names; a relative path starts at `root`."""

    name: str
    root: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made, for the person who asked for it."""

    articles: tuple[Article, ...]
    reports: tuple[SourceReport, ...]
    selection: Selection
    issue: Issue
    kept: tuple[draft.Conflict, ...]


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


def build(
    folder: IssueFolder,
    articles: Sequence[Article],
    *,
    reports: Sequence[SourceReport],
    config: Config,
    workspace: Workspace,
    writer: Writer,
    progress: Progress,
) -> Built:
    """Make the issue of `folder.date` from its articles: decisions, evidence, draft, `out/`.

    An issue that exists is merged: what the editor wrote stands, to the character; `kept` lists
    the places where the new generation had something else to say. Raises DraftError when the
    editor's `issue.md` cannot be read (nothing is written then), RenderError, WriterError.
    """
    newsletter, day = config.newsletter, folder.date
    _draft(folder)  # a draft that cannot be read is told before any work is done
    past = past_issues(workspace, day)
    selection = decide(articles, config=config, day=day, past=past)
    progress("group", 1, 1)
    written = _written(selection, writer, progress)
    theirs = compose(
        selection,
        written,
        newsletter=newsletter,
        sections=config.sections,
        day=day,
        number=_number(past),
        latest=[(old.date, old.title, newsletter.address(old.date)) for old in past[:LATEST]],
        reports=reports,
        undated=sum(article.published is None for article in articles),
        set_aside=_outside(selection, newsletter.window(day)),
    )
    theirs = remind(theirs, selection.placed, address=newsletter.address)
    theirs = finish(theirs, written, writer)
    merged, email = _merged(folder, theirs, selection, config=config, workspace=workspace)
    progress("render", 1, 1)
    stories = [placed.story for placed in selection.placed]
    write_json(folder.stories, record(selection, day=day))
    write_json(folder.evidence, evidence(theirs, written, stories))
    folder.keep_draft(draft.dumps(merged.issue))
    write_atomic(folder.generated, draft.dumps(merged.base or theirs))
    _publish(folder, email)
    return Built(
        articles=tuple(articles),
        reports=tuple(reports),
        selection=selection,
        issue=merged.issue,
        kept=merged.conflicts,
    )


def decide(
    articles: Sequence[Article], *, config: Config, day: date, past: Sequence[Issue]
) -> Selection:
    """What the issue of `day` tells of these articles, given the issues before it, newest first."""
    return group(
        articles,
        copies=copies(articles),
        sections=config.sections,
        newsletter=config.newsletter,
        day=day,
        past=past,
    )


def _merged(
    folder: IssueFolder,
    theirs: Issue,
    selection: Selection,
    *,
    config: Config,
    workspace: Workspace,
) -> tuple[draft.Merged, Email]:
    """The editor's draft with what is new, and its mail.

    Writing may take minutes, and editors do not wait: the draft is read now, and once more if it
    was saved in the meantime.
    """
    base = None
    if folder.generated.exists():
        written = folder.generated.read_text(encoding="utf-8")
        base = draft.loads(written, path=str(folder.generated))
    while True:
        seen = folder.read_draft()
        merged = draft.Merged(issue=theirs)
        if seen is not None:
            mine = draft.loads(seen, path=str(folder.draft))
            # Without a base (the hidden folder was lost) nothing of the editor's is taken for ours.
            renamed = _renamed(folder, selection)
            merged = draft.merge(base or theirs, mine, theirs, same=renamed)
        email = render(merged.issue, newsletter=config.newsletter, templates=workspace.templates)
        if folder.read_draft() == seen:
            return merged, email


def publish(folder: IssueFolder, *, config: Config, workspace: Workspace) -> Issue:
    """Make `out/` again from `issue.md` alone; DraftError or RenderError when that cannot be."""
    issue = _draft(folder)
    if issue is None:
        raise DigestError(
            f"There is no {folder.draft}.", f"Make it with `digest build --issue {folder.date}`."
        )
    _publish(folder, render(issue, newsletter=config.newsletter, templates=workspace.templates))
    return issue


def _publish(folder: IssueFolder, email: Email) -> None:
    write_atomic(folder.out / "email.html", email.html)
    write_atomic(folder.out / "email.txt", email.text)
    write_atomic(folder.out / "email.eml", email.eml)
    write_atomic(folder.out / "web.html", email.web)


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
    reasons = "".join(f"\n  {report.source}: {report.why}" for report in failed)
    if failed and len(failed) == len(reports):
        raise DigestError(f"Every source failed, so nothing was built:{reasons}")
    if not articles:
        refused = [one for report in reports for one in report.refused]
        reasons += "".join(f"\n  {one.where}: {one.why}" for one in refused[:REFUSED])
        reasons += f"\n  … and {len(refused) - REFUSED} more" if len(refused) > REFUSED else ""
        raise DigestError(
            f"There is no article for this issue.{reasons}",
            "Add sources to config/sources.toml, drop files into the issue's inbox/ folder, "
            "or name some with --from.",
        )


def _written(selection: Selection, writer: Writer, progress: Progress) -> dict[str, Written]:
    """What the writer made of each story that is in; a story it cannot write has no entry.

    The best stories come first: a writer that may only spend so much spends it on them.
    """
    best = sorted(selection.placed, key=lambda placed: -placed.score.total)
    stories = [placed.story for placed in best]
    return write(stories, writer, lambda done, note: progress("write", done, len(stories), note))


def _outside(selection: Selection, window: tuple[datetime, datetime]) -> int:
    """How many articles the calendar kept out: their stories have none in the window."""
    first, last = window
    return sum(
        article.published is not None
        and not article.by_hand
        and not first <= article.published < last
        for left in selection.left_out
        for article in left.placement.story.articles
    )


def _renamed(folder: IssueFolder, selection: Selection) -> dict[str, str]:
    """New story id -> the id it had in the last build, where an older article joined the story.

    A story goes on in the one that holds most of its articles now.
    """
    before: dict[str, str] = {}
    # Missing, or spoilt by hand: then a story may come again beside the one the editor touched.
    with suppress(OSError, ValueError, TypeError, KeyError):
        for story in json.loads(folder.stories.read_text(encoding="utf-8"))["stories"]:
            before |= {article["id"]: story["id"] for article in story["articles"]}
    renamed = {}
    for placed in selection.placed:
        told = placed.story
        shared = Counter(before[one.id] for one in told.articles if one.id in before)
        if shared and told.id not in shared:
            renamed[told.id] = max(shared, key=lambda old: (shared[old], old))
    return renamed


def past_issues(workspace: Workspace, day: date) -> tuple[Issue, ...]:
    """The issues before `day`, newest first; one that cannot be read is passed over."""
    found = []
    for before in reversed([other for other in workspace.issue_dates() if other < day]):
        with suppress(DraftError):
            found.append(_draft(workspace.issue(before)))
    return tuple(issue for issue in found if issue is not None)


def _draft(folder: IssueFolder) -> Issue | None:
    """The issue in the editor's draft; None when there is none."""
    text = folder.read_draft()
    return None if text is None else draft.loads(text, path=str(folder.draft))


def _number(past: Sequence[Issue]) -> int:
    """One more than the issue before this one (issues without a number are counted)."""
    for back, issue in enumerate(past, 1):
        if issue.number is not None:
            return issue.number + back
    return len(past) + 1
