import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from digest.errors import DigestError
from digest.send import decide, ledger
from digest.send.audience import count
from digest.send.count import tally
from digest.send.ledger import State
from digest.send.memory import Memory
from digest.send.outcome import Outcome, Phase, Result
from digest.send.settle import Settled, settle
from digest.subscribers import register
from digest.subscribers.address import parse
from digest.subscribers.bounced import Rule
from digest.subscribers.schema import Status, attempt, delivery, mailing

ISSUE = "2025-09-27"
RULE = Rule(soft_limit=4, window=timedelta(days=90))


def rows(database) -> dict[str, tuple[str, str]]:
    with database.begin() as connection:
        query = select(delivery.c.address, delivery.c.state, delivery.c.why)
        return {address: (state, why) for address, state, why in connection.execute(query)}


def state_of(database) -> ledger.Mailing | None:
    with database.begin() as connection:
        return ledger.find(connection, ISSUE)


def outcome(result: Result, code: int | None, reply: str = "", phase: Phase = Phase.RCPT):
    return lambda _envelope: Outcome(result=result, phase=phase, code=code, reply=reply)


def test_everybody_gets_the_issue_once(frozen, dispatch, database):
    people, memory = frozen(450), Memory()
    assert dispatch(lambda: memory, connections=4) == {State.SENT: 450}
    assert sorted(envelope.recipient for envelope, _ in memory.sent) == sorted(people)
    assert len({envelope.sender for envelope, _ in memory.sent}) == 450
    assert state_of(database).state == "done"


def test_a_second_run_sends_nothing(frozen, dispatch):
    memory = Memory()
    frozen(5)
    dispatch(lambda: memory)
    dispatch(lambda: memory)
    assert len(memory.sent) == 5


def test_the_audience_adds_up(database, join, seal):
    join("a@x.example", "b@x.example", segments=("paid",))
    join("c@x.example")
    join("d@x.example", status=Status.PENDING)
    join("e@x.example", "f@x.example", status=Status.UNSUBSCRIBED)
    join("g@x.example")
    with database.begin() as connection:
        g = register.find(connection, parse("g@x.example"))
        register.suppress(
            connection, seal.hash("g@x.example"), reason="complained", now=g.created_at
        )
        audience = count(connection)
        assert audience.variants == {"everyone": 1, "subscribers": 2}
        assert audience.excluded == {"pending": 1, "suppressed": 1, "unsubscribed": 2}
        assert audience.candidates == 7 == audience.prepared + 4
        paid = count(connection, segment="paid")
        assert (paid.prepared, paid.excluded["segment"]) == (2, 1)


def test_an_audience_of_nobody_is_not_frozen(frozen, database):
    with pytest.raises(DigestError, match="nobody to send to"):
        frozen(0)
    assert rows(database) == {}
    assert state_of(database) is None


def test_who_leaves_after_the_freeze_is_not_written_to(frozen, dispatch, database):
    people, memory = frozen(5), Memory()
    with database.begin() as connection:
        person = register.find(connection, parse(people[2]))
        register.change(connection, person, Status.UNSUBSCRIBED, source="", now=person.created_at)
    assert dispatch(lambda: memory) == {State.SENT: 4, State.SKIPPED: 1}
    assert people[2] not in {envelope.recipient for envelope, _ in memory.sent}


def test_who_leaves_while_leased_is_not_written_to(frozen, dispatch, database):
    people, left = frozen(5), []

    def leave(_envelope):
        if not left:
            left.append(True)
            with database.begin() as connection:
                person = register.find(connection, parse(people[4]))
                register.change(
                    connection, person, Status.UNSUBSCRIBED, source="", now=person.created_at
                )
        return Outcome(result=Result.SENT, phase=Phase.DOT, code=250)

    memory = Memory(leave)
    assert dispatch(lambda: memory) == {State.SENT: 4, State.SKIPPED: 1}


def test_who_is_forgotten_while_leased_is_not_written_to(frozen, dispatch, database, seal):
    people, left = frozen(3), []

    def leave(_envelope):
        if not left:
            left.append(True)
            with database.begin() as connection:
                person = register.find(connection, parse(people[2]))
                register.forget(connection, person, now=person.created_at)
        return Outcome(result=Result.SENT, phase=Phase.DOT, code=250)

    memory = Memory(leave)
    assert dispatch(lambda: memory) == {State.SENT: 2, State.SKIPPED: 1}
    assert people[2] not in repr(rows(database))


def test_a_bounce_is_suppressed(frozen, dispatch, database, seal):
    (only,) = frozen(1)
    memory = Memory(outcome(Result.BOUNCED, 550, "no such user"))
    assert dispatch(lambda: memory) == {State.BOUNCED: 1}
    with database.begin() as connection:
        assert register.suppressed(connection, seal.hash(only)) == "bounced"
        assert register.find(connection, parse(only)).status is Status.BOUNCED


