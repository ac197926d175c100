from datetime import datetime

from sqlalchemy import Engine, select

from digest.subscribers import postbook, register
from digest.subscribers.address import parse
from digest.subscribers.dossier import dossier
from digest.subscribers.postbook import Asked, Wish
from digest.subscribers.schema import Status, attempt, bounce, delivery, metadata
from digest.subscribers.seal import Seal


def find(database: Engine, address: str) -> register.Subscriber | None:
    with database.begin() as connection:
        return register.find(connection, parse(address))


def test_people_are_found_however_their_address_is_spelt(database: Engine, join):
    join("Anna@Example.org", Status.ACTIVE, "paid")
    person = find(database, "anna@example.ORG")
    assert person is not None
    assert (person.address, person.segments) == ("Anna@example.org", ("paid",))


def test_a_change_leaves_one_line_in_the_trail(database: Engine, join, seal: Seal, now: datetime):
    join("anna@example.org", Status.PENDING)
    with database.begin() as connection:
        person = register.find(connection, parse("anna@example.org"))
        assert register.change(connection, person, Status.ACTIVE, source="by mail", now=now)
        again = register.find(connection, parse("anna@example.org"))
        assert not register.change(connection, again, Status.ACTIVE, source="by mail", now=now)
        kept = dossier(connection, again)
    assert [(one["event"], one["source"]) for one in kept["consent"]] == [
        ("added", "a test"),
        ("confirmed", "by mail"),
    ]


def test_people_are_listed_by_status_and_segment(database: Engine, join):
    join("a@example.org", Status.ACTIVE, "paid", "lyon")
    join("b@example.org", Status.ACTIVE)
    join("c@example.org", Status.PENDING, "paid")
    with database.begin() as connection:
        people = list(register.listed(connection, status=Status.ACTIVE, segment="paid"))
        counts = register.count(connection)
    assert [(one.address, one.segments) for one in people] == [("a@example.org", ("lyon", "paid"))]
    assert counts == {Status.PENDING: 1, Status.ACTIVE: 2}


def test_a_token_finds_its_person(database: Engine, join, seal: Seal):
    join("anna@example.org")
    person = find(database, "anna@example.org")
    token = seal.token(register.UNSUBSCRIBE, person.public_id)
    with database.begin() as connection:
        assert register.by_token(connection, token, seal=seal) == person
        assert register.by_token(connection, "a" * 52, seal=seal) is None


def test_whoever_is_forgotten_leaves_no_address_anywhere(
    database: Engine, join, seal: Seal, now: datetime
):
    number = join("anna@example.org")
    row = {
        "issue_id": "2025-09-27",
        "subscriber_id": number,
        "address": "anna@example.org",
        "address_norm": "anna@example.org",
        "variant": "everyone",
        "message_id": "m",
        "return_token": "r",
        "state": "ready",
        "why": "550 <anna@example.org> unknown",
        "changed_at": now,
    }
    tried = {"owner": "o", "outcome": "deferred", "phase": "rcpt", "reply": "<anna@example.org>?"}
    back = {
        "mail_hash": "h",
        "kind": "soft",
        "status": "4.2.2",
        "why": "<anna@example.org> is full",
    }
    asked = Asked(wish=Wish.SUBSCRIBE, address="Anna@example.org", language="fr", name="Anna")
    key = {"issue_id": "2025-09-27", "subscriber_id": number, "at": now}
    with database.begin() as connection:
        connection.execute(delivery.insert().values(row))
        connection.execute(attempt.insert().values(key | tried | {"number": 1}))
        connection.execute(bounce.insert().values(key | back))
        for _ in range(2):
            waits = postbook.enter(connection, asked, norm="anna@example.org", now=now, seal=seal)
        postbook.leave(connection, waits, number, secret="s", now=now, seal=seal)
        person = register.find(connection, parse("anna@example.org"))
        register.forget(connection, person, now=now)
        left = connection.execute(select(delivery.c.state, delivery.c.address)).one()
        assert left == ("skipped", f"forgotten-{number}")
        for table in metadata.sorted_tables:
            assert "anna" not in repr(connection.execute(select(table)).all()).lower()


def test_the_number_of_somebody_forgotten_is_never_given_again(
    database: Engine, join, seal: Seal, now: datetime
):
    number = join("anna@example.org")
    with database.begin() as connection:
        person = register.find(connection, parse("anna@example.org"))
        register.forget(connection, person, now=now)
    assert join("otto@example.org") > number
