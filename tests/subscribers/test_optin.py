"""Double opt-in: tickets that run out and are worth nothing after a later goodbye."""

from datetime import timedelta

import pytest

from digest.subscribers import optin, register
from digest.subscribers.address import parse
from digest.subscribers.optin import CONFIRM, MANAGE
from digest.subscribers.schema import Status

ANNA = parse("anna@x.example")
WEEK = timedelta(days=7)


@pytest.fixture
def ask(database, seal, now, new_id):
    def ask(address=ANNA, at=now):
        with database.begin() as connection:
            return optin.ask(
                connection,
                address,
                name="",
                segments=(),
                source="a form",
                public_id=new_id(),
                now=at,
                seal=seal,
            )

    return ask


@pytest.fixture
def confirm(database, seal):
    def confirm(ticket, at):
        with database.begin() as connection:
            return optin.confirm(connection, ticket, source="a link", now=at, seal=seal)

    return confirm


def standing(database, address=ANNA):
    with database.begin() as connection:
        person = register.find(connection, address)
    return person and person.status


def test_two_forms_of_one_person_are_one_person_and_either_link_works(database, ask, confirm, now):
    first, second = ask(), ask(at=now + timedelta(hours=1))
    assert confirm(first.ticket, now + timedelta(hours=2))
    assert confirm(second.ticket, now + timedelta(hours=2))
    assert standing(database) is Status.ACTIVE


@pytest.mark.parametrize("after", [WEEK + timedelta(seconds=1), -timedelta(seconds=1)])
def test_a_ticket_is_good_for_a_week_and_not_before_it_was_made(ask, confirm, now, after):
    assert confirm(ask().ticket, now + after) is None


def test_who_must_not_be_written_to_is_not(database, ask, seal, now):
    with database.begin() as connection:
        register.suppress(connection, seal.hash(ANNA.norm), reason="complained", now=now)
    assert ask() is None
    assert standing(database) is None


def test_what_a_ticket_is_for_is_part_of_it(database, ask, join, seal, now):
    join("otto@x.example")
    made = ask(parse("otto@x.example"))
    assert made.purpose is MANAGE
    with database.begin() as connection:
        assert optin.holder(connection, MANAGE, made.ticket, now=now, seal=seal)
        assert optin.holder(connection, CONFIRM, made.ticket, now=now, seal=seal) is None


def test_an_old_yes_does_not_undo_a_later_no(database, ask, confirm, now):
    ticket = ask().ticket
    confirm(ticket, now)
    with database.begin() as connection:
        person = register.find(connection, ANNA)
        later = now + timedelta(minutes=5)
        register.change(connection, person, Status.UNSUBSCRIBED, source="a mail", now=later)
    assert confirm(ticket, now + timedelta(minutes=6)) is None
    assert standing(database) is Status.UNSUBSCRIBED


def test_who_never_confirmed_is_erased_and_nobody_else(database, ask, join, confirm, now):
    ask()
    confirm(ask(parse("yes@x.example")).ticket, now)
    join("imported@x.example", Status.PENDING)
    with database.begin() as connection:
        assert optin.lapse(connection, before=now) == 0
        assert optin.lapse(connection, before=now + timedelta(days=1)) == 1
    assert standing(database) is None
    assert standing(database, parse("yes@x.example")) is Status.ACTIVE
    assert standing(database, parse("imported@x.example")) is Status.PENDING


def test_a_changed_ticket_opens_nothing(seal, now):
    ticket = seal.ticket("confirm", "0" * 32, at=now)
    assert seal.admitted("confirm", ticket) == ("0" * 32, now)
    for place in (0, 30, 63):
        changed = ticket[:place] + ("b" if ticket[place] == "a" else "a") + ticket[place + 1 :]
        assert seal.admitted("confirm", changed) is None
    for odd in ("", "a", "é" * 64, ticket[:-1], ticket + "a", "\0"):
        assert seal.admitted("confirm", odd) is None
