"""What `collect`, `add` and `build` share: where articles come from, and what came of each source."""

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from digest.desk import Desk
from digest.errors import ExitCode
from digest.model import Article, Outcome, SourceReport
from digest.notice import Notice
from digest.workspace import IssueFolder

__all__ = ["from_option", "gathered", "tell_reports"]

_Command = Callable[..., Any]
REFUSED_SHOWN = 5  # of one source, without -v


def from_option(command: _Command) -> _Command:
    """`--from PATH`, several times."""
    return click.option(
        "--from",
        "paths",
        multiple=True,
        type=click.Path(path_type=Path, exists=True),
        metavar="PATH",
        help="Read this folder or file instead of the configured sources. May be repeated.",
    )(command)


def gathered(
    desk: Desk, folder: IssueFolder, *, paths: Sequence[Path], offline: bool
) -> tuple[tuple[Article, ...], tuple[SourceReport, ...]]:
    """Collect for `folder`: from `paths`, or else from the configured sources and the inbox."""
    from digest.build import Place, gather
    from digest.fetch import Fetcher

    root = desk.workspace.root
    by_hand = [Place(name=str(path), root=Path.cwd()) for path in paths]
    if not paths and folder.inbox.is_dir():
        by_hand = [Place(name=folder.inbox.relative_to(root).as_posix(), root=root)]
    online = nullcontext(None) if offline else Fetcher(cache=desk.workspace.cache)
    with desk.progress() as progress, online as fetch:
        return gather(
            folder,
            config=desk.config,
            sources=() if paths else desk.config.sources,
            by_hand=by_hand,
            root=root,
            fetch=fetch,
            environ=os.environ,
            progress=progress,
        )


def tell_reports(desk: Desk, reports: Sequence[SourceReport]) -> ExitCode:
    """Say what came of each source; PARTIAL when one failed."""
    for report in reports:
        if report.outcome is Outcome.FAILED:
            desk.warn(Notice("{source}: not read. {why}", source=report.source, why=report.why))
        elif report.why:
            desk.say(Notice("{source}: {why}", source=report.source, why=report.why), style="dim")
        else:
            desk.detail(f"{report.source}: {report.outcome}, {report.articles} articles")
        shown = report.refused if desk.verbose else report.refused[:REFUSED_SHOWN]
        for refusal in shown:
            desk.warn(Notice("{source}: {why}", source=refusal.where, why=refusal.why))
        if len(report.refused) > len(shown):
            more = len(report.refused) - len(shown)
            desk.warn(
                Notice("{source}: {more} more refused; see -v", source=report.source, more=more)
            )
    failed = any(report.outcome is Outcome.FAILED for report in reports)
    return ExitCode.PARTIAL if failed else ExitCode.OK
