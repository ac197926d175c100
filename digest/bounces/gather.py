"""Goes through the mails of a mailbox, each in a transaction of its own, and counts what came of it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from digest.bounces.report import Kind, read
from digest.bounces.score import complaint_share, take
from digest.fetch.mailbox import Account, Connect, opened
from digest.notice import Notice
from digest.subscribers.bounced import Rule
from digest.subscribers.database import reading
from digest.subscribers.schema import setting
from digest.subscribers.seal import Seal

__all__ = ["Tally", "fetched", "gather"]

MOST = 5000  # mails in one run; the next goes on


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of the mails: mails = new + known + strange + idle + refused.

    `new` counts reports about somebody of ours, by kind; `strange` are reports that name nobody of
    ours, `idle` answers and other mail; `off` is how many people are off the list now; `complaints`
    are (complaints, received) of each issue that was complained about.
    """

    mails: int = 0
    new: Counter[Kind] = field(default_factory=Counter)
    known: int = 0
    strange: int = 0
    idle: int = 0
    off: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    complaints: dict[str, tuple[int, int]] = field(default_factory=dict)


def gather(
    database: Engine,
    mails: Iterable[tuple[str, bytes | str]],
    *,
    rule: Rule,
    now: datetime,
    seal: Seal,
) -> Tally:
    """Read `mails` and do what follows; reading the same ones again changes nothing."""
    tally = Tally()
    for where, mail in mails:
        tally.mails += 1
        if isinstance(mail, str):
            tally.refused.append((where, mail))
            continue
        try:
            report = read(mail)
        except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
            # Anybody can write to this mailbox, and no mail may stop those behind it.
            tally.refused.append(
                (where, Notice("cannot be read ({kind})", kind=type(error).__name__))
            )
            continue
        if report.kind in {Kind.ANSWER, Kind.OTHER}:
            tally.idle += 1
            continue
        with database.begin() as connection:
            verdict = take(connection, report, mail_hash=_mark(mail), rule=rule, now=now, seal=seal)
            if verdict.kind is Kind.COMPLAINT and verdict.issue_id:
                share = complaint_share(connection, verdict.issue_id)
                tally.complaints[verdict.issue_id] = share
        if verdict.known:
            tally.known += 1
        elif not verdict.about:
            tally.strange += 1
        else:
            tally.new[verdict.kind] += 1
            tally.off += verdict.off
    return tally


def fetched(
    database: Engine, account: Account, *, again: bool = False, connect: Connect | None = None
) -> Iterator[tuple[str, bytes | str]]:
    """The mails of a mailbox that came since it was last read; `again`: all of them.

    The place is kept after each hundred mails and at the end, so that a run that was cut off goes
    on near there. Raises DigestError when the mailbox cannot be read.
    """
    who = f"{account.host} {account.user} {account.folder}"
    name = f"bounces-{hashlib.sha256(who.encode()).hexdigest()[:24]}"
    with opened(account, connect=connect) as mailbox:
        generation, last = mailbox.generation, 0
        with reading(database).connect() as connection:
            kept = connection.scalar(select(setting.c.value).where(setting.c.name == name)) or ""
        if not again and kept.startswith(f"{generation} "):
            last = int(kept.rpartition(" ")[2])
        # "n:*" always names the last mail too, be it older.
        fresh = [number for number in mailbox.numbers(f"UID {last + 1}:*") if number > last]
        for count, number in enumerate(fresh[:MOST], 1):
            yield f"{account.folder}, mail {number}", mailbox.mail(number)
            last = number
            if count % 100 == 0:
                _keep(database, name, f"{generation} {last}")
        _keep(database, name, f"{generation} {last}")


def _keep(database: Engine, name: str, value: str) -> None:
    with database.begin() as connection:
        connection.execute(delete(setting).where(setting.c.name == name))
        connection.execute(insert(setting).values(name=name, value=value))


def _mark(mail: bytes) -> str:
    """The same for the same mail, in whatever way its lines end."""
    return hashlib.sha256(mail.replace(b"\r\n", b"\n").strip()).hexdigest()
