"""Segments: one plan at most, and a person's own choice touches only what they were offered."""

from digest.subscribers import segments
from digest.subscribers.address import parse
from digest.subscribers.register import find


def mine(database):
    with database.begin() as connection:
        return find(connection, parse("anna@x.example")).segments


def test_who_comes_into_one_plan_leaves_the_other(database, join):
    number = join("anna@x.example")
    with database.begin() as connection:
        assert segments.move(connection, number, into=["free", "beta"])
        assert segments.move(connection, number, into=["paid"])
        assert not segments.move(connection, number, into=["paid"])
    assert mine(database) == ("beta", "paid")


def test_a_choice_touches_only_what_was_offered(database, join):
    number = join("anna@x.example")
    with database.begin() as connection:
        segments.move(connection, number, into=["paid", "tech", "press"])
        segments.choose(connection, number, offered=["tech", "law"], chosen=["law", "press", "vip"])
        assert segments.count(connection) == {"law": 1, "paid": 1, "press": 1}
    assert mine(database) == ("law", "paid", "press")
