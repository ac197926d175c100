"""The promise: killed anywhere, nobody is sent the issue twice, and nobody is silently left out."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from digest.send.alone import alone
from digest.subscribers.schema import attempt, delivery

pytestmark = pytest.mark.slow

SENDER = Path(__file__).with_name("sender.py")
PEOPLE = 8
CONNECTIONS = 2


@pytest.fixture
def sender(database, where) -> Callable[..., subprocess.Popen]:
    place = where if isinstance(where, Path) else where.render_as_string(hide_password=False)

    def sender(port: int, *mode: object, connections: int = CONNECTIONS) -> subprocess.Popen:
        command = [sys.executable, SENDER, place, port, connections, *mode]
        return subprocess.Popen([str(part) for part in command])

    return sender


@pytest.fixture
def judged(database) -> Callable:
    """Check the ledger against what the server accepted; returns how many are uncertain."""

    def judged(people: list[str], accepted) -> int:
        with database.begin() as connection:
            rows = connection.execute(select(delivery.c.address, delivery.c.state)).all()
        states = dict(map(tuple, rows))
        assert sorted(states) == sorted(people)
        assert set(states.values()) <= {"sent", "uncertain"}
        for address, state in states.items():
            assert accepted[address] <= 1, address
            if state == "sent":
                assert accepted[address] == 1, address
        return sum(state == "uncertain" for state in states.values())

    return judged


@pytest.mark.parametrize("point", ["commit", "begin"])
def test_killed_before_and_after_each_commit(point, serving, frozen, sender, judged):
    """One sender a commit: the first dies at its first, the next at its second …"""
    people, deaths = frozen(PEOPLE), 0
    with serving() as server:
        for number in range(1, 30):
            ended = sender(server.port, point, number).wait(120)
            if ended == 0:
                break
            assert ended == -signal.SIGKILL
            deaths += 1
        assert ended == 0
    assert deaths >= 4
    assert judged(people, server.accepted) <= deaths * CONNECTIONS


@pytest.mark.parametrize(
    ("where", "phase"),
    [
        *(("sqlite", phase) for phase in ("mail", "data", "body", "dot", "reply")),
        *(("postgresql", phase) for phase in ("mail", "dot", "reply")),
    ],
    indirect=["where"],
)
def test_killed_in_each_phase_of_the_dialogue(phase, serving, frozen, sender, judged):
    people, running = frozen(PEOPLE), []
    due = threading.Event()

    def kill(at: str, _recipient: str) -> str:
        if at == phase and not due.is_set() and running:
            due.set()
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()
        return ""

    ready = threading.Event()

    def plan(at: str, recipient: str) -> str:
        ready.wait(5)
        return kill(at, recipient)

    with serving(plan) as server:
        running.append(sender(server.port))
        ready.set()
        assert running[0].wait(120) == -signal.SIGKILL
        assert sender(server.port).wait(120) == 0
    uncertain = judged(people, server.accepted)
    assert uncertain <= CONNECTIONS
    # Whatever was not accepted and is not in doubt was sent by the second sender.
    assert sum(server.accepted.values()) >= PEOPLE - uncertain


def test_a_server_that_swallows_replies_leaves_doubts_and_no_second_copy(
    serving, frozen, sender, judged
):
    people, turns = frozen(PEOPLE), []

    def swallow(phase: str, _recipient: str) -> str:
        if phase == "dot":
            turns.append(phase)
            return "swallow" if len(turns) % 4 == 0 else ""
        return ""

    with serving(swallow) as server:
        assert sender(server.port, connections=1).wait(120) == 0
    assert judged(people, server.accepted) == 2
    assert sum(server.accepted.values()) == PEOPLE


def test_an_ordered_end_leaves_no_doubt(serving, frozen, sender, judged):
    people, begun = frozen(PEOPLE), threading.Event()

    def slow(phase: str, _recipient: str) -> str:
        if phase == "reply":
            begun.set()
            threading.Event().wait(0.05)
        return ""

    with serving(slow) as server:
        first = sender(server.port)
        assert begun.wait(20)
        first.terminate()
        assert first.wait(120) == 0
        assert sender(server.port).wait(120) == 0
    assert judged(people, server.accepted) == 0


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_a_second_sender_on_one_file_is_refused(serving, frozen, sender, where):
    frozen(PEOPLE)
    with serving() as server, alone(where):
        assert sender(server.port).wait(120) == 1
    assert not server.accepted


def test_every_attempt_stands_in_the_ledger(serving, frozen, sender, database):
    frozen(PEOPLE)
    with serving() as server:
        assert sender(server.port).wait(120) == 0
    with database.begin() as connection:
        outcomes = connection.scalars(select(attempt.c.outcome)).all()
    assert outcomes == ["sent"] * PEOPLE


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_workers_that_are_killed_or_stopped_past_their_lease_send_nothing_twice(
    serving, frozen, sender, judged
):
    """Four workers; some die, some are stopped until others have taken their rows, then go on."""
    people = frozen(160)

    def slow(phase: str, _recipient: str) -> str:
        if phase == "reply":
            time.sleep(0.05)
        return ""

    # A lease of ten minutes lasts 0.5 s, a flight of thirty 1.5 s.
    clock = ("fast", time.time(), 1200)
    with serving(slow) as server:
        workers = [sender(server.port, *clock) for _ in range(4)]
        while sum(server.accepted.values()) < 8:
            time.sleep(0.01)
        workers[0].kill()
        workers[1].send_signal(signal.SIGSTOP)
        workers[2].send_signal(signal.SIGSTOP)
        time.sleep(2.5)
        workers[1].send_signal(signal.SIGCONT)
        workers[2].kill()
        workers[0].wait(5)
        workers.append(sender(server.port, *clock))
        for worker in (workers[1], workers[3], workers[4]):
            assert worker.wait(120) == 0
        workers[2].wait(5)
    uncertain = judged(people, server.accepted)
    assert uncertain <= 3 * CONNECTIONS  # two were killed, one was stopped
    assert sum(server.accepted.values()) >= 160 - uncertain
