"""An issue on its way: what `digest send` and `digest worker` share."""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from digest.desk import Desk
from digest.desk.mailbox import rule
from digest.desk.posting import pace, templates, transport
from digest.desk.register import new_id
from digest.send import approval, count, ledger, send
from digest.send.alone import alone
from digest.send.ledger import Mailing, State
from digest.send.letterhead import letterhead
from digest.subscribers.seal import Seal

__all__ = ["Mailman", "open_ones", "stopping"]

SOON = timedelta(seconds=60)  # a deferred recipient is waited for that long


@dataclass(frozen=True, slots=True)
class Mailman:
    """Carries frozen issues to their recipients, from the workspace of `desk`."""

    desk: Desk
    database: Any
    seal: Seal

    def ready(self) -> None:
        """ConfigError before anybody is asked anything, when something is missing for sending."""
        self._head("2000-01-01")
        transport(self.desk, self.desk.workspace.root)

    @property
    def single(self) -> bool:
        """Whether one sender at a time works on the database."""
        return bool(self.database.dialect.name == "sqlite")

    def alone(self) -> AbstractContextManager[None]:
        """Refuse a second sender on one SQLite file; on PostgreSQL there may be many."""
        if self.single:
            return alone(self.desk.workspace.subscribers)
        return nullcontext()

    def take_up(self, issue_id: str) -> int:
        """Take back what a sender that died held; how many it left in doubt."""
        with self.database.begin() as connection:
            now = datetime.now(UTC)
            _, doubtful = ledger.recover(connection, issue_id, now=now, alone=self.single)
        return doubtful

    def carry(
        self,
        issue_id: str,
        stop: threading.Event,
        tell: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> tuple[Mailing, dict[State, int], datetime | None]:
        """Send what is due, and what is due again within a minute.

        `tell` is told how many of all are done. Returns how the issue stands, its recipients, and
        when the next of them is due again.
        """
        with self.database.begin() as connection:
            frozen = ledger.known(connection, issue_id)
            made_of = templates(
                self.desk,
                approval.load(connection, frozen.hash),
                self._head(issue_id),
                placeholder=self.seal.placeholder(),
            )
            done = frozen.prepared - open_ones(count.tally(connection, issue_id))

        def told(counts: Mapping[State, int]) -> None:
            nonlocal done
            done += sum(counts.values()) - open_ones(counts)
            tell(min(done, frozen.prepared), frozen.prepared)

        while True:
            counts = send(
                self.database,
                issue_id,
                templates=made_of,
                seal=self.seal,
                open_transport=transport(self.desk, self.desk.workspace.mailing(issue_id).outbox),
                connections=self.desk.config.sending.connections,
                owner=new_id(),
                now=lambda: datetime.now(UTC),
                stop=stop,
                rule=rule(self.desk.config.bounces),
                tell=told,
                pace=pace(self.desk),
            )
            with self.database.begin() as connection:
                due = count.next_due(connection, issue_id)
                after = ledger.known(connection, issue_id)
            wait = due - datetime.now(UTC) if due else None
            if wait is None or wait > SOON or after.state != "sending":
                return after, counts, due
            if stop.wait(max(wait.total_seconds(), 0.1)):
                return after, counts, due

    def clock(self, at: datetime) -> str:
        """A moment on the newsletter's clock."""
        return f"{at.astimezone(self.desk.config.newsletter.zone):%Y-%m-%d %H:%M}"

    def _head(self, issue_id: str) -> Any:
        config = self.desk.config
        return letterhead(config.newsletter, config.sending, issue_id=issue_id)


def open_ones(counts: Mapping[Any, int]) -> int:
    return sum(counts.get(state, 0) for state in ledger.OPEN)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set: the messages under way end, then the program."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
