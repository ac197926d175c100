"""What a mail server receives, read again by a strict parser."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from digest.send import send
from digest.send.dkim import Signer
from digest.send.message import template
from digest.send.smtp import Relay, Smtp
from digest.send.verify import faults
from digest.subscribers.bounced import Rule
from digest.subscribers.register import UNSUBSCRIBE

ISSUE = "2025-09-27"
PIPELINING = "250-PIPELINING\r\n250-SMTPUTF8\r\n"
PEOPLE = (
    "anna@example.org",
    "zoé@example.org",
    "o'neil+news@example.org",
    "x@xn--bcher-kva.example",
)


@pytest.fixture(scope="module")
def signer():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return Signer(domain="boussole.example", selector="s1", key=key)


@pytest.fixture
def captured(serving, join, freeze_now, database, *, seal, letter, signer, now, stop):
    """Envelope sender, recipient and bytes of each message, as the server took them."""
    join(*PEOPLE)
    freeze_now()
    made = template(letter["eml"](), letter["LETTERHEAD"], (signer,))
    with serving(offers=PIPELINING) as server:
        relay = Relay(host="127.0.0.1", port=server.port, security="none", patience=5)
        send(
            database,
            ISSUE,
            templates={"everyone": made},
            seal=seal,
            open_transport=lambda: Smtp(relay),
            connections=2,
            owner="a" * 32,
            now=lambda: now,
            stop=stop,
            rule=Rule(soft_limit=4, window=timedelta(days=90)),
        )
    return server.messages


def test_every_message_keeps_every_rule(captured, letter, database, seal):
    assert sorted(recipient for _, recipient, _ in captured) == sorted(PEOPLE)
    url = letter["LETTERHEAD"].unsubscribe_url
    for _, recipient, message in captured:
        parsed = message_from_bytes(message, policy=policy.strict.clone(utf8=True))
        token = re.search(r"t=([a-z2-7]{52})", str(parsed["List-Unsubscribe"]))[1]
        link = url.replace("{token}", token)
        assert faults(message, recipient=recipient, link=link) == ()
        assert seal.opened(UNSUBSCRIBE, token) is not None


def test_each_return_path_names_its_delivery_and_each_message_has_its_own_id(captured):
    senders = {sender for sender, _, _ in captured}
    ids = {re.search(rb"Message-ID: (<\S+>)", message)[1] for _, _, message in captured}
    assert len(senders) == len(ids) == len(PEOPLE)
    assert all(re.fullmatch(r"retours\+[0-9a-f]{26}@boussole.example", one) for one in senders)


def test_every_signature_is_good_as_it_arrived(captured, signer):
    record = signer.record().encode()
    for _, _, message in captured:
        assert dkim.verify(message, dnsfunc=lambda _name, timeout=5: record)
