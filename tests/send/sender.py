"""A sender in a process of its own, for tests that kill it.

    python sender.py DATABASE PORT CONNECTIONS [commit|begin NUMBER]

Kills itself with SIGKILL just before its NUMBERth commit, or at its NUMBERth begin of a transaction
(that is, just after a commit).
"""

import os
import runpy
import signal
import sys
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import event

from digest.send import decide, ledger, send
from digest.send.alone import alone
from digest.send.smtp import Relay, Smtp
from digest.subscribers import connect
from digest.subscribers.seal import Seal

ISSUE = "2025-09-27"


def main(database: str, port: str, connections: str, *death: str) -> None:
    letter = runpy.run_path(str(Path(__file__).with_name("letter.py")))["letter"]()
    seal = Seal(bytes(range(32)))
    with alone(Path(database)):
        engine = connect(Path(database), seal=seal)
        if death:
            left = [int(death[1])]

            def die(_connection: object) -> None:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            event.listen(engine, death[0], die)
        with engine.begin() as connection:
            ledger.recover(connection, ISSUE, now=datetime.now(UTC), alone=True)
            decide.resume(connection, ISSUE)
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        relay = Relay(host="127.0.0.1", port=int(port), security="none", patience=5)
        send(
            engine,
            ISSUE,
            templates={"everyone": letter, "subscribers": letter},
            seal=seal,
            open_transport=lambda: Smtp(relay),
            connections=int(connections),
            owner=uuid.uuid4().hex,
            now=lambda: datetime.now(UTC),
            stop=stop,
            pause=0.01,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
