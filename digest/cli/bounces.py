"""`digest bounces`: what came back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click

from digest.desk import Desk, json_option, with_desk
from digest.desk.mailbox import account
from digest.desk.mailing import counted
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest bounces                     the mailbox of [bounces] in config/digest.toml
  digest bounces returned.mbox       an mbox file, a Maildir, a folder of .eml files

Nothing is changed in the mailbox, and reading the same mail twice does no more than once.
"""


@click.command("bounces", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[PATH]…")
@click.option("--all", "again", is_flag=True, help="Read the whole mailbox again.")
@json_option
@with_desk
def command(desk: Desk, paths: tuple[Path, ...], *, again: bool, as_json: bool) -> ExitCode:
    """Read what came back: who no longer exists, complains, or wrote to be taken off.

    A mailbox that does not exist is suppressed at once, one that is full after several issues;
    whoever complains is never written to again. Only mail that carries a token of ours counts.
    """
    from digest.bounces import gather
    from digest.bounces.stored import stored
    from digest.desk.mailbox import rule
    from digest.desk.register import open_register

    database, seal = open_register(desk)
    mails: Iterator[tuple[str, bytes | str]]
    mails = (
        chain.from_iterable(map(stored, paths)) if paths else _mailbox(desk, database, again=again)
    )
    how = rule(desk.config.bounces)
    tally = gather(database, mails, rule=how, now=datetime.now(UTC), seal=seal)
    for where, why in tally.refused:
        desk.warn(Notice("{source}: {why}", source=where, why=why))
    if as_json:
        desk.answer(
            {
                "mails": tally.mails,
                "new": {kind.value: number for kind, number in tally.new.items()},
                "known": tally.known,
                "strange": tally.strange,
                "idle": tally.idle,
                "off": tally.off,
                "refused": [{"where": where, "why": why} for where, why in tally.refused],
            }
        )
    desk.say(
        Notice(
            "Mails: {mails} ({new}; {known} known, {strange} about nobody of ours, {idle} other). "
            "Off the list now: {off}.",
            mails=tally.mails,
            new=counted(dict(sorted(tally.new.items()))) or Notice("nothing new"),
            known=tally.known,
            strange=tally.strange,
            idle=tally.idle,
            off=tally.off,
        )
    )
    for issue, (complaints, received) in tally.complaints.items():
        share = complaints / max(received, 1)
        if share >= 0.001:
            desk.warn(
                Notice(
                    "Issue {issue}: {complaints} of {received} complained ({percent:.2f}%). "
                    "Providers refuse senders from 0.30 % on.",
                    issue=issue,
                    complaints=complaints,
                    received=received,
                    percent=100 * share,
                )
            )
    return ExitCode.PARTIAL if tally.refused else ExitCode.OK


def _mailbox(desk: Desk, database: Any, *, again: bool) -> Iterator[tuple[str, bytes | str]]:
    from digest.bounces.gather import fetched

    return fetched(database, account(desk.config.bounces), again=again)
