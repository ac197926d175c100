"""The public pages on loopback: a real server, a real database, a real mail server."""

import asyncio
import http.client
import queue
import re
import runpy
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from sqlalchemy import Engine
from starlette.types import ASGIApp, Receive, Scope, Send

from digest.config import Newsletter, Sender, ServeSettings
from digest.send.outcome import Result
from digest.send.smtp import Relay, Smtp
from digest.send.transport import Envelope
from digest.serve import People, Posted, site
from digest.serve.server import listen
from digest.serve.server import settings as server_settings
from digest.subscribers import connect, register
from digest.subscribers.address import parse
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import Status
from digest.subscribers.seal import Seal

FAULTY = runpy.run_path(str(Path(__file__).parent.parent / "send" / "faulty.py"))
NEWSLETTER = Newsletter(
    name="La Boussole",
    tagline="Le cap de la semaine",
    sender=Sender(email="lettre@boussole.example", postal_address="1 rue du Port\n13002 Marseille"),
)


@dataclass
class Clock:
    """The time as a test wants it; `now` starts at one moment and is moved by hand."""

    moment: datetime = datetime(2025, 9, 26, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def pass_(self, **span: int) -> None:
        self.moment += timedelta(**span)


@dataclass
class House:
    """Public pages that answer on this machine, and what happens behind them."""

    port: int
    people: People
    clock: Clock
    archive: Path
    mailserver: object
    headers: dict[str, str] = field(default_factory=lambda: {"accept-language": "fr"})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, fields: object = None, **headers: str):
        """(status, headers, body) of one request; names of headers with _ for -."""
        said = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        data = None
        if fields is not None:
            data = fields if isinstance(fields, bytes) else urlencode(fields, doseq=True).encode()
            said.setdefault("content-type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, data, said)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def get(self, path: str, **headers: str):
        return self.ask("GET", path, **headers)

    def post(self, path: str, fields: object = (), **headers: str):
        return self.ask("POST", path, fields, **headers)

    def mails(self, wait: int = 1) -> list[EmailMessage]:
        """The mails that the mail server got, once there are `wait`."""
        for _ in range(2000):
            if len(self.mailserver.messages) >= wait:
                break
            threading.Event().wait(0.01)
        return [
            message_from_bytes(message, policy=policy.default)
            for _, _, message in self.mailserver.messages
        ]

    def link(self, number: int = -1) -> str:
        """The path of the link in a mail."""
        text = self.mails()[number].get_body(("plain",)).get_content()
        return re.search(rf"{re.escape(self.address)}(/\S+)", text)[1]

    def person(self, address: str) -> Subscriber | None:
        with self.people.database.connect() as connection:
            return register.find(connection, parse(address))

    def put_in(self, address: str, status: Status = Status.ACTIVE, *segments: str) -> Subscriber:
        with self.people.database.begin() as connection:
            register.add(
                connection,
                parse(address),
                name="",
                status=status,
                segments=segments,
                event="added",
                source="a test",
                public_id=self.people.new_id(),
                now=self.clock.now(),
                seal=self.people.seal,
            )
        return self.person(address)

    def leave_token(self, address: str) -> str:
        person = self.person(address)
        return self.people.seal.token(register.UNSUBSCRIBE, person.public_id)


@pytest.fixture
def database(sqlite: Path, seal: Seal) -> Iterator[Engine]:
    engine = connect(sqlite, seal=seal)
    yield engine
    engine.dispose()


class Doors:
    """One server for all tests, on a few ports: starting one takes longer than most tests."""

    def __init__(self) -> None:
        self.apps: dict[int, ASGIApp] = {}
        self.ports: list[int] = []
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self.loop = asyncio.get_running_loop()
            for kind in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{kind}.complete"})
            return
        await self.apps[scope["server"][1]](scope, receive, send)


@contextmanager
def alive(app: ASGIApp, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Start and end an application on the loop of a server that runs already."""
    orders: asyncio.Queue[dict] = asyncio.Queue()
    heard: queue.Queue[str] = queue.Queue()

    async def send(message: dict) -> None:
        heard.put(message["type"])

    life = app({"type": "lifespan", "asgi": {}, "state": {}}, orders.get, send)
    running = asyncio.run_coroutine_threadsafe(life, loop)
    for kind in ("startup", "shutdown"):
        loop.call_soon_threadsafe(orders.put_nowait, {"type": f"lifespan.{kind}"})
        assert heard.get(timeout=30) == f"lifespan.{kind}.complete"
        if kind == "startup":
            yield
    running.result(30)


@pytest.fixture(scope="session")
def doors() -> Iterator[Doors]:
    found = Doors()
    sockets = [listen("127.0.0.1", 0) for _ in range(3)]
    server = uvicorn.Server(server_settings(found))
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets})
    thread.start()
    while not server.started:
        threading.Event().wait(0.005)
    found.ports = [listening.getsockname()[1] for listening in sockets]
    yield found
    server.should_exit = True
    thread.join()
    for listening in sockets:
        listening.close()


@pytest.fixture
def open_house(database: Engine, tmp_path: Path, doors: Doors) -> Iterator[Callable[..., House]]:
    """Open the pages with settings of one's own; all are closed at the end."""
    doors.apps.clear()
    with ExitStack() as opened:

        def open_house(newsletter: Newsletter = NEWSLETTER, url: str = "", **settings) -> House:
            mailserver = opened.enter_context(FAULTY["serving"]())
            port = doors.ports[len(doors.apps)]
            clock, numbers = Clock(), iter(range(1, 10**9))
            people = People(
                database=database,
                seal=Seal(bytes(range(32))),
                now=clock.now,
                new_id=lambda: f"{next(numbers):032x}",
            )
            app = site(
                newsletter,
                ServeSettings(**settings),
                people=people,
                carrier=Way(mailserver.port),
                archive=tmp_path / "archive",
                url=url or f"http://127.0.0.1:{port}",
                logo=tmp_path / "logo.png",
            )
            opened.enter_context(alive(app, doors.loop))
            doors.apps[port] = app
            return House(
                port=port,
                people=people,
                clock=clock,
                archive=tmp_path / "archive",
                mailserver=mailserver,
            )

        yield open_house


class Way:
    """Sends mails to the mail server on a port, each over a connection of its own."""

    def __init__(self, port: int) -> None:
        self.relay = Relay(host="127.0.0.1", port=port, security="none")

    def ready(self) -> bool:
        return True

    def carry(self, address: str, token: str, mail: bytes) -> Posted:
        line = Smtp(self.relay)
        line.prepare()
        envelope = Envelope(sender=f"retours+{token}@x.example", recipient=address)
        outcome = line.deliver(envelope, mail)
        line.close()
        return Posted.SENT if outcome.result is Result.SENT else Posted.REFUSED


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house(
        ask_name=True,
        choices={"tech": "La technique", "droit": "Le droit"},
        posts_per_hour=1000,
        mails_per_hour=1000,
    )
