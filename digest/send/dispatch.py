"""Sends a frozen issue: several connections, one scribe who alone writes the ledger.

Each connection runs in a thread and asks the scribe for its next delivery, with the outcome of the
last. The scribe answers all who are waiting with one commit: outcomes written, next rows in flight.
One commit costs one flush to disk (0.1 to 10 ms); shared, it is no longer what limits the rate, and
still no message leaves before its own row is on disk.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue

from sqlalchemy import Engine

from digest.send import count, ledger
from digest.send.ledger import Delivery, State
from digest.send.message import Template
from digest.send.outcome import Outcome, Phase, Result
from digest.send.pace import UNLIMITED, Pace
from digest.send.scribe import Line, Scribe, Tell
from digest.send.settle import Settled
from digest.send.transport import Envelope, Transport, TransportError
from digest.subscribers.bounced import Rule
from digest.subscribers.register import UNSUBSCRIBE
from digest.subscribers.seal import Seal

__all__ = ["send"]

TROUBLE = 5  # failures in a row, on one connection, before the issue is paused
IDLE = 10.0  # seconds after which a line that waited for its turn is looked after


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
    rule: Rule,
    tell: Tell = lambda _counts: None,
    pace: Pace = UNLIMITED,
    pause: float = 1.0,
) -> dict[State, int]:
    """Send what is due of a frozen issue, and return how many recipients stand where.

    `templates` has one for each variant; `owner` names this process among all that ever send; `stop`,
    once set, lets the messages under way end and gives the others back. `rule` says whom refusals take
    off the list; `tell` is told the outcomes as they come; `pace` limits the rate; `pause` is the first
    wait in seconds after a failed connection, doubled each time. When the issue was paused on the way,
    `ledger.find` says why.
    """
    scribe = Scribe(
        database, issue_id, owner=owner, now=now, stop=stop, tell=tell, pace=pace, rule=rule
    )

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
            name=delivery.name,
        )

    connection = _Connection(
        open_transport=open_transport, carry=carry, calls=scribe.calls, stop=stop, pause=pause
    )
    threads = [threading.Thread(target=connection.run, daemon=True) for _ in range(connections)]
    for thread in threads:
        thread.start()
    try:
        scribe.work(len(threads))
    finally:
        scribe.close()
        if scribe.ended:  # else one may still be talking, and its row stays in flight
            for thread in threads:
                thread.join()
        with database.begin() as transaction:
            ledger.release(transaction, issue_id, owner=owner, now=now())
            ledger.close(transaction, issue_id, now=now())
            counts = count.tally(transaction, issue_id)
    return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Connection:
    """What the thread of each connection does."""

    open_transport: Callable[[], Transport]
    carry: Callable[[Delivery], tuple[Envelope, bytes]]
    calls: SimpleQueue[Line]
    stop: threading.Event
    pause: float

    def run(self) -> None:
        """Until there is nothing more for it; its last call says why it ended."""
        line = Line()
        try:
            transport = self.open_transport()
            try:
                self._serve(line, transport)
            finally:
                transport.close()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the scribe must hear of it
            line.error = error
        line.wants = False
        self.calls.put(line)

    def _serve(self, line: Line, transport: Transport) -> None:
        failures = 0
        while True:
            try:
                transport.prepare()
            except TransportError as error:
                failures += 1
                if error.lasting or failures >= TROUBLE:
                    line.fault = f"{error.message} {error.hint}".strip()
                    line.passing = not error.lasting
                    return
                if self._stopped(failures):
                    return
                continue
            self.calls.put(line)
            asked = time.monotonic()
            delivery = line.answer.get()
            line.settled = None
            if delivery is None:
                return
            envelope, message = self.carry(delivery)
            stale = time.monotonic() - asked > IDLE  # the server may have hung up meanwhile
            outcome = (_again(transport) if stale else None) or transport.deliver(envelope, message)
            line.settled = Settled(delivery=delivery, outcome=outcome)
            failures = failures + 1 if outcome.trouble else 0
            if failures >= TROUBLE:
                line.fault = f"{failures} failures in a row; the last: {outcome.reply}"
                # Each further trial would leave more people in doubt: that is for a person to decide.
                line.passing = outcome.result is not Result.UNKNOWN
                return
            if outcome.trouble and self._stopped(failures):
                return

    def _stopped(self, failures: int) -> bool:
        """Wait, twice as long after each failure; whether the order to stop came meanwhile."""
        return self.stop.wait(min(self.pause * 2**failures, 60.0))


def _again(transport: Transport) -> Outcome | None:
    """Prepare anew, after a wait; what came of the message when that is not possible."""
    try:
        transport.prepare()
    except TransportError as error:
        return Outcome(result=Result.DEFERRED, phase=Phase.CONNECT, reply=error.message)
    return None
