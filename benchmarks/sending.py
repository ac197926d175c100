"""How fast mail leaves, and what a large list costs.

    .venv/bin/python benchmarks/sending.py [MESSAGES] [PEOPLE]

1. Speed on loopback with 60 kB messages, into a sink in a process of its own: Postfix's smtp-source
   and smtplib with ready bytes as the limits (smtp-source where it is installed), then ours from the
   ledger, with and without DKIM. MESSAGES (2,000) each; beside the rate stands the processor time of
   our own process for one message.
2. A list of PEOPLE (100,000): a CSV file imported, listed, counted and frozen into an audience, each
   with its time; and the peak of memory, which must not grow with the list.
"""

import os
import resource
import runpy
import shutil
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import Engine, update

from digest.send import ledger, send
from digest.send.audience import freeze
from digest.send.dkim import Signer
from digest.send.message import Template, template
from digest.send.smtp import Relay, Smtp
from digest.subscribers import connect, register
from digest.subscribers.bounced import Rule
from digest.subscribers.database import reading
from digest.subscribers.intake import take_in
from digest.subscribers.schema import Status, delivery, mailing
from digest.subscribers.seal import Seal

TESTS = Path(__file__).parent.parent / "tests" / "send"
LETTER = runpy.run_path(str(TESTS / "letter.py"))
SEAL = Seal(bytes(range(32)))
ISSUE = "2025-09-27"
KILOBYTES = 60


def main() -> int:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    print("speed", flush=True)
    speed(messages)
    print("a large list", flush=True)
    for count in (many // 100, many):
        with tempfile.TemporaryDirectory() as name:
            people(Path(name), count, say=True).dispose()
    return 0


def people(folder: Path, count: int, *, say: bool = False) -> Engine:
    """A database with `count` people, frozen into an audience; `say` how long each step took."""
    engine = connect(folder / "subscribers.db", seal=SEAL)
    table, now = folder / "people.csv", datetime.now(UTC)
    with table.open("w", encoding="utf-8") as file:
        file.write("email,name\n")
        file.writelines(f"reader{number}@example.org,Reader {number}\n" for number in range(count))

    def imported() -> None:
        take_in(
            engine,
            table,
            source="benchmark",
            status=Status.ACTIVE,
            segments=(),
            new_id=lambda: uuid.uuid4().hex,
            now=now,
            seal=SEAL,
        )

    def listed() -> None:
        with reading(engine).connect() as connection:
            if sum(1 for _ in register.listed(connection)) != count:
                raise ValueError("somebody is missing")

    def frozen() -> None:
        with engine.begin() as connection:
            freeze(connection, issue_id=ISSUE, mark="0" * 64, seal=SEAL, now=now)

    steps: dict[str, Callable[[], None]] = {"imported": imported, "frozen": frozen}
    if say:
        steps = {"imported": imported, "listed": listed, "frozen": frozen}
    told = [f"{name} in {seconds(step):.1f} s" for name, step in steps.items()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if say:
        print(f"   {count} people: {', '.join(told)}; peak memory {peak:.0f} MB", flush=True)
    return engine


def seconds(step: Callable[[], None]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


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


def heavy(*signers: Signer) -> Template:
    """A letter of 60 kB."""
    mail = LETTER["eml"]().replace(b"fin", b"fin " * (KILOBYTES * 1000 // 4), 1)
    return template(mail, LETTER["LETTERHEAD"], signers)


def speed(count: int) -> None:
    plain = heavy()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    signed = heavy(Signer(domain="boussole.example", selector="s1", key=key))
    one = plain.message(to="a@x.example", token="t" * 52, message_id="m", date=datetime.now(UTC))
    print(f"   messages of {len(one) / 1000:.0f} kB")
    with sink() as port, tempfile.TemporaryDirectory() as name:
        if source := shutil.which("smtp-source"):
            command = [source, "-m", str(count), "-s", "10", "-l", str(len(one))]
            run = lambda: subprocess.run([*command, f"127.0.0.1:{port}"], check=True)  # noqa: E731
            told("smtp-source, 10 sessions", count, run)
        line = smtplib.SMTP("127.0.0.1", port)

        def ready() -> None:
            for _ in range(count):
                line.sendmail("r@x.example", ["a@x.example"], one)

        limit = told("smtplib, ready bytes, 1 session", count, ready)
        line.quit()
        engine = people(Path(name), count)
        for what, letter in (("", plain), (" and DKIM", signed)):
            for connections in (1, 4, 16):
                rate = told(
                    f"ours with ledger{what}, {connections} connections",
                    count,
                    lambda letter=letter, connections=connections: ours(
                        engine, letter, port, connections
                    ),
                )
                print(f"      {rate / limit:.0%} of smtplib")
        engine.dispose()


def told(what: str, count: int, run: Callable[[], object]) -> float:
    """Run it, and say how many messages a second that is; returns the rate."""
    started, worked = time.perf_counter(), time.process_time()
    run()
    rate = count / (time.perf_counter() - started)
    each = (time.process_time() - worked) / count * 1e6
    print(f"   {what:42} {rate:7.0f} messages/s {each:7.0f} µs of our processor", flush=True)
    return rate


def ours(engine: Engine, letter: Template, port: int, connections: int) -> None:
    with engine.begin() as connection:
        connection.execute(update(delivery).values(state="ready", owner=None))
        connection.execute(update(mailing).values(state="sending"))
    relay = Relay(host="127.0.0.1", port=port, security="none")
    counts = send(
        engine,
        ISSUE,
        templates={"everyone": letter},
        seal=SEAL,
        open_transport=lambda: Smtp(relay),
        connections=connections,
        owner=uuid.uuid4().hex,
        now=lambda: datetime.now(UTC),
        stop=threading.Event(),
        rule=Rule(soft_limit=4, window=timedelta(days=90)),
    )
    if set(counts) != {ledger.State.SENT}:
        raise ValueError(f"not all were sent: {counts}")


if __name__ == "__main__":
    sys.exit(main())
