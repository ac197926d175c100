"""The coarse jobs of several machines on one PostgreSQL, carried by procrastinate.

The queue says which worker does what next, and nothing else: an issue to prepare, a shard of one to
send. The truth stays in the ledger; whatever the queue forgets or does twice, the next look at the
ledger puts right. So it lives in a schema of its own, and is made anew when its version changes.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.schema import SchemaManager
from sqlalchemy import Engine, text

__all__ = ["Jobs", "run"]

SCHEMA = "digest_queue"
SHARDS = 16  # workers that may send one issue at the same time
MAKE = 5_112_027  # the advisory lock under which the queue's tables are made


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """What the jobs do; each may be called in any thread, and says itself what goes wrong.

    `due` names the issues whose hour has come, `prepare` freezes the audience of one; `waiting` names
    the issues with something to send, `send` sends of one what is ready; `bounces` reads the mailbox.
    """

    due: Callable[[], Sequence[str]]
    prepare: Callable[[str], None]
    waiting: Callable[[], Sequence[str]]
    send: Callable[[str], None]
    bounces: Callable[[], None] | None = None


def run(database: Engine, jobs: Jobs, stop: threading.Event, *, once: bool = False) -> None:
    """Work until `stop` is set; `once` looks at the ledger, does what is to be done, and ends."""
    _tables(database)
    asyncio.run(_work(_Queue(database, jobs, stop), stop, once=once))


async def _work(queue: "_Queue", stop: threading.Event, *, once: bool) -> None:
    async with queue.app.open_async():
        for task in ("rescue", "look"):
            await queue.put(task, timestamp=0)  # at once, and then every minute
        worker = asyncio.create_task(
            queue.app.run_worker_async(
                wait=not once, install_signal_handlers=False, delete_jobs="successful"
            )
        )
        ordered = asyncio.create_task(asyncio.to_thread(_ordered, stop, worker.done))
        await asyncio.wait({worker, ordered}, return_when=asyncio.FIRST_COMPLETED)
        worker.cancel()  # the jobs in hand end; `stop` has told them to
        with suppress(asyncio.CancelledError):
            await worker
        await ordered


def _ordered(stop: threading.Event, done: Callable[[], bool]) -> None:
    while not stop.wait(0.2) and not done():
        pass


class _Queue:
    """The jobs as procrastinate knows them: each a task of the same name."""

    def __init__(self, database: Engine, jobs: Jobs, stop: threading.Event) -> None:
        url = database.url.set(drivername="postgresql")
        self.app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(
                conninfo=url.render_as_string(hide_password=False),
                kwargs={"options": f"-c search_path={SCHEMA}"},
                min_size=1,
            )
        )
        self._jobs = jobs
        self._stop = stop
        often: dict[str, int] = {"look": 1, "rescue": 1} | ({"bounces": 10} if jobs.bounces else {})
        for name, minutes in often.items():
            task = self.app.task(name=name, queueing_lock=name)(getattr(self, f"_{name}"))
            self.app.periodic(cron=f"*/{minutes} * * * *")(task)
        for name in ("prepare", "send"):
            self.app.task(name=name)(getattr(self, f"_{name}"))

    async def put(self, task: str, key: str = "", **arguments: str | int) -> None:
        """Put a job into the queue, unless the same one waits there already."""
        lock = f"{task}/{key}" if key else task
        with suppress(AlreadyEnqueued):
            job = self.app.tasks[task].configure(queueing_lock=lock, lock=lock)
            await job.defer_async(**arguments)

    async def _look(self, timestamp: int) -> None:
        """From the ledger to the queue: what is due, and what has rows to send."""
        del timestamp
        for issue_id in await asyncio.to_thread(self._jobs.due):
            await self.put("prepare", issue_id, issue_id=issue_id)
        for issue_id in await asyncio.to_thread(self._jobs.waiting):
            await self._shards(issue_id)

    async def _shards(self, issue_id: str) -> None:
        for shard in range(SHARDS):
            await self.put("send", f"{issue_id}/{shard}", issue_id=issue_id, shard=shard)

    async def _prepare(self, issue_id: str) -> None:
        await asyncio.to_thread(self._jobs.prepare, issue_id)
        await self._shards(issue_id)

    async def _send(self, issue_id: str, shard: int) -> None:
        """Rows are taken from the ledger as they are free: the shard only says how many take them."""
        del shard
        if not self._stop.is_set():  # the next look finds what is left
            await asyncio.to_thread(self._jobs.send, issue_id)

    async def _bounces(self, timestamp: int) -> None:
        del timestamp
        if self._jobs.bounces is not None:
            await asyncio.to_thread(self._jobs.bounces)

    async def _rescue(self, timestamp: int) -> None:
        """Jobs of workers that died are given to others."""
        del timestamp
        for job in await self.app.job_manager.get_stalled_jobs():
            await self.app.job_manager.retry_job(job)


def _tables(database: Engine) -> None:
    """The queue's own tables, for this version of procrastinate."""
    version = procrastinate.__version__
    with database.begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({MAKE})"))
        made = connection.scalar(
            text("SELECT obj_description(to_regnamespace(:name), 'pg_namespace')"), {"name": SCHEMA}
        )
        if made == version:
            return
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
        connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
        connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {SCHEMA} IS '{version}'")