def test_our_own_fault_pauses_and_suppresses_nobody(frozen, dispatch, database):
    frozen(5)
    memory = Memory(outcome(Result.FAULT, 554, "policy", Phase.MAIL))
    assert dispatch(lambda: memory) == {State.READY: 5}
    paused = state_of(database)
    assert paused.state == "paused"
    assert "554 policy" in paused.why
    with database.begin() as connection:
        assert register.count(connection) == {Status.ACTIVE: 5}


def test_one_recipient_whose_server_refuses_us_stops_no_other(frozen, dispatch, database):
    people = frozen(10)

    def answer(envelope):
        if envelope.recipient == people[3]:
            return Outcome(result=Result.FAULT, phase=Phase.RCPT, code=550, reply="5.7.1 policy")
        return Outcome(result=Result.SENT, phase=Phase.DOT, code=250)

    assert dispatch(lambda: Memory(answer)) == {State.SENT: 9, State.DEFERRED: 1}
    assert state_of(database).state == "sending"
    late = state_of(database).frozen_at + timedelta(hours=73)
    assert dispatch(lambda: Memory(answer), now=lambda: late) == {State.SENT: 9, State.BOUNCED: 1}
    with database.begin() as connection:
        assert register.count(connection) == {Status.ACTIVE: 10}


def test_three_recipients_in_a_row_whose_servers_refuse_us_pause_the_issue(
    frozen, dispatch, database
):
    frozen(10)
    memory = Memory(outcome(Result.FAULT, 554, "looks like spam", Phase.DOT))
    assert dispatch(lambda: memory) == {State.READY: 7, State.DEFERRED: 3}
    assert "554 looks like spam" in state_of(database).why


def test_colleagues_behind_one_gateway_are_one_voice(join, freeze_now, dispatch, database):
    join("first@x.example", *(f"reader{number}@strict.example" for number in range(5)))
    freeze_now()

    def answer(envelope):
        if envelope.recipient.endswith("strict.example"):
            return Outcome(result=Result.FAULT, phase=Phase.RCPT, code=550, reply="5.7.1 policy")
        return Outcome(result=Result.SENT, phase=Phase.DOT, code=250)

    assert dispatch(lambda: Memory(answer)) == {State.SENT: 1, State.DEFERRED: 5}
    assert state_of(database).state == "sending"


def test_a_full_mailbox_does_not_get_this_issue_and_stays_on_the_list(
    frozen, dispatch, database, seal
):
    (only,) = frozen(1)
    memory = Memory(outcome(Result.REFUSED, 552, "5.2.2 mailbox full"))
    assert dispatch(lambda: memory) == {State.BOUNCED: 1}
    with database.begin() as connection:
        assert register.suppressed(connection, seal.hash(only)) == ""
        assert register.find(connection, parse(only)).status is Status.ACTIVE


def test_a_database_that_is_away_for_a_moment_is_waited_for(frozen, dispatch, database):
    frozen(5)
    failures = iter(range(2))

    def away(envelope):
        event.listen(database, "begin", fail)
        return Outcome(result=Result.SENT, phase=Phase.DOT, code=250)

    def fail(_connection):
        if next(failures, None) is not None:
            raise OperationalError("COMMIT", {}, Exception("database is locked"))

    assert dispatch(lambda: Memory(away)) == {State.SENT: 5}


def test_a_database_that_hangs_up_is_called_again(frozen, dispatch, database):
    people, ended = frozen(5), []
    if database.dialect.name != "postgresql":
        pytest.skip("SQLite is a file: nobody hangs up")

    def hung_up(_envelope):
        end = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'COMMIT' "
            "AND datname = current_database() AND pid <> pg_backend_pid()"
        )
        with database.connect() as connection:
            ended.extend(connection.exec_driver_sql(end).scalars())
        return Outcome(result=Result.SENT, phase=Phase.DOT, code=250)

    memory = Memory(hung_up)
    assert dispatch(lambda: memory) == {State.SENT: 5}
    assert sorted(envelope.recipient for envelope, _ in memory.sent) == people
    assert len(ended) >= 5


def test_a_relay_that_refuses_everybody_pauses_the_issue(frozen, dispatch, database):
    frozen(100)
    memory = Memory(outcome(Result.BOUNCED, 550, "relaying denied"))
    counts = dispatch(lambda: memory)
    assert counts == {State.READY: 80, State.BOUNCED: 20}
    assert "20 of the last 20" in state_of(database).why


def test_a_deferred_recipient_waits_and_is_tried_again(frozen, dispatch, database):
    frozen(2)
    memory = Memory(outcome(Result.DEFERRED, 451, "later"))
    assert dispatch(lambda: memory) == {State.DEFERRED: 2}
    later = Memory()
    assert dispatch(lambda: later) == {State.DEFERRED: 2}
    with database.begin() as connection:
        when = connection.scalar(select(func.max(delivery.c.next_at)))
    assert timedelta(minutes=15) <= when - state_of(database).frozen_at <= timedelta(minutes=19)
    assert dispatch(lambda: later, now=lambda: when) == {State.SENT: 2}
    with database.begin() as connection:
        numbers = connection.scalars(select(attempt.c.number).order_by(attempt.c.id)).all()
    assert sorted(numbers) == [1, 1, 2, 2]


