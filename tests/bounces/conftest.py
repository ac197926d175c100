"""An issue that was sent to a few people, and the mails that come back of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, select, update

from digest.bounces import Tally, gather
from digest.send.audience import freeze
from digest.subscribers import connect, postbook, register
from digest.subscribers.address import parse
from digest.subscribers.bounced import Rule
from digest.subscribers.postbook import Asked, Marks, Wish
from digest.subscribers.register import Subscriber
from digest.subscribers.schema import Status, delivery, mailing
from digest.subscribers.seal import Seal

NOW = datetime(2025, 9, 27, 8, 0, tzinfo=UTC)
ISSUE = "2025-09-27"
SEAL = Seal(bytes(range(32)))
RULE = Rule(soft_limit=3, window=timedelta(days=90))


@dataclass
class List:
    """A list of which each member got each issue."""

    database: Engine

    def __post_init__(self) -> None:
        self.count = 0

    def join(self, *addresses: str, status: Status = Status.ACTIVE) -> None:
        with self.database.begin() as connection:
            for address in addresses:
                self.count += 1
                register.add(
                    connection,
                    parse(address),
                    name="",
                    status=status,
                    segments=(),
                    event="added",
                    source="a test",
                    public_id=f"{self.count:032x}",
                    now=NOW - timedelta(days=365),
                    seal=SEAL,
                )

    def send(self, issue: str = ISSUE) -> None:
        with self.database.begin() as connection:
            freeze(connection, issue_id=issue, mark="0" * 64, seal=SEAL, now=NOW)
            mine = delivery.c.issue_id == issue
            connection.execute(update(delivery).where(mine).values(state="sent"))

    def person(self, address: str) -> Subscriber:
        with self.database.begin() as connection:
            return register.find(connection, parse(address))

    def status(self, address: str) -> Status:
        return self.person(address).status

    def suppressed(self, address: str) -> str:
        with self.database.begin() as connection:
            return register.suppressed(connection, SEAL.hash(parse(address).norm))

    def state(self, address: str, issue: str = ISSUE) -> tuple[str, str]:
        query = select(delivery.c.state, delivery.c.why).where(
            delivery.c.issue_id == issue, delivery.c.subscriber_id == self.person(address).id
        )
        with self.database.begin() as connection:
            return tuple(connection.execute(query).one())

    def mailing(self, issue: str = ISSUE) -> str:
        with self.database.begin() as connection:
            return connection.scalar(select(mailing.c.state).where(mailing.c.issue_id == issue))

    def verp(self, address: str, issue: str = ISSUE) -> str:
        token = SEAL.mark("return", issue, self.person(address).public_id)
        return f"retours+{token}@boussole.example"

    def message_id(self, address: str, issue: str = ISSUE) -> str:
        return f"<{SEAL.mark('message', issue, self.person(address).public_id)}@boussole.example>"

    def letter(self, address: str) -> Marks:
        """A mail with a link that left for somebody, with the form filled in by anybody."""
        self.count += 1
        asked = Asked(wish=Wish.SUBSCRIBE, address=address, language="fr")
        person, secret = self.person(address), f"{self.count:032x}"
        with self.database.begin() as connection:
            number = postbook.enter(connection, asked, norm=address, now=NOW, seal=SEAL)
            return postbook.leave(connection, number, person.id, secret=secret, now=NOW, seal=SEAL)

    def leave_token(self, address: str) -> str:
        return SEAL.token(register.UNSUBSCRIBE, self.person(address).public_id)

    def take(self, *mails: bytes, now: datetime = NOW) -> Tally:
        named = [(f"mail {number}", mail) for number, mail in enumerate(mails)]
        return gather(self.database, named, rule=RULE, now=now, seal=SEAL)


@pytest.fixture
def people(where: Path | URL) -> Iterator[List]:
    engine = connect(where, seal=SEAL)
    found = List(engine)
    found.join("anna@x.example", "otto@x.example", "lea@x.example", "max@x.example")
    found.send()
    yield found
    engine.dispose()


@pytest.fixture
def dsn() -> Callable[..., bytes]:
    """A delivery status notification (RFC 3464)."""

    def dsn(
        to: str, status: str = "5.1.1", said: str = "", action: str = "failed", original: str = ""
    ) -> bytes:
        quoted = f"Diagnostic-Code: smtp; {said}\r\n" if said else ""
        return (
            f"Return-Path: <>\r\nTo: {to}\r\nFrom: MAILER-DAEMON@mx.example\r\n"
            "Subject: Returned mail\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b1\r\n\r\n"
            "--b1\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
            "--b1\r\nContent-Type: message/delivery-status\r\n\r\n"
            "Reporting-MTA: dns; mx.example\r\n\r\n"
            "Final-Recipient: rfc822; somebody@else.example\r\n"
            f"Action: {action}\r\nStatus: {status}\r\n{quoted}\r\n"
            "--b1\r\nContent-Type: text/rfc822-headers\r\n\r\n"
            f"Subject: Une semaine\r\n{original}\r\n--b1--\r\n"
        ).encode()

    return dsn


@pytest.fixture
def complaint() -> Callable[[str], bytes]:
    """An abuse report (RFC 5965)."""

    def complaint(original: str, kind: str = "abuse") -> bytes:
        return (
            "To: plaintes@boussole.example\r\nFrom: fbl@provider.example\r\n"
            "Subject: FW: Une semaine\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/report; report-type=feedback-report; boundary=b2\r\n\r\n"
            "--b2\r\nContent-Type: text/plain\r\n\r\nA reader complains.\r\n"
            "--b2\r\nContent-Type: message/feedback-report\r\n\r\n"
            f"Feedback-Type: {kind}\r\nUser-Agent: Provider/1\r\nVersion: 1\r\n"
            "\r\n--b2\r\nContent-Type: message/rfc822\r\n\r\n"
            f"From: lettre@boussole.example\r\n{original}\r\nBonjour\r\n--b2--\r\n"
        ).encode()

    return complaint
