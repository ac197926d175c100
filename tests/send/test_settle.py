from datetime import timedelta

import pytest
from sqlalchemy import select

from digest.send import ledger
from digest.send.audience import freeze
from digest.send.outcome import Outcome, Phase, classify
from digest.send.settle import GIVE_UP, Settled, settle
from digest.subscribers import register
from digest.subscribers.address import parse
from digest.subscribers.bounced import Rule
from digest.subscribers.schema import Status, bounce

WHO = "a@x.example"
TWICE = Rule(soft_limit=2, window=timedelta(days=90))
FULL = classify(Phase.RCPT, 552, b"5.2.2 mailbox full")


@pytest.fixture
def issue(database, seal, now):
    """Freeze an issue, try its only recipient, and settle what came of it; returns how they stand."""

    def issue(number: int, outcome: Outcome, after: timedelta = timedelta()) -> Status:
        issue_id = f"2025-10-{number:02}"
        with database.begin() as connection:
            freeze(connection, issue_id=issue_id, mark="0" * 64, seal=seal, now=now)
        later = now + after
        with database.begin() as connection:
            (one,) = ledger.lease(connection, issue_id, owner="me", limit=1, now=later)
            ledger.fence(connection, issue_id, [one.subscriber_id], owner="me", now=later)
            tried = [Settled(delivery=one, outcome=outcome)]
            settle(connection, issue_id, tried, owner="me", rule=TWICE, now=later)
        with database.begin() as connection:
            return register.find(connection, parse(WHO)).status

    return issue


def test_a_full_mailbox_counts_and_the_second_time_takes_off_the_list(join, issue, database, seal):
    join(WHO)
    assert issue(1, FULL) is Status.ACTIVE
    assert issue(2, FULL) is Status.BOUNCED
    with database.begin() as connection:
        assert register.suppressed(connection, seal.hash(WHO)) == ""
        kept = connection.execute(select(bounce.c.kind, bounce.c.status, bounce.c.why)).all()
    assert kept == [("soft", "5.2.2", "552 5.2.2 mailbox full")] * 2


def test_a_mailbox_that_was_full_for_three_days_counts_once_it_is_given_up(join, issue):
    busy = classify(Phase.RCPT, 452, b"4.2.2 mailbox full")
    join(WHO)
    assert issue(1, busy, after=GIVE_UP + timedelta(hours=1)) is Status.ACTIVE
    assert issue(2, busy, after=GIVE_UP + timedelta(hours=1)) is Status.BOUNCED


@pytest.mark.parametrize(
    "outcome",
    [
        classify(Phase.RCPT, 550, b"5.7.1 we do not like you"),
        classify(Phase.RCPT, 421, b"4.3.2 the relay goes away"),
        classify(Phase.DOT, 451, b"4.3.0 the relay has no room"),
        classify(Phase.MAIL, 451, b"4.7.1 too fast"),
    ],
    ids=["our fault", "the relay", "the message", "the sender"],
)
def test_what_says_nothing_of_the_mailbox_does_not_count(join, issue, database, outcome):
    join(WHO)
    for number in (1, 2, 3):
        assert issue(number, outcome, after=GIVE_UP + timedelta(hours=1)) is Status.ACTIVE
    with database.begin() as connection:
        assert connection.execute(select(bounce.c.id)).all() == []
