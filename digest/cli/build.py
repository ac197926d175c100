"""`digest build`: make the issue."""

from datetime import date
from math import isfinite
from pathlib import Path

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.articles import from_option, gathered, tell_reports
from digest.desk.embedding import vectors_of
from digest.desk.writer import ask_again, tell_explained, writer_for
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest build
  digest build --issue 2025-09-27 --offline
  digest build --from saved-pages/ --from letter.eml
  digest build --budget 0.50 --explain s1a2b3c4d5e6
"""


def _finite(_: click.Context, __: click.Parameter, amount: float | None) -> float | None:
    if amount is not None and not isfinite(amount):  # "nan" is below no ceiling, and above none
        raise click.BadParameter(f"{amount} is no amount.")
    return amount


@click.command("build", epilog=EPILOG)
@issue_option
@from_option
@click.option("--offline", is_flag=True, help="Ask nothing of the network.")
@click.option(
    "--budget",
    type=click.FloatRange(min=0),
    callback=_finite,
    metavar="AMOUNT",
    help="What the model may cost in this build [default: what is left of writer.max_cost].",
)
@click.option(
    "--explain", metavar="STORY", help="Show what the model was asked about a story, and answered."
)
@click.option("--retry", is_flag=True, help="Ask the model again what it failed to answer before.")
@json_option
@with_desk
def command(
    desk: Desk,
    day: date | None,
    paths: tuple[Path, ...],
    *,
    offline: bool,
    budget: float | None,
    explain: str | None,
    retry: bool,
    as_json: bool,
) -> ExitCode:
    """Make the issue: collect, group, write, draft, render.

    Writes issues/DATE/issue.md, the draft that you edit, and issues/DATE/out/, the mail and the
    page. What you wrote into issue.md stays, however often you build.
    """
    from digest.build.issue import build

    folder = desk.issue(day)
    if retry:
        ask_again(desk)
    writer = writer_for(desk, folder, budget=budget, offline=offline)
    articles, reports = gathered(desk, folder, paths=paths, offline=offline)
    code = tell_reports(desk, reports)
    with desk.progress() as progress:
        built = build(
            folder,
            articles,
            reports=reports,
            config=desk.config,
            workspace=desk.workspace,
            writer=writer,
            progress=progress,
            vectors=vectors_of(desk, articles, ask=not offline or desk.config.embeddings.local),
        )
    stories = len(built.selection.placed) + len(built.selection.left_out)
    items = sum(1 for _ in built.issue.items)
    if as_json:
        desk.answer(
            {
                "issue": folder.date.isoformat(),
                "articles": len(built.articles),
                "stories": stories,
                "items": items,
                "left_out": len(built.selection.left_out),
                "sources": reports,
                "draft": str(folder.draft),
                "out": str(folder.out),
            }
        )
    sources = len({article.publisher for article in built.articles})
    name = desk.config.newsletter.name
    desk.say(Notice("{name}, issue of {date}", name=name, date=folder.date), style="bold")
    desk.say(
        Notice(
            "  {articles} {articles:article|articles} of {sources} {sources:publisher|publishers} → "
            "{stories} {stories:story|stories}, {placed} in and {left} left out",
            articles=len(built.articles),
            sources=sources,
            stories=stories,
            placed=len(built.selection.placed),
            left=len(built.selection.left_out),
        )
    )
    if built.issue.closed:
        desk.say(Notice("  The issue is closed: issue.md stays as it is. See: digest diff"))
    for conflict in () if built.issue.closed else built.kept:
        place = conflict.where or Notice("the head")
        desk.say(
            Notice("  Yours stands: {field} of “{place}”", field=conflict.field, place=place),
            style="dim",
        )
    desk.say(Notice("  Draft  {path}", path=folder.draft))
    desk.say(Notice("  Mail   {path}", path=folder.out / "email.html"))
    desk.say(Notice("  Page   {path}", path=folder.out / "web.html"))
    desk.say(Notice("Next: edit the draft, or: digest preview --issue {date}", date=folder.date))
    if explain is not None:  # at last: the issue is made, also where nothing is known of that story
        tell_explained(writer, explain)
    return code
