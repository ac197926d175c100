"""Sends a frozen issue: several connections, one scribe who alone writes the ledger.

Each connection runs in a thread and asks the scribe for its next delivery, with the outcome of the
last. The scribe answers all who are waiting with one commit: outcomes written, next rows in flight.
One commit costs one flush to disk (0.1 to 10 ms); shared, it is no longer what limits the rate, and
still no message leaves before its own row is on disk.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, SimpleQueue

from sqlalchemy import Connection, Engine

from digest.send import ledger
from digest.send.ledger import Delivery, State
from digest.send.message import Template
from digest.send.outcome import Result
from digest.send.settle import Settled, settle
from digest.send.transport import Envelope, Transport, TransportError
from digest.subscribers.register import UNSUBSCRIBE
from digest.subscribers.seal import Seal

__all__ = ["send"]

CHUNK = 200  # rows leased at once
TROUBLE = 5  # failures in a row, on one connection, before the issue is paused
# A relay that refuses everybody must not empty the list: this many bounces among the last tries.
BOUNCES, AMONG = 20, 40

Tell = Callable[[Mapping[State, int]], None]


@dataclass(slots=True)
class Line:
    """A connection's thread as the scribe sees it: what it reports, and where it is answered.

    Of a report, `settled` is the last outcome, `fault` why it cannot go on, `error` a bug.
    """

    answer: SimpleQueue[Delivery | None] = field(default_factory=SimpleQueue)
    settled: Settled | None = None
    fault: str = ""
    error: BaseException | None = None
    wants: bool = True


def send(
    database: Engine,
    issue_id: str,
    *,
    templates: Mapping[str, Template],
    seal: Seal,
    open_transport: Callable[[], Transport],
    connections: int,
    owner: str,
    now: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell = lambda _counts: None,
    pause: float = 1.0,
) -> dict[State, int]:
    """Send what is due of a frozen issue, and return how many recipients stand where.

    `templates` has one for each variant; `owner` names this process among all that ever send;
    setting `stop` lets the messages under way end and gives the others back. `tell` is told the
    outcomes as they come, `pause` is the first wait in seconds after a failed connection, doubled
    each time. When the issue was paused on the way, `ledger.find` says why.
    """
    scribe = _Scribe(database, issue_id, owner=owner, now=now, stop=stop, tell=tell)

    def carry(delivery: Delivery) -> tuple[Envelope, bytes]:
        template = templates[delivery.variant]
        envelope = Envelope(
            sender=template.letterhead.sender(delivery.return_token), recipient=delivery.address
        )
        return envelope, template.message(
            to=delivery.address,
            token=seal.token(UNSUBSCRIBE, delivery.public_id),
            message_id=delivery.message_id,
            date=now(),
        )

    threads = [
        threading.Thread(
            target=_run, args=(open_transport, carry, scribe.calls, stop, pause), daemon=True
        )
        for _ in range(connections)
    ]
    for thread in threads:
        thread.start()
    try:
        scribe.work(len(threads))
    finally:
        if scribe.ended:  # else one may still be talking, and its row stays in flight
            for thread in threads:
                thread.join()
        with database.begin() as connection:
            ledger.release(connection, issue_id, owner=owner, now=now())
            ledger.close(connection, issue_id)
            counts = ledger.tally(connection, issue_id)
    return counts


def _run(
    open_transport: Callable[[], Transport],
    carry: Callable[[Delivery], tuple[Envelope, bytes]],
    calls: SimpleQueue[Line],
    stop: threading.Event,
    pause: float,
) -> None:
    """One connection, until there is nothing more for it; its last call says why it ended."""
    line = Line()
    try:
        transport = open_transport()
        try:
            _serve(line, transport=transport, carry=carry, calls=calls, stop=stop, pause=pause)
        finally:
            transport.close()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the scribe must hear of it
        line.error = error
    line.wants = False
    calls.put(line)


def _serve(
    line: Line,
    *,
    transport: Transport,
    carry: Callable[[Delivery], tuple[Envelope, bytes]],
    calls: SimpleQueue[Line],
    stop: threading.Event,
    pause: float,
) -> None:
    failures = 0
    while True:
        try:
            transport.prepare()
        except TransportError as error:
            failures += 1
            if error.lasting or failures >= TROUBLE:
                line.fault = f"{error.message} {error.hint}".strip()
                return
            if stop.wait(min(pause * 2**failures, 60.0)):
                return
            continue
        calls.put(line)
        delivery = line.answer.get()
        line.settled = None
        if delivery is None:
            return
        envelope, message = carry(delivery)
        outcome = transport.deliver(envelope, message)
        line.settled = Settled(delivery=delivery, outcome=outcome)
        failures = failures + 1 if outcome.trouble else 0
        if failures >= TROUBLE:
            line.fault = f"{failures} failures in a row; the last: {outcome.reply}"
            return
        if outcome.trouble and stop.wait(min(pause * 2**failures, 60.0)):
            return


class _Scribe:
    """The one who writes: answers calls, many with one commit."""

    def __init__(
        self,
        database: Engine,
        issue_id: str,
        *,
        owner: str,
        now: Callable[[], datetime],
        stop: threading.Event,
        tell: Tell,
    ) -> None:
        self.calls: SimpleQueue[Line] = SimpleQueue()
        self.ended = False
        self._database = database
        self._issue_id = issue_id
        self._owner = owner
        self._now = now
        self._stop = stop
        self._tell = tell
        self._stock: deque[Delivery] = deque()
        self._last: deque[bool] = deque(maxlen=AMONG)  # of the last tries, which bounced

    def work(self, lines: int) -> None:
        """Answer until all `lines` have hung up; then raise what went wrong in one of them."""
        errors = []
        while lines:
            calls = self._waiting()
            answers = self._answer(calls)
            for call, delivery in zip(calls, answers, strict=True):
                if call.wants:
                    call.answer.put(delivery)
                else:
                    lines -= 1
                    errors += [call.error] if call.error else []
        self.ended = True
        if errors:
            raise errors[0]

    def _waiting(self) -> list[Line]:
        """All who are calling now; waits for the first."""
        calls = [self.calls.get()]
        try:
            while True:
                calls.append(self.calls.get_nowait())
        except Empty:
            return calls

    def _answer(self, calls: Sequence[Line]) -> list[Delivery | None]:
        settled = [call.settled for call in calls if call.settled]
        wanting = sum(call.wants for call in calls)
        with self._database.begin() as connection:
            now = self._now()
            settle(connection, self._issue_id, settled, owner=self._owner, now=now)
            for why in self._faults(calls, settled):
                ledger.pause(connection, self._issue_id, why=why)
            given = [] if self._stop.is_set() else self._next(connection, wanting, now)
        counts: dict[State, int] = {}
        for one in settled:
            state = _STATES[one.outcome.result]
            counts[state] = counts.get(state, 0) + 1
        if counts:
            self._tell(counts)
        hands = iter(given)
        return [next(hands, None) if call.wants else None for call in calls]

    def _faults(self, calls: Sequence[Line], settled: Sequence[Settled]) -> list[str]:
        found = [call.fault for call in calls if call.fault]
        self._last.extend(one.outcome.result is Result.BOUNCED for one in settled)
        if sum(self._last) >= BOUNCES:
            found.append(
                f"{sum(self._last)} of the last {len(self._last)} recipients were refused: the relay "
                "or the list is wrong. Look at `digest status` before going on."
            )
            self._last.clear()
        return found

    def _next(self, connection: Connection, wanting: int, now: datetime) -> list[Delivery]:
        """Up to `wanting` deliveries, in flight."""
        given: list[Delivery] = []
        while len(given) < wanting:
            if not self._stock:
                self._stock.extend(
                    ledger.lease(
                        connection, self._issue_id, owner=self._owner, limit=CHUNK, now=now
                    )
                )
            if not self._stock:
                break
            hands = [
                self._stock.popleft() for _ in range(min(wanting - len(given), len(self._stock)))
            ]
            passed = ledger.fence(
                connection,
                self._issue_id,
                [one.subscriber_id for one in hands],
                owner=self._owner,
                now=now,
            )
            given += [one for one in hands if one.subscriber_id in passed]
            if not passed and self._paused(connection):
                break
        return given

    def _paused(self, connection: Connection) -> bool:
        found = ledger.find(connection, self._issue_id)
        return found is None or found.state != "sending"


_STATES = {
    Result.SENT: State.SENT,
    Result.DEFERRED: State.DEFERRED,
    Result.BOUNCED: State.BOUNCED,
    Result.SKIPPED: State.SKIPPED,
    Result.FAULT: State.READY,
    Result.UNKNOWN: State.UNCERTAIN,
}
