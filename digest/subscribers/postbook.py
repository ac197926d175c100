"""The book of single mails: what somebody asked for with a form, and what has left.

A request is written down before whoever asked is answered, so that no power cut loses it. Which mail
has left is written down before it leaves: after a crash nobody gets it twice, and at most one who
should have got it did not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from digest.subscribers.exports import one_line
from digest.subscribers.schema import letter
from digest.subscribers.seal import Seal

__all__ = [
    "Asked",
    "Marks",
    "Waiting",
    "Wish",
    "clear",
    "due",
    "enter",
    "leave",
    "left",
    "put_back",
    "still_waits",
    "strike",
    "take",
    "waiting",
]

FIRST, LONGEST = (
    timedelta(seconds=5),
    timedelta(hours=1),
)  # before another try; four times as long each
WORTH = timedelta(days=1)  # how long a request is tried: nobody waits for the mail any more then


class Wish(StrEnum):
    """What somebody asked for: to receive the newsletter, or to manage what they receive."""

    SUBSCRIBE = "subscribe"
    MANAGE = "manage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form that was filled in; `address` as it was typed, known to be one."""

    wish: Wish
    address: str
    language: str
    name: str = ""
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request of the book, taken for the `tries`th time; `again` is when it is next due, None when
    this try is the last.
    """

    number: int
    tries: int
    asked: Asked
    again: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a mail carries so that it is known when it comes back."""

    return_token: str
    message_id: str


def enter(connection: Connection, asked: Asked, *, norm: str, now: datetime, seal: Seal) -> int:
    """Write a request down; `norm` is the form of its address that is compared. Its number."""
    number: int = connection.execute(
        insert(letter)
        .values(
            asked_at=now,
            wish=asked.wish.value,
            language=asked.language,
            address_hash=seal.hash(norm),
            address=asked.address,
            name=one_line(asked.name),  # PostgreSQL takes no NUL
            segments=",".join(asked.segments),
            next_at=now,
        )
        .returning(letter.c.id)
    ).scalar_one()
    return number


def still_waits(connection: Connection, waits: Waiting) -> bool:
    """Whether a request still waits for whoever took it.

    Another server takes it over when it is due again: who was held up for so long sends nothing.
    """
    query = select(letter.c.id).where(_taken(waits)).with_for_update()
    return connection.execute(query).first() is not None


def _taken(waits: Waiting) -> ColumnElement[bool]:
    return and_(letter.c.id == waits.number, letter.c.tries == waits.tries)


def waiting(connection: Connection) -> int:
    """How many requests wait."""
    query = select(func.count()).where(letter.c.next_at.is_not(None))
    return connection.execute(query).scalar_one()


def due(connection: Connection, *, now: datetime) -> bool:
    """Whether any request is due."""
    query = select(letter.c.id).where(letter.c.next_at <= now).limit(1)
    return connection.execute(query).first() is not None


def take(connection: Connection, *, now: datetime) -> Waiting | None:
    """The request that has been due longest; None when none is.

    It is due again later unless it leaves or is struck: so whoever dies over it loses nothing, and
    one that cannot be served holds up no other.
    """
    query = select(letter).where(letter.c.next_at <= now).order_by(letter.c.next_at, letter.c.id)
    row = connection.execute(query.limit(1).with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    again = now + min(FIRST * 4 ** min(row.tries, 9), LONGEST)
    values = {"tries": row.tries + 1, "next_at": again}
    connection.execute(update(letter).where(letter.c.id == row.id).values(values))
    asked = Asked(
        wish=Wish(row.wish),
        address=row.address,
        language=row.language,
        name=row.name,
        segments=tuple(filter(None, row.segments.split(","))),
    )
    in_time = again <= row.asked_at + WORTH
    return Waiting(
        number=row.id, tries=row.tries + 1, asked=asked, again=again if in_time else None
    )


def leave(
    connection: Connection, number: int, person: int, *, secret: str, now: datetime, seal: Seal
) -> Marks:
    """Write down that a mail leaves for the person of this number; what was typed goes.

    `secret` is a chance number for this mail alone.
    """
    marks = Marks(
        return_token=seal.mark("return", "letter", secret),
        message_id=seal.mark("message", "letter", secret),
    )
    values = {"address": "", "name": "", "segments": "", "next_at": None, "sent_at": now}
    mine = {"subscriber_id": person, "return_token": marks.return_token}
    mine["message_id"] = marks.message_id
    connection.execute(update(letter).where(letter.c.id == number).values({**values, **mine}))
    return marks


def put_back(connection: Connection, waits: Waiting) -> None:
    """It was not accepted after all: it waits as if it had not left, unless another has taken it."""
    asked = waits.asked
    values = {"address": asked.address, "name": asked.name, "segments": ",".join(asked.segments)}
    nothing = dict.fromkeys(("sent_at", "subscriber_id", "return_token", "message_id"))
    again = {**values, **nothing, "next_at": waits.again}
    connection.execute(update(letter).where(_taken(waits)).values(again))


def strike(connection: Connection, waits: Waiting) -> None:
    """There is nothing to send, or no more use in it; what another has taken is left to them."""
    connection.execute(delete(letter).where(_taken(waits)))


def left(connection: Connection, person: int, *, since: datetime) -> int:
    """How many mails left for somebody since then."""
    mine = letter.c.subscriber_id == person
    query = select(func.count()).where(mine, letter.c.sent_at >= since)
    return connection.execute(query).scalar_one()


def clear(connection: Connection, *, before: datetime) -> None:
    """Forget the mails that left before then: none of them comes back any more."""
    connection.execute(delete(letter).where(letter.c.sent_at < before))
