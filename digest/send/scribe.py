"""The one who writes the ledger of a sender: answers its connections, many with one commit."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from queue import Empty, SimpleQueue

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import InternalError, OperationalError

from digest.send import decide, ledger
from digest.send.ledger import LEASE, Delivery, State
from digest.send.outcome import Result
from digest.send.pace import Pace, Turn
from digest.send.settle import Settled, settle
from digest.subscribers.bounced import Rule

__all__ = ["Line", "Scribe", "Tell"]

CHUNK = 200  # rows leased at once
STOCK = 2000  # rows in hand at most, when all at hand wait for their domain's turn
AWAY = 600.0  # seconds for which a database may be away, or locked by an import
FAULTS = 3  # of ours in a row, at several domains, before the issue is paused
# A relay that refuses everybody must not empty the list: this many bounces among the last tries.
BOUNCES, AMONG = 20, 40

Tell = Callable[[Mapping[State, int]], None]

_STATES = {
    Result.SENT: State.SENT,
    Result.DEFERRED: State.DEFERRED,
    Result.BOUNCED: State.BOUNCED,
    Result.REFUSED: State.BOUNCED,
    Result.SKIPPED: State.SKIPPED,
    Result.FAULT: State.DEFERRED,
    Result.UNKNOWN: State.UNCERTAIN,
}


@dataclass(slots=True)
class Line:
    """A connection's thread as the scribe sees it: what it reports, and where it is answered.

    Of a report, `settled` is the last outcome, `fault` why it cannot go on, `passing` whether that
    may pass by itself, `error` a bug.
    """

    answer: SimpleQueue[Delivery | None] = field(default_factory=SimpleQueue)
    settled: Settled | None = None
    fault: str = ""
    passing: bool = False
    error: BaseException | None = None
    wants: bool = True


class Scribe:
    """Answers `calls`: each line gets its next delivery once that is in flight on disk, or None."""

    def __init__(
        self,
        database: Engine,
        issue_id: str,
        *,
        owner: str,
        now: Callable[[], datetime],
        stop: threading.Event,
        tell: Tell,
        pace: Pace,
        rule: Rule,
    ) -> None:
        self.calls: SimpleQueue[Line] = SimpleQueue()
        self.ended = False
        self._database = database
        # Kept between transactions: to take one out of the pool for each costs as much again.
        self._connection: Connection | None = None
        self._issue_id = issue_id
        self._owner = owner
        self._now = now
        self._stop = stop
        self._tell = tell
        self._pace = pace
        self._rule = rule
        self._stock: deque[Delivery] = deque()
        self._until = datetime.max.replace(tzinfo=UTC)  # when the first lease of the stock is over
        self._last: deque[bool] = deque(maxlen=AMONG)  # of the last tries, which bounced
        self._ours: list[str] = []  # domains that refused us since the last message was accepted
        self._accepted = False  # whether any message was, in this run

    def work(self, lines: int) -> None:
        """Answer until all `lines` have hung up; then raise what went wrong in one of them."""
        errors: list[BaseException] = []
        waiting: list[Line] = []  # wants a delivery, and a limit of the rate is in the way
        wait: float | None = None
        while lines:
            calls = self._calls(wait)
            waiting += [call for call in calls if call.wants]
            ended = [call for call in calls if not call.wants]
            lines -= len(ended)
            errors += [call.error for call in ended if call.error]
            given, wait = self._answer(calls, len(waiting))
            for delivery in given:
                waiting.pop(0).answer.put(delivery)
            if wait is None:
                for line in waiting:
                    line.answer.put(None)
                waiting.clear()
        self.ended = True
        if errors:
            raise errors[0]

    def close(self) -> None:
        """Let the connection to the database go; what comes after is said on a new one."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _calls(self, wait: float | None) -> list[Line]:
        """All who are calling now; waits for the first, or until the rate allows the next."""
        calls = []
        try:
            # Never for long: an order to stop, or a pause, is heard in between.
            calls.append(self.calls.get(timeout=None if wait is None else min(wait, 0.5)))
            while True:
                calls.append(self.calls.get_nowait())
        except Empty:
            return calls

    def _answer(
        self, calls: Sequence[Line], wanting: int
    ) -> tuple[Sequence[Delivery], float | None]:
        """Write what came of the last messages; the next ones, in flight, and how long others wait."""
        settled = [call.settled for call in calls if call.settled]
        faults = self._faults(calls, settled)
        trouble = [call.fault for call in calls if call.passing]
        given, wait = self._kept(
            lambda connection: self._written(connection, settled, faults, trouble, wanting)
        )
        counts: dict[State, int] = {}
        for one in settled:
            state = _STATES[one.outcome.result]
            counts[state] = counts.get(state, 0) + 1
        if counts:
            self._tell(counts)
        return given, wait

    def _kept(
        self, write: Callable[[Connection], tuple[Sequence[Delivery], float | None]]
    ) -> tuple[Sequence[Delivery], float | None]:
        """What `write` gives in one transaction; tried again when the database is away for a moment.

        Nothing is lost or sent twice by that: what was settled before settles nothing more, and a
        row that was put in flight by a commit we did not hear of is not passed by the fence again.
        """
        began, wait = time.monotonic(), 0.25
        stock = tuple(self._stock)
        while True:
            try:
                connection = self._connection = self._connection or self._database.connect()
                with connection.begin():
                    return write(connection)
            except (OperationalError, InternalError):
                self.close()
                if time.monotonic() - began > AWAY:
                    raise
                self._stock = deque(stock)  # what was taken out of it was not put in flight
                time.sleep(wait)
                wait = min(wait * 2, 10.0)

    def _written(
        self,
        connection: Connection,
        settled: Sequence[Settled],
        faults: Sequence[str],
        trouble: Sequence[str],
        wanting: int,
    ) -> tuple[Sequence[Delivery], float | None]:
        now = self._now()
        settle(connection, self._issue_id, settled, owner=self._owner, rule=self._rule, now=now)
        for why in faults:
            decide.pause(connection, self._issue_id, why=why)
        for why in trouble:
            decide.wait(connection, self._issue_id, why=why, now=now)
        if self._stop.is_set() or not wanting:
            return [], None
        return self._next(connection, wanting, now)

    def _faults(self, calls: Sequence[Line], settled: Sequence[Settled]) -> list[str]:
        found = [call.fault for call in calls if call.fault and not call.passing]
        for one in settled:
            outcome = one.outcome
            if outcome.result is Result.SENT:
                self._ours, self._accepted = [], True
            elif outcome.result is Result.FAULT:
                self._ours.append(one.delivery.address.rpartition("@")[2])
            # Colleagues behind one gateway that refuses us are one voice, unless all refuse us.
            voices = len(set(self._ours)) if self._accepted else len(self._ours)
            if outcome.general or voices >= FAULTS:
                found.append(f"{outcome.phase}: {outcome.code or ''} {outcome.reply}")
                self._ours = []
        refused = {Result.BOUNCED, Result.REFUSED}
        self._last.extend(one.outcome.result in refused for one in settled)
        if sum(self._last) >= BOUNCES:
            found.append(
                f"{sum(self._last)} of the last {len(self._last)} recipients were refused: the relay "
                "or the list is wrong. Look at `digest status` before going on."
            )
            self._last.clear()
        return found

    def _next(
        self, connection: Connection, wanting: int, now: datetime
    ) -> tuple[list[Delivery], float | None]:
        """Up to `wanting` deliveries, in flight, and how long the others have to wait, if at all."""
        given: list[Delivery] = []
        while len(given) < wanting:
            turn = self._turn(connection, wanting - len(given), now)
            if turn.chosen:
                numbers = [one.subscriber_id for one in turn.chosen]
                passed = ledger.fence(
                    connection, self._issue_id, numbers, owner=self._owner, now=now
                )
                given += [one for one in turn.chosen if one.subscriber_id in passed]
                if passed:
                    continue
            if not turn.chosen and turn.wait is None:
                return given, None
            if self._paused(connection):
                return given, None
            if not turn.chosen:
                self._renew(connection, now)
                return given, turn.wait
        return given, None

    def _turn(self, connection: Connection, wanting: int, now: datetime) -> Turn:
        """Take out of the stock whose turn it is; lease more when that can help."""
        if now >= self._until:  # stopped for longer than its lease: all of it may be another's now
            self._stock.clear()
        while True:
            turn = self._pace.turn(connection, self._stock, wanting=wanting, now=now)
            for one in turn.chosen:
                self._stock.remove(one)
            full = turn.all_wait or len(self._stock) >= STOCK
            if turn.chosen or (self._stock and full):
                return turn
            more = ledger.lease(connection, self._issue_id, owner=self._owner, limit=CHUNK, now=now)
            if not more:
                return turn
            if not self._stock:
                self._until = now + LEASE
            self._stock.extend(more)

    def _renew(self, connection: Connection, now: datetime) -> None:
        """Those who wait for their turn stay in hand: a limit delays, it gives nobody back."""
        if self._until - now < LEASE * 2 / 3:
            ledger.renew(connection, self._issue_id, owner=self._owner, now=now)
            self._until = now + LEASE

    def _paused(self, connection: Connection) -> bool:
        found = ledger.find(connection, self._issue_id)
        return found is None or found.state != "sending"
