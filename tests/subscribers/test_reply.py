"""A reader is given up only where a code, or plain words, say that the mailbox is not there."""

import pytest

from digest.subscribers.reply import Meaning, weigh


@pytest.mark.parametrize(
    ("status", "words", "meaning"),
    [
        ("5.1.1", "", Meaning.GONE),
        ("5.1.10", "", Meaning.GONE),
        ("", "550 5.1.1 no such user", Meaning.GONE),
        ("5.0.0", "551 user unknown here", Meaning.GONE),
        ("5.2.2", "552 mailbox full", Meaning.PASSING),
        ("", "552 5.2.2 mailbox full", Meaning.PASSING),
        ("", "550 5.3.4 message too big", Meaning.PASSING),
        ("", "554 5.4.6 routing loop", Meaning.PASSING),
        ("", "550 go away", Meaning.PASSING),
        ("", "554 user unknown", Meaning.PASSING),
        ("", "", Meaning.PASSING),
        ("5.7.1", "user unknown", Meaning.POLICY),
        ("4.7.28", "", Meaning.POLICY),
        ("5.1.8", "bad sender", Meaning.POLICY),
        ("", "550 blocked using zen.spamhaus.org, unknown", Meaning.POLICY),
    ],
)
def test_what_a_refusal_means(status, words, meaning):
    assert weigh(status, words) is meaning
