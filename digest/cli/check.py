"""`digest check`: what must be put right before the issue leaves."""

from datetime import date

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.checking import examine
from digest.desk.mailing import correction_option, folder_of
from digest.errors import ExitCode
from digest.model import Finding, Severity
from digest.notice import Notice
from digest.workspace import IssueFolder

EPILOG = """\b
Examples:
  digest check --issue 2025-09-27
  digest check --online
  digest check --explain unsubscribe
\b
Every rule stands in docs/checks.md.
"""


@click.command("check", epilog=EPILOG)
@issue_option
@correction_option
@click.option("--explain", metavar="RULE", help="Say what a rule wants, and why.")
@click.option("--online", is_flag=True, help="Ask the sites that the mail links to, too.")
@json_option
@with_desk
def command(
    desk: Desk,
    day: date | None,
    correction: int | None,
    *,
    explain: str | None,
    online: bool,
    as_json: bool,
) -> ExitCode:
    """Look for what must be put right before the issue leaves.

    The mail is rendered from the draft as it is now, and looked at byte by byte; nothing is written.
    SpamAssassin is asked where it is installed. Exit code 3 when sending is forbidden.
    """
    import digest.check as rules

    if explain is not None:
        if explain not in rules.names():
            raise click.UsageError(
                f"There is no rule {explain!r}. Rules are: {', '.join(rules.names())}."
            )
        click.echo(desk.in_words(rules.explain(explain)))
        return ExitCode.OK
    folder = desk.issue(day) if correction is None else folder_of(desk, day, correction)
    findings = _examined(desk, folder, online=online)
    forbidden = any(finding.severity is Severity.ERROR for finding in findings)
    if as_json:
        desk.answer(
            {
                "issue": folder.date.isoformat(),
                "may_be_sent": not forbidden,
                "findings": findings,
            }
        )
    for finding in findings:
        _tell(desk, finding, str(folder.draft))
    _sum_up(desk, findings, forbidden=forbidden)
    return ExitCode.CHECK_FORBIDS if forbidden else ExitCode.OK


def _examined(desk: Desk, folder: IssueFolder, *, online: bool) -> tuple[Finding, ...]:
    if not online:
        return examine(desk, folder)
    from digest.fetch import Fetcher

    with Fetcher() as fetch:
        return examine(desk, folder, ask=fetch.status)


def _tell(desk: Desk, finding: Finding, draft: str) -> None:
    place = f"{draft}:{finding.line}: " if finding.line else ""
    kind = Notice("error") if finding.severity is Severity.ERROR else Notice("warning")
    said, remedy = desk.in_words(finding.message), desk.in_words(finding.remedy)
    text = f"  {desk.in_words(kind)} [{finding.rule}] {place}{said}"
    if finding.severity is Severity.ERROR:
        desk.warn(text)
    else:
        desk.say(text)
    desk.say(f"      → {remedy}", style="dim")


def _sum_up(desk: Desk, findings: tuple[Finding, ...], *, forbidden: bool) -> None:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    counted = {"errors": errors, "warnings": len(findings) - errors}
    if forbidden:
        told = Notice("Errors: {errors}. Warnings: {warnings}. It may not be sent.", **counted)
    else:
        told = Notice("Errors: {errors}. Warnings: {warnings}. It may be sent.", **counted)
    desk.say(told, style="bold")
