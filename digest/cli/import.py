"""`digest import`: old issues of one's own, into the archive."""  # noqa: N999  # the command's name

import re
from datetime import date
from pathlib import Path

import click

from digest.desk import Desk, issue_option, with_desk
from digest.errors import DigestError, DraftError, ExitCode
from digest.model import Issue
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest import old/2025-09-20.md
  digest import saved-page.html --issue 2025-09-13
"""


@click.command("import", epilog=EPILOG)
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@issue_option
@with_desk
def command(desk: Desk, files: tuple[Path, ...], day: date | None) -> ExitCode:
    """Take old issues into issues/DATE/issue.md: drafts, saved pages (HTML or text).

    An issue that is there already is never touched. `--issue` gives the date of one file that does
    not say it, or says it wrong.
    """
    if day is not None and len(files) > 1:
        raise click.UsageError("--issue is the date of one file; import the others by themselves.")
    failed = 0
    for file in files:
        try:
            _take(desk, file, day)
        except DigestError as error:
            failed += 1
            desk.warn(error.whole)
    return ExitCode.PARTIAL if 0 < failed < len(files) else ExitCode(bool(failed))


def _take(desk: Desk, file: Path, day: date | None) -> None:
    from digest import draft
    from digest.workspace import write_atomic

    issue = _read(desk, file, day)
    folder = desk.issue(issue.date)
    if folder.draft.exists():
        raise DigestError(
            Notice("{file}: there is an issue of {date} already.", file=file, date=issue.date),
            Notice(
                "Move {draft} away first, or give another date with --issue.", draft=folder.draft
            ),
        )
    write_atomic(folder.draft, draft.dumps(issue))
    known = sum(section.key is not None for section in issue.sections)
    desk.say(
        Notice(
            "{file} → {draft}: {items} {items:item|items}, {known} known {known:section|sections}",
            file=file,
            draft=folder.draft,
            items=len(tuple(issue.items)),
            known=known,
        )
    )
    if day is None and (written := _misdated(file, issue.date)):
        desk.warn(
            Notice(
                "{file} says “{written}”, but that day was another weekday. If the date is wrong, delete "
                "{draft} and import it again with --issue.",
                file=file,
                written=written,
                draft=folder.draft,
            )
        )


def _misdated(file: Path, day: date) -> str | None:
    """How the opening of `file` writes `day` with a weekday that it was not; None where nothing is odd."""
    from digest.collect.issue import opening
    from digest.facts.dateforms import WEEKDAYS
    from digest.facts.dates import dates

    said = opening(file.read_text("utf-8-sig"), html=_is_html(file))
    for language, names in WEEKDAYS.items():
        for found in dates(said, language, day):
            weekday, *rest = re.findall(r"\w+", found.text.lower())
            odd = weekday in names and names.index(weekday) != day.weekday()
            if odd and found.first == day and str(day.year) in rest:
                return found.text
    return None


def _is_html(file: Path) -> bool:
    return file.suffix.lower() in {".html", ".htm"}


def _read(desk: Desk, file: Path, day: date | None) -> Issue:
    from dataclasses import replace

    from digest import draft
    from digest.collect.issue import old_issue

    try:
        written = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DigestError(
            Notice("{file}: this is not UTF-8.", file=file), Notice("Save it again as UTF-8.")
        ) from error
    if written.lstrip().startswith("---"):
        try:
            issue = draft.loads(written, path=str(file))
        except DraftError:
            if day is None:
                raise
        else:
            if any(issue.items):
                return replace(issue, date=day or issue.date)
    rules = desk.config.sections
    newsletter = desk.config.newsletter
    found = old_issue(
        written,
        html=_is_html(file),
        sections=[(rule.key, rule.title) for rule in rules],
        day=day,
        zone=newsletter.zone,
    )
    if found is None:
        raise DigestError(
            Notice("{file}: no issue was found in it, or no date.", file=file),
            Notice("It must hold several titled items; give the date with --issue."),
        )
    return replace(found, newsletter=newsletter.name, language=newsletter.language)
