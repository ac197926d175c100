from datetime import timedelta

import pytest
from sqlalchemy import update

from digest.send import ledger
from digest.send.ledger import State
from digest.send.memory import Memory
from digest.send.pace import Pace
from digest.subscribers.schema import delivery

ISSUE = "2025-09-27"


@pytest.fixture
def at(database, join, freeze_now):
    join(*(f"reader{number}@slow.example" for number in range(6)))
    join(*(f"reader{number}@quick.example" for number in range(6)))
    return freeze_now()


@pytest.fixture
def leave(database, at):
    """How many messages may leave at a moment (seconds after the freeze), and to which domains."""

    def leave(pace: Pace, seconds: float, wanting: int = 100) -> tuple[list[str], float | None]:
        now = at + timedelta(seconds=seconds)
        with database.begin() as connection:
            stock = ledger.lease(connection, ISSUE, owner="a", limit=100, now=now)
            turn = pace.turn(connection, stock, wanting=wanting, now=now)
            gone = [one.subscriber_id for one in turn.chosen]
            ledger.release(connection, ISSUE, owner="a", now=now)
            connection.execute(
                update(delivery).where(delivery.c.subscriber_id.in_(gone)).values(state=State.SENT)
            )
            return [one.address.partition("@")[2] for one in turn.chosen], turn.wait

    return leave


def test_without_limits_all_may_leave(leave):
    assert len(leave(Pace(domains={}), 0)[0]) == 12


def test_the_sender_keeps_its_rate_and_begins_with_a_second_of_it(leave):
    pace = Pace(sender=2.0, domains={})
    gone, wait = leave(pace, 0)
    assert (len(gone), wait) == (2, pytest.approx(0.5))
    assert len(leave(pace, 0.25)[0]) == 0
    assert len(leave(pace, 1.0)[0]) == 2


def test_below_one_a_second_there_is_no_burst(leave):
    pace = Pace(sender=0.1, domains={})
    assert len(leave(pace, 0)[0]) == 1
    assert leave(pace, 4)[1] == pytest.approx(6)
    assert len(leave(pace, 10)[0]) == 1


def test_a_slow_domain_holds_up_no_other(leave):
    gone, wait = leave(Pace(domains={"slow.example": 1.0}), 0)
    assert sorted(gone) == ["quick.example"] * 6 + ["slow.example"]
    assert wait == pytest.approx(1.0)


def test_the_star_is_each_other_domain_for_itself(leave):
    gone, _ = leave(Pace(domains={"*": 1.0, "quick.example": 3.0}), 0)
    assert sorted(gone) == ["quick.example"] * 3 + ["slow.example"]


def test_what_was_not_wanted_is_not_counted(leave):
    pace = Pace(sender=5.0, domains={})
    assert len(leave(pace, 0, wanting=2)[0]) == 2
    assert len(leave(pace, 0)[0]) == 3


def test_a_limited_sender_sends_everything_late_and_nothing_twice(dispatch, at):
    memory = Memory()
    counts = dispatch(lambda: memory, connections=3, pace=Pace(sender=40.0, domains={}))
    assert counts == {State.SENT: 12}
    assert len({envelope.recipient for envelope, _ in memory.sent}) == 12
