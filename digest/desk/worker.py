"""The worker: what `digest worker`, and `digest serve` in a thread, do round by round."""

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from digest.desk import Desk
from digest.desk.mailing import counted
from digest.desk.mailman import Mailman
from digest.desk.posting import changed
from digest.desk.register import open_register
from digest.desk.terms import reason, term
from digest.errors import DigestError
from digest.notice import Notice
from digest.send import begin, count, decide
from digest.send.alone import Busy

__all__ = ["work"]

TICK = 5.0  # seconds between two looks at the database
BOUNCES = 600.0  # seconds between two looks at the mailbox of what came back


def work(desk: Desk, stop: threading.Event, *, once: bool = False, tick: float = TICK) -> None:
    """Begin what is scheduled, send what is due; look again every `tick` seconds until `stop`.

    On PostgreSQL the queue shares the work with the other workers, and looks every minute. What
    goes wrong with one issue is said and stops no other; it is tried again the next round. Raises
    ConfigError at once when something is missing for sending.
    """
    worker = _Worker(desk, stop)
    if worker.post.single:
        wait = tick
        while not stop.is_set():
            try:
                worker.round()
                wait = tick
            except Exception as error:  # noqa: BLE001 - whatever it was, the next issue must leave
                kind = type(error).__name__
                desk.warn(
                    Notice(
                        "This round failed ({kind}: {error}); it goes on.", kind=kind, error=error
                    )
                )
                wait = min(wait * 2, 300.0)
            if once or stop.wait(wait):
                return
    else:
        from digest.send.queue import Jobs, run

        jobs = Jobs(
            due=worker.due,
            prepare=worker.prepare,
            waiting=worker.waiting,
            send=worker.send,
            bounces=worker.bounces if desk.config.bounces.host else None,
        )
        run(worker.post.database, jobs, stop, once=once)


class _Worker:
    def __init__(self, desk: Desk, stop: threading.Event) -> None:
        self.post = Mailman(desk, *open_register(desk))
        self.post.ready()
        self._desk = desk
        self._stop = stop
        self._said: set[str] = set()
        self._read = -BOUNCES  # when the bounces were last read, on the monotonic clock
        self._looked = -TICK  # when it was last looked for what is due while an issue is sent

    def round(self) -> None:
        for issue_id in self.due():
            self.prepare(issue_id)
        for issue_id in self.waiting():
            if not self._stop.is_set():
                self.send(issue_id)
        if self._desk.config.bounces.host and time.monotonic() - self._read > BOUNCES:
            self.bounces()
            self._read = time.monotonic()

    def bounces(self) -> None:
        """Read what came back, when its mailbox is set up."""
        from digest.bounces import gather
        from digest.bounces.gather import fetched
        from digest.desk.mailbox import account, rule

        settings = self._desk.config.bounces
        try:
            mails = fetched(self.post.database, account(settings), again=False)
            how, now = rule(settings), datetime.now(UTC)
            tally = gather(self.post.database, mails, rule=how, now=now, seal=self.post.seal)
        except DigestError as error:
            self._warn("bounces", error)
            return
        if tally.off:
            self._desk.say(
                Notice("bounces: {off} {off:person is|people are} off the list now.", off=tally.off)
            )

    def due(self) -> Sequence[str]:
        with self.post.database.begin() as connection:
            return [plan.issue_id for plan in begin.due(connection, now=datetime.now(UTC))]

    def waiting(self) -> Sequence[str]:
        now = datetime.now(UTC)
        with self.post.database.begin() as connection:
            again = decide.take_up(connection, now=now)
            found = count.sending(connection, now=now, alone=self.post.single)
        for issue_id in again:
            self._desk.say(
                Notice("{issue}: the line was in trouble; it is tried again.", issue=issue_id)
            )
        return found

    def prepare(self, issue_id: str) -> None:
        """Freeze the audience of a scheduled issue, unless another worker has, or it was called off."""
        try:
            with self.post.database.begin() as connection:
                plan = begin.planned(connection, issue_id)
                if plan is None:
                    return
                mailing = begin.begin(
                    connection,
                    issue_id,
                    seal=self.post.seal,
                    now=datetime.now(UTC),
                    segment=plan.segment,
                )
            self._desk.say(Notice("{issue}: it leaves, as scheduled.", issue=issue_id))
            if changed(self._desk, self._desk.workspace.mailing(issue_id), mailing.hash):
                self._desk.warn(
                    Notice(
                        "{issue}: the draft has changed since it was approved; what was approved "
                        "leaves.",
                        issue=issue_id,
                    )
                )
        except DigestError as error:
            self._warn(issue_id, error)

    def send(self, issue_id: str) -> None:
        """Send what is due of an issue; another sender on the same SQLite file is left alone."""
        try:
            with self.post.alone():
                self.post.take_up(issue_id)
                mailing, counts, _ = self.post.carry(issue_id, self._stop, self._meanwhile)
        except Busy:
            return
        except DigestError as error:
            self._warn(issue_id, error)
            return
        if mailing.state != "sending":
            told = Notice.joined(filter(None, (term(mailing.state), reason(mailing.why))), " ")
            told = Notice("{issue}: {told}", issue=issue_id, told=told)
            if mailing.resume_at:
                at = self.post.clock(mailing.resume_at)
                told = Notice("{told}; again {at}", told=told, at=at)
            self._desk.say(Notice.joined((told, counted(counts)), "; "))

    def _meanwhile(self, _done: int, _total: int) -> None:
        """Begin what is due while an issue is sent: with a limit of the rate that takes hours."""
        if time.monotonic() - self._looked < TICK:
            return
        self._looked = time.monotonic()
        try:
            for issue_id in self.due():
                self.prepare(issue_id)
        except SQLAlchemyError as error:  # must not end the sending; the next look finds them
            kind = type(error).__name__
            self._desk.warn(
                Notice("It cannot be seen what is due ({kind}); it goes on.", kind=kind)
            )

    def _warn(self, issue_id: str, error: DigestError) -> None:
        why = error.whole
        wrong = Notice("{source}: {why}", source=issue_id, why=why)
        if wrong not in self._said:  # once, not every five seconds
            self._said.add(wrong)
            self._desk.warn(wrong)
