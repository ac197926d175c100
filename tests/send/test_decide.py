from datetime import timedelta

import pytest

from digest.send import decide, ledger
from digest.send.count import rate, sending, tally, unreached
from digest.send.ledger import State
from digest.send.memory import Memory
from digest.send.outcome import Outcome, Phase, Result
from digest.send.transport import TransportError

ISSUE = "2025-09-27"


def answering(result: Result, code: int | None = None, reply: str = ""):
    return lambda _envelope: Outcome(result=result, phase=Phase.RCPT, code=code, reply=reply)


@pytest.fixture
def at(database, frozen):
    """Three people in a frozen issue, and when it was frozen."""
    frozen(3)
    with database.begin() as connection:
        return ledger.known(connection, ISSUE).frozen_at


def test_a_pause_ends_only_by_resuming(database, at, dispatch):
    memory = Memory()
    with database.begin() as connection:
        assert decide.pause(connection, ISSUE, why="by hand")
        assert not decide.pause(connection, ISSUE, why="again")
    assert dispatch(lambda: memory) == {State.READY: 3}
    with database.begin() as connection:
        assert decide.resume(connection, ISSUE)
    assert dispatch(lambda: memory) == {State.SENT: 3}


class Down(Memory):
    """A relay that is away; `lasting` as for a wrong password."""

    def __init__(self, *, lasting: bool = False) -> None:
        super().__init__()
        self.lasting = lasting

    def prepare(self) -> None:
        raise TransportError("refused", "", lasting=self.lasting)


def test_a_relay_that_is_away_is_tried_again_after_growing_waits(database, at, dispatch):
    now, waits = at, []
    for _ in range(7):
        assert dispatch(Down, connections=2, now=lambda moment=now: moment) == {State.READY: 3}
        with database.begin() as connection:
            found = ledger.known(connection, ISSUE)
            assert found.state == "paused"
            assert decide.take_up(connection, now=found.resume_at - timedelta(seconds=1)) == ()
            assert decide.take_up(connection, now=found.resume_at) == (ISSUE,)
        waits.append((found.resume_at - now) / timedelta(minutes=1))
        now = found.resume_at
    assert waits == [1, 1, 2, 4, 8, 15, 15]
    assert dispatch(Memory, now=lambda: now) == {State.SENT: 3}
    with database.begin() as connection:
        assert ledger.known(connection, ISSUE).state == "done"
        assert decide.take_up(connection, now=now + timedelta(days=1)) == ()


@pytest.mark.parametrize(
    "transport",
    [
        lambda: Down(lasting=True),
        lambda: Memory(answering(Result.UNKNOWN)),
        lambda: Memory(
            lambda _: Outcome(result=Result.FAULT, phase=Phase.MAIL, code=550, reply="not you")
        ),
    ],
    ids=["lasting", "in doubt", "our fault"],
)
def test_what_does_not_pass_by_itself_waits_for_a_person(
    database, join, freeze_now, dispatch, transport
):
    join(*(f"reader{number}@example.org" for number in range(9)))
    freeze_now()
    dispatch(transport)
    with database.begin() as connection:
        found = ledger.known(connection, ISSUE)
        assert (found.state, found.resume_at) == ("paused", None)


def test_a_person_may_pause_an_issue_that_waits_for_its_relay_for_good(database, at, dispatch):
    dispatch(Down)
    with database.begin() as connection:
        assert decide.pause(connection, ISSUE, why="by hand")
        assert decide.take_up(connection, now=at + timedelta(days=1)) == ()
        assert ledger.known(connection, ISSUE).why == "by hand"


def test_a_cancelled_issue_goes_to_nobody_else_for_good(database, at, dispatch):
    memory = Memory()
    with database.begin() as connection:
        assert decide.cancel(connection, ISSUE, now=at) == 3
        assert not decide.resume(connection, ISSUE)
        assert decide.cancel(connection, ISSUE, now=at) is None
    assert dispatch(lambda: memory) == {State.SKIPPED: 3}
    assert memory.sent == []


def test_what_comes_back_from_a_message_under_way_is_let_go_after_a_cancel(database, at, dispatch):
    def cancel(_envelope):
        with database.begin() as connection:
            decide.cancel(connection, ISSUE, now=at)
        return Outcome(result=Result.DEFERRED, phase=Phase.RCPT, code=451)

    assert dispatch(lambda: Memory(cancel)) == {State.SKIPPED: 3}


def test_retry_takes_those_who_wait_and_those_given_up_but_no_dead_mailbox(database, at, dispatch):
    answers = iter([(Result.DEFERRED, 451), (Result.BOUNCED, 550), (Result.SENT, 250)])

    def answer(_envelope):
        result, code = next(answers)
        return Outcome(result=result, phase=Phase.RCPT, code=code)

    dispatch(lambda: Memory(answer))
    late = at + timedelta(hours=73)
    gave_up = dispatch(lambda: Memory(answering(Result.DEFERRED, 452, "full")), now=lambda: late)
    assert gave_up == {State.SENT: 1, State.BOUNCED: 2}
    with database.begin() as connection:
        assert decide.retry(connection, ISSUE, now=late) == 1
        assert ledger.known(connection, ISSUE).state == "sending"
    assert dispatch(Memory) == {State.SENT: 2, State.BOUNCED: 1}


def test_those_in_doubt_are_held_or_sent_again_as_a_person_decides(database, at, dispatch):
    dispatch(lambda: Memory(answering(Result.UNKNOWN)))
    with database.begin() as connection:
        assert decide.hold(connection, ISSUE, now=at) == 3
        assert tally(connection, ISSUE) == {State.HELD: 3}
    memory = Memory()
    dispatch(lambda: memory)
    assert memory.sent == []
    with database.begin() as connection:
        assert decide.resend(connection, ISSUE, now=at) == 3
    assert dispatch(lambda: memory) == {State.SENT: 3}


def test_the_worker_is_told_which_issues_have_something_to_do(database, at, dispatch):
    def told(now, **how):
        with database.begin() as connection:
            return sending(connection, now=now, **how)

    assert told(at) == (ISSUE,)
    dispatch(lambda: Memory(answering(Result.DEFERRED, 451)))
    assert told(at) == ()
    assert told(at + timedelta(hours=1)) == (ISSUE,)
    with database.begin() as connection:
        ledger.lease(connection, ISSUE, owner="a", limit=3, now=at + timedelta(hours=1))
    assert told(at + timedelta(hours=1)) == ()
    assert told(at + timedelta(hours=1), alone=True) == (ISSUE,)
    assert told(at + timedelta(hours=1, minutes=11)) == (ISSUE,)


def test_rate_and_the_unreached_are_read_from_the_ledger(database, at, dispatch):
    answers = iter([(Result.SENT, 250, ""), (Result.BOUNCED, 550, "no such user")] * 2)

    def answer(_envelope):
        result, code, reply = next(answers)
        return Outcome(result=result, phase=Phase.RCPT, code=code, reply=reply)

    dispatch(lambda: Memory(answer))
    with database.begin() as connection:
        assert rate(connection, ISSUE, now=at + timedelta(seconds=30)) == pytest.approx(2 / 60)
        assert rate(connection, ISSUE, now=at + timedelta(hours=1)) == 0
        assert list(unreached(connection, ISSUE)) == [
            ("reader1@example.org", State.BOUNCED, "no such user")
        ]
