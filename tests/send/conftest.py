import runpy
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from digest.send import Transport, send
from digest.send.audience import freeze
from digest.send.ledger import State
from digest.send.pace import UNLIMITED, Pace
from digest.subscribers import register
from digest.subscribers.address import parse
from digest.subscribers.bounced import Rule
from digest.subscribers.schema import Status
from digest.subscribers.seal import Seal

HERE = Path(__file__).parent
FAULTY = runpy.run_path(str(HERE / "faulty.py"))
LETTER = runpy.run_path(str(HERE / "letter.py"))
NOW = datetime(2025, 9, 27, 5, 0, tzinfo=UTC)
ISSUE = "2025-09-27"


@pytest.fixture
def serving() -> Callable:
    return FAULTY["serving"]


@pytest.fixture
def letter() -> dict:
    return LETTER


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def join(database: Engine, seal: Seal) -> Callable[..., None]:
    numbers = count(1)

    def join(*addresses: str, status: Status = Status.ACTIVE, segments: tuple[str, ...] = ()):
        with database.begin() as connection:
            for address in addresses:
                register.add(
                    connection,
                    parse(address),
                    name="",
                    status=status,
                    segments=segments,
                    event="added",
                    source="a test",
                    public_id=f"{next(numbers):032x}",
                    now=NOW,
                    seal=seal,
                )

    return join


@pytest.fixture
def frozen(database: Engine, join: Callable, seal: Seal) -> Callable[[int], list[str]]:
    """Put people on the list and freeze the issue for them; returns their addresses."""

    def frozen(people: int) -> list[str]:
        addresses = [f"reader{number}@example.org" for number in range(people)]
        join(*addresses)
        with database.begin() as connection:
            freeze(connection, issue_id=ISSUE, mark="0" * 64, seal=seal, now=NOW)
        return addresses

    return frozen


@pytest.fixture
def freeze_now(database: Engine, seal: Seal) -> Callable[[], datetime]:
    """Freeze the issue for whoever is on the list."""

    def freeze_now() -> datetime:
        with database.begin() as connection:
            freeze(connection, issue_id=ISSUE, mark="0" * 64, seal=seal, now=NOW)
        return NOW

    return freeze_now


@pytest.fixture
def dispatch(database: Engine, seal: Seal) -> Callable[..., dict[State, int]]:
    def dispatch(
        open_transport: Callable[[], Transport],
        connections: int = 1,
        stop: threading.Event | None = None,
        now: Callable[[], datetime] = lambda: NOW,
        pace: Pace = UNLIMITED,
    ) -> dict[State, int]:
        template = LETTER["letter"]()
        return send(
            database,
            ISSUE,
            templates={"everyone": template, "subscribers": template},
            seal=seal,
            open_transport=open_transport,
            connections=connections,
            owner="a" * 32,
            now=now,
            stop=stop or threading.Event(),
            rule=Rule(soft_limit=2, window=timedelta(days=90)),
            pace=pace,
            pause=0.0,
        )

    return dispatch
