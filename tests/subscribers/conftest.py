from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from digest.subscribers import connect, register
from digest.subscribers.address import parse
from digest.subscribers.schema import Status
from digest.subscribers.seal import Seal

NOW = datetime(2025, 9, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def seal() -> Seal:
    return Seal(bytes(range(32)))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


@pytest.fixture
def database(where: Path | URL, seal: Seal) -> Iterator[Engine]:
    engine = connect(where, seal=seal)
    yield engine
    engine.dispose()


@pytest.fixture
def join(database: Engine, seal: Seal, new_id: Callable[[], str]) -> Callable[..., int]:
    """Put somebody in; returns their number."""

    def join(address: str, status: Status = Status.ACTIVE, *segments: str) -> int:
        with database.begin() as connection:
            return register.add(
                connection,
                parse(address),
                name="",
                status=status,
                segments=segments,
                event="added",
                source="a test",
                public_id=new_id(),
                now=NOW,
                seal=seal,
            )

    return join
