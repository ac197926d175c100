"""A sender in a process of its own, for tests that kill it.

    python sender.py DATABASE PORT CONNECTIONS [commit|begin NUMBER | fast REFERENCE SPEED]

DATABASE is a SQLite file or the URL of a PostgreSQL database. `commit` kills it with SIGKILL just
before its NUMBERth commit, `begin` at its NUMBERth begin of a transaction (that is, just after a
commit). `fast` makes it one of many workers, who go on until the issue is done, on a clock that runs
SPEED times as fast since REFERENCE (seconds of the epoch), so that leases run out in a test.
"""

import os
import runpy
import signal
import sys
import threading
import time
import uuid
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event, make_url

from digest.send import decide, ledger, send
from digest.send.alone import alone
from digest.send.smtp import Relay, Smtp
from digest.subscribers import connect
from digest.subscribers.bounced import Rule
from digest.subscribers.seal import Seal

ISSUE = "2025-09-27"


def main(database: str, port: str, connections: str, *mode: str) -> None:
    letter = runpy.run_path(str(Path(__file__).with_name("letter.py")))["letter"]()
    seal = Seal(bytes(range(32)))
    many = mode[:1] == ("fast",)
    where = make_url(database) if "://" in database else Path(database)
    relay = Relay(host="127.0.0.1", port=int(port), security="none", patience=5)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())

    def now() -> datetime:
        if not many:
            return datetime.now(UTC)
        reference, speed = float(mode[1]), float(mode[2])
        return datetime.fromtimestamp(reference + (time.time() - reference) * speed, UTC)

    def go() -> None:
        send(
            engine,
            ISSUE,
            templates={"everyone": letter, "subscribers": letter},
            seal=seal,
            open_transport=lambda: Smtp(relay),
            connections=int(connections),
            owner=uuid.uuid4().hex,
            now=now,
            stop=stop,
            rule=Rule(soft_limit=4, window=timedelta(days=90)),
            pause=0.01,
        )

    with alone(where) if isinstance(where, Path) else nullcontext():
        engine = connect(where, seal=seal)
        if many:
            while not stop.is_set():
                go()
                with engine.begin() as connection:
                    state = ledger.known(connection, ISSUE).state
                    if state == "paused":
                        decide.resume(connection, ISSUE)
                if state == "done":
                    return
                time.sleep(0.05)
            return
        if mode:
            die_at(engine, mode[0], int(mode[1]))
        with engine.begin() as connection:
            ledger.recover(connection, ISSUE, now=now(), alone=True)
            decide.resume(connection, ISSUE)
        go()


def die_at(engine, what: str, number: int) -> None:
    left = [number]

    def die(_connection: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, what, die)


if __name__ == "__main__":
    main(*sys.argv[1:])
