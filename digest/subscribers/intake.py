"""People from a file into the register, with a reason for each refused line.

A batch is a transaction: so a file of a million people never keeps others from writing for longer
than a blink (a reader who fills in the form, a sender). What an import that was interrupted took in
stays, and the same file again adds the rest.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import BindParameter, Connection, Engine, bindparam, delete, insert, select, update

from digest.errors import DigestError
from digest.notice import Notice
from digest.subscribers.address import Address, parse
from digest.subscribers.exports import FREE, PAID, PLANS, Entry, Reader, recognise
from digest.subscribers.prepared import Prepared
from digest.subscribers.schema import Status, consent, membership, subscriber, suppression
from digest.subscribers.seal import Seal
from digest.subscribers.sheet import read

__all__ = ["Intake", "Refused", "take_in"]

LOOK = 50  # rows in which addresses are looked for
BATCH = 1000  # rows between two questions to the database: memory stays flat
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_BECAUSE = {
    "bounced": Notice("nobody is there"),
    "complained": Notice("they complained"),
    "forgotten": Notice("they were erased"),
}
_IN = (Status.PENDING, Status.ACTIVE)
_NEVER = (
    "nonsubscribed_"  # Mailchimp's file of those who bought something and subscribed to nothing
)
_NEW = Prepared(
    insert(subscriber).inline(),
    (
        *("public_id", "address", "address_norm", "address_hash", "name", "status"),
        *("created_at", "changed_at"),
    ),
)
# A list given as a literal takes longer than its answer.
_MANY: BindParameter[str] = bindparam("many", expanding=True)
_BANNED = select(suppression).where(suppression.c.address_hash.in_(_MANY))
_KNOWN = select(subscriber).where(subscriber.c.address_norm.in_(_MANY))
_NUMBERS = select(subscriber.c.address_norm, subscriber.c.id).where(
    subscriber.c.address_norm.in_(_MANY)
)
_INSIDE = Prepared(insert(membership), ("subscriber_id", "segment"))
_SAID = Prepared(insert(consent).inline(), ("subscriber_id", "at", "event", "source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line that was not taken in, and why; the address is not repeated."""

    line: int
    why: Notice


@dataclass(slots=True, kw_only=True)
class Intake:
    """What came of a file: rows = added + changed + known + repeated + refused.

    `program` wrote it; `added` counts new people by status; `changed` those who stood otherwise
    before; `known` those of whom it said nothing new; `repeated` further rows of one address. `column`
    is where the addresses were found when no heading says.
    """

    program: str
    rows: int = 0
    added: Counter[Status] = field(default_factory=Counter)
    changed: int = 0
    known: int = 0
    column: str = ""
    repeated: int = 0
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    line: int
    address: Address
    hash: str
    entry: Entry
    status: Status


def take_in(
    database: Engine,
    path: Path,
    *,
    source: str,
    status: Status,
    segments: Sequence[str],
    new_id: Callable[[], str],
    now: datetime,
    seal: Seal,
    column: str = "",
) -> Intake:
    """Take in the people of a CSV file.

    `source` is where they agreed to be written to (kept with each of them). `status` is how they
    stand where the file does not say; one that is not active also goes before a file that says they
    are. `segments` are for all; `column` is where the addresses stand, if no
    heading tells and more than one column could. Nobody who left or is suppressed becomes active again. Raises
    DigestError when the file as a whole cannot be used.
    """
    if path.name.lower().startswith(_NEVER) and status in _IN:
        raise DigestError(
            Notice(
                "{path}: Mailchimp calls these people “nonsubscribed”: they never asked for a "
                "newsletter.",
                path=path,
            ),
            Notice("Take in the file that begins with “subscribed_”."),
        )
    rows = read(path)
    _, headings = next(rows)
    head = list(islice(rows, LOOK))
    rows, found = chain(head, rows), ""
    try:
        reader = recognise(tuple(headings), column)
    except DigestError as error:
        holding = _holding(head)
        if column or len(holding) != 1:
            raise DigestError(
                Notice("{path}:1: {message}", path=path, message=error.message),
                _perhaps(holding) or error.hint,
            ) from error
        (found,) = holding
        reader = recognise(tuple(headings), found)
    intake = Intake(program=reader.name, column=found)
    while batch := list(islice(rows, BATCH)):
        intake.rows += len(batch)
        arrivals: dict[str, Arrival] = {}
        for line, row in batch:
            try:
                _arrive(arrivals, _arrival(line, row, reader, status, segments, seal=seal), intake)
            except DigestError as error:
                intake.refused.append(Refused(line=line, why=error.message))
        with database.begin() as connection:
            people = _Batch(connection, arrivals, intake, source, now)
            people.keep_out()
            people.update()
            people.insert(new_id)
    intake.refused.sort(key=lambda refused: refused.line)
    return intake


def _holding(rows: Iterable[tuple[int, Mapping[str, str] | Notice]]) -> Sequence[str]:
    """The columns of these rows that hold what looks like an address."""
    cells = (cell for _, row in rows if not isinstance(row, str) for cell in row.items())
    return tuple(dict.fromkeys(name for name, cell in cells if _ADDRESS.fullmatch(cell)))


