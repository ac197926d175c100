from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy import Engine

from digest.subscribers import register
from digest.subscribers.address import parse
from digest.subscribers.schema import Status
from digest.subscribers.seal import Seal

NOW = datetime(2025, 9, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


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
