import threading

import pytest
from sqlalchemy import create_engine, text

from digest.send.queue import Jobs, run


@pytest.fixture
def engine(postgresql):
    engine = create_engine(postgresql)
    yield engine
    engine.dispose()


@pytest.fixture
def done():
    return []


@pytest.fixture
def jobs(done):
    """What the ledger says: one issue is due, another is being sent."""
    due, waiting = ["a"], ["b"]
    lock = threading.Lock()

    def prepare(issue_id: str) -> None:
        done.append(("prepare", issue_id))
        due.clear()

    def send(issue_id: str) -> None:
        with lock:
            done.append(("send", issue_id))
        waiting.clear()

    return Jobs(due=lambda: list(due), prepare=prepare, waiting=lambda: list(waiting), send=send)


def test_what_is_due_is_prepared_and_sent(engine, jobs, done):
    run(engine, jobs, threading.Event(), once=True)
    assert done.count(("prepare", "a")) == 1
    assert {("send", "a"), ("send", "b")} < set(done)


def test_a_worker_ends_when_told(engine, jobs, done):
    stop = threading.Event()

    def send(issue_id: str) -> None:
        done.append(issue_id)
        stop.set()

    ending = Jobs(due=list, prepare=lambda _: None, waiting=lambda: ["b"], send=send)
    run(engine, ending, stop)
    assert done == ["b"]


def test_the_job_of_a_worker_that_died_is_done_by_another(engine, jobs, done):
    idle = Jobs(due=list, prepare=lambda _: None, waiting=list, send=lambda _: None)
    run(engine, idle, threading.Event(), once=True)  # makes the tables
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL search_path TO digest_queue"))
        worker = connection.scalar(
            text(
                "INSERT INTO procrastinate_workers (last_heartbeat) "
                "VALUES (now() - interval '1 hour') RETURNING id"
            )
        )
        connection.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id) "
                "VALUES ('default', 'send', 'send/c/0', '{\"issue_id\": \"c\", \"shard\": 0}', "
                "'doing', :worker)"
            ),
            {"worker": worker},
        )
    stop = threading.Event()

    def send(issue_id: str) -> None:
        done.append(issue_id)
        stop.set()

    rescued = Jobs(due=list, prepare=lambda _: None, waiting=list, send=send)
    run(engine, rescued, stop)
    assert done == ["c"]


def test_the_queue_is_made_anew_for_another_version_and_leaves_our_tables_alone(engine, jobs):
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA digest_queue"))
        connection.execute(text("COMMENT ON SCHEMA digest_queue IS '0.1'"))
    run(engine, jobs, threading.Event(), once=True)
    with engine.connect() as connection:
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        assert not [name for name in connection.scalars(text(tables)) if "procrastinate" in name]