def _perhaps(columns: Sequence[str]) -> Notice | None:
    if not columns:
        return None
    names = " | ".join(f'--email "{name}"' for name in columns)
    return Notice("These look like addresses; choose one: {names}", names=names)


def _arrival(
    line: int,
    row: Mapping[str, str] | Notice,
    reader: Reader,
    status: Status,
    segments: Sequence[str],
    *,
    seal: Seal,
) -> Arrival:
    if isinstance(row, str):
        raise DigestError(row)
    entry = reader.read(row)
    if segments:
        entry = replace(entry, segments=tuple(dict.fromkeys((*entry.segments, *segments))))
    if status is Status.ACTIVE or (entry.status is not None and entry.status not in _IN):
        status = entry.status or status
    address = parse(entry.email)
    return Arrival(
        line=line, address=address, hash=seal.hash(address.norm), entry=entry, status=status
    )


def _arrive(arrivals: dict[str, Arrival], new: Arrival, intake: Intake) -> None:
    """Two rows of one address are one person: in all their segments, and out if either says so."""
    norm = new.address.norm
    if norm in arrivals:
        intake.repeated += 1
        old = arrivals[norm]
        every = dict.fromkeys((*old.entry.segments, *new.entry.segments))
        both = tuple(name for name in every if name != FREE or PAID not in every)
        status = old.status if new.status in _IN else new.status
        new = replace(old, status=status, entry=replace(old.entry, segments=both))
    arrivals[norm] = new


def _later(old: Status, new: Status) -> Status:
    """A file takes people out, and confirms who was pending; it brings nobody back."""
    return new if old in _IN and new is not Status.PENDING else old


@dataclass(frozen=True, slots=True)
class _Batch:
    """The people of one transaction, who leave `arrivals` as they are dealt with."""

    connection: Connection
    arrivals: dict[str, Arrival]
    intake: Intake
    source: str
    now: datetime

    def keep_out(self) -> None:
        """Take out whoever is suppressed."""
        hashes = {new.hash: norm for norm, new in self.arrivals.items()}
        for row in self.connection.execute(_BANNED, {"many": list(hashes)}):
            gone = self.arrivals.pop(hashes[row.address_hash])
            reason = _BECAUSE.get(row.reason, row.reason)
            why = Notice(
                "must not be written to ({reason}, {day})", reason=reason, day=row.at.date()
            )
            self.intake.refused.append(Refused(line=gone.line, why=why))

    def update(self) -> None:
        """Bring those who are there already up to date."""
        known = self.connection.execute(_KNOWN, {"many": list(self.arrivals)}).all()
        inside = self._segments([row.id for row in known])
        for row in known:
            new = self.arrivals.pop(row.address_norm)
            status = _later(Status(row.status), new.status)
            name = row.name or new.entry.name
            before = inside.get(row.id, frozenset())
            plan = PLANS & set(new.entry.segments)
            after = (before - PLANS if plan else before) | set(new.entry.segments)
            if (status, name, after) == (row.status, row.name, before):
                self.intake.known += 1
                continue
            self.intake.changed += 1
            values = {"status": status.value, "name": name, "changed_at": self.now}
            self.connection.execute(
                update(subscriber).where(subscriber.c.id == row.id).values(values)
            )
            self._put({row.id: after - before})
            if gone := before - after:
                mine = membership.c.subscriber_id == row.id
                self.connection.execute(
                    delete(membership).where(mine, membership.c.segment.in_(gone))
                )
            if status != row.status:
                self._note({row.id: new}, status.value)

    def insert(self, new_id: Callable[[], str]) -> None:
        """Put in those who are new."""
        if not self.arrivals:
            return
        rows = [
            {
                "public_id": new_id(),
                "address": new.address.value,
                "address_norm": norm,
                "address_hash": new.hash,
                "name": new.entry.name,
                "status": new.status.value,
            }
            for norm, new in self.arrivals.items()
        ]
        _NEW.many(self.connection, {"created_at": self.now, "changed_at": self.now}, rows)
        numbers = self.connection.execute(_NUMBERS, {"many": list(self.arrivals)})
        added = {number: self.arrivals[norm] for norm, number in numbers}
        self._put({number: new.entry.segments for number, new in added.items()})
        self._note(added, "imported")
        self.intake.added.update(new.status for new in self.arrivals.values())

    def _segments(self, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
        query = select(membership).where(membership.c.subscriber_id.in_(numbers))
        found: dict[int, frozenset[str]] = {}
        for number, segment in self.connection.execute(query):
            found[number] = found.get(number, frozenset()) | {segment}
        return found

    def _put(self, segments: Mapping[int, Iterable[str]]) -> None:
        rows = [
            {"subscriber_id": number, "segment": segment}
            for number, mine in segments.items()
            for segment in sorted(mine)
        ]
        if rows:
            _INSIDE.many(self.connection, {}, rows)

    def _note(self, people: Mapping[int, Arrival], event: str) -> None:
        """The trail: where we know it from, and since when the other program had them."""
        rows = [
            {
                "subscriber_id": number,
                "source": f"{self.source}; there since {new.entry.since}"
                if new.entry.since
                else self.source,
            }
            for number, new in people.items()
        ]
        _SAID.many(self.connection, {"at": self.now, "event": event}, rows)
