"""The command line: one short file per command; composes, decides nothing.

The only room that reads the environment, the clock and the terminal. A command's module is
imported when the command runs, so that `digest --help` stays instant.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from digest import __version__
from digest.errors import DigestError, ExitCode
from digest.notice import Notice

__all__ = ["main"]

# One line each, so that the list of commands needs no import: name -> what it does.
COMMANDS = {
    "init": "Make a new workspace.",
    "collect": "Gather the articles of the week; may run daily.",
    "add": "Put single articles in by hand.",
    "build": "Make the issue: collect, group, write, draft, render.",
    "costs": "Show what a model has cost, issue by issue.",
    "why": "Why an article is where it is; of two, why together or apart.",
    "merge": "Make one story of two or more.",
    "split": "Take articles out of a story.",
    "agenda": "The dates to come, and a calendar file of them.",
    "recall": "What past issues said of a name.",
    "import": "Take old issues into the archive.",
    "preview": "Look at the issue as it will be sent, and finish it.",
    "evidence": "What each sentence rests on, and its facts, checked.",
    "bubble": "The money and the power that the issue's stories announce.",
    "archive": "The issues as a static site.",
    "export": "The issue as Markdown, to paste, or short for a network.",
    "diff": "Show what your hand changed since the last build.",
    "history": "List the earlier versions of issue.md.",
    "restore": "Bring an earlier version of issue.md back.",
    "freeze": "Close the issue: nothing enters by itself any more.",
    "render": "Make the mail and the page again from issue.md.",
    "templates": "The templates of the issue; take one into your own hands.",
    "check": "Say what must be put right before the issue leaves.",
    "sources": "List the sources; import and export OPML.",
    "doctor": "Look whether all is ready for sending: green, amber, red.",
    "serve": "The public pages: subscribe, unsubscribe, archive.",
    "subscribers": "The people on the list: import, add, show, forget …",
    "bounces": "Read what came back; take off who is gone.",
    "approve": "Say that exactly this mail may be sent.",
    "send": "Send an approved issue to the list; try it out before.",
    "status": "How far the sending is, how fast, and who did not get it.",
    "worker": "Let scheduled issues leave; go on with what is being sent.",
    "backup": "Copy people and ledger into a file.",
    "pause": "Let no further message of an issue out.",
    "resume": "Go on with an issue that was paused.",
    "cancel": "Send an issue to nobody else, or not at its hour.",
    "retry": "Try again at once those who could not be reached.",
    "uncertain": "Those who may have the issue or not: list, hold, resend.",
}

EPILOG = """\b
Examples:
  digest init my-newsletter
  digest collect
  digest build --issue 2025-09-27 --offline
\b
Exit codes:
  0    done
  1    an error; the message says what to do
  2    the command line was not understood
  3    the check forbids sending
  4    done in part: some sources failed
  130  interrupted
"""


class Commands(click.Group):
    """Loads `digest.cli.NAME` for the command NAME, and turns errors into words and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"digest.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        import difflib

        near = difflib.get_close_matches(args[0], COMMANDS, n=1) if args else []
        if near and args[0] not in COMMANDS:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    help="The workspace [default: the nearest one at or above this folder].",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.version_option(__version__, prog_name="digest")
@click.pass_context
def digest(ctx: click.Context, workspace: Path | None, *, quiet: bool, verbose: bool) -> None:
    """From the articles of a week to a newsletter issue that an editor can trust."""
    import logging

    # What libraries grumble about a broken PDF or feed is no news to an editor.
    level = logging.WARNING if verbose else logging.CRITICAL
    logging.basicConfig(level=level, format="%(name)s: %(message)s")
    ctx.ensure_object(dict).update(workspace=workspace, quiet=quiet, verbose=verbose)


def _in_words(shared: dict[str, Any], notice: Notice) -> str:
    """As the person at the terminal reads it; in English where the command had not begun."""
    return shared["desk"].in_words(notice) if "desk" in shared else notice


def main() -> None:
    """Run the command line: the one place where an error becomes words and an exit code."""
    shared: dict[str, Any] = {}
    try:
        code = digest.main(prog_name="digest", standalone_mode=False, obj=shared)
    except click.ClickException as error:
        error.show()
        raise SystemExit(ExitCode.USAGE) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo(_in_words(shared, Notice("Interrupted.")), err=True)
        raise SystemExit(ExitCode.INTERRUPTED) from None
    except DigestError as error:
        desk = shared["desk"]
        click.secho(desk.in_words(Notice("Error: ")), fg="red", bold=True, nl=False, err=True)
        click.echo(desk.in_words(error.message), err=True)
        if error.hint:
            click.echo(f"  → {desk.in_words(error.hint)}", err=True)
        raise SystemExit(error.exit_code) from None
    except OSError as error:
        if error.filename is None:
            raise
        click.secho(_in_words(shared, Notice("Error: ")), fg="red", bold=True, nl=False, err=True)
        click.echo(f"{error.filename}: {error.strerror}.", err=True)
        raise SystemExit(ExitCode.ERROR) from None
    sys.exit(code if isinstance(code, int) else ExitCode.OK)
