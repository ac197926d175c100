"""A request is on disk before it is answered; its mail leaves once, whatever dies in between."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from digest.config import Newsletter, Sender, ServeSettings
from digest.serve import People, Posted
from digest.serve.clerk import Clerk
from digest.serve.letters import Letters
from digest.serve.pages import Pages
from digest.serve.postroom import Postroom
from digest.subscribers import connect, register
from digest.subscribers.address import parse
from digest.subscribers.postbook import Asked, Wish
from digest.subscribers.schema import Status, letter
from digest.subscribers.seal import Seal

ANNA = Asked(wish=Wish.SUBSCRIBE, address="Anna@lecteurs.example", language="fr", name="Anna")
OTTO = Asked(wish=Wish.SUBSCRIBE, address="otto@lecteurs.example", language="fr")
NEWSLETTER = Newsletter(name="La Boussole", sender=Sender(email="lettre@boussole.example"))


class Office:
    """Clerks over one database, each as after a restart; `sent` is what left, `says` what came of it."""

    def __init__(self, where, clock: datetime) -> None:
        self.where, self.now, self.numbers = where, clock, count(1)
        self.sent: list[tuple[str, str]] = []
        self.says: Callable[[], Posted] = lambda: Posted.SENT
        self.connects: Callable[[], bool] = lambda: True
        self.engines: list = []

    def clerk(self, **limits: int) -> Clerk:
        seal = Seal(bytes(range(32)))
        self.engines.append(connect(self.where, seal=seal))
        people = People(
            database=self.engines[-1],
            seal=seal,
            now=lambda: self.now,
            new_id=lambda: f"{next(self.numbers):032x}",
        )
        pages = Pages(NEWSLETTER, ServeSettings(url="https://x.example"))
        letters = Letters(newsletter=NEWSLETTER, url="https://x.example", pages=pages)
        return Clerk(people=people, letters=letters, carrier=self, **{"most": 3} | limits)

    def ready(self) -> bool:
        return self.connects()

    def carry(self, address: str, token: str, mail: bytes) -> Posted:
        said = self.says()
        self.sent.append((address, token))
        return said

    def rows(self) -> list:
        with self.engines[-1].connect() as connection:
            return list(connection.execute(select(letter).order_by(letter.c.id)))


@pytest.fixture
def office(where) -> Iterator[Office]:
    found = Office(where, datetime(2025, 9, 26, 8, 0, tzinfo=UTC))
    yield found
    for engine in found.engines:
        engine.dispose()


def test_a_name_with_an_octet_that_a_database_refuses_is_taken_down_without_it(office):
    assert office.clerk().take_down(replace(ANNA, name="An\0na"))
    assert [row.name for row in office.rows()] == ["An na"]


def test_what_waits_when_the_machine_dies_leaves_once_it_is_back(office):
    assert office.clerk().take_down(ANNA)
    after = office.clerk()
    assert [after.serve(), after.serve()] == [Posted.SENT, None]
    assert [address for address, _ in office.sent] == [ANNA.address]


@pytest.mark.parametrize("connected", [True, False])
def test_who_was_held_up_until_another_server_took_over_sends_nothing(office, connected):
    held_up, other = office.clerk(), office.clerk()
    held_up.take_down(ANNA)

    def meanwhile() -> bool:
        office.connects = lambda: True
        office.now += timedelta(minutes=1)
        assert other.serve() is Posted.SENT
        return connected

    office.connects = meanwhile
    held_up.serve()
    office.now += timedelta(hours=2)
    assert [held_up.serve(), other.serve()] == [None, None]
    assert len(office.sent) == 1


def test_who_dies_over_a_mail_that_may_have_left_does_not_send_it_again(office):
    def dies() -> Posted:
        raise KeyboardInterrupt

    clerk = office.clerk()
    clerk.take_down(ANNA)
    office.says = dies
    with pytest.raises(KeyboardInterrupt):
        clerk.serve()
    office.says, office.now = lambda: Posted.SENT, office.now + timedelta(hours=2)
    assert office.clerk().serve() is None
    assert office.sent == []


def test_who_dies_over_a_connection_has_sent_nothing(office):
    def dies() -> bool:
        raise KeyboardInterrupt

    clerk = office.clerk()
    clerk.take_down(ANNA)
    office.connects = dies
    with pytest.raises(KeyboardInterrupt):
        clerk.serve()
    office.connects, office.now = lambda: True, office.now + timedelta(seconds=6)
    assert office.clerk().serve() is Posted.SENT


def test_while_there_is_no_connection_a_request_waits(office):
    clerk = office.clerk()
    clerk.take_down(ANNA)
    office.connects = lambda: False
    assert [clerk.serve(), clerk.serve()] == [Posted.LATER, None]
    office.connects, office.now = lambda: True, office.now + timedelta(seconds=6)
    assert clerk.serve() is Posted.SENT


def test_the_limit_of_an_address_holds_over_a_restart(office):
    for turn in range(5):
        clerk = office.clerk(most=2)
        clerk.take_down(ANNA)
        assert clerk.serve() is (Posted.SENT if turn < 2 else Posted.NOTHING)
    office.now += timedelta(days=1, minutes=1)
    clerk.take_down(ANNA)
    assert clerk.serve() is Posted.SENT
    assert len(office.sent) == 3


def test_once_a_mail_has_left_nothing_is_kept_of_what_was_typed(office):
    clerk = office.clerk()
    clerk.take_down(ANNA)
    clerk.serve()
    [row] = office.rows()
    assert (row.address, row.name, row.segments, row.next_at) == ("", "", "", None)
    assert row.return_token == office.sent[0][1]
    office.now += timedelta(days=31)
    clerk.people.lapse()
    assert office.rows() == []


def test_a_mail_that_is_not_taken_is_tried_for_a_day_ever_more_seldom(office):
    clerk = office.clerk()
    clerk.take_down(ANNA)
    office.says = lambda: Posted.LATER
    began, tried, said = office.now, [], Posted.LATER
    while said is not Posted.GIVEN_UP:
        said = clerk.serve()
        tried.append((office.now - began).total_seconds())
        for row in office.rows():
            office.now = row.next_at
    assert tried[:4] == [0, 5, 25, 105]
    assert 25 < len(tried) < 35
    assert office.rows() == []


@pytest.mark.parametrize(
    ("said", "stands"), [(Posted.GONE, Status.BOUNCED), (Posted.REFUSED, Status.PENDING)]
)
def test_only_a_mailbox_that_does_not_exist_is_never_written_to_again(office, said, stands):
    clerk = office.clerk()
    clerk.take_down(ANNA)
    office.says = lambda: said
    assert clerk.serve() is said
    people = clerk.people
    with people.database.begin() as connection:
        anna = register.find(connection, parse(ANNA.address))
        banned = register.suppressed(connection, people.seal.hash(parse(ANNA.address).norm))
    assert (anna.status, banned != "") == (stands, stands is Status.BOUNCED)
    clerk.take_down(ANNA)
    assert clerk.serve() is (Posted.NOTHING if banned else said)


def test_one_that_cannot_be_served_holds_up_no_other(office):
    def fails() -> Posted:
        raise OSError("anna@lecteurs.example")

    clerk = office.clerk()
    clerk.take_down(ANNA)
    clerk.take_down(OTTO)
    office.says = fails
    with pytest.raises(OSError, match="anna"):
        clerk.serve()
    office.says = lambda: Posted.SENT
    assert clerk.serve() is Posted.SENT
    assert office.sent[0][0] == OTTO.address


def test_a_full_book_says_so(office):
    clerk = office.clerk(longest=2)
    assert [clerk.take_down(asked) for asked in (ANNA, OTTO, ANNA)] == [True, True, False]


def test_who_is_forgotten_while_a_request_waits_gets_no_mail(office):
    clerk = office.clerk()
    for _ in range(2):
        clerk.take_down(ANNA)
    clerk.serve()
    people, address = clerk.people, parse(ANNA.address)
    with people.database.begin() as connection:
        anna = register.find(connection, address)
        register.forget(connection, anna, now=office.now)
    assert office.rows() == []
    clerk.take_down(ANNA)
    assert clerk.serve() is Posted.NOTHING
    assert office.rows() == []


def test_a_link_to_preferences_is_mailed_to_those_on_the_list_alone(office):
    clerk = office.clerk()
    clerk.take_down(ANNA)
    clerk.serve()
    with clerk.people.database.begin() as connection:
        anna = register.find(connection, parse(ANNA.address))
        register.change(connection, anna, Status.ACTIVE, source="a test", now=office.now)
    for address in (ANNA.address, OTTO.address):
        clerk.take_down(Asked(wish=Wish.MANAGE, address=address, language="fr"))
    assert [clerk.serve() for _ in range(3)] == [Posted.SENT, Posted.NOTHING, None]
    assert {address for address, _ in office.sent} == {ANNA.address}


def test_the_thread_outlives_what_fails_and_ends_when_told(caplog):
    steps, over, told = iter([OSError("anna@x.example"), Posted.SENT, None]), threading.Event(), []

    def serve() -> Posted | None:
        step = next(steps, None)
        if isinstance(step, OSError):
            raise step
        if step is None:
            over.set()
        return step

    postroom = Postroom(serve, told=told.append, look=0.01)
    postroom.start()
    assert over.wait(20)
    postroom.close()
    assert told == [Posted.LATER, Posted.SENT]
    assert "anna" not in caplog.text
