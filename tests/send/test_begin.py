from datetime import timedelta

import pytest

from digest.send import decide
from digest.send.begin import Planned, due, plan, planned
from digest.send.ledger import State
from digest.send.memory import Memory
from digest.send.outcome import Outcome, Phase, Result

ISSUE = "2025-09-27"
CORRECTION = f"{ISSUE}-correction-1"


@pytest.fixture
def look(database):
    """What is due at a moment."""

    def look(at):
        with database.begin() as connection:
            return [one.issue_id for one in due(connection, now=at)]

    return look


@pytest.fixture
def scheduled(database, frozen, now):
    """An issue that has begun to leave, and its correction, to leave now."""
    frozen(3)
    with database.begin() as connection:
        plan(connection, Planned(issue_id=CORRECTION, at=now, segment=None), now=now)


def test_a_correction_waits_however_long_until_its_issue_has_left(
    scheduled, look, now, dispatch, database
):
    for minutes in (0, 50, 100, 150):  # past the hour after which a plan is too late
        assert look(now + timedelta(minutes=minutes)) == []
    dispatch(Memory)
    assert look(now + timedelta(minutes=200)) == [CORRECTION]
    with database.begin() as connection:
        assert planned(connection, CORRECTION).at == now + timedelta(minutes=150)


def test_a_correction_does_not_wait_for_full_mailboxes(scheduled, look, now, dispatch):
    later = Outcome(result=Result.DEFERRED, phase=Phase.RCPT, code=452)
    assert dispatch(lambda: Memory(lambda _envelope: later)) == {State.DEFERRED: 3}
    assert look(now) == [CORRECTION]


def test_a_correction_does_not_wait_for_an_issue_that_a_person_paused(
    scheduled, look, now, database
):
    with database.begin() as connection:
        decide.pause(connection, ISSUE, why="there is a mistake in it")
    assert look(now) == [CORRECTION]


def test_a_plan_nobody_looked_at_for_an_hour_is_too_late(scheduled, look, now, dispatch):
    dispatch(Memory)
    assert look(now + timedelta(minutes=59)) == [CORRECTION]
    assert look(now + timedelta(minutes=61)) == []
