"""What every command has at hand: the workspace, its settings, the day, the screen."""

import dataclasses
import functools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from digest.config import Config, load, next_issue_date
from digest.desk.language import of_the_system, of_the_workspace
from digest.desk.terms import term
from digest.errors import DigestError, ExitCode
from digest.languages import translated
from digest.notice import Notice
from digest.workspace import IssueFolder, Workspace, find

__all__ = ["Day", "Desk", "issue_option", "json_option", "no_draft", "with_desk"]

YES = {"y", "yes", "o", "oui"}  # of all languages at once: a hand has its habits

_Command = Callable[..., Any]


class Desk:
    """One command's surroundings. Messages go to standard error, answers to standard output."""

    def __init__(self, *, workspace: Path | None, quiet: bool, verbose: bool) -> None:
        self._folder = workspace
        self.quiet = quiet
        self.verbose = verbose

    @functools.cached_property
    def workspace(self) -> Workspace:
        if self._folder is None:
            return find(Path.cwd())
        if not (self._folder / "config" / "digest.toml").is_file():
            raise click.UsageError(
                f"{self._folder} is not a workspace (no config/digest.toml). "
                f"Make one with: digest init {self._folder}"
            )
        return Workspace(self._folder)

    @functools.cached_property
    def config(self) -> Config:
        return load(self.workspace.config)

    @functools.cached_property
    def language(self) -> str:
        """The language of the person at the terminal; that of the newsletter where nothing says."""
        return of_the_system() or of_the_workspace(self._folder)

    def in_words(self, message: str) -> str:
        """`message` as the person at the terminal reads it."""
        return translated(message, self.language) if isinstance(message, Notice) else message

    def issue(self, day: date | None) -> IssueFolder:
        """The folder of the issue of `day`; of the next publication day when None."""
        if day is None:
            day = next_issue_date(self.config.newsletter, datetime.now(UTC))
        return self.workspace.issue(day)

    def say(self, message: str, *, style: str = "") -> None:
        """One line for the person at the terminal."""
        if not self.quiet:
            click.secho(self.in_words(message), err=True, bold=style == "bold", dim=style == "dim")

    def show(self, message: str, *, bold: bool = False) -> None:
        """One line of the answer for a person, on standard output."""
        click.secho(self.in_words(message), bold=bold)

    def warn(self, message: str) -> None:
        click.secho(self.in_words(message), err=True, fg="yellow")

    def confirm(self, question: Notice, *, otherwise: Notice) -> None:
        """Ask, and go on at a yes. A no is no accident: `otherwise` says what was not done, and the
        command ends (exit code 130).
        """
        asked = Notice("{question} [y/N]", question=question)
        said = click.prompt(self.in_words(asked), default="", show_default=False, err=True)
        if said.strip().casefold() not in YES:
            click.echo(self.in_words(otherwise), err=True)
            raise click.exceptions.Exit(ExitCode.INTERRUPTED)

    def detail(self, message: str) -> None:
        """One line that only `-v` shows."""
        if self.verbose:
            click.secho(self.in_words(message), err=True, dim=True)

    def answer(self, value: Any) -> None:
        """The answer for a program: JSON on standard output, a value of ours by its fields."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=_fields))

    @contextmanager
    def progress(self) -> Iterator[Callable[..., None]]:
        """Yield `tell(stage, done, total, note="")`: a progress bar at a terminal, nothing in a pipe."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _stage, _done, _total, _note="": None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description:>8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            tasks: dict[str, Any] = {}

            def tell(stage: str, done: int, total: int, note: str = "") -> None:
                said = self.in_words(note)
                if stage not in tasks:
                    words = self.in_words(term(stage))
                    tasks[stage] = bars.add_task(words, total=total, note=said)
                bars.update(tasks[stage], completed=done, total=total, note=said)

            yield tell


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def with_desk(command: _Command) -> _Command:
    """Give a command its desk as first argument, and `-C`, `-q`, `-v` after its name as well."""

    @click.option("-v", "--verbose", is_flag=True, help="Say more.")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @click.option(
        "-C",
        "--workspace",
        type=click.Path(path_type=Path, file_okay=False),
        help="The workspace [default: the nearest one at or above this folder].",
    )
    @functools.wraps(command)
    def run(
        *args: Any,
        workspace: Path | None,
        quiet: bool,
        verbose: bool,
        **options: Any,
    ) -> Any:
        above = click.get_current_context().ensure_object(dict)
        desk = Desk(
            workspace=workspace or above.get("workspace"),
            quiet=quiet or above.get("quiet", False),
            verbose=verbose or above.get("verbose", False),
        )
        above["desk"] = desk  # for `main`, should an error end the command
        return command(desk, *args, **options)

    return run


def no_draft(folder: IssueFolder) -> DigestError:
    """What is said of an issue that has no draft yet."""
    return DigestError(
        Notice("There is no {draft}.", draft=folder.draft),
        Notice("Make it with `digest build --issue {date}`.", date=folder.date),
    )


class Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2025-09-27", param, ctx)


def issue_option(command: _Command) -> _Command:
    """`--issue DATE`, by default the next publication day."""
    return click.option(
        "--issue",
        "day",
        type=Day(),
        metavar="DATE",
        help="The issue, as 2025-09-27 [default: the next publication day].",
    )(command)


def json_option(command: _Command) -> _Command:
    """`--json`: the answer for a program on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)
