"""What sending promises, and how fast it is.

    .venv/bin/python benchmarks/sending.py [RECIPIENTS] [DEATHS]

1. The crash proof: RECIPIENTS (2,000) on the list; the sender is killed with SIGKILL DEATHS (40)
   times at random moments, over a server that refuses, delays, hangs up and swallows replies. Prints
   how many were accepted twice (must be 0), are lost without being listed (0), are in doubt.
2. Speed on loopback with 60 kB messages, into a sink in a process of its own: Postfix's smtp-source
   and smtplib with ready bytes as the limits (smtp-source where it is installed), then ours, ledger
   and all.
3. People: a CSV file imported, counted, frozen into an audience: seconds, and peak memory.
"""

import os
import random
import resource
import runpy
import shutil
import signal
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select, update

from digest.send import decide, send
from digest.send.audience import freeze
from digest.send.message import Template, template
from digest.send.smtp import Relay, Smtp
from digest.subscribers import connect
from digest.subscribers.intake import take_in
from digest.subscribers.schema import Status, delivery, mailing
from digest.subscribers.seal import Seal

TESTS = Path(__file__).parent.parent / "tests" / "send"
FAULTY = runpy.run_path(str(TESTS / "faulty.py"))
LETTER = runpy.run_path(str(TESTS / "letter.py"))
SEAL = Seal(bytes(range(32)))
ISSUE = "2025-09-27"
KILOBYTES = 60


def people(folder: Path, count: int) -> Engine:
    """A database with `count` people, frozen into an audience; says how long each step took."""
    table = folder / "people.csv"
    with table.open("w", encoding="utf-8") as file:
        file.write("email,name\n")
        file.writelines(f"reader{number}@example.org,Reader {number}\n" for number in range(count))
    engine = connect(folder / "subscribers.db", seal=SEAL)
    started = time.perf_counter()
    with engine.begin() as connection:
        take_in(
            connection,
            table,
            source="benchmark",
            status=Status.ACTIVE,
            segments=(),
            new_id=lambda: uuid.uuid4().hex,
            now=datetime.now(UTC),
            seal=SEAL,
        )
    imported = time.perf_counter()
    with engine.begin() as connection:
        freeze(connection, issue_id=ISSUE, mark="0" * 64, seal=SEAL, now=datetime.now(UTC))
    frozen = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"   {count} people: imported in {imported - started:.1f} s, frozen in "
        f"{frozen - imported:.1f} s, peak memory {peak:.0f} MB"
    )
    return engine


def crash(count: int, deaths: int) -> bool:
    """Kill the sender `deaths` times on the way; True when the promise held."""
    chance = random.Random(7)  # noqa: S311 - the same accidents each time
    lock = threading.Lock()

    def plan(phase: str, _recipient: str) -> str:
        with lock:
            dice = chance.random()
        if dice > 0.02:
            return ""
        answers = {
            "connect": "drop",
            "mail": "drop",
            "rcpt": "450 later",
            "data": "drop",
            "dot": "swallow" if dice < 0.01 else "drop",
        }
        return answers.get(phase, "")

    with tempfile.TemporaryDirectory() as name, FAULTY["serving"](plan, keep=False) as server:
        folder = Path(name)
        engine = people(folder, count)
        killed, runs = 0, 0
        while True:
            runs += 1
            arguments = [folder / "subscribers.db", server.port, 4]
            command = [sys.executable, TESTS / "sender.py", *arguments]
            sender = subprocess.Popen([str(part) for part in command])
            if killed < deaths:
                try:
                    sender.wait(chance.uniform(0.9, 1.6))
                except subprocess.TimeoutExpired:
                    os.kill(sender.pid, signal.SIGKILL)
                    killed += 1
            sender.wait()
            with engine.begin() as connection:  # nobody waits for hours in a benchmark
                connection.execute(
                    update(delivery)
                    .where(delivery.c.state == "deferred")
                    .values(next_at=datetime(2020, 1, 1, tzinfo=UTC))
                )
                state = connection.scalar(select(mailing.c.state))
            if state == "done" or runs > deaths + 200:
                break
        with engine.begin() as connection:
            rows = connection.execute(select(delivery.c.address, delivery.c.state)).all()
        engine.dispose()
    states = Counter(row.state for row in rows)
    twice = sum(number > 1 for number in server.accepted.values())
    lost = sum(row.state == "sent" and not server.accepted[row.address] for row in rows)
    lost += sum(row.state not in {"sent", "uncertain", "bounced"} for row in rows)
    print(f"   {killed} kills in {runs} runs: {dict(states)}")
    print(f"   accepted twice {twice}, lost in silence {lost}, in doubt {states['uncertain']}")
    return twice == 0 and lost == 0


@contextmanager
def sink() -> Iterator[int]:
    """A server that takes everything, in a process of its own: smtp-sink, or ours."""
    port = 24525
    own = (
        f"import runpy; f = runpy.run_path({str(TESTS / 'faulty.py')!r});"
        f"s = f['Faulty'](lambda p, r: '', keep=False, port={port}); s.serve_forever()"
    )
    found = shutil.which("smtp-sink")
    command = [found, f"127.0.0.1:{port}", "100"] if found else [sys.executable, "-c", own]
    if found and os.getuid() == 0:
        command[1:1] = ["-u", "nobody"]
    process = subprocess.Popen(command)
    time.sleep(0.5)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


def heavy() -> Template:
    """A letter of 60 kB."""
    mail = LETTER["eml"]().replace(b"fin", b"fin " * (KILOBYTES * 1000 // 4), 1)
    return template(mail, LETTER["LETTERHEAD"])


def speed(count: int) -> None:
    letter = heavy()
    one = letter.message(to="a@x.example", token="t" * 52, message_id="m", date=datetime.now(UTC))
    print(f"   messages of {len(one) / 1000:.0f} kB")
    with sink() as port, tempfile.TemporaryDirectory() as name:
        if source := shutil.which("smtp-source"):
            started = time.perf_counter()
            command = [source, "-m", str(count), "-s", "10", "-l", str(len(one))]
            subprocess.run([*command, f"127.0.0.1:{port}"], check=True)
            rate = count / (time.perf_counter() - started)
            print(f"   smtp-source, 10 sessions        {rate:7.0f} messages/s")
        line = smtplib.SMTP("127.0.0.1", port)
        started = time.perf_counter()
        for _ in range(count):
            line.sendmail("r@x.example", ["a@x.example"], one)
        rate = count / (time.perf_counter() - started)
        line.quit()
        print(f"   smtplib, ready bytes, 1 session {rate:7.0f} messages/s")
        engine = people(Path(name), count)
        for connections in (1, 4, 16):
            with engine.begin() as connection:
                connection.execute(update(delivery).values(state="ready", owner=None))
                decide.resume(connection, ISSUE)
            started = time.perf_counter()
            send(
                engine,
                ISSUE,
                templates={"everyone": letter},
                seal=SEAL,
                open_transport=lambda: Smtp(Relay(host="127.0.0.1", port=port, security="none")),
                connections=connections,
                owner=uuid.uuid4().hex,
                now=lambda: datetime.now(UTC),
                stop=threading.Event(),
            )
            rate = count / (time.perf_counter() - started)
            print(f"   ours with ledger, {connections:2} connections  {rate:7.0f} messages/s")
        engine.dispose()


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    deaths = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    print("speed", flush=True)
    speed(count)
    print("crash proof", flush=True)
    return 0 if crash(count, deaths) else 1


if __name__ == "__main__":
    sys.exit(main())
