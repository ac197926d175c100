"""`digest bubble`: the ledger of what the week's stories announce."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.errors import ExitCode
from digest.notice import Notice

if TYPE_CHECKING:
    from digest.bubble import Entry
    from digest.model import Evidence, Issue

EPILOG = """\b
Examples:
  digest bubble --issue 2025-09-27
  digest bubble --all --csv bubble.csv
\b
A `?` marks a row that you have to decide about; see docs/bubble.md.
"""


@click.command("bubble", epilog=EPILOG)
@issue_option
@click.option("--all", "whole", is_flag=True, help="Every issue, oldest first.")
@click.option(
    "--csv",
    "sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rows into this file; - for standard output.",
)
@json_option
@with_desk
def command(
    desk: Desk, day: date | None, *, whole: bool, sheet: Path | None, as_json: bool
) -> ExitCode:
    """Show the money and the power of an issue's table, each row with the passages it rests on.

    The rows are those of issue.md as it is now. Sums are added up in the currency and at the rates
    of `[bubble]` in config/digest.toml.
    """
    days = desk.workspace.issue_dates() if whole else (desk.issue(day).date,)
    told = [_read(desk, one) for one in days]
    rows = [row for issue, entries, record in told for row in _rows(issue, entries, record)]
    if sheet is not None:
        _write(sheet, rows)
    elif as_json:
        desk.answer(rows)
    else:
        for issue, entries, record in told:
            for line in _lines(desk, issue, entries, record):
                click.echo(line)
    if not rows:
        desk.say(Notice("The table has no row."))
    return ExitCode.OK


def _read(desk: Desk, day: date) -> "tuple[Issue, Sequence[Entry], Evidence]":
    from digest.bubble import ledger
    from digest.build import drafted
    from digest.evidence import read_evidence

    folder = desk.workspace.issue(day)
    issue = drafted(folder)
    return issue, tuple(ledger(issue, desk.config.bubble)), read_evidence(folder)


def _rows(
    issue: "Issue", entries: "Sequence[Entry]", record: "Evidence"
) -> Iterator[dict[str, Any]]:
    for entry in entries:
        deal = entry.deal
        yield {
            "issue": issue.date.isoformat(),
            "who": deal.who,
            "with": deal.whom,
            "kind": entry.kind,
            "amount": deal.amount,
            "value": float(entry.value),
            "currency": entry.unit,
            "worth": float(round(entry.worth, 2)),
            "watts": float(entry.watts),
            "sure": deal.sure,
            "shown": deal.shown,
            "source": " ".join(link.url or link.text for link in deal.links),
            "passages": [
                {
                    "article": passage.article,
                    "start": passage.start,
                    "end": passage.end,
                    "text": passage.text,
                }
                for passage in record.deals.get(deal.id or "", ())
            ],
        }


def _write(file: Path, rows: Sequence[dict[str, Any]]) -> None:
    """A CSV file that no spreadsheet runs: the words come from strangers' articles."""
    from digest.subscribers import sheet
    from digest.workspace import write_atomic

    columns = [
        *("issue", "who", "with", "kind", "amount", "value", "currency", "worth", "watts"),
        *("sure", "shown", "source"),
    ]
    text = "".join(sheet.write(columns, ([_cell(row[name]) for name in columns] for row in rows)))
    if str(file) == "-":
        click.echo(text, nl=False)
    else:
        write_atomic(file, text)


def _cell(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _lines(
    desk: Desk, issue: "Issue", entries: "Sequence[Entry]", record: "Evidence"
) -> Iterator[str]:
    from digest.bubble.figures import money, power
    from digest.bubble.ledger import week

    settings, language = desk.config.bubble, issue.language
    if not entries:
        return
    yield click.style(f"{issue.date}", bold=True)
    for entry in entries:
        deal = entry.deal
        sides = " – ".join(filter(None, [deal.who, deal.whom])) or "?"
        doubt = "" if deal.sure else " ?"
        yield f"  {click.style(sides, bold=True)}  {deal.kind}  {deal.amount}{doubt}"
        if entry.unit not in {"", settings.currency}:
            known = entry.worth or entry.unit in settings.rates
            worth = (
                money(entry.worth, settings.currency, language)
                if known
                else desk.in_words(Notice("no rate: not added up"))
            )
            yield click.style(f"      = {worth}", dim=True)
        for passage in record.deals.get(deal.id or "", ()):
            article = record.articles.get(passage.article)
            source = article.source if article else passage.article
            yield f"      {source} [{passage.start}:{passage.end}] {passage.text}"
    total = week(issue, settings)
    shown = money(total.total, settings.currency, language)
    shown += f", {power(total.watts, language)}" if total.watts else ""
    yield desk.in_words(Notice("  Shown to readers: {shown}", shown=shown))