def test_after_three_days_a_deferred_recipient_is_given_up(frozen, dispatch, database, seal):
    (only,) = frozen(1)
    late = state_of(database).frozen_at + timedelta(hours=73)
    memory = Memory(outcome(Result.DEFERRED, 452, "full"))
    assert dispatch(lambda: memory, now=lambda: late) == {State.BOUNCED: 1}
    with database.begin() as connection:
        assert register.suppressed(connection, seal.hash(only)) == ""


def test_an_unknown_outcome_is_kept_for_a_person(frozen, dispatch, database):
    frozen(2)
    memory = Memory(outcome(Result.UNKNOWN, None, "no reply", Phase.DOT))
    assert dispatch(lambda: memory) == {State.UNCERTAIN: 2}
    again = Memory()
    assert dispatch(lambda: again) == {State.UNCERTAIN: 2}
    assert again.sent == []


def test_stopping_ends_with_the_message_in_hand(frozen, dispatch, database):
    frozen(10)
    stop = threading.Event()

    def last(_envelope):
        stop.set()
        return Outcome(result=Result.SENT, phase=Phase.DOT, code=250)

    memory = Memory(last)
    assert dispatch(lambda: memory, stop=stop) == {State.READY: 9, State.SENT: 1}
    assert state_of(database).state == "sending"
    assert dispatch(lambda: memory, stop=threading.Event()) == {State.SENT: 10}


def test_a_paused_issue_lets_nothing_out(frozen, dispatch, database):
    frozen(3)
    with database.begin() as connection:
        decide.pause(connection, ISSUE, why="by hand")
    memory = Memory()
    assert dispatch(lambda: memory) == {State.READY: 3}
    assert memory.sent == []


def test_a_sender_stopped_past_its_lease_takes_its_rows_anew(frozen, dispatch, database):
    frozen(6)
    clock = iter([state_of(database).frozen_at + timedelta(hours=n) for n in range(100)])
    memory = Memory()
    assert dispatch(lambda: memory, now=lambda: next(clock)) == {State.SENT: 6}
    assert len(memory.sent) == 6


def test_a_bug_in_a_transport_is_not_swallowed(frozen, dispatch):
    frozen(3)

    def break_down(_envelope):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        dispatch(lambda: Memory(break_down))


def test_a_lease_that_ran_out_is_taken_back_and_one_in_flight_never(frozen, database):
    frozen(2)
    at = state_of(database).frozen_at
    with database.begin() as connection:
        first, _ = ledger.lease(connection, ISSUE, owner="a", limit=2, now=at)
        ledger.fence(connection, ISSUE, [first.subscriber_id], owner="a", now=at)
    with database.begin() as connection:
        later = at + timedelta(hours=1)
        assert ledger.recover(connection, ISSUE, now=later) == (1, 1)
        assert tally(connection, ISSUE) == {State.READY: 1, State.UNCERTAIN: 1}


def test_a_stolen_lease_does_not_pass_the_fence(frozen, database):
    frozen(1)
    at = state_of(database).frozen_at
    with database.begin() as connection:
        (mine,) = ledger.lease(connection, ISSUE, owner="a", limit=1, now=at)
        later = at + timedelta(minutes=11)
        (theirs,) = ledger.lease(connection, ISSUE, owner="b", limit=1, now=later)
        one = [mine.subscriber_id]
        assert ledger.fence(connection, ISSUE, one, owner="a", now=later) == set()
        assert ledger.fence(connection, ISSUE, one, owner="b", now=later) == set(one)
    assert mine == theirs


def test_a_sender_that_was_stopped_may_still_say_the_truth(frozen, database):
    frozen(1)
    at = state_of(database).frozen_at
    with database.begin() as connection:
        (one,) = ledger.lease(connection, ISSUE, owner="a", limit=1, now=at)
        ledger.fence(connection, ISSUE, [one.subscriber_id], owner="a", now=at)
        ledger.recover(connection, ISSUE, now=at + timedelta(hours=1))
        sent = Outcome(result=Result.SENT, phase=Phase.DOT, code=250)
        settled = [Settled(delivery=one, outcome=sent)]
        settle(connection, ISSUE, settled, owner="a", rule=RULE, now=at + timedelta(hours=1))
        assert tally(connection, ISSUE) == {State.SENT: 1}


def test_the_ledgers_key_holds_no_subject(database):
    del database
    assert {column.name for column in delivery.primary_key} == {"issue_id", "subscriber_id"}
    assert "subject" not in mailing.c
