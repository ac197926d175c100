"""`digest costs`: what the issues have cost."""

from datetime import date
from decimal import Decimal

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.errors import ExitCode
from digest.notice import Notice

EPILOG = """\b
Examples:
  digest costs
  digest costs --issue 2025-09-27 --json
"""


@click.command("costs", epilog=EPILOG)
@issue_option
@json_option
@with_desk
def command(desk: Desk, day: date | None, *, as_json: bool) -> ExitCode:
    """Show what the model has cost, issue by issue.

    Money is in the currency of the configuration, as the prices were when it was spent. A lost
    attempt got no answer and may have been billed: it counts as the most it can have cost.
    """
    from digest.write.llm.account import Account, costs_path

    days = desk.workspace.issue_dates() if day is None else (day,)
    accounts = {one.isoformat(): Account(costs_path(desk.workspace.issue(one))) for one in days}
    known = {when: account for when, account in accounts.items() if account.entries}
    if as_json:
        desk.answer({when: account.rows() for when, account in known.items()})
        return ExitCode.OK
    totals: dict[str, Decimal] = {}
    for when, account in known.items():
        for entry in account.entries:
            totals[entry.currency] = totals.get(entry.currency, Decimal(0)) + entry.cost
            calls = Notice("{number} {number:call|calls}", number=entry.calls)
            if entry.lost:
                calls = Notice("{calls}, {lost} lost", calls=calls, lost=entry.lost)
            desk.show(
                Notice(
                    "{when}  {model}  {calls}  {read:,} {read:token|tokens} read, {written:,} written  "
                    "{cost:.4f} {currency}",
                    when=when,
                    model=entry.model,
                    calls=calls,
                    read=entry.input_tokens,
                    written=entry.output_tokens,
                    cost=entry.cost,
                    currency=entry.currency,
                )
            )
    if not known:
        desk.say(Notice("No model has been asked yet."))
    elif len(known) > 1:
        for currency, cost in sorted(totals.items()):
            desk.show(Notice("In all  {cost:.4f} {currency}", cost=cost, currency=currency))
    return ExitCode.OK
